/**
 * A page small enough for tests without a browser: elements with attributes, children and listeners, and the words.
 *
 * Knows nothing of layout, focus or events that bubble.
 */

import { readFileSync } from "node:fs";
import { wordsOf } from "../../static/js/state/words.js";

class Element {
  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
    this.attributes = /** @type {Record<string, string>} */ ({});
    this.children = /** @type {(Element | string)[]} */ ([]);
    this.listeners = /** @type {Record<string, () => void>} */ ({});
    this.style = {
      setProperty: (/** @type {string} */ name, /** @type {string} */ value) => this.setAttribute(name, value),
    };
  }
  setAttribute(/** @type {string} */ name, /** @type {string} */ value) {
    this.attributes[name] = value;
  }
  append(/** @type {(Element | string)[]} */ ...children) {
    this.children.push(...children);
  }
  addEventListener(/** @type {string} */ name, /** @type {() => void} */ act) {
    this.listeners[name] = act;
  }
}

/** Give the modules under test something to make elements with. */
export function openPage() {
  const createElement = (/** @type {string} */ tag) => new Element(tag);
  const createElementNS = (/** @type {string} */ _, /** @type {string} */ tag) => new Element(tag);
  Object.assign(globalThis, { document: { createElement, createElementNS } });
}

/**
 * The text of elements, one piece after the other.
 * @param {any} one
 * @returns {string}
 */
export function textOf(one) {
  if (typeof one === "string") return one.trim();
  return (Array.isArray(one) ? one : one.children).map(textOf).filter(Boolean).join(" ");
}

/**
 * Every element under some, those included, that has an attribute (with a value), or a class.
 * @param {any} within
 * @param {string} name
 * @param {string} [value]
 * @returns {any[]}
 */
export function all(within, name, value) {
  const list = Array.isArray(within) ? within : [within];
  return list.flatMap((one) => {
    if (typeof one === "string") return [];
    const found = one.attributes[name];
    const fits = value === undefined ? found !== undefined : found?.split(" ").includes(value);
    return [...(fits ? [one] : []), ...all(one.children, name, value)];
  });
}

/**
 * The words of a language, from its catalogue.
 * @param {string} language
 */
export function wordsIn(language) {
  const catalogue = new URL(`../../static/i18n/${language}.json`, import.meta.url);
  return wordsOf(JSON.parse(readFileSync(catalogue, "utf8")));
}
