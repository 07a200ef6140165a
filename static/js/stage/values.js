/**
 * What each board shows at a step: grids of the answer, how far the output has come, and what changes from step to step.
 *
 * The numbers are the server's; all that is added here are the products of one channel, for its partial sum.
 */

import { cellsOf, keyOf, ravel, unravel } from "./indices.js";
import { flatten } from "./model.js";
import { createPainting } from "./painting.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {(flat: number) => number | null | undefined} ValueAt undefined where nothing is known yet
 * @typedef {{ at: ValueAt, of: unknown, upTo: number | null }} Shown what a board shows: `of` stays the same while nothing
 *   changes, or nothing but the cells from one `upTo` to the next
 * @typedef {{ reading: Reading, row: Record<string, any> | null, rowOf: (step: number) => Record<string, any> | null,
 *   inside: number | null, edits: Map<string, Map<string, number>> }} Moment
 */

/**
 * @param {Model} model
 */
export function createValues(model) {
  const painting = createPainting(model);
  /** @type {(number | null | undefined)[]} what was painted when steps were last at hand */
  let painted = [];

  /**
   * The values of one board at a moment.
   * @param {string} role
   * @param {Moment} now
   * @returns {Shown}
   */
  return function valuesOf(role, now) {
    const { row, edits } = now;
    if (role === "output") return model.kind === "gather" ? gathered(model, now) : spread(now);
    if (role === "window" || role === "product") return listed(row?.[role] ? flatten(row[role]) : []);
    if (role === "partial") return listed(row?.product ? partialSums(model, flatten(row.product), now.inside) : []);
    const grid = role === "input" ? (model.grids.padded ?? model.grids.input) : model.grids[role];
    const changed = edits.get(role);
    if (!changed?.size) return listed(grid.values);
    const lead = grid.shape.length - grid.start.length;
    /** @type {ValueAt} */
    const at = (flat) => {
      const key = keyOf(unravel(flat, grid.shape).map((at, axis) => at + (axis < lead ? 0 : grid.start[axis - lead])));
      return changed.get(key) ?? grid.values[flat];
    };
    return { at, of: at, upTo: null };
  };

  /** @param {Moment} now @returns {Shown} */
  function spread(now) {
    const { reading, rowOf, inside, row } = now;
    if (inside === null) {
      painted = [...(painting(reading.step, rowOf) ?? painted)];
      return listed(painted);
    }
    const before = (reading.step ? painting(reading.step - 1, rowOf) : []) ?? painted;
    const values = [...before];
    const held = row?.before ? flatten(row.before) : [];
    const added = row?.product ? flatten(row.product) : [];
    reading.taps.slice(0, inside + 1).forEach((tap, number) => {
      if (tap.index) values[ravel(tap.index, model.shapes.output)] = (held[number] ?? 0) + (added[number] ?? 0);
    });
    return listed(values);
  }
}

/**
 * Outputs up to the step; inside a step its cell holds the sum so far.
 * @param {Model} model
 * @param {Moment} now
 * @returns {Shown}
 */
function gathered(model, { reading, row, inside }) {
  const { values } = model.grids.output;
  const running = inside !== null && row?.running ? flatten(row.running)[inside] : undefined;
  /** @type {ValueAt} */
  const at = (flat) => {
    if (flat === reading.step && inside !== null) return running;
    return flat <= reading.step ? values[flat] : undefined;
  };
  return { at, of: values, upTo: reading.step };
}

/** @param {(number | null | undefined)[]} values @returns {Shown} */
function listed(values) {
  return { at: (flat) => values[flat], of: values, upTo: null };
}

/**
 * The sum of each channel's products in the order of the step; inside a step only of those that are done.
 * @param {Model} model
 * @param {(number | null)[]} products
 * @param {number | null} inside
 */
function partialSums(model, products, inside) {
  const length = cellsOf(model.axes.map((axis) => axis.kernel));
  const done = inside === null ? products.length : inside + 1;
  return Array.from({ length: model.fanIn }, (_, channel) => {
    const own = products.slice(0, done).slice(channel * length, (channel + 1) * length);
    return own.length ? own.reduce((/** @type {number} */ sum, product) => sum + (product ?? 0), 0) : undefined;
  });
}
