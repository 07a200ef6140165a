/**
 * The settings: one field for each parameter of the catalogue, those of the first sight above, the others under *More*.
 *
 * A control changes the experiment and nothing else.
 */

import { html } from "../stage/dom.js";
import { parsed, shapeOf, sizeOf } from "../state/grids.js";
import { textOf } from "../state/notation.js";
import { followed, sizesOf } from "../state/sizes.js";
import { createDrawer } from "./drawer.js";
import { controlOf } from "./fields.js";
import { existsIn } from "./owned.js";
import { sentence } from "./told.js";
import { createUndo } from "./undo.js";
import { createUnused } from "./unused.js";

/** Fields that page the steps or ask for what the stage does not draw. */
const NOT_SETTINGS = new Set(["offset", "limit", "grad_output"]);

/**
 * @param {HTMLElement} home
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {import("./fields.js").Words} words
 * @param {import("../state/experiment.js").Generator[]} [generators]
 */
export function createControls(home, experiment, words, generators = []) {
  const { operator } = experiment;
  const { properties } = operator.parameters;
  /** @type {Record<string, any> | undefined} */
  let answer;
  /** @type {Record<string, any>} */
  let params = {};
  const desk = createDesk(experiment, words, generators, () => answer);
  const names = Object.keys(properties).filter((name) => !NOT_SETTINGS.has(name));
  const controls = new Map(names.map((name) => [name, controlOf(name, desk)]));
  const elementsOf = (/** @type {boolean} */ basic) =>
    [...controls].filter(([name]) => properties[name].basic === basic).map(([, control]) => control.element);
  const rare = elementsOf(false);
  const more = html("details", { class: "more" }, [html("summary", {}, [words("settings.more")]), ...rare]);
  const unused = createUnused(experiment, words);
  const form = html("form", {}, [...elementsOf(true), unused.element, rare.length ? more : null]);
  form.addEventListener("submit", (event) => event.preventDefault());
  home.append(form);
  const reset = resetOf(experiment, words);
  const heading = headingOf(experiment, words, reset);
  const panel = home.closest("aside");
  panel?.prepend(heading);
  if (panel) createDrawer(panel, heading, words);

  return {
    /**
     * Show the experiment's fields; what is left out shows what the server made of it.
     * @param {Record<string, any> | null} resolved the answer's params, null while there is none
     * @param {Record<string, any> | null} [given] the answer's grids, shapes and axes
     */
    show(resolved, given) {
      const { fields } = experiment;
      answer = resolved ? (given ?? undefined) : undefined;
      params = resolved ?? params;
      const sizes = sizesOf(operator, fields);
      for (const [name, control] of controls) {
        const standard = textOf(params[name] ?? properties[name].default) ?? "";
        control.show(fields.get(name) ?? null, { standard, sizes });
      }
      reset.disabled = experiment.equals(operator.default);
      unused.show(resolved, answer);
      const isUnusual = (/** @type {string} */ name) =>
        !properties[name].basic && fields.has(name) && fields.get(name) !== textOf(properties[name].default);
      if (names.some(isUnusual)) more.open = true;
    },
    /** @param {import("../service/api.js").Problem | null} problem */
    complain(problem) {
      for (const [name, control] of controls) {
        const error = problem?.errors.find((one) => one.field === name);
        control.complain(error ? sentence(error.detail) : null);
        if (error && more.contains(control.element)) more.open = true;
      }
    },
  };
}

/**
 * What the controls work with.
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {import("./fields.js").Words} words
 * @param {import("../state/experiment.js").Generator[]} generators
 * @param {() => Record<string, any> | undefined} answer
 * @returns {import("./fields.js").Desk}
 */
function createDesk(experiment, words, generators, answer) {
  const { operator } = experiment;

  /** @param {string} name */
  function inHand(name) {
    const nested = answer()?.[name];
    const shape = shapeOf(experiment.fields.get(name) ?? "");
    if (nested === undefined || nested === null || !shape) return undefined;
    const values = [nested].flat(Number.POSITIVE_INFINITY);
    const whole = answer()?.shapes?.[name] ?? [values.length];
    return values.length === sizeOf(shape) ? { shape: whole, values, nested } : undefined;
  }

  /** The numbers of a generator that does not exist in a shape. @param {string} name @param {number[]} shape */
  function numbersFor(name, shape) {
    const made = parsed(experiment.fields.get(name) ?? "")?.name;
    const generator = generators.find((one) => one.name === made);
    return existsIn(generator, shape, operator.dimensions) ? undefined : inHand(name);
  }

  return {
    operator,
    words,
    generators,
    inHand,
    change: (changes) => experiment.commit(changes),
    follow: (sizes, changes = {}) =>
      experiment.commit({ ...followed(operator, experiment.fields, sizes, numbersFor), ...changes }),
  };
}

/**
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {import("./fields.js").Words} words
 */
function resetOf(experiment, words) {
  const reset = html("button", { type: "button", class: "plain" }, [words("settings.reset")]);
  reset.addEventListener("click", () => experiment.become(experiment.operator.default));
  return reset;
}

/**
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {import("./fields.js").Words} words
 * @param {HTMLElement} reset
 */
function headingOf(experiment, words, reset) {
  const title = html("h2", {}, [words("settings.title")]);
  return html("div", { class: "heading" }, [title, ...createUndo(experiment, words), reset]);
}
