/**
 * An experiment as a file, and an experiment read from one: the operator with the fields as a JSON body has them.
 *
 * Knows both notations; what a field means is the server's to say.
 */

import { queryOf, split, textOf } from "./notation.js";

const OPERATOR = /^[a-z_]+[123]d$/;

/**
 * The text of a file. Without its first entry it is the body that the API takes by POST.
 * @param {import("./experiment.js").Operator} operator
 * @param {import("./notation.js").Fields} fields
 * @param {number} step
 */
export function savedText(operator, fields, step) {
  const { properties } = operator.parameters;
  const values = [...fields].map(([name, text]) => [name, settingOf(text, properties[name]?.kind)]);
  const shown = step > 0 ? [["step", step]] : [];
  return `${JSON.stringify(Object.fromEntries([["operator", operator.id], ...values, ...shown]), null, 2)}\n`;
}

/**
 * The path and the query of the experiment that a file holds; null where it holds none.
 * @param {string} text
 */
export function pathOfSaved(text) {
  const { operator, ...values } = parsed(text);
  if (!OPERATOR.test(operator)) return null;
  const fields = Object.entries(values).map(([name, value]) => [name, textOf(value)]);
  const given = /** @type {[string, string][]} */ (fields.filter(([, value]) => value !== null));
  return `/${operator}?${queryOf(given)}`;
}

/** @param {string} text @returns {Record<string, any>} */
function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/**
 * The value that a body has where an address has this text; grids and names are read from text in a body too.
 * @param {string} text
 * @param {string} [kind]
 * @returns {unknown}
 */
function settingOf(text, kind) {
  if (["", "null", "none"].includes(text) && kind !== "choice") return null;
  if (kind === "grid" || kind === "choice") return text;
  if (kind === "boolean") return { true: true, 1: true, false: false, 0: false }[text.toLowerCase()] ?? text;
  if (text.startsWith("[")) return JSON.parse(text);
  if (text.includes(";")) return split(text, ";").map((row) => (row.includes(",") ? rowOf(row) : entryOf(row)));
  return text.includes(",") ? rowOf(text) : entryOf(text);
}

/** @param {string} text */
function rowOf(text) {
  return split(text, ",").map(entryOf);
}

/** @param {string} text */
function entryOf(text) {
  if (text === "null") return null;
  return text.trim() && Number.isFinite(Number(text)) ? Number(text) : text;
}
