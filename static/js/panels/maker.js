/**
 * What a grid is made of: a pattern, a picture, a well-known kernel or numbers, its sizes, and the seed of random numbers.
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
const MOST_NUMBERS = 65_536; // in a text
const SEEDS = 10_000;

/**
 * @typedef {import("../state/experiment.js").Generator} Generator
 * @typedef {import("../state/sizes.js").Sizes} Sizes
 */

/**
 * @param {string} name
 * @param {Record<string, any>} schema
 * @param {import("./fields.js").Desk} desk
 * @param {string[]} owned the sizes that are changed here
 */
export function createMaker(name, schema, desk, owned) {
  const { words, operator, generators } = desk;
  const block = schema.axes[schema.axes.length - 1];
  const fitting = generators.filter(
    (one) =>
      schema.generators.includes(one.kind) &&
      existing(
        one,
        operator.axes.map(() => 1),
      ),
  );
  let text = "";
  /** @type {Sizes} */
  let sizes = new Map();
  const source = sourceOf(`field-${name}-source`, schema, fitting, words);
  source.select.addEventListener("change", () => choose(source.select.value));
  const chips = fitting
    .filter(({ kind }) => CHIPS.has(kind))
    .map((one) => {
      return { one, element: button(one.title, () => choose(one.name), { class: "chip", title: one.description }) };
    });
  const wrong = html("small", { class: "wrong", role: "status" });
  const steppers = owned.toReversed().flatMap((axis) => sizesOf(axis));
  const seed = seedOf(name, desk, () => text);
  const element = html("div", { class: "maker-inside" }, [
    source.element,
    chips.length
      ? html(
          "div",
          { class: "chips" },
          chips.map((chip) => chip.element),
        )
      : null,
    steppers.length
      ? html(
          "div",
          { class: "parts" },
          steppers.map((one) => one.element),
        )
      : null,
    wrong,
    seed.element,
    html("small", { class: "help" }, [schema.description]),
  ]);

  /** The steppers of a size: one, or one an axis. @param {string} axis */
  function sizesOf(axis) {
    const parts = axis.startsWith("*") ? operator.axes : [axis];
    return parts.map((part, place) => {
      const label = words(`size.${part}`);
      const full = words("field.of", { title: schema.title, part: label });
      const commit = (/** @type {string | null} */ given) => resize(axis, place, given);
      const attributes = { id: `field-${name}-${part}` };
      const stepper = createStepper({ title: full, words, attributes, commit, next: between(1) });
      return { axis, place, stepper, element: titled(label, full, stepper) };
    });
  }

  /** @param {string} axis @param {number} place @param {string | null} given */
  function resize(axis, place, given) {
    const asked = askedSizes(given, 1);
    const all = [...(sizes.get(axis) ?? [])];
    if (asked) all[place] = asked[0];
    const cells = sizeOf(shapeFor(schema.axes, new Map([...sizes, [axis, all]])) ?? []);
    const isMuch = parsed(text)?.name === null && cells > MOST_NUMBERS;
    wrong.textContent = !asked ? words("size.wrong") : isMuch ? words("size.much") : "";
    if (asked && !isMuch) desk.follow({ [axis]: all });
  }

  /** @param {string} chosen a generator's name, or nothing for numbers */
  function choose(chosen) {
    const generator = fitting.find((one) => one.name === chosen);
    const grid = desk.inHand(name);
    if (!generator) return grid && desk.change({ [name]: numbered(grid) });
    const now = sizes.get(block) ?? firstSizes(operator).get(block) ?? operator.axes.map(() => 1);
    const wanted = existing(generator, suited(generator, now)) ?? now;
    const shape = shapeFor(schema.axes, new Map([...sizes, [block, wanted]]));
    desk.follow({ [block]: wanted }, { [name]: generated(generator.name, shape ?? wanted) });
  }

  /**
   * Sizes in which something is to be seen: a picture wants many cells, and what follows one the first sizes again.
   * @param {Generator} generator
   * @param {number[]} now
   */
  function suited(generator, now) {
    const isPicture = generator.kind === "picture";
    const was = fitting.find((one) => one.name === parsed(text)?.name)?.kind === "picture";
    if (isPicture && Math.min(...now.slice(-2)) < FEW) {
      const example = shapeOf(generator.example) ?? [];
      return [...now.slice(0, -example.length), ...example].slice(-now.length);
    }
    return was && !isPicture ? (firstSizes(operator).get(block) ?? now) : now;
  }

  return {
    element,
    /** @param {string | null} given @param {Sizes} all */
    show(given, all) {
      text = given ?? "";
      sizes = all;
      wrong.textContent = "";
      const grid = parsed(text);
      source.show(grid?.name ?? "", Boolean(desk.inHand(name)));
      for (const { one, element: chip } of chips)
        chip.setAttribute("aria-pressed", String(grid?.name === one.name && !grid.edits.length));
      for (const { axis, place, stepper } of steppers) stepper.show(String(all.get(axis)?.[place] ?? ""), "");
      seed.show(grid);
    },
  };
}

/**
 * The list of everything a grid can be made of, by kind, and numbers.
 * @param {string} id
 * @param {Record<string, any>} schema
 * @param {Generator[]} fitting
 * @param {import("./fields.js").Words} words
 */
function sourceOf(id, schema, fitting, words) {
  const groups = schema.generators.map((/** @type {string} */ kind) => {
    const options = fitting.filter((one) => one.kind === kind);
    return html(
      "optgroup",
      { label: words(`generators.${kind}`) },
      options.map((one) => html("option", { value: one.name }, [one.title])),
    );
  });
  const numbers = html("option", { value: "" }, [words("grid.numbers")]);
  const full = words("field.of", { title: schema.title, part: words("grid.source") });
  const select = html("select", { id, "aria-label": full }, [numbers, ...groups]);
  const label = html("span", { class: "part-label", "aria-hidden": "true" }, [words("grid.source")]);
  return {
    select,
    element: html("div", { class: "row" }, [html("div", { class: "name" }, [label]), select]),
    /** @param {string} name @param {boolean} canWrite whether the numbers are at hand */
    show(name, canWrite) {
      numbers.disabled = name !== "" && !canWrite;
      select.value = name;
    },
  };
}

/**
 * The seed of random numbers, and a die for new ones.
 * @param {string} name
 * @param {import("./fields.js").Desk} desk
 * @param {() => string} text
 */
function seedOf(name, { words, operator, change }, text) {
  const { title } = operator.parameters.properties[name];
  const full = words("field.of", { title, part: words("grid.seed") });
  const roll = signButton("dice", words("field.of", { title, part: words("grid.dice") }), () =>
    change({ [name]: seeded(text(), Math.floor(Math.random() * SEEDS)) }),
  );
  const stepper = createStepper({
    title: full,
    words,
    attributes: { id: `field-${name}-seed` },
    commit: (seed) => change({ [name]: seeded(text(), seed ?? "0") }),
  });
  const part = titled(words("grid.seed"), full, stepper);
  roll.append(html("span", {}, [words("grid.dice")]));
  return {
    element: html("div", { class: "seed" }, [part, roll]),
    /** @param {import("../state/grids.js").Parsed | null} grid */
    show(grid) {
      part.hidden = grid?.name !== SEEDED;
      roll.disabled = grid === null;
      if (!part.hidden) stepper.show(grid?.seed ?? "0", "0");
    },
  };
}
