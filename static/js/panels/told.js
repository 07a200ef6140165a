/**
 * Settings and their values as people read them, on buttons and in notes.
 *
 * The words are the catalogue's and the language file's.
 */

import { shapeOf } from "../state/grids.js";
import { briefOf, sidesOf, textOf } from "../state/notation.js";
import { sizesOf } from "../state/sizes.js";
import { ownAxes } from "./owned.js";

const LONGEST = 28;

/**
 * @typedef {import("../state/experiment.js").Experiment} Experiment
 * @typedef {import("../state/experiment.js").Operator} Operator
 * @typedef {import("../state/notation.js").Fields} Fields
 * @typedef {import("./fields.js").Words} Words
 */

/**
 * A setting with its value: "Stride 2", "Ceil mode on", "Bias: none"; of a grid what becomes different in its size.
 * @param {string} name
 * @param {unknown} value as JSON or as text
 * @param {Experiment} experiment
 * @param {Words} words
 */
export function settingTold(name, value, { operator, fields }, words) {
  const { title = name, kind } = operator.parameters.properties[name] ?? {};
  if (value === null) return words("told.none", { title });
  if (typeof value === "boolean") return words(value ? "told.on" : "told.off", { title });
  if (kind === "grid") return gridTold(name, value, operator, fields, words);
  if (kind === "padding" && Array.isArray(value)) return `${title} ${paddingTold(value, operator, words)}`;
  return `${title} ${typeof value === "string" ? choiceTold(value, words) : briefOf(value, false)}`;
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {Experiment["operator"]} operator
 * @param {Fields} fields
 * @param {Words} words
 */
function gridTold(name, value, operator, fields, words) {
  const { title } = operator.parameters.properties[name];
  const text = textOf(value) ?? "";
  const before = sizesOf(operator, fields);
  const after = sizesOf(operator, new Map([...fields, [name, text]]));
  const own = ownAxes(operator, name).find((axis) => String(after.get(axis)) !== String(before.get(axis)));
  const size = (own && after.get(own)) ?? shapeOf(text);
  if (!size) return `${title} ${text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}`;
  const key = `size.${own?.replace("*", "")}`;
  const what = words(key) === key ? title : words(key);
  return `${what} ${size.every((one) => one === size[0]) && own ? size[0] : size.join(" × ")}`;
}

/**
 * The name of a choice, as it is where the language file has no word for it.
 * @param {string} value
 * @param {Words} words
 */
export function choiceTold(value, words) {
  const key = `choice.${value}`;
  const text = words(key);
  return text === key ? value : text;
}

/**
 * What stands on each side.
 * @param {[string, string][]} sides one pair an axis
 * @param {Operator} operator
 * @param {Words} words
 */
export function sidesTold(sides, operator, words) {
  const all = sides.flat();
  if (all.every((one) => one === all[0])) return words("padding.even", { n: all[0] });
  const each = operator.axes.flatMap((axis, place) => [
    `${words(`side.${axis}.before`)} ${sides[place][0]}`,
    `${words(`side.${axis}.after`)} ${sides[place][1]}`,
  ]);
  return each.join(words("list.join"));
}

/**
 * @param {unknown[]} value
 * @param {Operator} operator
 * @param {Words} words
 */
function paddingTold(value, operator, words) {
  const sides = sidesOf(textOf(value) ?? "", operator.axes.length);
  return sides?.some(([before, after]) => before !== after)
    ? sidesTold(sides, operator, words)
    : briefOf(plain(value), false);
}

/** Pairs of two equal numbers as one number each. @param {unknown[]} value */
function plain(value) {
  return value.map((one) => (Array.isArray(one) ? one[0] : one));
}

/** A text of the server as a sentence. @param {string} text */
export function sentence(text) {
  const end = !text || /[.!?。？！]$/.test(text) ? "" : /[\u4e00-\u9fff]/.test(text) ? "。" : ".";
  return text.charAt(0).toUpperCase() + text.slice(1) + end;
}
