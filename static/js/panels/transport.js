/**
 * The transport: first, previous, play, next, last, the products inside a step, the scrubber, loop and speed.
 *
 * Calls what it is given and shows what it is told; keeps no state of its own.
 */

import { SPEEDS } from "../service/clock.js";
import { html } from "../stage/dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {{ go: (step: number) => void, by: (steps: number) => void, toggle: () => void, loop: () => void,
 *   inner: (by: 1 | -1) => void, setSpeed: (speed: number) => void }} Orders
 * @typedef {{ step: number, total: number, running: boolean, speed: number, place: string, row: number,
 *   looping: boolean }} Situation
 * @typedef {(key: string, given?: Record<string, string | number>) => string} Words
 */

const MOST_TICKS = 64;

/**
 * @param {HTMLElement} home
 * @param {Words} words
 * @param {Orders} orders
 */
export function createTransport(home, words, orders) {
  const named = (/** @type {import("./icons.js").Name} */ name, /** @type {() => void} */ act) =>
    iconButton(name, words(`transport.${name}`), act);
  const first = named("first", () => orders.go(0));
  const previous = named("previous", () => orders.by(-1));
  const play = named("play", orders.toggle);
  const next = named("next", () => orders.by(1));
  const last = named("last", () => orders.go(Number.POSITIVE_INFINITY));
  const back = named("back", () => orders.inner(-1));
  const into = named("into", () => orders.inner(1));
  const loop = named("loop", orders.loop);
  play.classList.add("play");
  const label = html("span", { class: "count", "aria-hidden": "true" });
  const scrubber = createScrubber(words, orders);
  const speed = createSpeed(words, orders);
  const settings = iconButton("settings", words("settings.title"), () => {});
  settings.dataset.opens = "settings";
  settings.classList.add("opens-settings");
  home.replaceChildren(
    html("div", { class: "buttons" }, [first, previous, play, next, last]),
    html("div", { class: "products" }, [back, into]),
    label,
    scrubber.element,
    html("div", { class: "more-buttons" }, [loop, speed, settings]),
  );
  let playing = false;

  /** @param {Situation} now */
  return function show(now) {
    for (const one of [first, previous, play, next, last, back, into, loop]) one.disabled = now.total === 0;
    loop.hidden = now.row >= now.total;
    loop.setAttribute("aria-pressed", String(now.looping));
    scrubber.show(now);
    label.replaceChildren(
      html("span", { class: "step-word" }, [`${words("transport.step")} `]),
      html("b", {}, [String(now.step + 1)]),
      ` ${words("transport.of", { of: now.total })}`,
    );
    label.hidden = now.total === 0;
    speed.value = String(now.speed);
    if (playing === now.running) return;
    playing = now.running;
    play.setAttribute("aria-label", words(playing ? "transport.pause" : "transport.play"));
    play.title = words(playing ? "transport.pause" : "transport.play");
    play.replaceChildren(icon(playing ? "pause" : "play"));
  };
}

/**
 * The scrubber with its ticks: one a step while they are few, taller ones where rows of cells begin.
 * @param {Words} words
 * @param {Orders} orders
 */
function createScrubber(words, orders) {
  const label = words("transport.scrubber");
  const range = html("input", { type: "range", min: 0, value: 0, step: 1, class: "scrubber", "aria-label": label });
  range.addEventListener("input", () => orders.go(Number(range.value)));
  const ticks = html("span", { class: "ticks", "aria-hidden": "true" });
  return {
    element: html("span", { class: "scrub" }, [range, ticks]),
    /** @param {Situation} now */
    show({ step, total, row, place }) {
      const most = Math.max(0, total - 1);
      range.disabled = total === 0;
      range.max = String(most);
      range.value = String(step);
      range.style.setProperty("--done", `${most ? (step / most) * 100 : 100}%`);
      range.setAttribute("aria-valuetext", words("transport.value", { n: step + 1, of: total, place }));
      ticks.style.setProperty("--tick", most && total <= MOST_TICKS ? `${100 / most}%` : "200%");
      ticks.style.setProperty("--row", most && total / row <= MOST_TICKS ? `${(100 * row) / most}%` : "200%");
      ticks.hidden = total < 2;
    },
  };
}

/**
 * @param {Words} words
 * @param {Orders} orders
 */
function createSpeed(words, orders) {
  const options = SPEEDS.map((one) => html("option", { value: one }, [`${one}×`]));
  const speed = html("select", { class: "speed", "aria-label": words("transport.speed") }, options);
  speed.addEventListener("change", () => orders.setSpeed(Number(speed.value)));
  return speed;
}

/**
 * @param {import("./icons.js").Name} name
 * @param {string} label
 * @param {() => void} act
 */
function iconButton(name, label, act) {
  const button = html("button", { type: "button", "aria-label": label, title: label }, [icon(name)]);
  button.addEventListener("click", act);
  return button;
}
