/**
 * What a grid is made of: a pattern, a picture, a well-known kernel or numbers; its sizes; the seed of random numbers.
 *
 * Offers what the catalogue lists for the kinds that the grid's declaration names.
 */

import { button, html } from "../stage/dom.js";
import { generated, numbered, parsed, SEEDED, seeded, shapeOf, sizeOf } from "../state/grids.js";
import { firstSizes, shapeFor } from "../state/sizes.js";
import { titled } from "./axes.js";
import { askedSizes, existing } from "./owned.js";
import { signButton } from "./signs.js";
import { between, createStepper } from "./stepper.js";

const CHIPS = new Set(["kernel", "picture"]); // kinds that are offered at a glance
const FEW = 16; // along an axis; a picture with fewer cells shows nothing
const MOST_NUMBERS = 16_384; // in an address
const SEEDS = 10_000;

/**
 * @typedef {import("../state/experiment.js").Generator} Generator
 * @typedef {import("../state/sizes.js").Sizes} Sizes
 * @typedef {{ element: Element, show: (text: string, sizes: Sizes) => void }} Piece
 */

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @param {string[]} owned the sizes that are changed here
 */
export function createMaker(name, schema, desk, owned) {
  const pieces = [sourceOf(name, schema, desk), sizesOf(name, schema, desk, owned), seedOf(name, schema, desk)];
  const help = html("small", { class: "help" }, [schema.description]);
  return {
    element: html("div", {}, [...pieces.map((piece) => piece.element), help]),
    /** @param {string | null} text @param {Sizes} sizes */
    show(text, sizes) {
      for (const piece of pieces) piece.show(text ?? "", sizes);
    },
  };
}

/**
 * A list of everything that the grid can be made of, by kind, and chips for what is looked for first.
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @returns {Piece}
 */
function sourceOf(name, schema, desk) {
  const { words, operator, generators } = desk;
  const ones = operator.axes.map(() => 1);
  const fitting = generators.filter((one) => schema.generators.includes(one.kind) && existing(one, ones));
  const full = words("field.of", { title: schema.title, part: words("grid.source") });
  const select = html("select", { id: `field-${name}-source`, "aria-label": full }, [
    html("option", { value: "" }, [words("grid.numbers")]),
    ...schema.generators.map((/** @type {string} */ kind) => groupOf(kind, fitting, words)),
  ]);
  const chips = fitting
    .filter(({ kind }) => CHIPS.has(kind))
    .map((one) => ({ one, element: button(one.title, () => choose(one), { class: "chip", title: one.description }) }));
  const label = html("span", { class: "part-label", "aria-hidden": "true" }, [words("grid.source")]);
  let text = "";
  /** @type {Sizes} */
  let sizes = new Map();

  /** @param {Generator | undefined} generator nothing for numbers */
  function choose(generator) {
    const grid = desk.inHand(name);
    if (generator) desk.follow(...madeOf(generator, name, schema, desk, text, sizes));
    else if (grid) desk.change({ [name]: numbered(grid) });
    show(text, sizes);
  }

  /** @param {string} given @param {Sizes} all */
  function show(given, all) {
    text = given;
    sizes = all;
    const grid = parsed(text);
    select.value = grid?.name ?? "";
    for (const { one, element } of chips)
      element.setAttribute("aria-pressed", String(grid?.name === one.name && !grid.edits.length));
  }

  select.addEventListener("change", () => choose(fitting.find((one) => one.name === select.value)));
  const row = html("div", { class: "row" }, [html("div", { class: "name" }, [label]), select]);
  const group = html(
    "div",
    { class: "chips" },
    chips.map(({ element }) => element),
  );
  return { element: html("div", {}, [row, chips.length ? group : null]), show };
}

/** @param {string} kind @param {Generator[]} fitting @param {import("./fields.js").Words} words */
function groupOf(kind, fitting, words) {
  const options = fitting
    .filter((one) => one.kind === kind)
    .map((one) => html("option", { value: one.name }, [one.title]));
  return html("optgroup", { label: words(`generators.${kind}`) }, options);
}

