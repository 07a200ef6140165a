/**
 * The experiment on the page: the address is its only store. Tells its listeners what changed.
 *
 * One history entry for each committed change; step and the other presentation keys follow by replacement. A change that
 * goes on for a while (painting cells, a slider) is a `drag`: call `drag(changes)` as often as it moves and `settle()` when
 * it ends. The first call makes the entry, the others rewrite it, so one undo takes all of it back.
 */

import { fieldsOf, queryOf, textOf } from "./notation.js";
import { createTrail } from "./trail.js";

/**
 * @typedef {import("./notation.js").Fields} Fields
 * @typedef {{ id: string, title: string, family: string, dimensions: number, axes: string[], default: string,
 *   description: string, parameters: { properties: Record<string, any>, required: string[] } }} Operator
 * @typedef {{ name: string, title: string, description: string, kind: string, example: string,
 *   shapes: string[] | null }} Generator
 * @typedef {{ operators: Operator[], generators: Generator[], presets: any, presentation?: string[] }} Catalogue
 * @typedef {"fields" | "step" | "key"} Change
 */

/**
 * @param {Operator} operator
 */
export function createExperiment(operator) {
  /** @type {((change: Change) => void)[]} */
  const listeners = [];
  const { properties, required } = operator.parameters;
  let { fields, keys } = read();
  let dragging = false;
  const query = () => queryOf(fields);
  const trail = createTrail({ query, address: () => `/${operator.id}?${queryOf([...fields, ...keys])}`, moved });

  /** The address taken apart: fields of the experiment, and presentation keys. */
  function read() {
    const given = [...fieldsOf(location.search)];
    const keys = new Map(given.filter(([name]) => !(name in properties)));
    const own = new Map(given.filter(([name]) => name in properties));
    const complete = required.some((name) => own.has(name));
    return { fields: complete ? own : new Map([...fieldsOf(operator.default), ...own]), keys };
  }

  /** @param {Change} change */
  function tell(change) {
    for (const listener of listeners) listener(change);
  }

  /** The browser has gone to another entry of the page. */
  function moved() {
    dragging = false;
    const before = query();
    ({ fields, keys } = read());
    tell(query() === before ? "step" : "fields");
  }

  /** @param {Record<string, string | null>} changes */
  function changed(changes) {
    const next = new Map(fields);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return next;
  }

  /**
   * @param {Fields} next
   * @param {boolean} isNew whether this is an entry of its own
   * @param {number} [step] the step to show
   */
  function become(next, isNew, step = 0) {
    if (queryOf(next) === query()) return false;
    if (isNew) trail.settle();
    fields = next;
    keys.delete("step");
    if (step > 0) keys.set("step", String(step));
    if (isNew) trail.push();
    else trail.replace();
    tell("fields");
    return true;
  }

  /** The query without what is left at its default, in one order. @param {Fields} some */
  function plain(some) {
    const standing = [...some].filter(
      ([name, text]) => required.includes(name) || text !== textOf(properties[name]?.default),
    );
    return queryOf(standing.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  return {
    operator,
    /** The fields of the experiment, in query notation. */
    get fields() {
      return fields;
    },
    /** The query of the experiment alone, as the API takes it. */
    get query() {
      return query();
    },
    get step() {
      const step = Number(keys.get("step") ?? 0);
      return Number.isInteger(step) && step >= 0 ? step : 0;
    },
    /** @param {string} name */
    key(name) {
      return keys.get(name) ?? null;
    },
    /** The query with everything the address holds, changed in some keys. @param {Record<string, string>} changes */
    queryWith(changes) {
      return queryOf(new Map([...fields, ...keys, ...Object.entries(changes)]));
    },
    /** The query of the experiment with some fields changed. @param {Record<string, string | null>} changes */
    queryAfter(changes) {
      return queryOf(changed(changes));
    },
    /** Whether a query is this experiment, whatever it says or leaves out of defaults. @param {string} other */
    equals(other) {
      return plain(fieldsOf(other)) === plain(fields);
    },
    /** @param {number} step */
    setStep(step) {
      if (step === this.step) return;
      if (step === 0) keys.delete("step");
      else keys.set("step", String(step));
      trail.replace();
      tell("step");
    },
    /** @param {string} name @param {string | null} value */
    setKey(name, value) {
      if (value === null) keys.delete(name);
      else keys.set(name, value);
      trail.replace();
      tell("key");
    },
    /**
     * Change fields, null taking one away: one history entry, from the first step if no other is given.
     * @param {Record<string, string | null>} changes
     * @param {number} [step]
     */
    commit(changes, step) {
      dragging = false;
      become(changed(changes), true, step);
    },
    /**
     * Change fields while something is dragged; listeners hear of each change.
     * @param {Record<string, string | null>} changes
     * @param {number} [step]
     */
    drag(changes, step) {
      if (become(changed(changes), !dragging, step)) dragging = true;
    },
    /** The drag is over: the next one is an entry of its own. */
    settle() {
      dragging = false;
      trail.settle();
    },
    /** Become another experiment of the same operator. @param {string} other */
    become(other) {
      dragging = false;
      become(fieldsOf(other), true);
    },
    /** Go back to an experiment: to its entry where there is one, else by a new one. @param {string} other */
    returnTo(other) {
      if (!trail.returnTo(other)) this.become(other);
    },
    get canUndo() {
      return trail.canUndo;
    },
    get canRedo() {
      return trail.canRedo;
    },
    /** Take the last committed change back; the page is never left. */
    undo() {
      trail.undo();
    },
    redo() {
      trail.redo();
    },
    /** @param {(change: Change) => void} listener */
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}

/** @typedef {ReturnType<typeof createExperiment>} Experiment */
