/**
 * A board drawn as pixels: one canvas a sheet under the drawing, with the few cells in question as elements above it.
 *
 * For boards too large to be drawn cell by cell. `valueAt(index)` on the grid tells the number of any cell.
 */

import { boxAt, flatOf, indexAt, locate, placesOf, planeBox } from "./boards.js";
import { divergingScale, greyScale } from "./colours.js";
import { focusedElement, html } from "./dom.js";
import { keyOf } from "./indices.js";
import { nameOf, spokenOf } from "./sheets.js";
import { svg } from "./svg.js";

/**
 * @typedef {import("./boards.js").Board} Board
 */

const MOST_LINKED = 600;

/**
 * @param {Board} board
 * @param {import("./boards.js").Words} words
 * @returns {import("./cells.js").BoardView & { canvases: HTMLElement[] }}
 */
export function createBitmap(board, words) {
  const { place } = board;
  const wide = placesOf(board)[0].length;
  const high = placesOf(board).length;
  let look = lookOf(board);
  const canvases = place.sheets.map((_, plane) => canvasOf(board, plane, wide, high));
  const row = svg("g", { role: "row" });
  const grid = svg("g", { "data-grid": board.role, "data-canvas": "", role: "grid" }, [row]);
  grid.setAttribute("aria-label", spokenOf(board, words));
  const root = svg("g", { class: "board", "data-role": board.role }, [grid]);
  const field = place.sheets.map((_, plane) => svg("rect", { class: "field", ...planeBox(board, plane) }));
  grid.prepend(...field);
  const padding = ringOf(board);
  /** @type {number[][]} */
  let prefixes = [];
  /** @type {(number | null | undefined)[][]} */
  let shown = [];
  /** @type {import("./values.js").Shown | null} */
  let last = null;
  /** @type {Map<string, SVGElement>} */
  const cells = new Map();

  /** @param {readonly number[]} index */
  function valueAt(index) {
    const spot = locate(board, prefixes, index);
    if (!spot) return undefined;
    const [[above], [left]] = place.ring;
    return shown[spot.plane]?.[(spot.row + above) * wide + spot.column + left];
  }
  Object.defineProperty(grid, "valueAt", { value: valueAt });

  /** @param {string} key */
  function cellElement(key) {
    const known = cells.get(key);
    if (known) return known;
    const index = key.split(",").map(Number);
    const spot = locate(board, prefixes, index);
    if (!spot) return null;
    const box = boxAt(board, spot.plane, spot.row, spot.column);
    const cell = svg("rect", { class: "cell pixel", role: "gridcell", "data-index": key, ...box });
    const value = valueAt(index);
    if (value !== undefined && value !== null) cell.dataset.value = String(value);
    cells.set(key, cell);
    row.append(cell);
    return cell;
  }

  return {
    board,
    element: root,
    canvases: place.stacked ? [...canvases].reverse() : canvases,
    prefixes: () => prefixes,
    renew() {
      look = lookOf(board);
      last = null;
    },
    assign(next) {
      if (keyOf(next.flat()) === keyOf(prefixes.flat())) return;
      prefixes = next;
      shown = [];
      last = null;
      const names = next.map((prefix) => nameOf(board, prefix, words)).filter(Boolean);
      grid.setAttribute(
        "aria-label",
        [words(`board.${board.role}`), names[0]].filter(Boolean).join(words("list.join")),
      );
    },
    fill(given) {
      const known = last !== null && last.of === given.of;
      const from = known ? Math.min(last?.upTo ?? 0, given.upTo ?? 0) : 0;
      const to = known ? Math.max(last?.upTo ?? -1, given.upTo ?? -1) : Number.POSITIVE_INFINITY;
      last = given;
      for (const [plane, prefix] of prefixes.entries()) {
        const [[above], [left]] = place.ring;
        const first = flatOf(board, indexAt(board, prefix, -above, -left));
        const start = Math.max(0, from - first);
        const end = Math.min(wide * high - 1, to - first);
        const values = shown[plane] ?? new Array(wide * high);
        shown[plane] = values;
        for (let at = start; at <= end; at += 1) values[at] = given.at(first + at);
        if (start <= end) paint(canvases[plane], values, start, end, { ...look, padding, domain: board.domain });
      }
    },
    mark(marks) {
      for (const [key, cell] of cells) {
        if (cell !== focusedElement()) {
          cell.remove();
          cells.delete(key);
        } else for (const name of ["active", "current", "linked", "now"]) delete cell.dataset[name];
      }
      for (const key of marks.active.keys()) cellElement(key)?.setAttribute("data-active", "");
      for (const [key, { tone }] of [...marks.linked].slice(0, MOST_LINKED)) {
        cellElement(key)?.setAttribute("data-linked", tone);
      }
      if (marks.current) cellElement(marks.current)?.setAttribute("data-current", "");
      if (marks.now) cellElement(marks.now)?.setAttribute("data-now", "");
    },
    cellOf: (index) => cellElement(keyOf(index)),
    boxOf(index) {
      const spot = locate(board, prefixes, index);
      return spot && boxAt(board, spot.plane, spot.row, spot.column);
    },
    planeOf: (index) => locate(board, prefixes, index)?.plane ?? -1,
    valueOf: valueAt,
    at(x, y) {
      const plane = field.findIndex((_, number) => within(planeBox(board, number), x, y));
      if (plane < 0) return null;
      const corner = boxAt(board, plane, 0, 0);
      const line = Math.floor((y - corner.y) / place.cell_height);
      return indexAt(board, prefixes[plane], line, Math.floor((x - corner.x) / place.cell));
    },
  };
}

