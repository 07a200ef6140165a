/**
 * The networks that are known by name, as chips, and what is to be said about the one in hand.
 *
 * The titles, sources and notes are the server's.
 */

import { button, html } from "../stage/dom.js";

/**
 * @param {HTMLElement} home
 * @param {HTMLElement} about
 * @param {import("./text.js").Words} words
 * @param {import("./api.js").Catalogue} catalogue
 * @param {(name: string) => void} choose
 */
export function createPresets(home, about, words, catalogue, choose) {
  const chips = catalogue.presets.map(({ name, title }) =>
    button(title, () => choose(name), { class: "chip", "data-preset": name }),
  );
  home.replaceChildren(...chips);

  /** @param {import("./api.js").Table} table */
  return function show({ preset }) {
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.preset === preset?.name));
    const title = preset?.title ?? words("network.own");
    document.title = `${title} · convscope`;
    about.replaceChildren(
      html("h1", {}, [title]),
      preset?.note ? html("p", { class: "note-text" }, [preset.note]) : "",
      preset?.source ? html("p", { class: "source" }, [preset.source]) : "",
    );
  };
}
