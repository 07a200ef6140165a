/**
 * The card of a refusal: what is wrong, what would work, a button for each repair, and a way back.
 *
 * The sentences are the server's; the last good picture stays behind the card.
 */

import { button, html } from "../stage/dom.js";
import { textOf } from "../state/notation.js";
import { sign } from "./signs.js";
import { sentence, settingTold } from "./told.js";

const MOST_REPAIRS = 3;

/**
 * @param {HTMLElement} home
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 */
export function createProblemCard(home, experiment, words) {
  const { operator } = experiment;

  /** @param {Record<string, unknown>} repair */
  function repairButton(repair) {
    const changes = Object.entries(repair).map(([name, value]) => /** @type {const} */ ([name, textOf(value)]));
    const told = Object.entries(repair).map(([name, value]) => settingTold(name, value, experiment, words));
    const act = () => experiment.commit(Object.fromEntries(changes));
    return button(told.join(words("list.join")), act, { class: "repair" });
  }

  /** The plain fact: by its code, else by the field, else that it cannot be. @param {{ code: string, field: string }} error */
  function factOf({ code, field }) {
    const key = `problem.code.${code}`;
    if (words(key) !== key) return words(key);
    const title = operator.parameters.properties[field]?.title;
    return title ? words("problem.field", { title }) : words("problem.title");
  }

  /**
   * @param {import("../service/api.js").Problem | null} problem
   * @param {string | null} lastGood query of the picture that is still shown
   * @param {() => void} again
   */
  return function show(problem, lastGood, again) {
    home.hidden = problem === null;
    if (!problem) return home.replaceChildren();
    const [error] = problem.errors;
    const gone = problem.status === 0;
    const busy = gone || problem.status >= 500;
    const failed = words(gone ? "problem.gone" : busy ? "problem.busy" : "problem.title");
    const buttons = (error?.repairs ?? []).slice(0, MOST_REPAIRS).map(repairButton);
    if (busy) buttons.push(button(words("problem.again"), again, { class: "repair" }));
    if (lastGood !== null) {
      const back = () => experiment.returnTo(lastGood);
      buttons.push(button(words("problem.undo"), back, { class: "plain" }));
    } else if (!busy) {
      const start = () => experiment.become(operator.default);
      buttons.push(button(words("settings.reset"), start, { class: "plain" }));
    }
    home.replaceChildren(
      html("p", { class: "title" }, [sign("warning"), error && !busy ? factOf(error) : failed]),
      html("p", {}, [sentence(error ? error.detail : problem.detail)]),
      error?.hint ? html("p", { class: "hint" }, [sentence(error.hint)]) : "",
      html("div", { class: "repairs" }, buttons),
    );
  };
}
