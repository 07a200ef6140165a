/**
 * Linked reading: what a cell has to do with the others. An output shows what it reads, an input all outputs that use
 * it, a weight all its uses.
 *
 * Follows the tables of the answer in both directions; computes no number.
 */

import { cellsOf, combinations, keyOf, ravel } from "./indices.js";
import { compact } from "./numbers.js";
import { readingOf } from "./reading.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {{ role: string, index: number[] }} CellName
 * @typedef {{ tone: "input" | "kernel" | "output", text: string }} Link
 * @typedef {{ marks: Map<string, Map<string, Link>>, areas: { role: string, corners: number[][] }[],
 *   terms: Set<number> | null, uses: number, step: number | null }} Links marks by board and cell; areas where cells are
 *   too many to be marked one by one; terms of the shown sum that the cell belongs to; the step that makes the cell
 * @typedef {(step: number) => Record<string, any> | null} RowOf
 * @typedef {[number, number][]} Pairs places along an axis, each with the kernel position that leads there
 */

const MOST_MARKED = 600;

/**
 * @param {Model} model
 * @param {Reading} reading of the shown step
 * @param {CellName} cell
 * @param {RowOf} rowOf
 * @returns {Links}
 */
export function linksOf(model, reading, cell, rowOf) {
  /** @type {Links} */
  const links = { marks: new Map(), areas: [], terms: termsOf(model, reading, cell), uses: 0, step: null };
  const { role, index } = cell;
  if (role === "output") ofOutput(model, cell, rowOf, links);
  else if (role === "weight") ofWeight(model, index, links);
  else if (role === "bias") ofBias(model, index, links);
  else if (model.kind === "unpool") ofPlaced(model, index, rowOf, links);
  else if (role === "input" || role === "stretched") ofInput(model, cell, links);
  return links;
}

/**
 * Terms of the shown sum that a cell takes part in, null where it takes none.
 * @param {Model} model
 * @param {Reading} reading
 * @param {CellName} cell
 */
function termsOf(model, { role: read, taps }, { role, index }) {
  const key = keyOf(index);
  const kernel = cellsOf(model.axes.map((axis) => axis.kernel));
  const belongs = (/** @type {import("./reading.js").Tap} */ tap, /** @type {number} */ number) => {
    if (role === read) return tap.key === key;
    if (role === "weight") return tap.weight !== null && keyOf(tap.weight) === key;
    if (role === "partial") return Math.floor(number / kernel) === index[0];
    if (role === "window" || role === "product")
      return number === ravel(index, [0, ...model.axes.map((axis) => axis.kernel)]);
    return false;
  };
  const terms = taps.flatMap((tap, number) => (belongs(tap, number) ? [number] : []));
  return terms.length ? new Set(terms) : null;
}

/**
 * @param {Model} model
 * @param {CellName} cell
 * @param {RowOf} rowOf
 * @param {Links} links
 */
function ofOutput(model, { index }, rowOf, links) {
  if (model.kind === "gather") {
    links.step = ravel(index, model.shapes.output);
    const { role, taps } = readingOf(model, links.step, rowOf(links.step));
    for (const tap of taps) if (tap.index) add(links, role, tap.index, "kernel", timesWeight(model, tap.weight));
  } else if (model.kind === "scatter") {
    const group = Math.floor(index[0] / model.fanOut);
    const channels = range(model.fanIn, group * model.fanIn);
    const along = model.axes.map((axis, number) => pairsOf(axis.taps?.[index[number + 1]] ?? []));
    for (const { channel, places, kernel } of walks(channels, along)) {
      const weight = [channel, index[0] % model.fanOut, ...kernel];
      add(links, "input", [channel, ...places], "input", timesWeight(model, weight));
    }
  }
  links.uses = links.marks.get("input")?.size ?? links.marks.get("stretched")?.size ?? 0;
}

/**
 * All outputs that a cell of the input, of its padding or of the stretched input goes into.
 * @param {Model} model
 * @param {CellName} cell
 * @param {Links} links
 */
function ofInput(model, { role, index }, links) {
  const drawnPlaces = role === "stretched" || model.axes.some((axis, at) => !within(index[at + 1], axis.input));
  const along = model.axes.map((axis, number) => {
    const table = (drawnPlaces ? axis.reads : axis.taps) ?? [];
    return table.flatMap((reads, output) =>
      reads.flatMap((place, kernel) =>
        place === index[number + 1] ? [/** @type {[number, number]} */ ([output, kernel])] : [],
      ),
    );
  });
  const group = Math.floor(index[0] / model.fanIn);
  for (const { channel, places, kernel } of walks(range(model.fanOut, group * model.fanOut), along)) {
    const front = model.weightByInput ? [index[0], channel % model.fanOut] : [channel, index[0] - group * model.fanIn];
    add(links, "output", [channel, ...places], "output", timesWeight(model, [...front, ...kernel]));
  }
  links.uses = links.marks.get("output")?.size ?? 0;
}

