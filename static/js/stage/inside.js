/**
 * The sentence inside a step: which product is being done, what it comes to, the sum so far and where its cell stands.
 *
 * Speaks of one term of `terms.js`; knows no drawing.
 */

import { compact, spoken } from "./numbers.js";
import { placeOf } from "./places.js";
import { sumOf } from "./terms.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {import("./terms.js").Term} Term
 * @typedef {import("./boards.js").Words} Words
 */

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Record<string, any>} row
 * @param {Words} words
 * @param {number} inside number of the term in the window
 */
export function insideOf(model, reading, row, words, inside) {
  const sum = sumOf(model, reading, row);
  const term = sum.terms.find((one) => one.number === inside);
  if (!term || sum.form === "place") return "";
  return words(`inside.${sum.form}`, {
    n: sum.terms.indexOf(term) + 1,
    of: sum.terms.length,
    value: spoken(term.value),
    weight: spoken(term.weight),
    product: spoken(term.product),
    running: spoken(term.running),
    power: compact(sum.power),
    before: spoken(term.before),
    after: spoken(term.after),
    where: whereOf(model, reading, term, words),
  });
}

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {Term} term
 * @param {Words} words
 */
function whereOf(model, reading, term, words) {
  const { index } = reading.taps[term.number];
  if (!index || term.padding) return words("inside.onPadding");
  const key = reading.role === "input" ? "input" : reading.role === "output" ? "output" : "stretched";
  return words(`inside.${key}`, { place: placeOf(model, index, words) });
}
