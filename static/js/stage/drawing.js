/**
 * The drawing of a scene: its boards, labels, beams and marks, for one model at one step.
 *
 * Draws what it is told and keeps no state but what is drawn; places are the scene's, values the answer's.
 */

import { createBeams } from "./beams.js";
import { createBitmap } from "./bitmap.js";
import { boardsOf, drawnCells, prefixesOf } from "./boards.js";
import { createCells } from "./cells.js";
import { html } from "./dom.js";
import { createLabel } from "./labels.js";
import { beamsOf, marksOf, shapesOf } from "./marks.js";
import { createOverlay } from "./overlay.js";
import { svg } from "./svg.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {import("./cells.js").BoardView} BoardView
 * @typedef {import("./links.js").CellName} CellName
 * @typedef {{ model: Model, reading: Reading, row: Record<string, any> | null, rowOf: (step: number) => Record<string, any> | null,
 *   inside: number | null, hovered: CellName | null, pinned: CellName | null, focused: CellName | null,
 *   links: import("./links.js").Links | null, point: number | null, edits: Map<string, Map<string, number>>,
 *   fronts: import("./fronts.js").Fronts, valuesOf: (role: string) => import("./values.js").Shown }} Situation
 */

const MOST_CELLS = 1000;
const SMALLEST_CELL = 8; // pixels on the screen, below which cells are pixels

/**
 * @param {Model} model
 * @param {import("./boards.js").Words} words
 * @param {number} scale
 */
export function createDrawing(model, words, scale) {
  const { scene } = model;
  let drawn = model;
  const boards = boardsOf(model);
  /** @type {HTMLElement[]} */
  const canvases = [];
  const views = new Map(
    boards.map((board) => {
      const pixels = drawnCells(board) > MOST_CELLS || board.place.cell * scale < SMALLEST_CELL;
      if (!pixels) return /** @type {[string, BoardView]} */ ([board.role, createCells(board, words, scale)]);
      const view = createBitmap(board, words);
      canvases.push(...view.canvases);
      return /** @type {[string, BoardView]} */ ([board.role, view]);
    }),
  );
  const labels = boards.map((board) => createLabel(model, board, words));
  const beams = createBeams();
  const overlay = createOverlay(6 / scale);
  const root = svg("svg", { class: "scene", viewBox: `0 0 ${scene.width} ${scene.height}` });
  const elements = [...views.values()].map((view) => view.element);
  root.append(beams.element, ...labels.map((label) => label.element), ...elements, overlay.element);
  const element = html("div", { class: "picture" }, [html("div", { class: "pixels" }, canvases), root]);
  element.style.width = `${scene.width}px`;
  element.style.height = `${scene.height}px`;
  for (const view of views.values()) openTabStop(view);

  return {
    element,
    views,
    /** Take over the numbers of an answer of the same shapes; every element stays. @param {Model} next */
    renew(next) {
      drawn = next;
      boardsOf(next).forEach((board, number) => {
        Object.assign(boards[number], board);
        views.get(board.role)?.renew();
      });
    },
    /** @param {Situation} now */
    render(now) {
      const { reading } = now;
      for (const [role, view] of views) {
        view.assign(prefixesOf(view.board, drawn, { reading, front: now.fronts.of(role) }));
        view.fill(now.valuesOf(role));
        view.mark(marksOf(view, now));
      }
      overlay.show(shapesOf(views, now));
      beams.show(beamsOf(views, now));
      for (const label of labels) label.show(reading);
    },
    /** The place of a pointer in units of the scene. @param {MouseEvent} event */
    placeOf(event) {
      const box = root.getBoundingClientRect();
      const unit = scene.width / box.width;
      return { x: (event.clientX - box.left) * unit, y: (event.clientY - box.top) * unit };
    },
  };
}

/** A grid can be entered by Tab at one place: its first cell, or the grid itself where cells are pixels. @param {BoardView} view */
function openTabStop({ element }) {
  const grids = element.querySelectorAll("[data-grid]:not([data-grid='padding'])");
  const grid = grids[grids.length - 1]; // the sheet in front
  const stop = grid?.matches("[data-canvas]") ? grid : grid?.querySelector(".cell");
  stop?.setAttribute("tabindex", "0");
}

/** @typedef {ReturnType<typeof createDrawing>} Drawing */
