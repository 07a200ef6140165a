/**
 * Query notation: an experiment's fields as the text of an address, and values of a repair as such text.
 *
 * Knows separators; what a field means is the server's to say.
 */

/** @typedef {Map<string, string>} Fields */

const SEPARATORS = [",", ";", "|"];

/**
 * A query string of fields, with `, ; : @ =` left readable.
 * @param {Iterable<[string, string]>} fields
 */
export function queryOf(fields) {
  return [...fields].map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}

/** @param {string} text */
function encode(text) {
  return encodeURIComponent(text).replace(/%(2C|3B|3A|40|3D)/g, (code) => decodeURIComponent(code));
}

/**
 * The fields of a query string; of a repeated key the first.
 * @param {string} query
 * @returns {Fields}
 */
export function fieldsOf(query) {
  /** @type {Fields} */
  const fields = new Map();
  for (const [name, value] of new URLSearchParams(query)) if (!fields.has(name)) fields.set(name, value);
  return fields;
}

/**
 * A JSON value as a query writes it; null where the field is to be left out.
 * @param {unknown} value
 * @returns {string | null}
 */
export function textOf(value) {
  if (value === null || value === undefined) return null;
  const depth = depthOf(value);
  return depth > SEPARATORS.length ? bracketed(value) : joined(value, depth);
}

/** One entry; a negative zero keeps its sign. @param {unknown} value */
function entry(value) {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** @param {unknown} value @returns {string} */
function bracketed(value) {
  return Array.isArray(value) ? `[${value.map(bracketed)}]` : entry(value);
}

/**
 * @param {unknown} value
 * @returns {number}
 */
function depthOf(value) {
  return Array.isArray(value) ? 1 + Math.max(0, ...value.map(depthOf)) : 0;
}

/**
 * Entries joined from the last axis outwards; a single entry keeps its separator, so that its axis is not lost.
 * @param {unknown} value
 * @param {number} depth
 * @returns {string}
 */
function joined(value, depth) {
  if (!Array.isArray(value)) return entry(value);
  const separator = SEPARATORS[depth - 1];
  const text = value.map((one) => joined(one, depth - 1)).join(separator);
  return value.length === 1 && depth > 1 ? text + separator : text;
}

/**
 * The entries of a setting with one number for all axes or one an axis; null where it has another form.
 * @param {string} text
 * @param {number} axes
 * @returns {string[] | null}
 */
export function entriesOf(text, axes) {
  const entries = listOf(text).map((one) => one.trim());
  if (entries.length === 1 && !/[;[]/.test(text)) return Array(axes).fill(entries[0]);
  return entries.length === axes && !text.includes(";") ? entries : null;
}

/** The shortest text of one entry an axis. @param {string[]} entries */
export function entriesText(entries) {
  return entries.every((one) => one === entries[0]) ? entries[0] : entries.join(",");
}

/**
 * What stands before and after each axis: a number, one an axis, or pairs; null where it has another form.
 * @param {string} text
 * @param {number} axes
 * @returns {[string, string][] | null}
 */
export function sidesOf(text, axes) {
  const rows = /^\s*\[.*\[/.test(text) ? (text.match(/\[[^[\]]*\]|[^[\],\s]+/g) ?? []) : split(text, ";");
  if (!text.includes(";") && rows.length === 1)
    return entriesOf(text, axes)?.map((one) => /** @type {[string, string]} */ ([one, one])) ?? null;
  const sides = rows.map((row) => listOf(row).map((one) => one.trim()));
  if (sides.length !== axes || sides.some((one) => one.length > 2)) return null;
  return sides.map(([before, after = before]) => [before, after]);
}

/** The shortest text of pairs. @param {[string, string][]} sides */
export function sidesText(sides) {
  if (sides.every(([before, after]) => before === after)) return entriesText(sides.map(([before]) => before));
  return sides.map((pair) => pair.join(",")).join(";") + (sides.length === 1 ? ";" : "");
}

/** The parts of a list, in brackets or not. @param {string} text */
function listOf(text) {
  return split(text.replace(/^\s*\[|\]\s*$/g, ""), ",");
}

/**
 * Parts of a text; a separator at the end only says that there is a further axis.
 * @param {string} text
 * @param {string} separator
 */
export function split(text, separator) {
  const parts = text.split(separator);
  return parts.length > 1 && !parts[parts.length - 1].trim() ? parts.slice(0, -1) : parts;
}

/**
 * A value for people: `1,1;1,1` is told as `1`, a grid by its size.
 * @param {unknown} value
 * @param {boolean} grid
 */
export function briefOf(value, grid) {
  const sizes = grid ? sizesOf(value) : [];
  if (sizes.length > 1) return sizes.join(" × ");
  const text = textOf(value) ?? "";
  const parts = text.split(/[,;]/).filter(Boolean);
  const same = !grid && parts.length > 1 && parts.every((part) => part === parts[0]);
  return same ? parts[0] : text.replace(/;$/, "");
}

/**
 * @param {unknown} value
 * @returns {number[]}
 */
function sizesOf(value) {
  return Array.isArray(value) ? [value.length, ...sizesOf(value[0])] : [];
}
