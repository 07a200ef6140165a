/**
 * Small changes of an experiment that might let every input cell be read: each a change of fields, to be tried.
 *
 * Knows kinds of parameter, none by name; whether a change helps is the server's to say.
 */

import { entriesText, sidesText } from "./notation.js";
import { followed, sizesOf } from "./sizes.js";

/**
 * @param {import("./experiment.js").Operator} operator
 * @param {import("./notation.js").Fields} fields
 * @param {Record<string, any>} params the settings as the server resolved them
 * @param {{ unused: number[] }[]} axes
 * @returns {Record<string, string | null>[]}
 */
export function candidates(operator, fields, params, axes) {
  const settings = Object.entries(operator.parameters.properties).filter(([name]) => name in params);
  const of = (/** @type {string} */ kind) => settings.filter(([, schema]) => schema.kind === kind);
  const more = (/** @type {number} */ value, /** @type {number} */ place, /** @type {number} */ by) =>
    axes[place].unused.length ? value + by : value;
  const switches = of("boolean").map(([name, schema]) => ({
    [name]: params[name] === schema.default ? String(!params[name]) : null,
  }));
  const paddings = of("padding").map(([name]) => ({
    [name]: sidesText(
      params[name].map((/** @type {[number, number]} */ [before, after], /** @type {number} */ place) => [
        String(before),
        String(more(after, place, 1)),
      ]),
    ),
  }));
  // What is left out follows other settings; it is tried both ways, held where it is first.
  const held = Object.fromEntries(
    of("axes")
      .filter(([name, { default: standard }]) => standard === null && !fields.has(name))
      .map(([name]) => [name, spelled(params[name])]),
  );
  const steps = of("axes").flatMap(([name, { minimum = 1 }]) =>
    [1, -1]
      .map((by) =>
        params[name].map((/** @type {number} */ value, /** @type {number} */ place) => more(value, place, by)),
      )
      .filter((values) => Math.min(...values) >= minimum)
      .map((values) => ({ [name]: spelled(values) })),
  );
  const holding = steps.map((one) => ({ ...held, ...one }));
  return unique([...switches, ...holding, ...kernels(operator, fields, more), ...paddings, ...steps]);
}

/**
 * Kernels that are given as grids, a cell larger and smaller.
 * @param {import("./experiment.js").Operator} operator
 * @param {import("./notation.js").Fields} fields
 * @param {(value: number, place: number, by: number) => number} more
 */
function kernels(operator, fields, more) {
  const now = sizesOf(operator, fields).get("*kernel");
  if (!now) return [];
  return [1, -1]
    .map((by) => now.map((size, place) => more(size, place, by)))
    .filter((sizes) => Math.min(...sizes) > 0)
    .map((sizes) => followed(operator, fields, { "*kernel": sizes }));
}

/** @param {number[]} values */
function spelled(values) {
  return entriesText(values.map(String));
}

/** @param {Record<string, string | null>[]} changes */
function unique(changes) {
  const seen = new Set();
  return changes.filter((one) => {
    const text = JSON.stringify(Object.entries(one).sort());
    return !seen.has(text) && seen.add(text);
  });
}
