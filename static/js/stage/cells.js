/**
 * A board drawn cell by cell: faces, numerals, hatches and frames as SVG.
 *
 * For boards up to about a thousand cells; knows no step, it is told which cells are filled and marked.
 */

import { geometry, indexAt, labelFor } from "./boards.js";
import { keyOf } from "./indices.js";
import { compact, signOf } from "./numbers.js";
import { createOverlay } from "./overlay.js";
import { frame, svg } from "./svg.js";

/**
 * @typedef {import("./boards.js").Board} Board
 * @typedef {{ element: HTMLElement | SVGElement, width: number, height: number,
 *   fill: (values: (number | null)[], known: (flat: number) => boolean) => void,
 *   mark: (marks: import("./overlay.js").Marks, active: Map<string, string>) => void,
 *   boxOf: (index: readonly number[]) => DOMRect | null }} BoardView
 */

const SMALLEST_NUMERAL = 11;
const SMALLEST_WEIGHT = 8.5;
const DIGIT = 0.66; // width of a digit to its height, in the widest of the usual faces

/**
 * @param {Board} board
 * @param {number} pitch
 * @param {number} perRow
 * @param {string} label
 * @returns {BoardView}
 */
export function createCells(board, pitch, perRow, label) {
  const place = geometry(board, pitch, perRow);
  const size = numeralSize(board.values, pitch);
  const root = svg("svg", {
    class: "board",
    width: place.width,
    height: place.height,
    role: "img",
    "aria-label": label,
  });
  root.dataset.role = board.role;
  root.style.setProperty("--pitch", `${pitch}px`);
  root.style.setProperty("--size", `${size}px`);
  root.toggleAttribute("data-shades", size === 0);
  root.toggleAttribute("data-small", pitch < 30);
  const ring = svg("g", { "data-grid": "padding" });
  const grid = svg("g", { "data-grid": board.role });
  /** @type {Map<string, Cell>} */
  const cells = new Map();
  /** @type {Cell[]} */
  const inOrder = [];
  board.planes.forEach((plane, number) => {
    const left = place.left(number);
    const top = place.top(number);
    root.append(...planeFrames(board, left, top, place));
    if (plane.label)
      root.append(svg("text", { class: "plane", x: left - 6, y: top - 13 }, [labelFor(plane, board.columns * pitch)]));
    for (let row = 0; row < board.rows; row += 1) {
      for (let column = 0; column < board.columns; column += 1) {
        const index = indexAt(board, plane, row, column);
        const cell = makeCell(board, index, plane.first + row * board.columns + column, place, size);
        cell.element.setAttribute("transform", `translate(${left + column * pitch} ${top + row * place.tall})`);
        cells.set(keyOf(index), cell);
        inOrder.push(cell);
        (board.inside && !board.inside(index) ? ring : grid).append(cell.element);
      }
    }
  });
  const overlay = createOverlay(board, place);
  root.append(...(ring.childElementCount ? [ring] : []), grid, overlay.element);
  /** @type {Cell[]} */
  let active = [];

  return {
    element: root,
    width: place.width,
    height: place.height,
    fill(values, known) {
      for (const cell of inOrder) show(cell, known(cell.flat) ? values[cell.flat] : undefined, board.domain);
    },
    mark(marks, weights) {
      for (const cell of active) {
        delete cell.element.dataset.active;
        delete cell.element.dataset.weighted;
        if (cell.weight) cell.weight.textContent = "";
      }
      active = [];
      for (const [key, weight] of weights) {
        const cell = cells.get(key);
        if (!cell) continue;
        cell.element.dataset.active = "";
        active.push(cell);
        const fitting = (0.94 * pitch) / (weight.length * DIGIT);
        if (cell.weight && weight && fitting >= SMALLEST_WEIGHT) {
          cell.element.dataset.weighted = "";
          cell.weight.textContent = weight;
          cell.weight.style.fontSize = fitting < Math.max(pitch * 0.25, 10) ? `${fitting}px` : "";
        }
      }
      const current = marks.current ? keyOf(marks.current) : null;
      for (const cell of root.querySelectorAll("[data-current]")) cell.removeAttribute("data-current");
      if (current) cells.get(current)?.element.setAttribute("data-current", "");
      overlay.mark(marks);
    },
    boxOf(index) {
      return cells.get(keyOf(index))?.element.getBoundingClientRect() ?? null;
    },
  };
}

