/**
 * Experiments to begin with: the catalogue's presets as links, one over a photograph before all others.
 *
 * Each is an ordinary address; those of the operator at hand are entered without loading the page again.
 */

import { html } from "../stage/dom.js";

/** @typedef {{ name: string, title: string, operator: string, query: string }} Preset */

/**
 * @param {HTMLElement} home
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {Preset[]} presets
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 */
export function createExperiments(home, experiment, presets, words) {
  const featured = presets.find((preset) => preset.query.includes("sample:"));
  const own = presets.filter((preset) => preset.operator === experiment.operator.id && preset !== featured);
  /** @type {[Preset, HTMLAnchorElement][]} */
  const links = [];

  /** @param {Preset} preset @param {string} kind */
  function link(preset, kind) {
    const anchor = html("a", { class: kind, href: `/${preset.operator}?${preset.query}`, "data-keeps": true }, [
      preset.title,
    ]);
    anchor.addEventListener("click", (event) => {
      const elsewhere = preset.operator !== experiment.operator.id;
      if (elsewhere || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      experiment.become(preset.query);
    });
    links.push([preset, anchor]);
    return anchor;
  }

  if (featured) home.append(link(featured, "featured"));
  if (own.length) {
    const chips = own.map((preset) => html("li", {}, [link(preset, "chip")]));
    home.append(html("h2", {}, [words("experiments.title")]), html("ul", { class: "chips" }, chips));
  }

  return {
    /** Mark the preset that the experiment equals. */
    show() {
      for (const [preset, anchor] of links) {
        const here = preset.operator === experiment.operator.id && preset.query === experiment.query;
        if (here) anchor.setAttribute("aria-current", "true");
        else anchor.removeAttribute("aria-current");
      }
    },
  };
}
