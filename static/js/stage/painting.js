/**
 * What the output holds while it is being painted: each step's `before` and `product`, one after the other.
 *
 * The numbers are the server's; all that is done here is the one addition that a step shows.
 */

import { cellsOf, ravel } from "./indices.js";
import { flatten } from "./model.js";
import { readingOf } from "./reading.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Row} Row
 */

/**
 * A painting that can be asked for any step; it remembers how far it has come.
 * @param {Model} model
 */
export function createPainting(model) {
  const { shapes, grids } = model;
  /** @type {(number | null | undefined)[]} */
  let values = [];
  let done = Number.POSITIVE_INFINITY;

  /** @param {Row} row @param {number} step */
  function apply(row, step) {
    if (model.kind === "unpool") {
      values[ravel(row.output, shapes.output)] = row.value;
      return;
    }
    const before = flatten(row.before);
    const product = flatten(row.product);
    readingOf(model, step, row).taps.forEach((tap, number) => {
      if (tap.index) values[ravel(tap.index, shapes.output)] = (before[number] ?? 0) + (product[number] ?? 0);
    });
  }

  /**
   * Values by flat place, undefined where nothing has been painted yet; null while steps are still to be fetched.
   * @param {number} step
   * @param {(step: number) => Row | null} rowOf
   */
  return function at(step, rowOf) {
    if (step >= model.total - 1) return grids.output.values;
    if (step < done) {
      values = new Array(cellsOf(shapes.output)).fill(undefined);
      done = -1;
    }
    while (done < step) {
      const row = rowOf(done + 1);
      if (!row) return null;
      apply(row, done + 1);
      done += 1;
    }
    return values;
  };
}