/**
 * @typedef {{ element: SVGGElement, face: SVGRectElement, numeral: SVGTextElement, weight: SVGTextElement | null,
 *   flat: number, shown: number | null | undefined | "nothing" }} Cell
 */

/**
 * @param {Board} board
 * @param {number[]} index
 * @param {number} flat
 * @param {import("./boards.js").Geometry} place
 * @param {number} size
 * @returns {Cell}
 */
function makeCell(board, index, flat, { pitch, tall }, size) {
  const gap = Math.max(1, pitch * 0.055);
  const box = { x: gap / 2, y: gap / 2, width: pitch - gap, height: tall - gap, rx: pitch * 0.11 };
  const face = svg("rect", { class: "face", ...box });
  const numeral = svg("text", { class: "numeral", x: pitch / 2, y: tall / 2 });
  const element = svg("g", { class: "cell", "data-index": keyOf(index) }, [face]);
  const padding = board.inside && !board.inside(index);
  const lost = board.unused ?? [];
  const unused = !padding && lost.some((places, axis) => places.has(String(index[index.length - lost.length + axis])));
  if (padding) element.append(svg("rect", { class: "hatch", fill: "url(#hatch)", ...box }));
  if (padding) element.dataset.padding = "";
  if (unused) element.append(svg("rect", { class: "hatch", fill: "url(#cross-hatch)", ...box }));
  if (unused) element.dataset.unused = "";
  if (board.stuffed?.(index)) element.dataset.stuffed = "";
  if (size > 0) element.append(numeral);
  const readable = size > 0 && pitch >= 30 && (board.role === "input" || board.role === "stretched");
  const weight = readable ? svg("text", { class: "weight", x: pitch - gap * 1.5, y: pitch * 0.83 }) : null;
  if (weight) element.append(weight);
  return { element, face, numeral, weight, flat, shown: "nothing" };
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
  style.setProperty("--t", value && domain ? String(Math.abs(value) / domain) : "0");
  cell.numeral.textContent = compact(value);
}

/**
 * Height of the numerals in pixels, the same for a whole board; 0 where they would be too small to read.
 * @param {(number | null)[]} values
 * @param {number} pitch
 */
export function numeralSize(values, pitch) {
  if (pitch < 22) return 0;
  const longest = Math.max(1, ...values.map((value) => compact(value).length));
  for (const share of [0.48, 0.4, 0.32]) {
    if (longest * DIGIT * share <= 0.94 && share * pitch >= SMALLEST_NUMERAL * 0.95) return share * pitch;
  }
  const fitting = (0.94 * pitch) / (longest * DIGIT);
  return fitting >= SMALLEST_NUMERAL * 0.85 ? fitting : 0;
}

/**
 * The frames of a plane, different in form for each role, and a second one round the true input.
 * @param {Board} board
 * @param {number} left
 * @param {number} top
 * @param {import("./boards.js").Geometry} place
 */
function planeFrames(board, left, top, { pitch, tall }) {
  const box = { x: left, y: top, width: board.columns * pitch, height: board.rows * tall };
  const frames = [frame("frame", box, 6, 10)];
  if (board.role === "output") frames.push(frame("frame outer", box, 10, 13));
  if (board.inside) {
    const columns = board.columns + 2 * Math.min(0, board.columnStart);
    const rows = board.rows + 2 * Math.min(0, board.rowStart);
    const after = trueSize(board);
    if (columns > 0 && rows > 0 && (after.columns !== board.columns || after.rows !== board.rows)) {
      const x = left - board.columnStart * pitch;
      const y = top - board.rowStart * tall;
      const inner = { x, y, width: after.columns * pitch, height: after.rows * tall };
      frames.push(frame("frame inner", inner, 1, 6));
    }
  }
  return frames;
}

/**
 * Rows and columns of the true input inside its padding.
 * @param {Board} board
 */
function trueSize(board) {
  const plane = board.planes[0];
  const inside = board.inside ?? (() => true);
  const middle = board.planes.find((one) => inside(indexAt(board, one, -board.rowStart, -board.columnStart))) ?? plane;
  let rows = 0;
  let columns = 0;
  for (let row = 0; row < board.rows; row += 1) {
    if (inside(indexAt(board, middle, row, -board.columnStart))) rows += 1;
  }
  for (let column = 0; column < board.columns; column += 1) {
    if (inside(indexAt(board, middle, -board.rowStart, column))) columns += 1;
  }
  return { rows, columns };
}
