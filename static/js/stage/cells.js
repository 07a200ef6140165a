/**
 * A board drawn cell by cell: faces, numerals, hatches and frames as SVG, a real grid for assistive tools.
 *
 * For boards up to about a thousand cells; knows no step, it is told which cells are filled and marked.
 */

import { boxAt, indexAt, locate, placesOf, planeBox } from "./boards.js";
import { write } from "./dom.js";
import { keyOf } from "./indices.js";
import { compact, signOf } from "./numbers.js";
import { numeralSize, WEIGHT_FROM, weightSize } from "./numerals.js";
import { createSheet } from "./sheets.js";
import { svg } from "./svg.js";

/**
 * @typedef {import("./boards.js").Board} Board
 * @typedef {import("./boards.js").Box} Box
 * @typedef {{ active: Map<string, string>, current: string | null, linked: Map<string, { tone: string, text: string }>,
 *   now: string | null, edited: Set<string> }} Marks
 * @typedef {{ board: Board, element: SVGGElement, prefixes: () => number[][], renew: () => void, assign: (prefixes: number[][]) => void,
 *   fill: (shown: import("./values.js").Shown) => void, mark: (marks: Marks) => void,
 *   cellOf: (index: readonly number[]) => SVGElement | null, boxOf: (index: readonly number[]) => Box | null,
 *   planeOf: (index: readonly number[]) => number, valueOf: (index: readonly number[]) => number | null | undefined,
 *   at: (x: number, y: number) => number[] | null, canvases?: HTMLElement[] }} BoardView canvases where cells are pixels
 * @typedef {{ element: SVGGElement, face: SVGRectElement, numeral: SVGTextElement, weight: SVGTextElement | null,
 *   plane: number, row: number, column: number, flat: number, key: string,
 *   shown: number | null | undefined | "nothing" }} Cell
 */

/**
 * @param {Board} board
 * @param {import("./boards.js").Words} words
 * @param {number} scale how many pixels a unit of the scene takes on the screen
 * @returns {BoardView}
 */
export function createCells(board, words, scale) {
  const { cell: pitch, sheets } = board.place;
  const root = svg("g", { class: "board", "data-role": board.role });
  root.style.setProperty("--pitch", `${pitch}px`);
  const planes = sheets.map((_, number) => createSheet(board, number, words));
  const cells = planes.flatMap((plane, number) => fillSheet(board, number, plane));
  size();

  /** Numerals as high as the longest of them allows. */
  function size() {
    const height = numeralSize(board.values, board.domain, pitch, scale);
    root.style.setProperty("--size", `${height}px`);
    root.toggleAttribute("data-shades", height === 0);
  }

  const inFront = board.place.stacked ? [...planes].reverse() : planes; // what is drawn last lies in front
  root.append(...inFront.map((plane) => plane.element));
  /** @type {number[][]} */
  let prefixes = [];
  /** @type {Map<string, Cell>} */
  const byKey = new Map();
  /** @type {Cell[]} */
  let touched = [];
  /** @type {unknown} what the values came from that are shown */
  let filled = null;

  /** @param {Cell} cell @param {string} text @param {string} [tone] */
  function weigh(cell, text, tone) {
    const height = pitch * scale >= WEIGHT_FROM ? weightSize(text, pitch, scale) : 0;
    if (!height) return;
    if (!cell.weight) {
      cell.weight = svg("text", { class: "weight", x: pitch * 0.92, y: board.place.cell_height * 0.83 });
      cell.element.append(cell.weight);
    }
    cell.element.dataset.weighted = tone ?? "";
    write(cell.weight, text);
    cell.weight.style.fontSize = `${height}px`;
  }

  return {
    board,
    element: root,
    prefixes: () => prefixes,
    renew() {
      size();
      filled = null;
      for (const cell of cells) {
        settle(board, cell, cell.key.split(",").map(Number));
        cell.shown = "nothing";
      }
    },
    assign(next) {
      if (keyOf(next.flat()) === keyOf(prefixes.flat()) && byKey.size) return;
      prefixes = next;
      filled = null;
      byKey.clear();
      for (const [number, plane] of planes.entries()) plane.name(next[number]);
      for (const cell of cells) {
        const index = indexAt(board, next[cell.plane], cell.row, cell.column);
        cell.key = keyOf(index);
        cell.flat = index.reduce((flat, at, axis) => flat * board.shape[axis] + at - board.start[axis], 0);
        cell.element.setAttribute("data-index", cell.key);
        cell.shown = "nothing";
        settle(board, cell, index);
        byKey.set(cell.key, cell);
      }
    },
    fill({ at, of, upTo }) {
      if (of === filled && upTo === null) return;
      filled = of;
      for (const cell of cells) show(cell, at(cell.flat), board.domain);
    },
    mark(marks) {
      for (const cell of touched) clear(cell);
      touched = [];
      const touch = (/** @type {string} */ key, /** @type {(cell: Cell) => void} */ act) => {
        const cell = byKey.get(key);
        if (!cell) return;
        touched.push(cell);
        act(cell);
      };
      for (const [key, text] of marks.active)
        touch(key, (cell) => {
          cell.element.dataset.active = "";
          weigh(cell, text);
        });
      for (const [key, { tone, text }] of marks.linked)
        touch(key, (cell) => {
          cell.element.dataset.linked = tone;
          if (text) weigh(cell, text, tone);
        });
      if (marks.current) touch(marks.current, (cell) => cell.element.setAttribute("data-current", ""));
      if (marks.now) touch(marks.now, (cell) => cell.element.setAttribute("data-now", ""));
      for (const key of marks.edited) touch(key, (cell) => cell.element.setAttribute("data-edited", ""));
    },
    cellOf: (index) => byKey.get(keyOf(index))?.element ?? null,
    boxOf(index) {
      const spot = locate(board, prefixes, index);
      return spot && boxAt(board, spot.plane, spot.row, spot.column);
    },
    planeOf: (index) => locate(board, prefixes, index)?.plane ?? -1,
    valueOf(index) {
      const shown = byKey.get(keyOf(index))?.shown;
      return shown === "nothing" ? undefined : shown;
    },
    at: () => null, // every cell is an element that pointers meet by themselves
  };
}

