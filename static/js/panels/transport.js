/**
 * The transport: first, previous, play, next, last, the scrubber and the speed.
 *
 * Calls what it is given and shows what it is told; keeps no state of its own.
 */

import { SPEEDS } from "../service/clock.js";
import { html } from "../stage/dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {{ go: (step: number) => void, by: (steps: number) => void, toggle: () => void, row: () => void,
 *   setSpeed: (speed: number) => void }} Orders
 * @typedef {{ step: number, total: number, running: boolean, speed: number, place: string, rows: boolean }} Situation
 */

/**
 * @param {HTMLElement} home
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 * @param {Orders} orders
 */
export function createTransport(home, words, orders) {
  const first = iconButton("first", words("transport.first"), () => orders.go(0));
  const previous = iconButton("previous", words("transport.previous"), () => orders.by(-1));
  const play = iconButton("play", words("transport.play"), orders.toggle);
  const next = iconButton("next", words("transport.next"), () => orders.by(1));
  const last = iconButton("last", words("transport.last"), () => orders.go(Number.POSITIVE_INFINITY));
  play.classList.add("play");
  const label = html("span", { class: "count", "aria-hidden": "true" });
  const scrubber = html("input", {
    type: "range",
    min: 0,
    value: 0,
    step: 1,
    class: "scrubber",
    "aria-label": words("transport.scrubber"),
  });
  scrubber.addEventListener("input", () => orders.go(Number(scrubber.value)));
  const row = html("button", { type: "button", class: "plain row-step" }, [words("transport.row")]);
  row.addEventListener("click", orders.row);
  const speed = html(
    "select",
    { class: "speed", "aria-label": words("transport.speed") },
    SPEEDS.map((one) => html("option", { value: one }, [`${one}×`])),
  );
  speed.addEventListener("change", () => orders.setSpeed(Number(speed.value)));
  home.replaceChildren(
    html("div", { class: "buttons" }, [first, previous, play, next, last]),
    label,
    scrubber,
    row,
    speed,
  );
  let playing = false;

  /** @param {Situation} now */
  return function show(now) {
    const most = Math.max(0, now.total - 1);
    for (const one of [first, previous, play, next, last, scrubber]) one.disabled = now.total === 0;
    scrubber.max = String(most);
    scrubber.value = String(now.step);
    scrubber.style.setProperty("--done", `${most ? (now.step / most) * 100 : 100}%`);
    scrubber.setAttribute(
      "aria-valuetext",
      words("transport.value", { n: now.step + 1, of: now.total, place: now.place }),
    );
    label.replaceChildren(html("b", {}, [String(now.step + 1)]), ` ${words("transport.of", { of: now.total })}`);
    label.hidden = now.total === 0;
    row.hidden = !now.rows;
    speed.value = String(now.speed);
    if (playing === now.running) return;
    playing = now.running;
    play.setAttribute("aria-label", words(playing ? "transport.pause" : "transport.play"));
    play.title = words(playing ? "transport.pause" : "transport.play");
    play.replaceChildren(icon(playing ? "pause" : "play"));
  };
}

/**
 * @param {"first" | "previous" | "play" | "next" | "last"} name
 * @param {string} label
 * @param {() => void} act
 */
function iconButton(name, label, act) {
  const button = html("button", { type: "button", "aria-label": label, title: label }, [icon(name)]);
  button.addEventListener("click", act);
  return button;
}
