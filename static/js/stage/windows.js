/**
 * The boxes of windows: where the current one lies, how far it hangs over the edge, and where the next one would lie.
 *
 * Knows readings and boards; draws nothing.
 */

import { around } from "./beams.js";
import { boxAt, planeBox } from "./boards.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./boards.js").Box} Box
 * @typedef {import("./cells.js").BoardView} BoardView
 * @typedef {import("./reading.js").Reading} Reading
 */

const OVERHANG = 40; // units of the scene that a window may stand out of its board

/**
 * The boxes round the cells that a reading reads or paints, one a visible sheet.
 * @param {BoardView} view
 * @param {Reading} reading
 * @returns {Box[]}
 */
export function windowBoxes(view, reading) {
  /** @type {Map<number, (Box | null)[]>} */
  const sheets = new Map();
  for (const { index } of reading.taps) {
    const plane = index ? view.planeOf(index) : -1;
    if (index && plane >= 0) sheets.set(plane, [...(sheets.get(plane) ?? []), view.boxOf(index)]);
  }
  const shown = view.board.place.stacked ? [...sheets.keys()].sort((a, b) => a - b).slice(0, 1) : [...sheets.keys()];
  return shown.flatMap((plane) => {
    const cells = around(sheets.get(plane) ?? []);
    const whole = reading.reach.length ? reachBox(view, plane, reading.reach) : null;
    const box = around([cells, whole]);
    return box ? [clipped(box, grown(planeBox(view.board, plane), OVERHANG))] : [];
  });
}

/**
 * The box of all places of a window in a sheet, those outside the board too; null where there is none.
 * @param {BoardView} view
 * @param {number} plane
 * @param {number[][]} reach places along each axis
 */
function reachBox({ board }, plane, reach) {
  const spans = reach.slice(-2).map((places) => [Math.min(...places), Math.max(...places)]);
  if (spans.some(([first]) => !Number.isFinite(first))) return null;
  const [rows, columns] = board.tail === 2 ? spans : [[0, 0], spans[spans.length - 1]];
  return boxAt(board, plane, rows[0], columns[0], rows[1] - rows[0] + 1, columns[1] - columns[0] + 1);
}

/**
 * Where the next window along an axis would stand, if it fitted: what the floor leaves out.
 * @param {Model} model
 * @param {BoardView} view
 * @param {Reading} reading
 * @returns {Box[]}
 */
export function nextBoxes(model, view, reading) {
  const [plane] = reading.taps.flatMap(({ index }) => (index ? [view.planeOf(index)] : []));
  if (plane === undefined || plane < 0) return [];
  return model.axes.flatMap((axis, number) => {
    if (!axis.unused.length || !axis.reads || !axis.stride || number < model.dimensions - 2) return [];
    const after = axis.reads[axis.output - 1].map((place) => place + /** @type {number} */ (axis.stride));
    const box = reachBox(
      view,
      plane,
      reading.reach.map((places, other) => (other === number ? after : places)),
    );
    return box ? [clipped(box, grown(planeBox(view.board, plane), OVERHANG))] : [];
  });
}

/** @param {Box} box @param {number} by */
export function grown(box, by) {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** @param {Box} box @param {Box} bounds */
function clipped(box, bounds) {
  const x = Math.max(box.x, bounds.x);
  const y = Math.max(box.y, bounds.y);
  const right = Math.min(box.x + box.width, bounds.x + bounds.width);
  const bottom = Math.min(box.y + box.height, bounds.y + bounds.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}
