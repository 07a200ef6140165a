/**
 * The front page: every beat of its tour on a living stage.
 *
 * Knows which stage the keys are for; what a beat does is in beat.js. Nothing plays that nobody asked for.
 */

import { applyAppearance, createAppearance } from "../panels/appearance.js";
import { defineStage } from "../stage/conv-stage.js";
import { addressKeys } from "../state/keys.js";
import { loadWords } from "../state/words.js";
import { createBeat } from "./beat.js";

const NEAR = "800px"; // a stage is drawn before it comes into sight

/** @typedef {import("./beat.js").Beat} Beat */

applyAppearance(new URLSearchParams(location.search));
start();

async function start() {
  for (const origin of document.querySelectorAll("[data-origin]")) origin.textContent = location.origin;
  const words = await loadWords(document.documentElement.lang);
  defineStage();
  const elements = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-beat]"));
  const beats = [...elements].map((element) => createBeat(element, words, pauseOthers));
  createAppearance(addressKeys(), () => {
    for (const beat of beats) beat.stage.redraw();
  });
  openWhenNear(beats);
  listenToKeys(beats);

  /** One stage plays at a time. @param {Beat} playing */
  function pauseOthers(playing) {
    for (const beat of beats) if (beat !== playing) beat.living.clock.pause();
  }
}

/** @param {Beat[]} beats */
function openWhenNear(beats) {
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        beats.find((beat) => beat.element === target)?.open();
      }
    },
    { rootMargin: NEAR },
  );
  for (const beat of beats) watch.observe(beat.element);
}

/**
 * Left and right step the stage in sight. Keys that scroll a page do so, until a beat has the focus.
 * @param {Beat[]} beats
 */
function listenToKeys(beats) {
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || target.closest("input")) return;
    const focused = beats.find((beat) => beat.element.contains(target));
    const { living } = focused ?? nearest(beats);
    /** @type {Record<string, () => void>} */
    const always = { ArrowRight: () => living.by(1), ArrowLeft: () => living.by(-1) };
    /** @type {Record<string, () => void>} */
    const inside = {
      PageDown: always.ArrowRight,
      PageUp: always.ArrowLeft,
      Home: () => living.go(0),
      End: () => living.go(living.picture.total - 1),
    };
    if (!target.closest("button, a")) inside[" "] = living.toggle;
    const order = always[event.key] ?? (focused && inside[event.key]);
    if (!order) return;
    event.preventDefault();
    order();
  });
}

/** The beat whose stage is nearest to the middle of the window. @param {Beat[]} beats */
function nearest(beats) {
  const away = (/** @type {Beat} */ { element }) => {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.abs((top + bottom - window.innerHeight) / 2);
  };
  return beats.reduce((best, beat) => (away(beat) < away(best) ? beat : best));
}