/**
 * Every input cell that a weight meets, and every output that it goes into.
 * @param {Model} model
 * @param {number[]} index
 * @param {Links} links
 */
function ofWeight(model, [first, second, ...kernel], links) {
  const [input, output] = model.weightByInput
    ? [first, Math.floor(first / model.fanIn) * model.fanOut + second]
    : [Math.floor(first / model.fanOut) * model.fanIn + second, first];
  const role = model.grids.stretched ? "stretched" : "input";
  const drawn = model.kind !== "scatter";
  const met = model.axes.map((axis, number) => {
    const outputs = range(axis.output).filter((at) => drawn || (axis.taps?.[at][kernel[number]] ?? -1) >= 0);
    return outputs.map((at) => [at, (drawn ? axis.reads : axis.taps)?.[at][kernel[number]] ?? -1]);
  });
  links.uses = cellsOf(met.map((pairs) => pairs.length));
  /** @param {string} name @param {number} channel @param {number} side @param {"kernel" | "output"} tone */
  const mark = (name, channel, side, tone) => {
    const places = met.map((pairs) => pairs.map((pair) => pair[side]));
    if (links.uses > MOST_MARKED) {
      const corners = [Math.min, Math.max].map((end) => [channel, ...places.map((list) => end(...list))]);
      links.areas.push({ role: name, corners });
    } else for (const place of combinations(places)) add(links, name, [channel, ...place], tone, "");
  };
  if (!links.uses) return;
  mark(role, input, 1, "kernel");
  mark("output", output, 0, "output");
}

/**
 * @param {Model} model
 * @param {number[]} index
 * @param {Links} links
 */
function ofBias(model, [channel], links) {
  const [channels, ...sizes] = model.shapes.output;
  const every = (model.grids.bias?.values.length ?? 1) === 1 ? range(channels) : [channel];
  links.uses = every.length * cellsOf(sizes);
  if (links.uses > MOST_MARKED) return;
  for (const place of combinations([every, ...sizes.map((size) => range(size))]))
    add(links, "output", place, "output", "");
}

/**
 * @param {Model} model
 * @param {number[]} index
 * @param {RowOf} rowOf
 * @param {Links} links
 */
function ofPlaced(model, index, rowOf, links) {
  links.step = ravel(index, model.shapes.input);
  const row = rowOf(links.step);
  if (!row) return;
  add(links, "output", row.output, "output", "");
  links.uses = 1;
}

/**
 * @param {Links} links
 * @param {string} role
 * @param {readonly number[]} index
 * @param {Link["tone"]} tone
 * @param {string} text
 */
function add(links, role, index, tone, text) {
  const marks = links.marks.get(role) ?? new Map();
  const key = keyOf(index);
  const known = marks.get(key);
  marks.set(key, { tone, text: known?.text && text ? `${known.text} ${text}` : text });
  links.marks.set(role, marks);
}

/**
 * @param {Model} model
 * @param {readonly number[] | null} index
 */
function timesWeight({ grids }, index) {
  if (!grids.weight || !index) return "";
  return `×${compact(grids.weight.values[ravel(index, grids.weight.shape)])}`;
}

/**
 * Every way through some channels and the places along each axis.
 * @param {number[]} channels
 * @param {Pairs[]} along
 */
function walks(channels, along) {
  if (channels.length * cellsOf(along.map((pairs) => pairs.length)) > MOST_MARKED) return [];
  const ways = combinations(along);
  return channels.flatMap((channel) =>
    ways.map((way) => ({ channel, places: way.map(([place]) => place), kernel: way.map(([, kernel]) => kernel) })),
  );
}

/**
 * The places that kernel positions lead to, each with its position.
 * @param {readonly number[]} taps
 * @returns {Pairs}
 */
function pairsOf(taps) {
  return taps.flatMap((place, kernel) => (place >= 0 ? [/** @type {[number, number]} */ ([place, kernel])] : []));
}

/** @param {number} place @param {number} size */
function within(place, size) {
  return place >= 0 && place < size;
}

/** @param {number} count @param {number} [first] */
function range(count, first = 0) {
  return Array.from({ length: count }, (_, number) => first + number);
}
