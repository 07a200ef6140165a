/**
 * What is wrong with a network, what would work, and a way back; the last picture stays behind it.
 *
 * The sentences and repairs are the server's.
 */

import { sign } from "../panels/signs.js";
import { sentence } from "../panels/told.js";
import { Refusal } from "../service/api.js";
import { button, html } from "../stage/dom.js";
import { repairButtons } from "./repairs.js";

/**
 * @param {HTMLElement} home
 * @param {import("./text.js").Words} words
 * @param {import("./api.js").Catalogue} catalogue
 * @param {import("./session.js").Session} session
 */
export function createTrouble(home, words, catalogue, session) {
  /** @param {unknown} error null where all is well */
  return function show(error) {
    home.hidden = error === null;
    document.documentElement.toggleAttribute("data-wrong", error !== null);
    if (error === null) return home.replaceChildren();
    const problem = error instanceof Refusal ? error.problem : null;
    const [first] = problem?.errors ?? [];
    const title = first ? words("problem.title") : words(problem ? "problem.busy" : "problem.gone");
    home.replaceChildren(
      html("p", { class: "title" }, [sign("warning"), title]),
      html("p", {}, [sentence(first?.detail ?? problem?.detail ?? String(error))]),
      first?.hint ? html("p", { class: "hint" }, [sentence(first.hint)]) : "",
      html("div", { class: "repairs" }, [
        ...repairButtons(first?.repairs ?? [], words, catalogue, session),
        ...(first ? [] : [button(words("problem.again"), session.load, { class: "repair" })]),
        button(words("settings.undo"), () => history.back(), { class: "plain" }),
      ]),
    );
  };
}
