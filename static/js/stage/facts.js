/**
 * What stays the same from step to step: the size formula of each axis, what is not read, and what has to be learned.
 *
 * Every number is the answer's; bars are drawn to one scale.
 */

import { html } from "./dom.js";
import { mathOf, partsOf } from "./formula.js";
import { cellsOf } from "./indices.js";
import { spoken } from "./numbers.js";
import { rangeOf } from "./places.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Axis} Axis
 * @typedef {import("./boards.js").Words} Words
 */

const COUNTS = ["parameters", "unshared_parameters", "dense_parameters"];
const MOST_NAMED = 5;

/**
 * @param {Model} model
 * @param {Words} words
 * @returns {HTMLElement[]}
 */
export function factsOf(model, words) {
  const sizes = alike(model.axes).flatMap((axes) => sizeOf(axes, words));
  return [
    html("div", { class: "fact" }, [html("h2", {}, [words("facts.size")]), html("dl", { class: "sizes" }, sizes)]),
    html("div", { class: "fact" }, weightsOf(model, words)),
  ];
}

/**
 * Axes that say the same, said once.
 * @param {Axis[]} axes
 */
function alike(axes) {
  /** @type {Map<string, Axis[]>} */
  const groups = new Map();
  for (const axis of axes) {
    const key = `${axis.formula}|${axis.unused}`;
    groups.set(key, [...(groups.get(key) ?? []), axis]);
  }
  return [...groups.values()];
}

/**
 * @param {Axis[]} axes axes with one formula
 * @param {Words} words
 */
function sizeOf(axes, words) {
  const [axis] = axes;
  const parts = partsOf(axis.formula);
  const formula = html("span", { class: "formula", role: "group", "aria-label": axis.formula }, parts.map(mathOf));
  const unread = axes.map((one) => unreadOf(one, words)).filter(Boolean);
  const many = axes.length > 1 || axis.unused.length > 1;
  const places = unread.reduce((first, last) => (first ? words("list.and", { first, last }) : last), "");
  const note = unread.length ? words(many ? "facts.unread" : "facts.unread.one", { places }) : "";
  return [
    html("dt", {}, [words(`size.${axes.map((one) => one.name).join(".")}`)]),
    html("dd", {}, [formula, note ? html("span", { class: "unused" }, [note]) : null]),
  ];
}

/**
 * "column 6", "columns 6 to 7", "columns 2, 3, 5, 6, 8 and 4 more": what no window reads.
 * @param {Axis} axis
 * @param {Words} words
 */
function unreadOf({ name, unused }, words) {
  if (!unused.length) return "";
  const together = unused[unused.length - 1] - unused[0] === unused.length - 1;
  if (together || unused.length <= MOST_NAMED) return rangeOf(name, unused, words);
  const list = rangeOf(name, unused.slice(0, MOST_NAMED), words);
  return words("list.more", { list, n: unused.length - MOST_NAMED });
}

/**
 * How many numbers have to be learned, here and in layers without shared weights.
 * @param {Model} model
 * @param {Words} words
 */
function weightsOf(model, words) {
  const { counts } = model;
  const title = html("h2", {}, [words("facts.weights")]);
  if (!counts.parameters) return [title, html("p", {}, [words("facts.nothing")])];
  title.append(html("span", { class: "made" }, [madeOf(model, words)]));
  const names = COUNTS.filter((name) => counts[name]);
  const most = Math.max(...names.map((name) => counts[name]));
  const items = names.map((name) => {
    const item = html("div", { "data-count": name }, [
      html("dt", {}, [words(`count.${name}`)]),
      html("dd", {}, [spoken(counts[name])]),
    ]);
    item.style.setProperty("--share", `${(100 * counts[name]) / most}%`);
    return item;
  });
  const products = html("p", { class: "macs" }, [words("count.macs", { n: spoken(counts.macs) })]);
  return [title, html("dl", { class: "counts" }, items), products];
}

/**
 * "9 + bias 1", "3 × 3 × 3 × 3" or "2 × (3 × 3 × 3 + 1)": how the weights of this layer add up.
 * @param {Model} model
 * @param {Words} words
 */
function madeOf(model, words) {
  const filters = model.shapes.output[0];
  const channels = model.fanIn;
  const kernel = model.axes.map((axis) => axis.kernel);
  const each = cellsOf([channels, ...kernel]);
  const biases = (model.counts.parameters - filters * each) / filters;
  if (filters === 1 && channels === 1) {
    if (biases) return words("count.withBias", { weights: each, bias: biases });
    return kernel.length > 1 ? kernel.join(" × ") : "";
  }
  const product = [...(channels > 1 ? [channels] : []), ...kernel].join(" × ");
  const one = biases ? `${product} + ${biases}` : product;
  if (filters === 1) return one;
  return biases ? `${filters} × (${one})` : `${filters} × ${one}`;
}
