/**
 * What is worth knowing about a network that works, with a button for each repair.
 *
 * The sentences are the server's.
 */

import { sentence } from "../panels/told.js";
import { button, html } from "../stage/dom.js";
import { repairButtons } from "./repairs.js";

/**
 * @param {HTMLElement} home
 * @param {import("./text.js").Words} words
 * @param {import("./api.js").Catalogue} catalogue
 * @param {import("./session.js").Session} session
 */
export function createAdvice(home, words, catalogue, session) {
  /** @param {import("./api.js").Table} table */
  return function show({ advice }) {
    home.hidden = !advice.length;
    const items = advice.map(({ layer, detail, hint, repairs }) =>
      html("li", {}, [
        button(session.entry(layer)?.name ?? layer, () => session.choose({ layer }), { class: "layer-name" }),
        html("span", {}, [`${sentence(detail)} ${sentence(hint)}`]),
        ...repairButtons(repairs, words, catalogue, session),
      ]),
    );
    home.replaceChildren(html("h2", {}, [words("network.advice")]), html("ul", {}, items));
  };
}
