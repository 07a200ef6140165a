/**
 * The sum of one step taken apart: its terms in window order, grouped by channel and kernel row, and what comes out.
 *
 * Numbers are the answer's; the only arithmetic is adding up terms in their order (for a maximum, keeping the larger).
 */

import { ravel, unravel } from "./indices.js";
import { flatten } from "./model.js";
import { termsIn } from "./reading.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {import("./reading.js").Tap} Tap
 * @typedef {Record<string, any>} Row
 * @typedef {"sum" | "max" | "average" | "norm" | "paint" | "place"} Form
 * @typedef {{ number: number, path: number[], value: number | null, weight: number | null, product: number | null,
 *   running: number | null, before: number | null, after: number | null, padding: boolean, stuffed: boolean,
 *   winner: boolean }} Term
 * @typedef {{ path: number[], level: string, terms: Term[], groups: Group[], sum: number | null,
 *   running: number | null }} Group
 * @typedef {{ form: Form, model: Model, terms: Term[], root: Group, levels: string[], cropped: number,
 *   sum: number | null, bias: number | null, before: number | null, activation: string, power: number | null,
 *   divisor: number | null, note: string, target: number[] | null, index: number | null,
 *   value: number | null }} Sum
 */

/**
 * `number` of a term is its place in the window, `path` its place in the tree of groups: channel, row, column, those
 * that have but one entry left out.
 * @param {Model} model
 * @param {Reading} reading
 * @param {Row} row
 * @returns {Sum}
 */
export function sumOf(model, reading, row) {
  const form = formOf(model, row);
  const levels = levelsOf(model);
  const terms = withRunning(termsOf(model, reading, row, levels), form, row);
  const names = levels.map((level) => level.name);
  const weighted = form === "sum";
  return {
    form,
    model,
    terms,
    root: groupOf(terms, [], names, form),
    levels: names,
    cropped: form === "paint" ? reading.taps.length - terms.length : 0,
    sum: row.sum ?? null,
    bias: weighted ? biasOf(model, reading) : null,
    before: row.pre_activation ?? null,
    activation: row.pre_activation === undefined ? "" : String(model.params.activation),
    power: form === "norm" ? (model.params.norm_type ?? null) : null,
    divisor: row.divisor ?? null,
    note: row.divisor === undefined ? "" : noteOf(model, row.divisor, terms.length, reading.taps.length),
    target: form === "place" ? reading.output : null,
    index: form === "place" ? (model.grids.indices?.values[reading.step] ?? null) : null,
    value: row.value ?? null,
  };
}

/**
 * What terms come to together, added in their order from +0; null where they have no sum.
 * @param {Term[]} terms
 * @param {Form} form
 */
export function together(terms, form) {
  if (form === "sum") return terms.reduce((sum, term) => sum + (term.product ?? 0), 0);
  if (form === "average") return terms.reduce((sum, term) => sum + (term.value ?? 0), 0);
  if (form !== "max" || !terms.length) return null;
  return terms.reduce((top, term) => Math.max(top, term.value ?? top), Number.NEGATIVE_INFINITY);
}

/**
 * What kind of sum the columns tell.
 * @param {Model} model
 * @param {Row} row
 * @returns {Form}
 */
function formOf(model, row) {
  if (model.kind === "scatter") return "paint";
  if (model.kind === "unpool") return "place";
  if (row.selected) return "max";
  if (row.divisor !== undefined) return "average";
  return row.product ? "sum" : "norm";
}

/**
 * Channel and kernel axes with their sizes; `kept` are those with more than one entry.
 * @param {Model} model
 */
function levelsOf(model) {
  const channels = model.kind === "scatter" ? model.fanOut : model.fanIn;
  const sizes = [channels, ...model.axes.map((axis) => axis.kernel)];
  const names = ["channel", ...model.axes.map((axis) => axis.name)];
  return names.map((name, place) => ({ name, place, sizes })).filter(({ place }) => sizes[place] > 1);
}

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Row} row
 * @param {ReturnType<typeof levelsOf>} levels
 * @returns {Term[]}
 */
