/**
 * The lessons below a network: each is made when it comes near, from the stacks that stand in the page.
 *
 * Knows which part makes which lesson; no stack and no number of its own.
 */

import { html } from "../stage/dom.js";
import { createComparison } from "./comparison.js";
import { createGrowing } from "./growing.js";
import { createResidual } from "./residual.js";
import { createRows } from "./rows.js";

/**
 * @typedef {{ words: import("./text.js").Words, api: import("./api.js").NetworkApi, name: string }} Means
 * @typedef {(home: HTMLElement, recipe: any, means: Means) => Promise<void>} Lesson
 */

const NEAR = "400px";

/** @type {Record<string, Lesson>} */
const KINDS = { comparison: createComparison, growing: createGrowing, residual: createResidual, rows: createRows };

/** @param {Omit<Means, "name">} means @param {(error: unknown) => void} failed */
export function startLessons({ words, api }, failed) {
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        make(/** @type {HTMLElement} */ (target)).catch(failed);
      }
    },
    { rootMargin: NEAR },
  );
  for (const section of document.querySelectorAll("[data-lesson]")) {
    const { name = "" } = /** @type {HTMLElement} */ (section).dataset;
    const text = words(`network.lesson.${name}.text`);
    section.append(
      html("h2", {}, [words(`network.lesson.${name}`)]),
      html("p", {}, [text]),
      html("div", { class: "lesson" }),
    );
    watch.observe(section);
  }

  /** @param {HTMLElement} section */
  async function make(section) {
    const { lesson = "", recipe = "null", name = "" } = section.dataset;
    const home = /** @type {HTMLElement} */ (section.querySelector(".lesson"));
    await KINDS[lesson](home, JSON.parse(recipe), { words, api, name });
    section.dataset.made = "";
  }
}
