/**
 * Which grid changes which size: each size belongs to the first grid that has it.
 *
 * Knows the axes that the catalogue declares; what a change does to other grids is state/sizes.js'.
 */

import { entriesOf } from "../state/notation.js";

/**
 * The names of the sizes that belong to a grid.
 * @param {import("../state/experiment.js").Operator} operator
 * @param {string} name
 * @returns {string[]}
 */
export function ownAxes(operator, name) {
  const taken = new Set();
  for (const [other, { axes = [] }] of Object.entries(operator.parameters.properties)) {
    const plain = axes.map((/** @type {string} */ axis) => axis.split("/")[0]);
    if (other === name) return plain.filter((/** @type {string} */ axis) => !taken.has(axis));
    for (const axis of plain) taken.add(axis);
  }
  return [];
}

/**
 * Sizes as they are typed, null where one of them is none.
 * @param {string | null} text
 * @param {number} axes
 */
export function askedSizes(text, axes) {
  const entries = entriesOf(text ?? "", axes);
  return entries?.every((one) => /^[1-9]\d{0,6}$/.test(one)) ? entries.map(Number) : null;
}

/**
 * Whether a generator exists in a shape of an operator's last axes.
 * @param {import("../state/experiment.js").Generator | undefined} generator
 * @param {number[]} shape
 * @param {number} dimensions
 */
export function existsIn(generator, shape, dimensions) {
  return !generator?.shapes || generator.shapes.includes(shape.slice(dimensions === 1 ? -1 : -2).join("x"));
}

/**
 * The sizes along the last axes in which a generator exists: those at hand where every size will do.
 * @param {import("../state/experiment.js").Generator} generator
 * @param {number[]} sizes
 * @returns {number[] | null} null where it does not exist in so few axes
 */
export function existing(generator, sizes) {
  if (!generator.shapes) return sizes;
  const flat = sizes.length === 1;
  const shape = generator.shapes.map((one) => one.split("x").map(Number)).find((one) => (one.length === 1) === flat);
  return shape ? [...sizes.slice(0, -shape.length), ...shape] : null;
}
