/**
 * Layers, shapes and places as people read them.
 *
 * The words are the catalogue's and the language file's; no layer is known by name.
 */

import { spoken } from "../stage/numbers.js";

/**
 * @typedef {(key: string, given?: Record<string, string | number>) => string} Words
 * @typedef {import("./api.js").Entry} Entry
 * @typedef {import("./api.js").Catalogue} Catalogue
 */

const WINDOW = "kernel_size"; // stands beside the kind: "convolution 5 × 5"

/** @param {number[]} sizes */
export function shapeTold(sizes) {
  return sizes.map((one) => spoken(one)).join(" × ");
}

/** What a layer is, with its window. @param {Entry} entry @param {Catalogue} catalogue */
export function kindTold({ op, settings }, catalogue) {
  const title = catalogue.layers.find((one) => one.op === op)?.title ?? op;
  const size = settings[WINDOW];
  return Array.isArray(size) ? `${title} ${shapeTold(size)}` : title;
}

/** Every setting that is not as usual. @param {Entry} entry @param {Catalogue} catalogue */
export function settingsTold({ op, settings }, catalogue) {
  const fields = catalogue.layers.find((one) => one.op === op)?.parameters.properties ?? {};
  return Object.entries(settings).flatMap(([name, value]) => {
    const field = fields[name];
    if (!field || name === WINDOW || (field.kind === "integer" && field.default === null)) return [];
    const short = shortOf(value);
    if (short === shortOf(field.default)) return [];
    return typeof value === "boolean" ? [`${field.title} ${value ? "✓" : "–"}`] : [`${field.title} ${short}`];
  });
}

/** A value as a field shows it: one number where all are the same. @param {unknown} value @returns {string} */
export function shortOf(value) {
  if (!Array.isArray(value)) return value === null || value === undefined ? "" : String(value);
  const parts = value.map(shortOf);
  return parts.every((one) => one === parts[0]) ? parts[0] : JSON.stringify(value).slice(1, -1);
}

/** Numbers along all axes: one where all are the same. @param {(number | null)[]} values */
export function axesTold(values) {
  const parts = values.map((one) => (one === null ? "–" : spoken(one)));
  return parts.every((one) => one === parts[0]) ? parts[0] : parts.join(" × ");
}

/** The axes of a grid by name, without the channel. @param {number} count */
export function axisNames(count) {
  return count === 1 ? ["length"] : ["depth", "height", "width"].slice(-count);
}

/** A cell: "row 3, column 4". @param {number[]} position @param {Words} words */
export function placeTold(position, words) {
  const names = axisNames(position.length);
  return position.map((one, axis) => words(`axis.${names[axis]}`, { n: one + 1 })).join(words("list.join"));
}

/** Ranges of cells: "rows 9 to 24, columns 13 to 28". @param {number[][]} ends @param {Words} words */
export function rangesTold(ends, words) {
  const names = axisNames(ends.length);
  return ends
    .map(([first, last], axis) =>
      first === last
        ? words(`axis.${names[axis]}`, { n: first + 1 })
        : words(`range.${names[axis]}`, { first: first + 1, last: last + 1 }),
    )
    .join(words("list.join"));
}

/** A share as per cent; a little is never nothing. @param {number} share */
export function percent(share) {
  const value = share * 100;
  if (value === 0 || value >= 99.95) return `${Math.round(value)} %`;
  return `${value < 0.1 ? "< 0.1" : value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}
