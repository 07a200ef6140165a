/**
 * What one step reads and makes: the cells of its window, their weights, the current cell, the winner.
 *
 * Follows the tables of the answer; computes no number.
 */

import { combinations, keyOf, unravel } from "./indices.js";
import { flatten } from "./model.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {{ key: string | null, index: number[] | null, weight: number[] | null }} Tap
 * @typedef {{ step: number, role: string, taps: Tap[], filter: number | null, input: number[] | null,
 *   output: number[] | null, winner: string | null, positions: number[][], reach: number[][] }} Reading `positions` are
 *   the drawn places of the window along each axis, `reach` all of them
 * @typedef {Record<string, any>} Row
 */

/**
 * The reading of one step; `row` holds the step's columns where they are at hand.
 * @param {Model} model
 * @param {number} step
 * @param {Row | null} row
 * @returns {Reading}
 */
export function readingOf(model, step, row) {
  if (model.kind === "scatter") return painting(model, step);
  if (model.kind === "unpool") return placing(model, step, row);
  return collecting(model, step, row);
}

/**
 * @param {Model} model
 * @param {number} step
 * @param {Row | null} row
 * @returns {Reading}
 */
function collecting(model, step, row) {
  const output = unravel(step, model.shapes.output);
  const role = model.grids.stretched ? "stretched" : "input";
  const group = Math.floor(output[0] / model.fanOut);
  const orders = model.axes.map((axis, number) => order(axis.kernel, model.turned[number]));
  const reads = model.axes.map((axis, number) => axis.reads?.[output[number + 1]] ?? []);
  const positions = reads.map((places, number) => places.filter((place) => drawn(model, role, number, place)));
  /** @type {Tap[]} */
  const taps = [];
  for (let local = 0; local < model.fanIn; local += 1) {
    const channel = group * model.fanIn + local;
    for (const kernel of combinations(orders)) {
      const places = kernel.map((k, number) => reads[number][k]);
      const inside = places.every((place, number) => place !== undefined && drawn(model, role, number, place));
      const front = model.weightByInput ? [channel, output[0] % model.fanOut] : [output[0], local];
      taps.push(tap(inside ? [channel, ...places] : null, model.grids.weight ? [...front, ...kernel] : null));
    }
  }
  return {
    step,
    role,
    taps,
    filter: model.weightByInput ? null : output[0],
    input: null,
    output,
    winner: row?.selected ? keyOf(row.selected) : null,
    positions,
    reach: reads.map((places, number) => places.filter((place) => place >= earliest(model, role, number))),
  };
}

/**
 * @param {Model} model
 * @param {number} step
 * @returns {Reading}
 */
function painting(model, step) {
  const input = unravel(step, model.shapes.input);
  const group = Math.floor(input[0] / model.fanIn);
  const kernels = combinations(model.axes.map((axis) => order(axis.kernel, false)));
  const places = model.painted.map((table, number) => table?.[input[number + 1]] ?? []);
  /** @type {Tap[]} */
  const taps = [];
  for (let local = 0; local < model.fanOut; local += 1) {
    for (const kernel of kernels) {
      const place = kernel.map((k, number) => places[number][k] ?? -1);
      const inside = place.every((one) => one >= 0);
      taps.push(tap(inside ? [group * model.fanOut + local, ...place] : null, [input[0], local, ...kernel]));
    }
  }
  const positions = places.map((list) => list.filter((place) => place >= 0));
  const made = { output: null, winner: null };
  return { step, role: "output", taps, filter: input[0], input, ...made, positions, reach: positions };
}

/**
 * @param {Model} model
 * @param {number} step
 * @param {Row | null} row
 * @returns {Reading}
 */
function placing(model, step, row) {
  const input = unravel(step, model.shapes.input);
  return {
    step,
    role: "input",
    taps: [tap(input, null)],
    filter: null,
    input,
    output: row?.output ?? null,
    winner: null,
    positions: [],
    reach: [],
  };
}

/**
 * The first place that a window can read; what lies before it only fills the table of windows of unequal sizes.
 * @param {Model} model
 * @param {string} role
 * @param {number} axis
 */
function earliest(model, role, axis) {
  return role === "input" ? -model.axes[axis].padding[0] : 0;
}

/**
 * The numbers of a step's products, or of the values that a pooling window reads, in teaching order.
 * @param {Model} model
 * @param {Reading} reading
 * @param {Row | null} row
 * @returns {number[]}
 */
export function termsIn(model, reading, row) {
  const weighted = model.kind === "gather" && row?.product !== undefined;
  const window = weighted || !row?.window ? null : flatten(row.window);
  const reads = (/** @type {Tap} */ tap, /** @type {number} */ number) =>
    weighted || (tap.key !== null && window?.[number] !== null);
  return reading.taps.flatMap((tap, number) => (reads(tap, number) ? [number] : []));
}

/**
 * Whether a place along an axis belongs to the drawn grid; what lies further out is no cell at all.
 * @param {Model} model
 * @param {string} role
 * @param {number} axis
 * @param {number} place
 */
function drawn(model, role, axis, place) {
  const grid = role === "input" ? (model.grids.padded ?? model.grids.input) : model.grids[role];
  return place >= grid.start[axis] && place < grid.start[axis] + grid.shape[axis + 1];
}

/**
 * @param {number[] | null} index
 * @param {number[] | null} weight
 * @returns {Tap}
 */
function tap(index, weight) {
  return { key: index ? keyOf(index) : null, index, weight };
}

/**
 * Kernel positions in the order in which the steps tell their products.
 * @param {number} size
 * @param {boolean} backwards
 */
function order(size, backwards) {
  return Array.from({ length: size }, (_, place) => (backwards ? size - 1 - place : place));
}
