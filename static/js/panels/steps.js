/**
 * A small transport, for a stage among text: previous, play, next, the count and a scrubber.
 *
 * Calls what it is given and shows what it is told; keeps no state of its own.
 */

import { html } from "../stage/dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {{ go: (step: number) => void, by: (steps: number) => void, toggle: () => void }} Orders
 * @typedef {{ step: number, total: number, running: boolean, place: string }} Situation
 */

/**
 * @param {HTMLElement} home
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 * @param {Orders} orders
 */
export function createSteps(home, words, orders) {
  const previous = roundButton("previous", words("transport.previous"), () => orders.by(-1));
  const next = roundButton("next", words("transport.next"), () => orders.by(1));
  const play = html("button", { type: "button", class: "play" });
  play.addEventListener("click", orders.toggle);
  const count = html("span", { class: "count", "aria-hidden": "true" });
  const scrubber = html("input", {
    type: "range",
    class: "scrubber",
    min: 0,
    value: 0,
    "aria-label": words("transport.scrubber"),
  });
  scrubber.addEventListener("input", () => orders.go(Number(scrubber.value)));
  home.replaceChildren(previous, play, next, count, scrubber);
  /** @type {boolean | null} */
  let playing = null;

  /** @param {Situation} now */
  return function show({ step, total, running, place }) {
    const most = Math.max(0, total - 1);
    for (const one of [previous, play, next, scrubber]) one.disabled = total === 0;
    scrubber.max = String(most);
    scrubber.value = String(step);
    scrubber.style.setProperty("--done", `${most ? (step / most) * 100 : 100}%`);
    scrubber.setAttribute("aria-valuetext", words("transport.value", { n: step + 1, of: total, place }));
    count.replaceChildren(html("b", {}, [String(step + 1)]), ` ${words("transport.of", { of: total })}`);
    count.hidden = total === 0;
    if (playing === running) return;
    playing = running;
    play.replaceChildren(icon(running ? "pause" : "play"), words(running ? "transport.pause" : "transport.play"));
  };
}

/**
 * @param {"previous" | "next"} name
 * @param {string} label
 * @param {() => void} act
 */
function roundButton(name, label, act) {
  const button = html("button", { type: "button", "aria-label": label, title: label }, [icon(name)]);
  button.addEventListener("click", act);
  return button;
}