/** Pictures without negative values are grey, everything else diverges from zero. @param {Board} board */
function lookOf({ role, values }) {
  const grey = role === "input" && values.every((value) => value === null || value >= 0);
  return { grey, scale: grey ? greyScale() : divergingScale() };
}

/**
 * @param {import("./boards.js").Box} box
 * @param {number} x
 * @param {number} y
 */
function within(box, x, y) {
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

/**
 * @param {Board} board
 * @param {number} plane
 * @param {number} wide
 * @param {number} high
 */
function canvasOf(board, plane, wide, high) {
  const box = planeBox(board, plane);
  const canvas = html("canvas", { width: wide, height: high, "aria-hidden": "true", "data-role": board.role });
  canvas.style.left = `${box.x}px`;
  canvas.style.top = `${box.y}px`;
  canvas.style.width = `${box.width}px`;
  canvas.style.height = `${box.height}px`;
  return canvas;
}

/** Which pixels of a sheet lie in the ring of padding. @param {Board} board */
function ringOf({ place, ...board }) {
  const { rows, columns } = place;
  return placesOf({ ...board, place })
    .flat()
    .map(([row, column]) => row < 0 || column < 0 || row >= rows || column >= columns);
}

/**
 * Paint the rows of pixels that hold some places.
 * @param {HTMLCanvasElement} canvas
 * @param {(number | null | undefined)[]} values
 * @param {number} first
 * @param {number} last
 * @param {{ scale: Uint8ClampedArray, grey: boolean, padding: boolean[], domain: number }} look
 */
function paint(canvas, values, first, last, { scale, grey, padding, domain }) {
  const { width } = canvas;
  const top = Math.floor(first / width);
  const rows = Math.floor(last / width) - top + 1;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(width, rows);
  for (let at = 0; at < width * rows; at += 1) {
    const value = values[top * width + at];
    if (value === undefined || value === null) continue;
    const share = value / (domain || 1);
    const entry = Math.round((grey ? share : (share + 1) / 2) * 255) * 3;
    for (let part = 0; part < 3; part += 1) image.data[at * 4 + part] = scale[entry + part];
    image.data[at * 4 + 3] = padding[top * width + at] ? 110 : 255;
  }
  context.putImageData(image, 0, top);
}
