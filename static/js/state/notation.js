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
  if (!Array.isArray(value)) return String(value);
  const depth = depthOf(value);
  return depth > SEPARATORS.length ? JSON.stringify(value) : joined(value, depth);
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
  if (!Array.isArray(value)) return value === null ? "null" : String(value);
  const separator = SEPARATORS[depth - 1];
  const text = value.map((one) => joined(one, depth - 1)).join(separator);
  return value.length === 1 && depth > 1 ? text + separator : text;
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
