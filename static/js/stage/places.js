/**
 * Places in words: "row 2, column 3", `y[1, 2]`, "rows 2 to 4". Words count from 1, an index from 0.
 *
 * Knows axes by their names, no operator.
 */

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./boards.js").Words} Words
 */

const MOST_LISTED = 5;

/**
 * "row 2, column 3", with the channel where there are several.
 * @param {Model} model
 * @param {readonly number[]} index channel first
 * @param {Words} words
 */
export function placeOf(model, index, words) {
  return placesOf(model, severalChannels(model) ? index : [null, ...index.slice(1)], words);
}

/**
 * The entries of an index by name; null entries are left out.
 * @param {Model} model
 * @param {readonly (number | null)[]} index channel first
 * @param {Words} words
 */
export function placesOf(model, index, words) {
  const names = ["channel", ...model.axes.map((axis) => axis.name)];
  const parts = names.flatMap((name, entry) => {
    const place = index[entry];
    return place === null || place === undefined ? [] : [words(`axis.${name}`, { n: place + 1 })];
  });
  return parts.join(words("list.join"));
}

/**
 * `y[1, 2]`, with the channel where the answer's grids have several.
 * @param {string} letter
 * @param {Model} model
 * @param {readonly number[]} index
 */
export function indexOf(letter, model, index) {
  return bracketed(letter, severalChannels(model) ? index : index.slice(1));
}

/**
 * @param {string} letter
 * @param {readonly number[]} places
 */
export function bracketed(letter, places) {
  return `${letter}[${places.map((place) => String(place).replace("-", "−")).join(", ")}]`;
}

/** @param {Model} model */
function severalChannels(model) {
  return model.shapes.input[0] > 1 || model.shapes.output[0] > 1;
}

/**
 * "rows 2 to 4", "rows 2, 4, 6" or "row 2": places along one axis, in their order.
 * @param {string} name
 * @param {readonly number[]} places from 0
 * @param {Words} words
 */
export function rangeOf(name, places, words) {
  const first = places[0] + 1;
  const last = places[places.length - 1] + 1;
  if (places.length === 1) return words(`axis.${name}`, { n: first });
  const holes = places.length < last - first + 1;
  if (holes && places.length <= MOST_LISTED)
    return words(`axes.${name}`, { list: places.map((place) => place + 1).join(", ") });
  return words(`range.${name}`, { first, last });
}
