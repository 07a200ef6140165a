/**
 * The boards of a stage: the scene's grids joined with the numbers they show, and where each cell stands.
 *
 * Geometry and places only; the scene is the server's, drawing is done elsewhere.
 */

import { cellsOf, keyOf } from "./indices.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Values} Values
 * @typedef {import("./model.js").SceneGrid} SceneGrid
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 * @typedef {{ role: string, symbol: string, place: SceneGrid, shape: number[], start: number[], values: Values,
 *   domain: number, tail: number, inside: ((index: readonly number[]) => boolean) | null,
 *   unused: Set<number>[] | null, stuffed: ((index: readonly number[]) => boolean) | null, size: string,
 *   channels: number }} Board
 * @typedef {(key: string, given?: Record<string, string | number>) => string} Words
 */

const SYMBOLS = /** @type {Record<string, string>} */ ({ input: "x", weight: "w", bias: "b", output: "y" });

/**
 * The boards of a model, in the order of its scene.
 * @param {Model} model
 * @returns {Board[]}
 */
export function boardsOf(model) {
  return model.scene.grids.map((place) => boardOf(model, place));
}

/**
 * @param {Model} model
 * @param {SceneGrid} place
 * @returns {Board}
 */
function boardOf(model, place) {
  const { role } = place;
  const grid = gridOf(model, role);
  const spatial = role === "bias" || role === "partial" ? 0 : model.dimensions;
  const board = {
    role,
    symbol: SYMBOLS[role] ?? "",
    place,
    shape: grid.shape,
    start: [...new Array(grid.shape.length - grid.start.length).fill(0), ...grid.start],
    values: grid.values,
    domain: domainOf(model, role, grid.values),
    tail: role === "bias" ? 1 : Math.min(2, spatial),
    inside: null,
    unused: null,
    stuffed: role === "stretched" ? stuffing(model) : null,
    size: sizeText(model, role, grid.shape),
    channels: role === "weight" ? fanOf(model) : (grid.shape[0] ?? 1),
  };
  return role === "input" ? { ...board, ...paddingOf(model) } : board;
}

/** Grids that are not of the answer: what changes with each step. @param {Model} model @param {string} role */
function gridOf(model, role) {
  if (role === "input") return model.grids.padded ?? model.grids.input;
  if (model.grids[role]) return model.grids[role];
  const kernel = model.axes.map((axis) => axis.kernel);
  const shape = role === "partial" ? [fanOf(model)] : [fanOf(model), ...kernel];
  return { shape, start: shape.slice(1).map(() => 0), values: /** @type {Values} */ ([]) };
}

/** Channels of one filter: those that a window reads, or those that it paints. @param {Model} model */
function fanOf(model) {
  return model.kind === "scatter" ? model.fanOut : model.fanIn;
}

/**
 * What lies in the ring of padding, and what no window reads.
 * @param {Model} model
 */
function paddingOf(model) {
  const sizes = model.grids.input.shape.slice(1);
  const ring = model.axes.some((axis) => axis.padding[0] || axis.padding[1]) && model.grids.padded !== undefined;
  const lost = model.axes.some((axis) => axis.unused.length);
  return {
    inside: ring
      ? (/** @type {readonly number[]} */ index) =>
          sizes.every((size, axis) => index[axis + 1] >= 0 && index[axis + 1] < size)
      : null,
    unused: lost ? model.axes.map((axis) => new Set(axis.unused)) : null,
  };
}

/**
 * Places of the stretched input that stand for no input cell.
 * @param {Model} model
 */
function stuffing(model) {
  const real = model.axes.map((axis) => {
    const places = new Set();
    axis.reads?.forEach((reads, output) => {
      reads.forEach((place, tap) => {
        if ((axis.taps?.[output][tap] ?? -1) >= 0) places.add(place);
      });
    });
    return places;
  });
  return (/** @type {readonly number[]} */ index) => real.some((places, axis) => !places.has(index[axis + 1]));
}

/**
 * The largest magnitude that a board's colours stretch to.
 * @param {Model} model
 * @param {string} role
 * @param {Values} values
 */
function domainOf(model, role, values) {
  if (role === "window") return largest(model.grids.input.values);
  if (role === "product" || role === "partial")
    return largest(model.grids.input.values) * largest(model.grids.weight?.values ?? []);
  return largest(values);
}

/** @param {Values} values */
export function largest(values) {
  let most = 0;
  for (const value of values) if (value !== null && Math.abs(value) > most) most = Math.abs(value);
  return most;
}

