/**
 * The sentences about a step (where it is, what it reads, what comes out) and about a single cell.
 *
 * Composed from the words of the page's language; knows axes by their names, no operator. Is told how often a cell is
 * used.
 */

import { insideOf } from "./inside.js";
import { spoken } from "./numbers.js";
import { bracketed, indexOf, placeOf, placesOf, rangeOf } from "./places.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {import("./boards.js").Words} Words
 * @typedef {{ role: string, index: readonly number[], value: number | null | undefined, uses?: number | null }} Cell
 */

/** The letters of the grids that have one. @type {Record<string, string>} */
const LETTERS = { input: "x", padding: "x", output: "y", bias: "b", weight: "w" };

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Record<string, any> | null} row
 * @param {Words} words
 * @param {number | null} [inside] number in the window of the term that is being done, null for the whole step
 */
export function sentenceOf(model, reading, row, words, inside = null) {
  if (inside !== null && row) return insideOf(model, reading, row, words, inside);
  const parts = [words("say.step", { n: reading.step + 1, of: model.total })];
  if (model.kind === "scatter") parts.push(...painted(model, reading, row, words));
  else if (model.kind === "unpool") parts.push(...unpooled(model, reading, row, words));
  else parts.push(...gathered(model, reading, row, words));
  return parts.join(words("sentence.join"));
}

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Record<string, any> | null} row
 * @param {Words} words
 */
function gathered(model, reading, row, words) {
  const output = /** @type {number[]} */ (reading.output);
  const parts = [words("say.output", { place: placeOf(model, output, words), index: indexOf("y", model, output) })];
  const key =
    reading.role === "stretched"
      ? "say.stretched"
      : touchesPadding(model, reading)
        ? "say.windowPadding"
        : "say.window";
  const ranges = rangesOf(model, reading, words);
  if (ranges) parts.push(words(key, { ranges }));
  if (row) parts.push(outcome(model, reading, row, words));
  return parts;
}

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Record<string, any>} row
 * @param {Words} words
 */
function outcome(model, reading, row, words) {
  const value = spoken(row.value);
  if (row.selected) return words("say.max", { value, place: placeOf(model, row.selected, words) });
  if (row.divisor !== undefined)
    return words("say.average", { sum: spoken(row.sum), divisor: spoken(row.divisor), value });
  if (!row.product) return words("say.norm", { sum: spoken(row.sum), value });
  const bias = model.grids.bias?.values;
  const parts = [words("say.sum", { sum: spoken(row.sum) })];
  if (bias && reading.output)
    parts.push(words("say.bias", { bias: spoken(bias[bias.length === 1 ? 0 : reading.output[0]]) }));
  if (row.pre_activation !== undefined) parts.push(words("say.before", { value: spoken(row.pre_activation) }));
  parts.push(words("say.value", { value }));
  return parts.join(words("list.join")) + words("sentence.end");
}

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Record<string, any> | null} row
 * @param {Words} words
 */
function painted(model, reading, row, words) {
  const input = /** @type {number[]} */ (reading.input);
  const given = { place: placeOf(model, input, words), index: indexOf("x", model, input) };
  const parts = [row ? words("say.spread", { ...given, value: spoken(row.value) }) : words("say.input", given)];
  const ranges = rangesOf(model, reading, words);
  parts.push(ranges ? words("say.paints", { ranges }) : words("say.cropped"));
  if (reading.step === model.total - 1 && model.grids.bias) parts.push(words("say.biasLast"));
  return parts;
}

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Record<string, any> | null} row
 * @param {Words} words
 */
function unpooled(model, reading, row, words) {
  const input = /** @type {number[]} */ (reading.input);
  const given = { place: placeOf(model, input, words), index: indexOf("x", model, input) };
  if (!row || !reading.output) return [words("say.input", given)];
  const target = { place: placeOf(model, reading.output, words), index: indexOf("y", model, reading.output) };
  return [words("say.spread", { ...given, value: spoken(row.value) }), words("say.placed", target)];
}

/**
 * "rows 2 to 4, columns 4 to 6": the places of a window along each axis, those outside the input left out.
 * @param {Model} model
 * @param {Reading} reading
 * @param {Words} words
 */
function rangesOf(model, reading, words) {
  const parts = model.axes.map((axis, number) => {
    const size = model.grids[reading.role]?.shape[number + 1] ?? axis.input;
    const places = [...new Set(reading.positions[number] ?? [])].filter((place) => place >= 0 && place < size);
    const ordered = places.sort((a, b) => a - b);
    return ordered.length ? rangeOf(axis.name, ordered, words) : "";
  });
  return parts.every(Boolean) ? parts.join(words("list.join")) : "";
}

/**
 * @param {Model} model
 * @param {Reading} reading
 */
function touchesPadding(model, reading) {
  return model.axes.some((axis, number) =>
    reading.positions[number]?.some((place) => place < 0 || place >= axis.input),
  );
}

/**
 * "Input row 3, column 4 (x[2, 3]) is 2. It is read by 4 outputs."
 * @param {Model} model
 * @param {Cell} cell
 * @param {Words} words
 */
export function describeCell(model, cell, words) {
  const { value } = cell;
  const role = isRing(model, cell) ? "padding" : cell.role;
  const unknown = value === null || value === undefined;
  const given = {
    grid: words(`board.${role}`),
    place: cellPlace(model, cell, words),
    index: cellIndex(model, cell),
    value: spoken(value),
  };
  const known = LETTERS[role] ? role : "other";
  const first = words(unknown && role === "output" ? "tell.future" : `tell.${known}`, given);
  return [first, usesOf(model, cell, words)].filter(Boolean).join(words("sentence.join"));
}

/**
 * Whether a cell of the drawn input lies in the ring round it.
 * @param {Model} model
 * @param {Cell} cell
 */
function isRing(model, { role, index }) {
  return role === "input" && model.axes.some((axis, at) => index[at + 1] < 0 || index[at + 1] >= axis.input);
}

/**
 * @param {Model} model
 * @param {Cell} cell
 * @param {Words} words
 */
function usesOf(model, { role, uses }, words) {
  if (uses === null || uses === undefined) return "";
  const what = {
    input: model.kind === "gather" ? "read" : "added",
    padding: "read",
    stretched: "read",
    weight: "met",
    bias: "added",
  }[role];
  if (!what) return "";
  return words(uses === 1 ? `uses.${what}.one` : `uses.${what}`, { n: spoken(uses) });
}

/**
 * @param {Model} model
 * @param {Cell} cell
 * @param {Words} words
 */
function cellPlace(model, { role, index }, words) {
  if (role === "bias" || role === "partial") return placesOf(model, [index[0]], words);
  if (role !== "weight") return placeOf(model, index, words);
  const [filters, channels] = model.shapes.weight;
  const kernel = placesOf(model, [null, ...index.slice(2)], words);
  const [first, second] = model.weightByInput
    ? ["axis.fromChannel", "axis.toChannel"]
    : ["axis.filter", "axis.channel"];
  const fronts = [
    ...(filters > 1 ? [words(first, { n: index[0] + 1 })] : []),
    ...(channels > 1 ? [words(second, { n: index[1] + 1 })] : []),
  ];
  return [...fronts, kernel].join(words("list.join"));
}

/**
 * @param {Model} model
 * @param {Cell} cell
 */
function cellIndex(model, { role, index }) {
  const letter = LETTERS[role] ?? "";
  if (role === "bias") return bracketed(letter, index);
  if (role !== "weight") return indexOf(letter, model, index);
  const [filters, channels] = model.shapes.weight;
  return bracketed(letter, filters > 1 || channels > 1 ? index : index.slice(2));
}
