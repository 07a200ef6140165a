/**
 * The arithmetic line: one step's sum written out, or folded where it is long.
 *
 * Draws what `terms.js` took apart; knows no grid.
 */

import { html } from "./dom.js";
import { compact, signed, signOf } from "./numbers.js";

/**
 * @typedef {import("./terms.js").Sum} Sum
 * @typedef {import("./terms.js").Term} Term
 * @typedef {import("./boards.js").Words} Words
 */

const ALL_OPEN = 12;
const MOST_GROUPS = 8;
const MOST_IN_ROW = 9;

/**
 * The line for a sum.
 * @param {Sum} sum
 * @param {Words} words
 * @param {number} open which folded row is open, −1 for the first that is not zero
 * @param {(row: number) => void} choose called with the row that is to be opened
 * @returns {HTMLElement[]}
 */
export function lineOf(sum, words, open, choose) {
  if (sum.form === "place") return [];
  if (sum.form === "paint") return paintLine(sum, words);
  const items = [];
  if (sum.form === "max") items.push(html("span", { class: "word" }, [words("sum.max")]));
  items.push(...groupsOf(sum, words, open, choose));
  if (sum.form === "average") {
    items.push(equals("="), box("partial", words("sum.sum"), compact(sum.sum)));
    items.push(equals("÷"), box("partial", words("sum.divisor"), compact(sum.divisor)));
  }
  if (sum.form === "norm") items.push(equals("→"), box("partial", words("sum.norm"), compact(sum.sum)));
  if (sum.bias !== null) items.push(box("bias", words("board.bias"), signed(sum.bias)));
  if (sum.before !== null)
    items.push(equals("="), box("partial", words("sum.before"), compact(sum.before)), equals("→"));
  else items.push(equals("="));
  items.push(html("span", { class: "result" }, [compact(sum.value)]));
  return items;
}

/**
 * @param {Sum} sum
 * @param {Words} words
 * @param {number} open
 * @param {(row: number) => void} choose
 * @returns {HTMLElement[]}
 */
function groupsOf(sum, words, open, choose) {
  const { groups } = sum;
  if (sum.terms <= ALL_OPEN || groups.length < 2) {
    const few = sum.terms <= 36;
    if (!few) return [box("fold", words("sum.terms", { n: sum.terms }), compact(sum.sum))];
    return groups.map((group) => rowOf(group.terms, group.sum, sum.form, groups.length > 1));
  }
  if (groups.length > MOST_GROUPS) return halves(sum, words, open, choose);
  const first = groups.findIndex((group) => group.terms.some((term) => term.product));
  const chosen = open >= 0 ? Math.min(open, groups.length - 1) : Math.max(first, 0);
  return groups.map((group, number) => {
    if (number === chosen && group.terms.length <= MOST_IN_ROW) return rowOf(group.terms, group.sum, sum.form, true);
    return fold(words(sum.label, { n: number + 1 }), group.sum, () => choose(number));
  });
}

/**
 * Many rows: the open one with its terms, the rest told as one number each, in a wrapping line.
 * @param {Sum} sum
 * @param {Words} words
 * @param {number} open
 * @param {(row: number) => void} choose
 */
function halves(sum, words, open, choose) {
  const kept = sum.groups.slice(0, 48);
  const items = kept.map((group, number) =>
    number === open && group.terms.length <= MOST_IN_ROW
      ? rowOf(group.terms, group.sum, sum.form, true)
      : fold(words(sum.label, { n: number + 1 }), group.sum, () => choose(number)),
  );
  const line = html("span", { class: "many" }, items);
  return kept.length === sum.groups.length ? [line] : [line, html("span", { class: "word" }, ["…"])];
}

/**
 * @param {string} label
 * @param {number} sum
 * @param {() => void} act
 */
function fold(label, sum, act) {
  const one = html("button", { type: "button", class: "term fold", "data-sign": signOf(sum) }, [
    html("span", { class: "factors" }, [label]),
    html("span", { class: "product" }, [signed(sum)]),
  ]);
  one.addEventListener("click", act);
  return one;
}

/**
 * @param {Term[]} terms
 * @param {number} sum
 * @param {Sum["form"]} form
 * @param {boolean} brace
 */
function rowOf(terms, sum, form, brace) {
  const items = terms.map((term, number) => (form === "sum" ? productOf(term) : cellOf(term, form, number)));
  const row = html("span", { class: "terms" }, items);
  return html("span", { class: "row" }, [row, brace ? html("span", { class: "brace" }, [signed(sum)]) : null]);
}

/** @param {Term} term */
function productOf(term) {
  const factors = html("span", { class: "factors" }, [
    html("span", { class: "of-input" }, [compact(term.value)]),
    " × ",
    html("span", { class: "of-weight" }, [compact(term.weight)]),
  ]);
  const product = html("span", { class: "product" }, [signed(term.product)]);
  return html("span", { class: "term", "data-sign": signOf(term.product), "data-padding": term.padding }, [
    factors,
    product,
  ]);
}

/**
 * @param {Term} term
 * @param {Sum["form"]} form
 * @param {number} number
 */
function cellOf(term, form, number) {
  const text = form === "average" && number > 0 ? signed(term.value) : compact(term.value);
  const attributes = { class: "term value", "data-winner": term.winner, "data-padding": term.padding };
  return html("span", attributes, [html("span", { class: "product" }, [text])]);
}

/**
 * Each painted cell: what it held, what is added, what it holds now.
 * @param {Sum} sum
 * @param {Words} words
 */
function paintLine(sum, words) {
  const shown = sum.groups.flatMap((group) => group.terms).slice(0, 18);
  const cells = shown.map((term) =>
    html("span", { class: "term paint", "data-sign": signOf(term.product) }, [
      html("span", { class: "factors" }, [
        `${compact(term.before)} ${term.product && term.product < 0 ? "−" : "+"} ${compact(Math.abs(term.product ?? 0))}`,
      ]),
      html("span", { class: "product" }, [compact(term.after)]),
    ]),
  );
  const more =
    sum.terms > shown.length
      ? [html("span", { class: "word" }, [words("sum.more", { n: sum.terms - shown.length })])]
      : [];
  return [html("span", { class: "word" }, [words("sum.painted")]), html("span", { class: "terms" }, cells), ...more];
}

/** @param {string} sign */
function equals(sign) {
  return html("span", { class: "equals" }, [sign]);
}

/**
 * @param {string} kind
 * @param {string} label
 * @param {string} text
 */
function box(kind, label, text) {
  return html("span", { class: `term ${kind}` }, [
    html("span", { class: "factors" }, [label]),
    html("span", { class: "product" }, [text]),
  ]);
}