/**
 * Sizes as people write them, channels first where there are several.
 * @param {Model} model
 * @param {string} role
 * @param {number[]} shape
 */
function sizeText(model, role, shape) {
  if (role === "bias" || role === "partial") return "";
  const sizes = role === "input" ? model.grids.input.shape : role === "weight" ? shape.slice(1) : shape;
  return sizes.slice(sizes[0] > 1 ? 0 : 1).join(" × ");
}

/**
 * How the indices of each drawn plane begin.
 * @param {Board} board
 * @param {Model} model
 * @param {{ reading: import("./reading.js").Reading, front: number }} now the step, and the channel that lies in front
 * @returns {number[][]}
 */
export function prefixesOf(board, model, { reading, front }) {
  const { role, place, channels } = board;
  const turns = place.stacked || channels > place.planes;
  const turned = place.sheets.map(({ index }) =>
    turns && index.length ? [(index[0] + front) % channels, ...index.slice(1)] : index,
  );
  if (role !== "weight") return turned;
  const made = reading.output?.[0] ?? 0;
  return turned.map(([local = 0, ...rest]) => {
    if (model.kind === "scatter") return [reading.input?.[0] ?? 0, local, ...rest];
    if (!model.weightByInput) return [made, local, ...rest];
    return [Math.floor(made / model.fanOut) * model.fanIn + local, made % model.fanOut, ...rest];
  });
}

/**
 * The index of a cell of a plane.
 * @param {Board} board
 * @param {readonly number[]} prefix
 * @param {number} row counted from the first cell inside the ring
 * @param {number} column
 */
export function indexAt(board, prefix, row, column) {
  if (board.role === "bias") return [row * board.place.columns + column];
  return [...prefix, ...[row, column].slice(2 - board.tail)];
}

/**
 * The flat place of an index in the board's values.
 * @param {Board} board
 * @param {readonly number[]} index
 */
export function flatOf(board, index) {
  return index.reduce((flat, place, axis) => flat * board.shape[axis] + place - (board.start[axis] ?? 0), 0);
}

/**
 * Plane, row and column of an index, null where the board does not draw it.
 * @param {Board} board
 * @param {readonly number[][]} prefixes
 * @param {readonly number[]} index
 * @returns {{ plane: number, row: number, column: number } | null}
 */
export function locate(board, prefixes, index) {
  const { place, tail } = board;
  const [[above, below], [left, right]] = place.ring;
  if (board.role === "bias") {
    return { plane: 0, row: Math.floor(index[0] / place.columns), column: index[0] % place.columns };
  }
  const front = keyOf(index.slice(0, index.length - tail));
  const plane = prefixes.findIndex((one) => keyOf(one) === front);
  const row = tail === 2 ? index[index.length - 2] : 0;
  const column = tail ? index[index.length - 1] : 0;
  const on = row >= -above && row < place.rows + below && column >= -left && column < place.columns + right;
  return plane >= 0 && on ? { plane, row, column } : null;
}

/**
 * The box of some rows and columns of a plane.
 * @param {Board} board
 * @param {number} plane
 * @param {number} row
 * @param {number} column
 * @param {number} [rows]
 * @param {number} [columns]
 * @returns {Box}
 */
export function boxAt({ place }, plane, row, column, rows = 1, columns = 1) {
  const { x, y } = place.sheets[plane];
  const { cell, cell_height: tall } = place;
  return { x: x + column * cell, y: y + row * tall, width: columns * cell, height: rows * tall };
}

/**
 * The box of a whole plane, with its ring or without.
 * @param {Board} board
 * @param {number} plane
 * @param {boolean} [ring]
 */
export function planeBox(board, plane, ring = true) {
  const { rows, columns } = board.place;
  const [[above, below], [left, right]] = ring
    ? board.place.ring
    : [
        [0, 0],
        [0, 0],
      ];
  return boxAt(board, plane, -above, -left, rows + above + below, columns + left + right);
}

/**
 * Every cell of a plane, row by row.
 * @param {Board} board
 * @returns {[number, number][][]}
 */
export function placesOf({ place }) {
  const [[above, below], [left, right]] = place.ring;
  return Array.from({ length: above + place.rows + below }, (_, row) =>
    Array.from({ length: left + place.columns + right }, (__, column) => [row - above, column - left]),
  );
}

/** How many cells a board draws. @param {Board} board */
export function drawnCells(board) {
  return cellsOf([board.place.planes, placesOf(board).length, placesOf(board)[0]?.length ?? 0]);
}
