/**
 * The sentence that describes a step: where it is, what it reads, what comes out. Counts from 1 and adds the index.
 *
 * Composed from the words of the page's language; knows axes by their names, no operator.
 */

import { spoken } from "./numbers.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {import("./boards.js").Words} Words
 */

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Record<string, any> | null} row
 * @param {Words} words
 */
export function sentenceOf(model, reading, row, words) {
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
 * "row 2, column 3", with the channel where there are several.
 * @param {Model} model
 * @param {readonly number[]} index
 * @param {Words} words
 */
export function placeOf(model, index, words) {
  const several = model.shapes.input[0] > 1 || model.shapes.output[0] > 1;
  const parts = several ? [words("axis.channel", { n: index[0] + 1 })] : [];
  model.axes.forEach((axis, number) => {
    parts.push(words(`axis.${axis.name}`, { n: index[number + 1] + 1 }));
  });
  return parts.join(words("list.join"));
}

/**
 * `y[1, 2]`, with the channel where the answer's grids have several.
 * @param {string} letter
 * @param {Model} model
 * @param {readonly number[]} index
 */
function indexOf(letter, model, index) {
  const several = model.shapes.input[0] > 1 || model.shapes.output[0] > 1;
  return `${letter}[${(several ? index : index.slice(1)).join(", ")}]`;
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
    return places.length
      ? rangeOf(
          axis.name,
          places.sort((a, b) => a - b),
          words,
        )
      : "";
  });
  return parts.every(Boolean) ? parts.join(words("list.join")) : "";
}

/**
 * @param {string} name
 * @param {number[]} places
 * @param {Words} words
 */
function rangeOf(name, places, words) {
  const first = places[0] + 1;
  const last = places[places.length - 1] + 1;
  if (places.length === 1) return words(`axis.${name}`, { n: first });
  const holes = places.length < last - first + 1 && places.length <= 5;
  if (holes) return words(`axes.${name}`, { list: places.map((place) => place + 1).join(", ") });
  return words(`range.${name}`, { first, last });
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
