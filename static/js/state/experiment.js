/**
 * The experiment on the page: the address is its only store. Tells its listeners what changed.
 *
 * One history entry for each committed change; step and the other presentation keys follow by replacement.
 */

import { fieldsOf, queryOf } from "./notation.js";

/**
 * @typedef {import("./notation.js").Fields} Fields
 * @typedef {{ id: string, title: string, family: string, dimensions: number, default: string, description: string,
 *   parameters: { properties: Record<string, any>, required: string[] } }} Operator
 * @typedef {{ operators: Operator[], generators: any, presets: any, presentation?: string[] }} Catalogue
 * @typedef {"fields" | "step" | "key"} Change
 */

const PAUSE = 400; // milliseconds between replacements: Safari refuses about 100 in 30 s

/**
 * @param {Operator} operator
 */
export function createExperiment(operator) {
  /** @type {((change: Change) => void)[]} */
  const listeners = [];
  const known = new Set(Object.keys(operator.parameters.properties));
  let { fields, keys } = read();
  let written = 0;
  let waiting = 0;

  /** The address taken apart: fields of the experiment, and presentation keys. */
  function read() {
    const given = fieldsOf(location.search);
    const keys = new Map([...given].filter(([name]) => !known.has(name)));
    const own = new Map([...given].filter(([name]) => known.has(name)));
    const complete = operator.parameters.required.some((name) => own.has(name));
    return { fields: complete ? own : new Map([...fieldsOf(operator.default), ...own]), keys };
  }

  function address() {
    return `/${operator.id}?${queryOf([...fields, ...keys])}`;
  }

  function replace() {
    clearTimeout(waiting);
    const wait = written + PAUSE - performance.now();
    if (wait > 0) {
      waiting = window.setTimeout(replace, wait);
      return;
    }
    written = performance.now();
    history.replaceState(null, "", address());
  }

  /** @param {Change} change */
  function tell(change) {
    for (const listener of listeners) listener(change);
  }

  window.addEventListener("popstate", () => {
    clearTimeout(waiting);
    const before = queryOf(fields);
    ({ fields, keys } = read());
    tell(queryOf(fields) === before ? "step" : "fields");
  });

  return {
    operator,
    /** The fields of the experiment, in query notation. */
    get fields() {
      return fields;
    },
    /** The query of the experiment alone, as the API takes it. */
    get query() {
      return queryOf(fields);
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
    /** @param {number} step */
    setStep(step) {
      if (step === this.step) return;
      if (step === 0) keys.delete("step");
      else keys.set("step", String(step));
      replace();
      tell("step");
    },
    /** @param {string} name @param {string | null} value */
    setKey(name, value) {
      if (value === null) keys.delete(name);
      else keys.set(name, value);
      replace();
      tell("key");
    },
    /**
     * Change fields, null taking one away: one history entry, from the first step.
     * @param {Record<string, string | null>} changes
     */
    commit(changes) {
      const next = new Map(fields);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      this.become(queryOf(next));
    },
    /** Become another experiment of the same operator. @param {string} query */
    become(query) {
      const next = fieldsOf(query);
      if (queryOf(next) === queryOf(fields)) return;
      if (waiting) {
        clearTimeout(waiting);
        history.replaceState(null, "", address());
      }
      fields = next;
      keys.delete("step");
      history.pushState(null, "", address());
      tell("fields");
    },
    /** @param {(change: Change) => void} listener */
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}

/** @typedef {ReturnType<typeof createExperiment>} Experiment */
