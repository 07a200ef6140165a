/**
 * The card of a refusal: what is wrong, what would work, a button for each repair, and a way back.
 *
 * The words are the server's; the last good picture stays behind the card.
 */

import { button, html } from "../stage/dom.js";
import { briefOf, textOf } from "../state/notation.js";

const MOST_REPAIRS = 3;
const LONGEST = 28;

/**
 * @param {HTMLElement} home
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 */
export function createProblemCard(home, experiment, words) {
  const { properties } = experiment.operator.parameters;
  const titleOf = (/** @type {string} */ name) => properties[name]?.title ?? name;

  /** @param {string} name @param {unknown} value */
  const named = (name, value) => `${titleOf(name)} ${clipped(briefOf(value, properties[name]?.kind === "grid"))}`;

  /** @param {Record<string, unknown>} repair */
  function repairButton(repair) {
    const changes = Object.entries(repair).map(([name, value]) => /** @type {const} */ ([name, textOf(value)]));
    const label = Object.entries(repair)
      .map(([name, value]) =>
        value === null ? words("problem.without", { title: titleOf(name) }) : named(name, value),
      )
      .join(words("list.join"));
    return button(label, () => experiment.commit(Object.fromEntries(changes)), { class: "repair" });
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
    const refused = words(gone ? "problem.gone" : busy ? "problem.busy" : "problem.title");
    const title = error && properties[error.field] ? titleOf(error.field) : refused;
    const buttons = (error?.repairs ?? []).slice(0, MOST_REPAIRS).map(repairButton);
    if (busy) buttons.push(button(words("problem.again"), again, { class: "repair" }));
    if (lastGood !== null)
      buttons.push(button(words("problem.undo"), () => experiment.become(lastGood), { class: "plain" }));
    if (lastGood === null && !busy) {
      const { operator } = experiment;
      buttons.push(button(words("settings.reset"), () => experiment.become(operator.default), { class: "plain" }));
    }
    home.replaceChildren(
      html("p", { class: "title" }, [html("span", { class: "sign", "aria-hidden": "true" }, ["!"]), title]),
      html("p", {}, [sentence(error ? error.detail : problem.detail)]),
      error?.hint ? html("p", { class: "hint" }, [sentence(error.hint)]) : "",
      html("div", { class: "repairs" }, buttons),
    );
  };
}

/** A first letter as sentences have it. @param {string} text */
function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {string} text */
function clipped(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
