/**
 * Sizes that grids share by the names of their axes, and what follows for every grid when one of them changes.
 *
 * Reads the axes that the catalogue declares (`in`, `out/groups`, `*kernel`); knows no grid by name.
 */

import { resized, shapeOf, sizeOf } from "./grids.js";
import { fieldsOf } from "./notation.js";

/**
 * @typedef {import("./experiment.js").Operator} Operator
 * @typedef {import("./notation.js").Fields} Fields
 * @typedef {Map<string, number[]>} Sizes
 *   by the name of an axis (`in`: one size, `*kernel`: one an axis), and of a setting that divides one
 * @typedef {(field: string, shape: number[]) => import("./grids.js").Grid | undefined} NumbersFor
 *   the grid in hand where its text cannot say another shape by itself
 */

/**
 * Every size that the texts of the fields say; of one that two grids say the first.
 * @param {Operator} operator
 * @param {Fields} fields
 */
export function sizesOf(operator, fields) {
  const { properties } = operator.parameters;
  /** @type {Sizes} */
  const sizes = new Map();
  for (const [name, { divides, default: standard }] of Object.entries(properties))
    if (divides) sizes.set(name, [Math.max(1, Number(fields.get(name) ?? standard) || 1)]);
  for (const [name, { axes }] of Object.entries(properties)) {
    const shape = axes && fields.has(name) ? shapeOf(fields.get(name) ?? "") : null;
    if (!shape) continue;
    const counts = axes.map((/** @type {string} */ axis) => (axis.startsWith("*") ? operator.dimensions : 1));
    const missing = Math.max(0, sizeSum(counts) - shape.length);
    const full = [...Array(missing).fill(1), ...shape];
    for (const [place, axis] of axes.entries()) {
      const [plain, by] = axis.split("/");
      const from = sizeSum(counts.slice(0, place));
      const own = full.slice(from, from + counts[place]).map((size) => size * (sizes.get(by)?.[0] ?? 1));
      if (!sizes.has(plain)) sizes.set(plain, own);
    }
  }
  return sizes;
}

/**
 * The changes of fields that give some sizes new values: every grid with such an axis follows, in one commit. Where the
 * groups were as many as an axis has channels they stay so, and with them the outputs of each.
 * @param {Operator} operator
 * @param {Fields} fields
 * @param {Record<string, number[]>} changes
 * @param {NumbersFor} [numbersFor]
 * @returns {Record<string, string>}
 */
export function followed(operator, fields, changes, numbersFor = () => undefined) {
  const { properties } = operator.parameters;
  const before = sizesOf(operator, fields);
  const after = new Map([...before, ...Object.entries(changes)]);
  for (const [name, { divides }] of Object.entries(properties)) if (divides) keepSplit(name, divides, before, after);
  const changed = [...after].filter(([name, size]) => String(size) !== String(before.get(name))).map(([name]) => name);
  /** @type {Record<string, string>} */
  const result = {};
  for (const [name, { axes, divides }] of Object.entries(properties)) {
    if (divides && changed.includes(name)) result[name] = String(after.get(name));
    const text = fields.get(name);
    if (!axes || text === undefined || !axes.some((/** @type {string} */ axis) => mentions(axis, changed))) continue;
    const shape = shapeFor(axes, after);
    const now = shapeOf(text);
    const isShared = axes.length === 1 && now !== null && sizeOf(now) === 1; // one number for all
    if (shape && !isShared && String(shape) !== String(now))
      result[name] = resized(text, shape, numbersFor(name, shape));
  }
  return result;
}

/**
 * The shape of a grid from its axes: without the channels where there is one of each, null where one does not divide.
 * @param {string[]} axes
 * @param {Sizes} sizes
 */
export function shapeFor(axes, sizes) {
  const parts = axes.map((axis) => {
    const [plain, by] = axis.split("/");
    return (sizes.get(plain) ?? [Number.NaN]).map((size) => size / (sizes.get(by)?.[0] ?? 1));
  });
  const shape = parts.flat();
  if (!shape.every(Number.isInteger)) return null;
  const front = parts.slice(0, -1).flat();
  return axes[axes.length - 1].startsWith("*") && front.every((size) => size === 1) ? parts[parts.length - 1] : shape;
}

/**
 * The sizes of an operator's own first experiment.
 * @param {Operator} operator
 */
export function firstSizes(operator) {
  return sizesOf(operator, fieldsOf(operator.default));
}

/**
 * @param {string} setting
 * @param {string[]} divides
 * @param {Sizes} before
 * @param {Sizes} after
 */
function keepSplit(setting, [first, ...others], before, after) {
  const [was, is] = [before.get(first)?.[0], after.get(first)?.[0]];
  if (was === undefined || is === undefined || was === is || was === 1 || before.get(setting)?.[0] !== was) return;
  after.set(setting, [is]);
  for (const other of others) {
    const count = before.get(other)?.[0] ?? 0;
    if (count % was === 0) after.set(other, [(count / was) * is]);
  }
}

/** @param {string} axis @param {string[]} names */
function mentions(axis, names) {
  return axis.split("/").some((part) => names.includes(part));
}

/** @param {number[]} counts */
function sizeSum(counts) {
  return counts.reduce((sum, one) => sum + one, 0);
}
