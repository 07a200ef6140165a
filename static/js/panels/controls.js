/**
 * The settings: one control for each parameter of the catalogue, the rarer ones under *More*.
 *
 * A control changes the experiment and nothing else.
 */

import { html } from "../stage/dom.js";
import { briefOf, textOf } from "../state/notation.js";
import { controlOf } from "./fields.js";

/** Fields that page the steps or ask for what the stage does not draw. */
const NOT_SETTINGS = new Set(["offset", "limit", "grad_output"]);
const SHOWN_AT_ONCE = 5;

/**
 * @param {HTMLElement} home
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {import("./fields.js").Words} words
 */
export function createControls(home, experiment, words) {
  /** @type {Map<string, import("./fields.js").Control>} */
  const controls = new Map();
  const { properties } = experiment.operator.parameters;
  const names = Object.keys(properties).filter((name) => !NOT_SETTINGS.has(name));
  const commit = (/** @type {string} */ name, /** @type {string | null} */ text) => {
    if ((experiment.fields.get(name) ?? null) !== text) experiment.commit({ [name]: text });
  };
  for (const name of names) controls.set(name, controlOf(name, properties[name], words, commit));
  const elements = [...controls.values()].map((control) => control.element);
  const more = html("details", { class: "more" }, [
    html("summary", {}, [words("settings.more")]),
    ...elements.slice(SHOWN_AT_ONCE),
  ]);
  const reset = html("button", { type: "button", class: "plain" }, [words("settings.reset")]);
  reset.addEventListener("click", () => experiment.become(experiment.operator.default));
  const form = html("form", {}, [
    html("div", { class: "heading" }, [html("h2", {}, [words("settings.title")]), reset]),
    ...elements.slice(0, SHOWN_AT_ONCE),
    elements.length > SHOWN_AT_ONCE ? more : null,
  ]);
  form.addEventListener("submit", (event) => event.preventDefault());
  home.append(form);

  return {
    /**
     * Show the experiment's fields; what is left out shows what the server made of it.
     * @param {Record<string, any> | null} resolved the answer's params
     */
    show(resolved) {
      const { fields } = experiment;
      for (const [name, control] of controls) {
        const standard = resolved?.[name] === undefined ? properties[name].default : resolved[name];
        control.show(fields.get(name) ?? null, briefOf(standard, false));
      }
      reset.hidden = experiment.query === experiment.operator.default;
      const unusual = (/** @type {string} */ name) =>
        fields.has(name) && fields.get(name) !== textOf(properties[name].default);
      if (names.slice(SHOWN_AT_ONCE).some(unusual)) more.open = true;
    },
    /** @param {import("../service/api.js").Problem | null} problem */
    complain(problem) {
      for (const [name, control] of controls) {
        const error = problem?.errors.find((one) => one.field === name);
        control.complain(error ? error.detail : null);
        if (error && more.contains(control.element)) more.open = true;
      }
    },
  };
}
