/**
 * The chosen cell in words and numbers: what it sees or influences, and the fields that move it.
 *
 * Knows what the server answered about the cell; changes nothing itself.
 */

import { between, createStepper } from "../panels/stepper.js";
import { button, html } from "../stage/dom.js";
import { axesTold, axisNames, percent, placeTold, rangesTold, shapeTold } from "./text.js";

/**
 * @typedef {import("./api.js").Table} Table
 * @typedef {import("./api.js").Reach} Reach
 * @typedef {import("./api.js").Entry} Entry
 * @typedef {import("./address.js").Look} Look
 * @typedef {{ table: Table, entry: Entry | null, look: Look, reach: Reach | null }} Shown entry is null for the input
 */

/**
 * @param {HTMLElement} home
 * @param {import("./text.js").Words} words
 * @param {(change: Partial<Look>) => void} change
 */
export function createCard(home, words, change) {
  const title = html("h2", { class: "card-title" });
  const says = html("p", { class: "says", role: "status" });
  const facts = html("dl", { class: "cell-facts" });
  const places = html("div", { class: "places" });
  const ways = /** @type {const} */ (["back", "forward"]).map((direction) =>
    button(words(`network.${direction}`), () => change({ direction }), { "data-direction": direction }),
  );
  const paths = html("input", { type: "checkbox" });
  paths.addEventListener("change", () => change({ paths: paths.checked }));
  const effective = html("label", { class: "check" }, [paths, html("span", {}, [words("network.paths")])]);
  const segments = html("div", { class: "choices", role: "group", "aria-label": words("network.direction") }, ways);
  home.replaceChildren(title, segments, says, facts, places, effective);
  /** @type {Look} */
  let look;
  /** @type {ReturnType<typeof createStepper>[]} */
  let steppers = [];
  let shape = "";

  /** A field for each axis of the grid. @param {number[]} sizes */
  function renewSteppers(sizes) {
    if (String(sizes) === shape) return;
    shape = String(sizes);
    const names = axisNames(sizes.length);
    steppers = sizes.map((size, axis) =>
      createStepper({
        title: words(`network.axis.${names[axis]}`),
        words,
        attributes: { "aria-label": words(`network.axis.${names[axis]}`) },
        next: between(1, size),
        commit: (text) => moveTo(axis, Number(text), size),
      }),
    );
    const named = steppers.map(({ element }, axis) =>
      html("div", { class: "place-field" }, [html("span", {}, [words(`network.axis.${names[axis]}`)]), element]),
    );
    places.replaceChildren(...named);
  }

  /** @param {number} axis @param {number} to @param {number} size */
  function moveTo(axis, to, size) {
    const position = [...(look.position ?? [])];
    if (Number.isInteger(to)) position[axis] = Math.max(0, Math.min(size - 1, to - 1));
    change({ position });
  }

  return {
    /** @param {Shown} shown */
    show(shown) {
      look = shown.look;
      const { entry, table, reach } = shown;
      const sizes = (entry?.output ?? table.input).slice(1);
      const position = look.position ?? [];
      const name = entry?.name ?? words("board.input");
      title.textContent = position.length ? `${name}${words("list.join")}${placeTold(position, words)}` : name;
      for (const way of ways) way.setAttribute("aria-pressed", String(way.dataset.direction === look.direction));
      paths.checked = look.paths;
      effective.hidden = look.direction === "forward" || !entry;
      renewSteppers(sizes);
      for (const [axis, stepper] of steppers.entries()) stepper.show(String((position[axis] ?? 0) + 1), "1");
      const told = look.direction === "back" ? backTold(shown, words) : forwardTold(shown, words);
      says.textContent = reach ? told.says : "…";
      facts.replaceChildren(
        ...told.facts.flatMap(([term, value]) => [html("dt", {}, [term]), html("dd", {}, [value])]),
      );
    },
  };
}

/** @typedef {{ says: string, facts: [string, string][] }} Told */

/** @param {Shown} shown @param {import("./text.js").Words} words @returns {Told} */
function backTold({ table, entry, reach }, words) {
  const region = reach?.regions.find(({ path }) => path === "input");
  if (!entry) return { says: words("network.is.input"), facts: [] };
  if (!region?.clipped) return { says: words("network.sees.nothing"), facts: [] };
  const sizes = table.input.slice(1);
  const lengths = region.clipped.map(([first, last]) => last - first + 1);
  const cells = region.cells ?? lengths;
  const share = cells.reduce((product, one, axis) => (product * one) / sizes[axis], 1);
  const says = words("network.sees", {
    size: shapeTold(lengths),
    of: shapeTold(sizes),
    ranges: rangesTold(region.clipped, words),
  });
  /** @type {[string, string][]} */
  const facts = [[words("network.fact.share"), percent(share)]];
  if (entry.union) {
    facts.push([words("network.fact.field"), shapeTold(entry.union.size)]);
    facts.push([words("network.fact.jump"), axesTold(entry.union.jump)]);
  }
  facts.push([words("network.fact.padding"), percent(region.padding ?? 0)]);
  if (region.holes?.some(Boolean)) facts.push([words("network.fact.holes"), shapeTold(region.holes)]);
  return { says, facts };
}

/** @param {Shown} shown @param {import("./text.js").Words} words @returns {Told} */
function forwardTold({ reach }, words) {
  const regions = (reach?.regions ?? []).filter(({ clipped, cells }) => clipped && cells?.length);
  const last = regions.at(-1);
  if (!last?.clipped)
    return { says: words(reach?.regions.length ? "network.reaches.all" : "network.reaches.nothing"), facts: [] };
  const says = words("network.reaches", {
    size: shapeTold(last.cells ?? []),
    of: shapeTold(last.output.slice(1)),
    name: last.name,
    ranges: rangesTold(last.clipped, words),
  });
  return { says, facts: regions.slice(-5).map(({ name, cells = [] }) => [name, shapeTold(cells)]) };
}
