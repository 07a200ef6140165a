/**
 * A number with a button on each side: typed, stepped by the buttons, by arrow keys and, while it has the focus, by wheel.
 *
 * Never changes what was typed: whether that is possible is the server's to say.
 */

import { html } from "../stage/dom.js";

const WHOLE = /^[-−+]?\d+$/;
const NOTCH = 40; // pixels of the wheel that make a step

/**
 * @typedef {{ title: string, words: import("./fields.js").Words, commit: (text: string | null) => void,
 *   attributes?: Record<string, string | number | null>, next?: (value: number, by: 1 | -1) => number | null }} Given
 *   title names the buttons; attributes are the input's; next says what a step leads to, null where there is none
 * @typedef {ReturnType<typeof createStepper>} Stepper
 */

/** @param {Given} given */
export function createStepper({ title, words, commit, attributes = {}, next = (value, by) => value + by }) {
  const input = html("input", {
    type: "text",
    inputmode: "numeric",
    autocomplete: "off",
    spellcheck: "false",
    ...attributes,
  });
  const less = sideButton("−", words("field.less", { title }), () => step(-1));
  const more = sideButton("+", words("field.more", { title }), () => step(1));
  let shown = "";
  let turned = 0;

  /** The number that stands in the field, or would if nothing does. */
  function value() {
    const text = (input.value.trim() || input.placeholder).replace("−", "-");
    return WHOLE.test(text) ? Number(text) : null;
  }

  /** @param {1 | -1} by */
  function target(by) {
    const now = value();
    return now === null ? null : next(now, by);
  }

  /** @param {1 | -1} by */
  function step(by) {
    const to = target(by);
    if (to === null) return;
    input.value = String(to);
    send();
  }

  function send() {
    shown = input.value;
    commit(input.value.trim() || null);
  }

  input.addEventListener("change", send);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") send();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    step(event.key === "ArrowUp" ? 1 : -1);
  });
  const turn = (/** @type {WheelEvent} */ event) => {
    if (document.activeElement !== input) return;
    event.preventDefault();
    turned += event.deltaY;
    if (Math.abs(turned) < NOTCH) return;
    step(turned < 0 ? 1 : -1);
    turned = 0;
  };
  input.addEventListener("wheel", turn, { passive: false });

  return {
    element: html("div", { class: "stepper" }, [less, input, more]),
    input,
    /**
     * @param {string | null} text what the experiment says, null where it says nothing
     * @param {string} standard what stands in its place then
     * @param {boolean} [fixed] whether it cannot change at all
     */
    show(text, standard, fixed = false) {
      const isTyped = document.activeElement === input && input.value !== shown;
      if (!isTyped) input.value = shown = text ?? "";
      if (input.placeholder !== standard) input.placeholder = standard;
      input.disabled = fixed;
      less.disabled = fixed || target(-1) === null;
      more.disabled = fixed || target(1) === null;
    },
  };
}

/**
 * A step of one within limits.
 * @param {number} [minimum]
 * @param {number} [maximum]
 */
export function between(minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY) {
  return (/** @type {number} */ value, /** @type {1 | -1} */ by) => {
    const to = value + by;
    return (by < 0 && to < minimum) || (by > 0 && to > maximum) ? null : to;
  };
}

/**
 * The keys do what the buttons do, so the buttons are no stops of their own.
 * @param {string} text
 * @param {string} label
 * @param {() => void} act
 */
function sideButton(text, label, act) {
  const button = html("button", { type: "button", "aria-label": label, tabindex: -1 }, [text]);
  button.addEventListener("click", act);
  return button;
}