function termsOf(model, reading, row, levels) {
  const [window, product, before] = [row.window, row.product, row.before].map((one) => (one ? flatten(one) : null));
  const weight = model.grids.weight;
  return termsIn(model, reading, row).map((number) => {
    const tap = reading.taps[number];
    const place = levels.length ? unravel(number, levels[0].sizes) : [];
    const held = before?.[number] ?? null;
    return {
      number,
      path: levels.map((level) => place[level.place]),
      value: before ? row.value : (window?.[number] ?? row.value ?? null),
      weight: tap.weight && weight ? weight.values[ravel(tap.weight, weight.shape)] : null,
      product: product?.[number] ?? null,
      running: null,
      before: held,
      after: held === null ? null : held + (product?.[number] ?? 0),
      padding: isPadding(model, reading, tap),
      stuffed: isStuffed(model, reading, tap),
      winner: tap.key !== null && tap.key === reading.winner,
    };
  });
}

/**
 * The same terms, each with the sum after it: the answer's where it has one.
 * @param {Term[]} terms
 * @param {Form} form
 * @param {Row} row
 */
function withRunning(terms, form, row) {
  const told = row.running ? flatten(row.running) : null;
  let sum = form === "max" ? Number.NEGATIVE_INFINITY : 0;
  return terms.map((term) => {
    if (form === "max") sum = Math.max(sum, term.value ?? sum);
    else if (form === "average") sum += term.value ?? 0;
    else if (form === "sum") sum = told?.[term.number] ?? sum + (term.product ?? 0);
    else return term;
    return { ...term, running: sum };
  });
}

/**
 * @param {Term[]} terms
 * @param {number[]} path
 * @param {string[]} levels
 * @param {Form} form
 * @returns {Group}
 */
function groupOf(terms, path, levels, form) {
  const depth = path.length;
  /** @type {Map<number, Term[]>} */
  const parts = new Map();
  if (depth < levels.length - 1) {
    for (const term of terms) {
      const part = parts.get(term.path[depth]);
      if (part) part.push(term);
      else parts.set(term.path[depth], [term]);
    }
  }
  return {
    path,
    level: levels[depth - 1] ?? "",
    terms,
    groups: [...parts].map(([place, part]) => groupOf(part, [...path, place], levels, form)),
    sum: together(terms, form),
    running: terms[terms.length - 1]?.running ?? null,
  };
}

/**
 * Whether a tap reads a cell of the ring round the input.
 * @param {Model} model
 * @param {Reading} reading
 * @param {Tap} tap
 */
function isPadding(model, reading, tap) {
  if (reading.role !== "input" || !tap.index) return false;
  const { index } = tap;
  return model.axes.some((axis, number) => index[number + 1] < 0 || index[number + 1] >= axis.input);
}

/**
 * Whether a tap reads a zero that was stuffed between the input's cells or laid round them.
 * @param {Model} model
 * @param {Reading} reading
 * @param {Tap} tap
 */
function isStuffed(model, reading, tap) {
  const { output, role } = reading;
  if (role !== "stretched" || !tap.weight || !output) return false;
  const kernel = tap.weight.slice(2);
  return model.axes.some((axis, number) => (axis.taps?.[output[number + 1]][kernel[number]] ?? -1) < 0);
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

/**
 * Which words explain a divisor.
 * @param {Model} model
 * @param {number} divisor
 * @param {number} cells how many cells of the input the window reads
 * @param {number} taps how many places it has
 */
function noteOf(model, divisor, cells, taps) {
  if (model.params.divisor_override) return "divisor.given";
  if (divisor > cells) return "divisor.counted";
  const padded = model.axes.some((axis) => axis.padding[0] || axis.padding[1]);
  return padded && cells < taps ? "divisor.uncounted" : "divisor.cells";
}
