/**
 * A stack along one axis: a row of cells for each layer, a line for each weight, and the way through all of them.
 *
 * Cells stand where their fields lie, by the server's `start` and `jump`; every tap is the server's.
 */

import { createStepper } from "../panels/stepper.js";
import { html } from "../stage/dom.js";
import { svg } from "../stage/svg.js";
import { writeAddress } from "./address.js";
import { connected, createTaps } from "./taps.js";
import { rangesTold } from "./text.js";

/** @type {Record<string, number>} */
const LEAST = { kernel_size: 1, stride: 1, padding: 0, dilation: 1 };
const GAP = 84; // pixels from row to row
const EDGE = { left: 96, right: 24, top: 28 };
const RADIUS = 11;
/** @type {Record<string, [number, number]>} rows up, cells along */
const ARROWS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * @typedef {{ input: number[], layers: import("./address.js").Layer[] }} Recipe
 * @typedef {{ level: number, at: number }} Unit
 */

/**
 * @param {HTMLElement} home
 * @param {Recipe} recipe
 * @param {import("./lessons.js").Means} means
 */
export async function createRows(home, recipe, { words, api }) {
  const tapsOf = createTaps(api);
  let { layers } = recipe;
  /** @type {import("./api.js").Table} */
  let table;
  /** @type {import("./taps.js").Row[]} */
  let rows = [];
  /** @type {Unit} */
  let unit = { level: layers.length, at: 0 };
  const drawing = svg("svg", { class: "rows", role: "group", "aria-label": words("network.rows") });
  const says = html("p", { class: "says", role: "status" });
  const link = html("a", { class: "open-rows", "data-keeps": true }, [words("network.rows.open")]);
  const controls = layers.map((_, number) => controlsOf(number));
  const knobs = html(
    "div",
    { class: "row-controls" },
    controls.map(({ element }) => element),
  );
  home.append(knobs, html("div", { class: "rows-scroll" }, [drawing]), says, link);
  await renew();
  new ResizeObserver(() => draw()).observe(home);

  /** @param {number} number */
  function controlsOf(number) {
    const steppers = Object.keys(LEAST).map((name) => {
      const title = `${words("network.rows.layer", { n: number + 1 })}${words("list.join")}${words(`network.rows.${name}`)}`;
      const next = (/** @type {number} */ value, /** @type {1 | -1} */ by) =>
        value + by < LEAST[name] ? null : value + by;
      const commit = (/** @type {string | null} */ text) => set(number, name, Number(text));
      return { name, stepper: createStepper({ title, words, attributes: { "aria-label": title }, next, commit }) };
    });
    const fields = steppers.map(({ name, stepper }) =>
      html("div", { class: "knob" }, [html("span", {}, [words(`network.rows.${name}`)]), stepper.element]),
    );
    const title = html("b", {}, [words("network.rows.layer", { n: number + 1 })]);
    return { steppers, element: html("div", { class: "row-knobs" }, [title, ...fields]) };
  }

  /** @param {number} number @param {string} name @param {number} value */
  function set(number, name, value) {
    layers = layers.map((layer, at) => (at === number ? { ...layer, [name]: value } : layer));
    return renew();
  }

  async function renew() {
    for (const [number, { steppers }] of controls.entries())
      for (const { name, stepper } of steppers) stepper.show(String(layers[number][name]), "1");
    try {
      const next = await api.table({ input: recipe.input, layers }, "rows");
      const before = [next.input, ...next.layers.map(({ output }) => output)];
      rows = await Promise.all(layers.map((layer, at) => tapsOf(before[at], layer, before[at + 1][1])));
      table = next;
    } catch (error) {
      says.textContent = error instanceof Error ? error.message : String(error);
      return;
    }
    link.href = `/network?${writeAddress({ preset: null, input: recipe.input, layers }, LOOK, new URLSearchParams())}`;
    link.dataset.keeps = ""; // it is another address now
    follow({ level: rows.length, at: rows[rows.length - 1].length >> 1 });
  }

  /** @param {Unit} next */
  async function follow(next) {
    unit = next;
    draw();
    const path = next.level ? `layers[${next.level - 1}]` : "input";
    const name = next.level ? words("network.rows.layer", { n: next.level }) : words("board.input");
    if (!next.level) {
      says.textContent = words("network.rows.input", { n: next.at + 1 });
      return;
    }
    const found = await api
      .reach({ input: recipe.input, layers, layer: path, position: [next.at] }, "rows")
      .catch(() => null);
    const region = found?.regions.find((one) => one.path === "input");
    if (!region) return;
    const cells = region.cells?.[0] ?? 0;
    const ranges = region.clipped ? rangesTold(region.clipped, words) : "–";
    says.textContent = words("network.rows.says", { n: next.at + 1, name, cells, of: recipe.input[1], ranges });
  }

  /** Where a cell stands: over the middle of its field. @param {number} level @param {number} at @param {number} pitch */
  function xOf(level, at, pitch) {
    const field = level ? table.layers[level - 1].union : null;
    const centre = field ? (field.start[0] ?? 0) + at * (field.jump[0] ?? 1) : at + 0.5;
    return EDGE.left + centre * pitch;
  }

  function draw() {
    if (!table) return;
    const held = drawing.contains(document.activeElement);
    const pitch = Math.max(2 * RADIUS + 4, ((home.clientWidth || 800) - EDGE.left - EDGE.right) / recipe.input[1]);
    const yOf = (/** @type {number} */ level) => EDGE.top + (rows.length - level) * GAP;
    drawing.setAttribute("width", String(EDGE.left + EDGE.right + pitch * recipe.input[1]));
    drawing.setAttribute("height", String(yOf(0) + EDGE.top));
    const sets = connected(rows, unit.level, unit.at);
    const lines = rows.flatMap((row, number) =>
      row.flatMap((taps, cell) =>
        taps.map((tap) => {
          const [y1, y2] = [yOf(number + 1) + RADIUS, yOf(number) - RADIUS];
          const isOn = sets[number + 1].has(cell) && sets[number].has(tap);
          const kind = isOn ? (number < unit.level ? "line sees" : "line reaches") : "line";
          return svg("line", { class: kind, x1: xOf(number + 1, cell, pitch), y1, x2: xOf(number, tap, pitch), y2 });
        }),
      ),
    );
    const faint = (/** @type {Element} */ line) => Number(line.getAttribute("class") !== "line");
    lines.sort((one, other) => faint(one) - faint(other));
    const counts = [recipe.input[1], ...rows.map((row) => row.length)];
    const cells = counts.flatMap((count, level) => [
      svg("text", { class: "shape", x: 0, y: yOf(level) + 5, "aria-hidden": "true" }, [
        level ? words("network.rows.layer", { n: level }) : words("board.input"),
      ]),
      ...Array.from({ length: count }, (_, at) => cellOf({ level, at }, xOf(level, at, pitch), yOf(level), sets)),
    ]);
    drawing.replaceChildren(...lines, ...cells);
    if (held) /** @type {SVGElement | null} */ (drawing.querySelector('[tabindex="0"]'))?.focus();
  }

  /** @param {Unit} one @param {number} x @param {number} y @param {Set<number>[]} sets */
  function cellOf(one, x, y, sets) {
    const isChosen = one.level === unit.level && one.at === unit.at;
    const kind = isChosen ? "chosen" : !sets[one.level].has(one.at) ? "" : one.level < unit.level ? "sees" : "reaches";
    const name = one.level ? words("network.rows.layer", { n: one.level }) : words("board.input");
    const cell = svg("circle", {
      class: `unit-dot ${kind}`,
      cx: x,
      cy: y,
      r: RADIUS,
      role: "button",
      tabindex: isChosen ? 0 : -1,
      "aria-pressed": String(isChosen),
      "aria-label": `${name}${words("list.join")}${words("axis.length", { n: one.at + 1 })}`,
      "data-unit": `${one.level} ${one.at}`,
    });
    cell.addEventListener("click", () => follow(one));
    // Not pointerenter: that also comes when a cell is drawn anew under a pointer that rests.
    cell.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse" && !isChosen) follow(one);
    });
    cell.addEventListener("keydown", (event) => {
      const by = ARROWS[event.key];
      if (!by) return;
      event.preventDefault();
      const level = Math.max(0, Math.min(rows.length, one.level + by[0]));
      const count = level ? rows[level - 1].length : recipe.input[1];
      follow({ level, at: Math.max(0, Math.min(count - 1, one.at + by[1])) });
    });
    return cell;
  }
}

/** @type {import("./address.js").Look} */
const LOOK = { layer: null, position: null, direction: "back", paths: false };
