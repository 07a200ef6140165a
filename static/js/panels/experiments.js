/**
 * Experiments to begin with: the catalogue's presets as chips, the rest behind *More…*, one over a photograph everywhere.
 *
 * Each is an ordinary address; those of the operator at hand are entered without loading the page again.
 */

import { html } from "../stage/dom.js";

/** What the query of the one experiment that is offered everywhere holds. */
const PHOTOGRAPH = ["sample:", "sobel_x"];

/** @typedef {{ name: string, title: string, word: string | null, operator: string, query: string }} Preset */

/**
 * @param {HTMLElement} home
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {Preset[]} presets
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 */
export function createExperiments(home, experiment, presets, words) {
  const featured = presets.find((preset) => PHOTOGRAPH.every((part) => preset.query.includes(part)));
  const own = presets.filter((preset) => preset.operator === experiment.operator.id && preset !== featured);
  const others = own.filter((preset) => !preset.word);
  /** @type {[Preset, HTMLAnchorElement][]} */
  const links = [];

  /** @param {Preset} preset @param {string} kind @param {string} text */
  function link(preset, kind, text) {
    const title = text === preset.title ? null : preset.title;
    const href = `/${preset.operator}?${preset.query}`;
    const anchor = html("a", { class: kind, href, title, "data-keeps": true }, [text]);
    anchor.addEventListener("click", (event) => {
      const elsewhere = preset.operator !== experiment.operator.id;
      if (elsewhere || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      experiment.become(preset.query);
    });
    links.push([preset, anchor]);
    return anchor;
  }

  const list = html(
    "ul",
    { class: "examples", id: "examples", hidden: true },
    others.map((preset) => html("li", {}, [link(preset, "example", preset.title)])),
  );
  const more = html("button", { type: "button", class: "chip", "aria-controls": list.id }, [words("experiments.more")]);
  more.setAttribute("aria-expanded", "false");
  more.addEventListener("click", () => {
    list.hidden = !list.hidden;
    more.setAttribute("aria-expanded", String(!list.hidden));
  });
  const chips = own.filter(({ word }) => word).map((preset) => link(preset, "chip", preset.word ?? ""));
  const group = { class: "chips", role: "group", "aria-label": words("experiments.title") };
  if (own.length) home.append(html("div", group, [...chips, others.length ? more : null]), list);
  if (featured) home.append(link(featured, "featured", words("experiments.photograph")));

  return {
    /** Mark the preset that the experiment equals. */
    show() {
      for (const [preset, anchor] of links) {
        const here = preset.operator === experiment.operator.id && experiment.equals(preset.query);
        if (here) anchor.setAttribute("aria-current", "true");
        else anchor.removeAttribute("aria-current");
      }
      more.toggleAttribute("data-on", list.querySelector("[aria-current]") !== null);
    },
  };
}
