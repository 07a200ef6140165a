/**
 * The boards of a stage: which grids are drawn, as how many planes, and where each cell stands.
 *
 * Geometry only; numbers come from the model, drawing is done elsewhere.
 */

import { cellsOf, keyOf, unravel } from "./indices.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Values} Values
 * @typedef {{ prefix: number[], label: string, brief: string, first: number }} Plane
 * @typedef {{ role: string, symbol: string, planes: Plane[], rows: number, columns: number, rowStart: number,
 *   columnStart: number, flat: boolean, values: Values, inside: ((index: number[]) => boolean) | null,
 *   unused: Set<string>[] | null, size: string, stuffed: ((index: number[]) => boolean) | null, extra: string,
 *   domain: number }} Board
 * @typedef {(key: string, given?: Record<string, string | number>) => string} Words
 */

/**
 * A board for a grid whose first `fixed` index entries name the plane's channel (and filter).
 * @param {string} role
 * @param {{ shape: number[], start: number[], values: Values }} grid
 * @param {Words} words
 * @param {{ only?: number, lead?: number, symbol?: string, spatial?: number }} [options]
 * @returns {Board}
 */
export function boardOf(role, grid, words, options = {}) {
  const lead = options.lead ?? 1;
  const { shape } = grid;
  const start = [...new Array(lead).fill(0), ...grid.start.slice(grid.start.length - (shape.length - lead))];
  const spatial = shape.length - lead;
  const inner = spatial === 0 ? 1 : Math.min(2, spatial);
  const fronts = shape.slice(0, shape.length - Math.min(inner, shape.length));
  const plane = cellsOf(shape.slice(fronts.length));
  const many = cellsOf(fronts.slice(lead - 1)) > 1;
  /** @type {Plane[]} */
  const planes = [];
  for (let number = 0; number < cellsOf(fronts); number += 1) {
    const place = unravel(number, fronts);
    if (options.only !== undefined && place[0] !== options.only) continue;
    const prefix = place.map((one, axis) => one + (start[axis] ?? 0));
    const label = many ? planeLabel(prefix, fronts, lead, words) : "";
    planes.push({ prefix, label, brief: briefLabel(prefix, fronts, lead), first: number * plane });
  }
  const flat = spatial < 2;
  return {
    role,
    symbol: options.symbol ?? "",
    planes,
    rows: flat ? 1 : shape[shape.length - 2],
    columns: shape[shape.length - 1],
    rowStart: flat ? 0 : start[start.length - 2],
    columnStart: start[start.length - 1] ?? 0,
    flat,
    values: grid.values,
    inside: null,
    unused: null,
    stuffed: null,
    size: sizeText(shape.slice(lead), fronts, lead, words),
    extra: "",
    domain: largest(grid.values),
  };
}

/**
 * @param {number[]} prefix
 * @param {number[]} fronts
 * @param {number} lead
 * @param {Words} words
 */
function planeLabel(prefix, fronts, lead, words) {
  const parts = [];
  if (fronts[lead - 1] > 1) parts.push(words("plane.channel", { n: prefix[lead - 1] + 1 }));
  if (fronts.length > lead) parts.push(words("plane.slice", { n: prefix[lead] + 1 }));
  return parts.join(words("list.join"));
}

/**
 * The same by numbers alone, for planes too narrow for words.
 * @param {number[]} prefix
 * @param {number[]} fronts
 * @param {number} lead
 */
function briefLabel(prefix, fronts, lead) {
  const places = prefix.slice(lead - 1).filter((_, axis) => fronts[lead - 1 + axis] > 1);
  return places.map((place) => place + 1).join("·");
}

/**
 * What stands above a plane of some width.
 * @param {Plane} plane
 * @param {number} width
 */
export function labelFor(plane, width) {
  return plane.label.length * LETTER <= width + MARGIN ? plane.label : plane.brief;
}

/**
 * @param {number[]} spatial
 * @param {number[]} fronts
 * @param {number} lead
 * @param {Words} words
 */
function sizeText(spatial, fronts, lead, words) {
  const size = spatial.length ? spatial.join(" × ") : String(fronts[0] ?? 1);
  const channels = fronts[lead - 1] ?? 1;
  return channels > 1 && spatial.length ? words("size.channels", { channels, size }) : size;
}

/**
 * Largest magnitude, the end of the colour scale.
 * @param {Values} values
 */
export function largest(values) {
  let most = 0;
  for (const value of values) if (value !== null && Math.abs(value) > most) most = Math.abs(value);
  return most;
}

/**
 * The index that a cell of a plane carries.
 * @param {Board} board
 * @param {Plane} plane
 * @param {number} row
 * @param {number} column
 */
export function indexAt(board, plane, row, column) {
  const last = column + board.columnStart;
  return board.flat ? [...plane.prefix, last] : [...plane.prefix, row + board.rowStart, last];
}

/**
 * Plane number, row and column of an index, null where the board does not draw it.
 * @param {Board} board
 * @param {readonly number[]} index
 * @returns {{ plane: number, row: number, column: number } | null}
 */
export function locate(board, index) {
  const tail = board.flat ? 1 : 2;
  const prefix = keyOf(index.slice(0, index.length - tail));
  const plane = board.planes.findIndex((one) => keyOf(one.prefix) === prefix);
  const row = board.flat ? 0 : index[index.length - 2] - board.rowStart;
  const column = index[index.length - 1] - board.columnStart;
  const on = plane >= 0 && row >= 0 && row < board.rows && column >= 0 && column < board.columns;
  return on ? { plane, row, column } : null;
}

/**
 * @typedef {{ pitch: number, tall: number, perRow: number, width: number, height: number, left: (plane: number) => number,
 *   top: (plane: number) => number }} Geometry
 */

export const MARGIN = 14;
const LABEL = 20;
const RIBBON = 22; // height that a line of narrow cells is drawn with
const LETTER = 6.5;

/**
 * Where the planes of a board stand for a pitch.
 * @param {Board} board
 * @param {number} pitch
 * @param {number} perRow
 * @returns {Geometry}
 */
export function geometry(board, pitch, perRow) {
  const label = board.planes.some((plane) => plane.label) ? LABEL : 0;
  const across = Math.min(perRow, board.planes.length);
  const tall = board.flat ? Math.max(pitch, RIBBON) : pitch;
  const wide = board.columns * pitch + 2 * MARGIN;
  const high = board.rows * tall + 2 * MARGIN + label;
  return {
    pitch,
    tall,
    perRow: across,
    width: across * wide,
    height: Math.ceil(board.planes.length / across) * high,
    left: (plane) => (plane % across) * wide + MARGIN,
    top: (plane) => Math.floor(plane / across) * high + MARGIN + label,
  };
}
