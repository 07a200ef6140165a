/**
 * The ways in which a cell comes to see more: each with its own steps, and beside it what one step more would give.
 *
 * The stack of which it is made stands in the page; every field is the server's.
 */

import { createStepper } from "../panels/stepper.js";
import { html } from "../stage/dom.js";
import { spoken } from "../stage/numbers.js";
import { createSmall, lastSeen } from "./small.js";
import { shapeTold } from "./text.js";

/**
 * @typedef {{ kernel: number, layers: number, before: number, dilation: number }} Ways
 * @typedef {{ input: number[], layer: Record<string, any>, before: Record<string, any> }} Recipe
 */

/** @type {Record<keyof Ways, { by: number, least: number, most: number }>} */
const STEPS = {
  kernel: { by: 2, least: 1, most: 11 },
  layers: { by: 1, least: 1, most: 6 },
  before: { by: 1, least: 0, most: 3 },
  dilation: { by: 1, least: 1, most: 6 },
};
const NAMES = /** @type {(keyof Ways)[]} */ (Object.keys(STEPS));

/**
 * @param {HTMLElement} home
 * @param {Recipe} recipe
 * @param {import("./lessons.js").Means} means
 */
export async function createGrowing(home, recipe, { words, api }) {
  /** @type {Ways} */
  let ways = { kernel: 3, layers: 2, before: 0, dilation: 1 };
  const rows = NAMES.map(wayRow);
  const says = html("p", { class: "says", role: "status" });
  const place = html("div", { class: "small-stack" });
  home.append(
    html("div", { class: "growing" }, [
      html(
        "div",
        { class: "ways-grow" },
        rows.map(({ row }) => row),
      ),
      says,
    ]),
    place,
  );
  const draw = createSmall(place, words, api, "growing");
  await show();

  /** @param {keyof Ways} name */
  function wayRow(name) {
    const title = words(`network.grow.${name}`);
    const stepper = createStepper({
      title,
      words,
      attributes: { "aria-label": title },
      next: (value, by) => stepped(name, value, by),
      commit: (text) => set(name, Number(text)),
    });
    const next = html("span", { class: "next-field" });
    return {
      name,
      stepper,
      next,
      row: html("div", { class: "place-field" }, [html("span", {}, [title]), stepper.element, next]),
    };
  }

  /** @param {keyof Ways} name @param {number} value */
  function set(name, value) {
    const { least, most } = STEPS[name];
    if (Number.isInteger(value)) ways = { ...ways, [name]: Math.max(least, Math.min(most, value)) };
    return show();
  }

  async function show() {
    for (const { name, stepper } of rows) stepper.show(String(ways[name]), String(STEPS[name].least));
    const question = questionOf(recipe, ways);
    const table = await ask(question, "growing");
    if (!table) return;
    const field = fieldOf(table);
    says.textContent = words("network.grow.says", { field, n: spoken(table.totals.parameters) });
    await Promise.all([draw(question, table), ...rows.map(({ name, next }) => foretell(name, next))]);
  }

  /** What one step more of one way would give. @param {keyof Ways} name @param {HTMLElement} next */
  async function foretell(name, next) {
    const value = stepped(name, ways[name], 1);
    const table = value === null ? null : await ask(questionOf(recipe, { ...ways, [name]: value }), `growing ${name}`);
    next.textContent = table
      ? words("network.grow.next", { n: value ?? 0, field: fieldOf(table), weights: spoken(table.totals.parameters) })
      : "";
  }

  /** @param {object} question @param {string} purpose */
  function ask(question, purpose) {
    return api.table(question, purpose).catch(() => null);
  }
}

/** @param {import("./api.js").Table} table */
function fieldOf(table) {
  return shapeTold(lastSeen(table)?.union?.size ?? [1, 1]);
}

/** @param {keyof Ways} name @param {number} value @param {1 | -1} by */
function stepped(name, value, by) {
  const to = value + by * STEPS[name].by;
  return to < STEPS[name].least || to > STEPS[name].most ? null : to;
}

/** @param {Recipe} recipe @param {Ways} ways */
export function questionOf({ input, layer, before }, ways) {
  const one = { ...layer, kernel_size: ways.kernel, dilation: ways.dilation };
  const layers = [...Array(ways.before).fill(before), ...Array(ways.layers).fill(one)];
  return { input, layers };
}