/**
 * The sizes and the text of a grid made by a generator. A picture wants many cells, and what follows one the first
 * sizes again; a kernel that exists in one size brings it along.
 * @param {Generator} generator
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @param {string} text
 * @param {Sizes} sizes
 * @returns {[Record<string, number[]>, Record<string, string>]}
 */
function madeOf(generator, name, schema, { operator, generators }, text, sizes) {
  const block = schema.axes[schema.axes.length - 1];
  const first = firstSizes(operator).get(block) ?? operator.axes.map(() => 1);
  const was = generators.find((one) => one.name === parsed(text)?.name);
  let now = sizes.get(block) ?? first;
  if (generator.kind === "picture" && Math.min(...now.slice(-2)) < FEW) {
    const example = shapeOf(generator.example) ?? [];
    now = [...now.slice(0, -example.length), ...example].slice(-now.length);
  } else if (generator.kind !== "picture" && was?.kind === "picture") now = first;
  const wanted = existing(generator, now) ?? now;
  const shape = shapeFor(schema.axes, new Map([...sizes, [block, wanted]])) ?? wanted;
  return [{ [block]: wanted }, { [name]: generated(generator.name, shape) }];
}

/**
 * The steppers of sizes: one, or one an axis.
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @param {string[]} owned
 * @returns {Piece}
 */
function sizesOf(name, { title, axes }, { operator, words, follow }, owned) {
  const wrong = html("small", { class: "wrong", "aria-live": "polite" });
  const parts = owned.toReversed().flatMap((axis) => {
    const names = axis.startsWith("*") ? operator.axes : [axis];
    return names.map((part, place) => {
      const label = words(`size.${part}`);
      const full = words("field.of", { title, part: label });
      const commit = (/** @type {string | null} */ given) => resize(axis, place, given);
      const attributes = { id: `field-${name}-${part}` };
      const stepper = createStepper({ title: full, words, attributes, commit, next: between(1) });
      return { axis, place, stepper, element: titled(label, full, stepper) };
    });
  });
  let text = "";
  /** @type {Sizes} */
  let sizes = new Map();

  /** @param {string} axis @param {number} place @param {string | null} given */
  function resize(axis, place, given) {
    const asked = askedSizes(given, 1);
    const all = [...(sizes.get(axis) ?? [])];
    if (asked) all[place] = asked[0];
    const cells = sizeOf(shapeFor(axes, new Map([...sizes, [axis, all]])) ?? []);
    const isMuch = parsed(text)?.name === null && cells > MOST_NUMBERS;
    wrong.textContent = !asked ? words("size.wrong") : isMuch ? words("size.much") : "";
    if (asked && !isMuch) follow({ [axis]: all });
  }

  const group = html(
    "div",
    { class: "parts" },
    parts.map(({ element }) => element),
  );
  return {
    element: html("div", {}, [group, wrong]),
    show(given, all) {
      text = given;
      sizes = all;
      wrong.textContent = "";
      for (const { axis, place, stepper } of parts) stepper.show(String(all.get(axis)?.[place] ?? ""), "");
    },
  };
}

/**
 * The seed of random numbers, and a die for new ones.
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @returns {Piece}
 */
function seedOf(name, { title }, { words, change }) {
  let text = "";
  const sow = (/** @type {string | number} */ seed) => change({ [name]: seeded(text, seed) });
  const roll = signButton("dice", words("field.of", { title, part: words("grid.dice") }), () =>
    sow(Math.floor(Math.random() * SEEDS)),
  );
  roll.append(html("span", {}, [words("grid.dice")]));
  const full = words("field.of", { title, part: words("grid.seed") });
  const attributes = { id: `field-${name}-seed` };
  const stepper = createStepper({ title: full, words, attributes, commit: (seed) => sow(seed ?? "0") });
  const part = titled(words("grid.seed"), full, stepper);
  return {
    element: html("div", { class: "seed" }, [part, roll]),
    show(given) {
      text = given;
      const grid = parsed(text);
      part.hidden = grid?.name !== SEEDED;
      roll.disabled = grid === null;
      stepper.show(grid?.seed ?? "0", "0");
    },
  };
}
