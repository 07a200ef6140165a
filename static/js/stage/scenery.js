/**
 * Which boards a model needs at a step, in columns from left to right.
 *
 * Follows what the answer holds, never an operator's name.
 */

import { boardOf, largest } from "./boards.js";
import { cellsOf } from "./indices.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./boards.js").Board} Board
 * @typedef {import("./boards.js").Words} Words
 */

/** Cells from which on an input, or one in a line, is shown by shades only, with its window as numbers beside it. */
const PICTURE = 500;
const RIBBON = 48;
const MOST_IN_LENS = 64;

/**
 * The boards of a stage.
 * @param {Model} model
 * @param {number | null} filter which filter of the weight is drawn
 * @param {Words} words
 * @returns {Board[][]}
 */
export function sceneryOf(model, filter, words) {
  const { grids } = model;
  const middle = [];
  const many = cellsOf(grids.input.shape) > PICTURE || (model.dimensions === 1 && model.axes[0].input > RIBBON);
  if (model.kind === "gather" && many) middle.push(...lensBoard(model, words));
  if (grids.weight) middle.push(weightBoard(model, filter ?? 0, words));
  if (grids.bias) middle.push(boardOf("bias", { ...grids.bias, start: [] }, words, { lead: 0, symbol: "b" }));
  if (model.kind === "scatter") middle.push(productBoard(model, words));
  if (grids.indices && model.kind === "unpool") middle.push(boardOf("indices", grids.indices, words));
  const columns = [[inputBoard(model, words)]];
  if (grids.stretched) columns.push([stretchedBoard(model, words)]);
  if (middle.length) columns.push(middle);
  columns.push([boardOf("output", grids.output, words, { symbol: "y" })]);
  return columns;
}

/**
 * The input with its padding round it.
 * @param {Model} model
 * @param {Words} words
 */
function inputBoard(model, words) {
  const { input, padded } = model.grids;
  const board = boardOf("input", padded ?? input, words, { symbol: "x" });
  board.size = boardOf("input", input, words).size;
  const sizes = input.shape.slice(1);
  if (padded && cellsOf(padded.shape) > cellsOf(input.shape)) {
    board.inside = (index) => sizes.every((size, axis) => index[axis + 1] >= 0 && index[axis + 1] < size);
    board.extra = words("board.padding", { sides: sidesText(model.axes.map((axis) => axis.padding)) });
  }
  if (model.axes.some((axis) => axis.unused.length)) {
    board.unused = model.axes.map((axis) => new Set(axis.unused.map(String)));
  }
  return board;
}

/**
 * Padding as few numbers as say it: `1`, `1, 2`, or both sides of each axis.
 * @param {[number, number][]} sides
 */
function sidesText(sides) {
  const all = sides.flat();
  if (all.every((side) => side === all[0])) return String(all[0]);
  return sides.map(([before, after]) => (before === after ? before : `${before} + ${after}`)).join(", ");
}

/**
 * The input with zeros between its cells; those that stand for no input cell are marked as stuffed.
 * @param {Model} model
 * @param {Words} words
 */
function stretchedBoard(model, words) {
  const board = boardOf("stretched", model.grids.stretched, words);
  const real = model.axes.map((axis) => {
    const places = new Set();
    axis.reads?.forEach((reads, output) => {
      reads.forEach((place, tap) => {
        if ((axis.taps?.[output][tap] ?? -1) >= 0) places.add(place);
      });
    });
    return places;
  });
  board.stuffed = (index) => real.some((places, axis) => !places.has(index[axis + 1]));
  return board;
}

/**
 * One filter of the weight: that of the current output channel, or of the channel that is being spread.
 * @param {Model} model
 * @param {number} filter
 * @param {Words} words
 */
function weightBoard(model, filter, words) {
  const { weight } = model.grids;
  const all = model.weightByInput && model.kind !== "scatter";
  const board = boardOf("weight", weight, words, { lead: 2, symbol: "w", only: all ? undefined : filter });
  const key = model.weightByInput ? "plane.channel" : "board.filter";
  if (!all && weight.shape[0] > 1) board.extra = words(key, { n: filter + 1, of: weight.shape[0] });
  return board;
}

/**
 * The window of the current step as numbers, where the input is too large to show them; none where it is too large itself.
 * @param {Model} model
 * @param {Words} words
 */
function lensBoard(model, words) {
  const shape = [model.fanIn, ...model.axes.map((axis) => axis.kernel)];
  if (cellsOf(shape) > MOST_IN_LENS) return [];
  const board = boardOf("window", { shape, start: model.axes.map(() => 0), values: [] }, words);
  board.domain = largest(model.grids.input.values);
  board.values = [board.domain];
  return [board];
}

/**
 * What one step paints: the kernel times the input cell.
 * @param {Model} model
 * @param {Words} words
 */
function productBoard(model, words) {
  const shape = model.grids.weight.shape.slice(1);
  const values = new Array(cellsOf(shape)).fill(null);
  const board = boardOf("product", { shape, start: new Array(shape.length - 1).fill(0), values }, words);
  board.domain = domainOfProducts(model);
  board.values = [board.domain, -board.domain];
  return board;
}

/** @param {Model} model */
function domainOfProducts(model) {
  const most = (/** @type {(number | null)[]} */ values) =>
    values.reduce((top, one) => Math.max(top ?? 0, Math.abs(one ?? 0)), 0);
  return (most(model.grids.input.values) ?? 0) * (most(model.grids.weight.values) ?? 0);
}
