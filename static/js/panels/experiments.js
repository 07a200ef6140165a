/**
 * Experiments to begin with: the catalogue's presets as links, one over a photograph before all others.
 *
 * Each is an ordinary address; those of the operator at hand are entered without loading the page again.
 */

import { html } from "../stage/dom.js";

/** What the query of the one experiment that is offered everywhere holds. */
const PHOTOGRAPH = ["sample:", "sobel_x"];

/** @typedef {{ name: string, title: string, operator: string, query: string }} Preset */

/**
 * @param {HTMLElement} home
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {Preset[]} presets
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 */
export function createExperiments(home, experiment, presets, words) {
  const featured = presets.find((preset) => PHOTOGRAPH.every((part) => preset.query.includes(part)));
  const own = presets.filter((preset) => preset.operator === experiment.operator.id && preset !== featured);
  /** @type {[Preset, HTMLAnchorElement][]} */
  const links = [];

  /** @param {Preset} preset @param {string} kind @param {string} title */
  function link(preset, kind, title) {
    const anchor = html("a", { class: kind, href: `/${preset.operator}?${preset.query}`, "data-keeps": true }, [title]);
    anchor.addEventListener("click", (event) => {
      const elsewhere = preset.operator !== experiment.operator.id;
      if (elsewhere || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      experiment.become(preset.query);
    });
    links.push([preset, anchor]);
    return anchor;
  }

  if (featured) home.append(link(featured, "featured", words("experiments.photograph")));
  if (own.length) {
    const items = own.map((preset) => html("li", {}, [link(preset, "example", preset.title)]));
    const count = html("span", { class: "number" }, [String(own.length)]);
    const summary = html("summary", {}, [words("experiments.title"), count]);
    home.append(html("details", { class: "more examples" }, [summary, html("ul", {}, items)]));
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
