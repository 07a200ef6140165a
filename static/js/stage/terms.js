/**
 * The sum of one step taken apart: its terms in kernel rows, what is added and what comes out.
 *
 * Numbers are the server's; the only arithmetic is a row's own sum, for its brace.
 */

import { flatten } from "./model.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {{ value: number | null, weight: number | null, product: number | null, before: number | null,
 *   after: number | null, padding: boolean, winner: boolean }} Term
 * @typedef {{ terms: Term[], sum: number }} Group
 * @typedef {{ form: "sum" | "max" | "average" | "norm" | "paint" | "place", groups: Group[], label: string, terms: number,
 *   sum: number | null, bias: number | null, before: number | null, divisor: number | null, value: number | null }} Sum
 */

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Record<string, any>} row
 * @returns {Sum}
 */
export function sumOf(model, reading, row) {
  const terms = termsOf(model, reading, row).filter((term) => term !== null);
  const channels = model.kind === "gather" && model.fanIn > 1;
  const length = channels ? terms.length / model.fanIn : model.axes[model.dimensions - 1].kernel;
  return {
    form: formOf(model, row),
    groups: grouped(terms, row.product && (channels || model.dimensions > 1) ? length : terms.length),
    label: channels ? "plane.channel" : "sum.row",
    terms: terms.length,
    sum: row.sum ?? null,
    bias: row.product && model.kind === "gather" ? biasOf(model, reading) : null,
    before: row.pre_activation ?? null,
    divisor: row.divisor ?? null,
    value: row.value ?? null,
  };
}

/**
 * What kind of sum the columns tell.
 * @param {Model} model
 * @param {Record<string, any>} row
 */
function formOf(model, row) {
  if (model.kind === "scatter") return "paint";
  if (model.kind === "unpool") return "place";
  if (row.selected) return "max";
  if (row.divisor !== undefined) return "average";
  return row.product ? "sum" : "norm";
}

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Record<string, any>} row
 * @returns {(Term | null)[]}
 */
function termsOf(model, reading, row) {
  const window = row.window ? flatten(row.window) : null;
  const product = row.product ? flatten(row.product) : null;
  const before = row.before ? flatten(row.before) : null;
  const weight = model.grids.weight;
  return reading.taps.map((tap, number) => {
    const painting = before !== null;
    if (tap.key === null && (painting || !product)) return null;
    if (!product && window?.[number] === null) return null;
    const place = tap.weight && weight ? flatPlace(tap.weight, weight.shape) : -1;
    const held = before?.[number] ?? null;
    return {
      value: painting ? row.value : (window?.[number] ?? row.value ?? null),
      weight: place >= 0 ? weight.values[place] : null,
      product: product?.[number] ?? null,
      before: held,
      after: held === null || product === null ? null : held + (product[number] ?? 0),
      padding: tap.index !== null && outside(model, reading, tap.index),
      winner: tap.key !== null && tap.key === reading.winner,
    };
  });
}

/**
 * @param {number[]} index
 * @param {number[]} shape
 */
function flatPlace(index, shape) {
  return index.reduce((flat, place, axis) => flat * shape[axis] + place, 0);
}

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {number[]} index
 */
function outside(model, reading, index) {
  if (reading.role !== "input") return false;
  return model.axes.some((axis, number) => index[number + 1] < 0 || index[number + 1] >= axis.input);
}

/**
 * @param {Term[]} terms
 * @param {number} length
 * @returns {Group[]}
 */
function grouped(terms, length) {
  /** @type {Group[]} */
  const groups = [];
  for (let first = 0; first < terms.length; first += Math.max(length, 1)) {
    const row = terms.slice(first, first + length);
    groups.push({ terms: row, sum: row.reduce((sum, term) => sum + (term.product ?? 0), 0) });
  }
  return groups;
}

/**
 * @param {Model} model
 * @param {Reading} reading
 */
function biasOf(model, reading) {
  const bias = model.grids.bias?.values;
  if (!bias || !reading.output) return null;
  return bias[bias.length === 1 ? 0 : reading.output[0]];
}
