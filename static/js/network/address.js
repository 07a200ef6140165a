/**
 * What the address says: which network, which cell of it, which way is looked; and how that is written.
 *
 * Knows names of keys; a network is a preset or input and layers, never both.
 */

import { compactOf, valueSaid } from "./compact.js";

/**
 * @typedef {{ preset: string | null, input: number[] | null, layers: Layer[] | null }} Stack
 * @typedef {Record<string, any> & { op: string }} Layer
 * @typedef {{ layer: string | null, position: number[] | null, direction: "back" | "forward", paths: boolean }} Look
 */

const FIRST = "lenet5";
const INPUT = "input";
const OWN = ["preset", "input", "layers", "layer", "position", "direction", "effective"];

/** @param {URLSearchParams} keys @returns {{ stack: Stack, look: Look }} */
export function readAddress(keys) {
  const layers = keys.has("layers") ? valueSaid(keys.get("layers") ?? "") : undefined;
  const layer = keys.get("layer");
  return {
    stack: Array.isArray(layers)
      ? { preset: null, input: numbersOf(keys.get("input")), layers }
      : { preset: keys.get("preset") ?? FIRST, input: numbersOf(keys.get("input")), layers: null },
    look: {
      layer: layer === "-1" ? INPUT : layer && /^\d+$/.test(layer) ? `layers[${layer}]` : layer,
      position: numbersOf(keys.get("position")),
      direction: keys.get("direction") === "forward" ? "forward" : "back",
      paths: keys.get("effective") === "paths",
    },
  };
}

/**
 * @param {Stack} stack
 * @param {Look} look
 * @param {URLSearchParams} others whose own keys stay
 */
export function writeAddress(stack, look, others) {
  const kept = [...others].filter(([name]) => !OWN.includes(name));
  /** @type {[string, string | null | undefined][]} */
  const said = [
    ["preset", stack.preset],
    ["input", stack.input?.join(",")],
    ["layers", stack.layers && compactOf(stack.layers)],
    ["layer", look.layer && (look.layer === INPUT ? "-1" : look.layer.replace(/^layers\[(\d+)\]$/, "$1"))],
    ["position", look.position?.length ? look.position.join(",") : null],
    ["direction", look.direction === "back" ? null : look.direction],
    ["effective", look.paths ? "paths" : null],
  ];
  const written = [...said, ...kept].filter(([, value]) => value !== null && value !== undefined);
  return written.map(([name, value]) => `${name}=${escaped(value ?? "")}`).join("&");
}

/** Escaped where an address needs it; brackets, commas and colons stay readable. @param {string} text */
function escaped(text) {
  return encodeURIComponent(text).replace(/%(2C|3A|5B|5D)/g, (code) => decodeURIComponent(code));
}

/** @param {string | null} text */
function numbersOf(text) {
  return text && /^\d+(,\d+)*$/.test(text) ? text.split(",").map(Number) : null;
}