/**
 * The cells of one sheet: those of the true grid and those of its ring, in rows.
 * @param {Board} board
 * @param {number} plane
 * @param {ReturnType<typeof createSheet>} sheet
 */
function fillSheet(board, plane, sheet) {
  const { rows, columns } = board.place;
  const corner = planeBox(board, plane, false);
  return placesOf(board).flatMap((places) => {
    const inner = svg("g", { role: "row" });
    const outer = svg("g", { role: "row" });
    const made = places.map(([row, column]) => {
      const cell = makeCell(board, plane, row, column);
      const box = boxAt(board, plane, row, column);
      cell.element.setAttribute("transform", `translate(${box.x - corner.x} ${box.y - corner.y})`);
      const inside = row >= 0 && row < rows && column >= 0 && column < columns;
      (inside ? inner : outer).append(cell.element);
      return cell;
    });
    if (inner.childElementCount) sheet.grid.append(inner);
    if (outer.childElementCount) sheet.ring.append(outer);
    return made;
  });
}

/**
 * @param {Board} board
 * @param {number} plane
 * @param {number} row
 * @param {number} column
 * @returns {Cell}
 */
function makeCell({ place }, plane, row, column) {
  const { cell: pitch, cell_height: tall } = place;
  const gap = Math.max(1, pitch * 0.055);
  const box = { x: gap / 2, y: gap / 2, width: pitch - gap, height: tall - gap, rx: Math.min(pitch, tall) * 0.11 };
  const face = svg("rect", { class: "face", ...box });
  const numeral = svg("text", { class: "numeral", x: pitch / 2, y: tall / 2 });
  const element = svg("g", { class: "cell", role: "gridcell", tabindex: -1 }, [face, numeral]);
  return { element, face, numeral, weight: null, plane, row, column, flat: -1, key: "", shown: "nothing" };
}

/**
 * What a cell is, apart from its value: padding, read by no window, a zero put between cells.
 * @param {Board} board
 * @param {Cell} cell
 * @param {number[]} index
 */
function settle(board, cell, index) {
  const padding = board.inside !== null && !board.inside(index);
  const { unused } = board;
  const lost = !padding && unused?.some((places, axis) => places.has(index[index.length - unused.length + axis]));
  if ((padding || lost) && cell.face.nextElementSibling === cell.numeral) {
    const hatch = /** @type {SVGRectElement} */ (cell.face.cloneNode());
    hatch.setAttribute("class", "hatch");
    cell.face.after(hatch);
  }
  cell.element.toggleAttribute("data-padding", padding);
  cell.element.toggleAttribute("data-unused", Boolean(lost));
  cell.element.toggleAttribute("data-stuffed", board.stuffed?.(index) ?? false);
}

/** @param {Cell} cell */
function clear({ element, weight }) {
  for (const name of ["active", "weighted", "linked", "current", "now", "edited"]) delete element.dataset[name];
  if (weight) weight.textContent = "";
}

/**
 * Put a value into a cell, or leave it open for one to come.
 * @param {Cell} cell
 * @param {number | null | undefined} value
 * @param {number} domain
 */
function show(cell, value, domain) {
  if (Object.is(cell.shown, value)) return;
  cell.shown = value;
  const { dataset, style } = cell.element;
  dataset.sign = String(signOf(value));
  if (value === undefined) dataset.future = "";
  else delete dataset.future;
  if (value === undefined || value === null) delete dataset.value;
  else dataset.value = String(value);
  style.setProperty("--t", value && domain ? String(Math.min(1, Math.abs(value) / domain)) : "0");
  write(cell.numeral, compact(value));
}
