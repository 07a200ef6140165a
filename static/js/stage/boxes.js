/**
 * The boxes of the arithmetic line: a term, a row folded to its sum, a brace, a labelled number.
 *
 * Draws what it is given; decides nothing about what is shown.
 */

import { html } from "./dom.js";
import { compact, signed, signOf, spoken } from "./numbers.js";

/**
 * @typedef {import("./terms.js").Sum} Sum
 * @typedef {import("./terms.js").Term} Term
 * @typedef {import("./boards.js").Words} Words
 * @typedef {{ open: number[], choose: (path: number[]) => void, inside: number | null, lit: Set<number> | null,
 *   point: (term: number | null) => void, hidden: boolean }} View
 * @typedef {{ sum: Sum, words: Words, view: View, now: Term | null }} Line one line that is being drawn
 */

/** What stands for a number that is not to be told. */
export const UNTOLD = "?";

/**
 * A term with what it is made of and what it comes to.
 * @param {Line} line
 * @param {Term} term
 */
export function termBox(line, term) {
  const { sum, view, now } = line;
  const box = html("span", {
    class: `term of-${sum.form}`,
    tabindex: 0,
    "data-term": term.number,
    "data-sign": view.hidden ? null : signOf(term.product),
    "data-padding": term.padding,
    "data-stuffed": term.stuffed,
    "data-winner": !view.hidden && isWinner(line, term),
    "data-now": term === now,
    ...stateOf(line, [term]),
  });
  box.append(...contentOf(line, term));
  if (term === now && term.running !== null) {
    const key = sum.form === "max" ? "sum.largestSoFar" : "sum.soFar";
    box.append(html("span", { class: "so-far" }, [line.words(key, { value: compact(term.running) })]));
  }
  // A term that is lit already is not told again: a redrawn line lies under the same pointer.
  const point = () => (view.lit?.size === 1 && view.lit.has(term.number) ? undefined : view.point(term.number));
  box.addEventListener("pointerenter", point);
  box.addEventListener("focus", point);
  box.addEventListener("pointerleave", () => view.point(null));
  box.addEventListener("blur", () => view.point(null));
  return box;
}

/**
 * Lit or faint, done or still to come: what a box of some terms carries.
 * @param {Line} line
 * @param {Term[]} terms
 */
export function stateOf({ view, now }, terms) {
  const lit = view.lit !== null && terms.some((term) => view.lit?.has(term.number));
  return {
    "data-lit": lit,
    "data-faint": view.lit !== null && !lit,
    "data-later": now !== null && (terms[0]?.number ?? Number.POSITIVE_INFINITY) > now.number,
  };
}

/**
 * The winner of a window; while it is being read, the largest up to now.
 * @param {Line} line
 * @param {Term} term
 */
function isWinner({ sum, now }, term) {
  if (!now || sum.form !== "max") return term.winner;
  return term === sum.terms.find((one) => one.number <= now.number && one.value === now.running);
}

/**
 * @param {Line} line
 * @param {Term} term
 * @returns {HTMLElement[]}
 */
function contentOf(line, term) {
  const { sum, view } = line;
  if (sum.form === "max" || sum.form === "average") {
    const text = sum.form === "average" && term !== sum.terms[0] ? signed(term.value) : compact(term.value);
    return [numberOf(text, term.value)];
  }
  if (sum.form === "norm") return [html("span", { class: "product" }, [`|${compact(term.value)}|`, raised(sum.power)])];
  const factors = html("span", { class: "factors" }, [
    html("span", { class: "of-input" }, [compact(term.value)]),
    " × ",
    html("span", { class: "of-weight" }, [compact(term.weight)]),
  ]);
  const equals = html("span", { class: "unseen" }, [" = "]);
  if (sum.form === "paint") return [factors, paintedOf(term, view.hidden)];
  return [factors, equals, numberOf(view.hidden ? UNTOLD : signed(term.product), term.product)];
}

/**
 * What a painted cell held, what is added, and what it holds now.
 * @param {Term} term
 * @param {boolean} hidden
 */
function paintedOf(term, hidden) {
  const added = term.product ?? 0;
  const sign = added < 0 ? "−" : "+";
  return html("span", { class: "painted" }, [
    `${compact(term.before)} `,
    html("span", { class: "added" }, [hidden ? `+ ${UNTOLD}` : `${sign} ${compact(Math.abs(added))}`]),
    " = ",
    html("b", { class: "made" }, [hidden ? UNTOLD : compact(term.after)]),
  ]);
}

/**
 * A number as large as the line writes it, in full on demand where it had to be shortened.
 * @param {string} text
 * @param {number | null} value
 */
function numberOf(text, value) {
  const whole = spoken(value);
  const short = text !== UNTOLD && whole.replace(/\D/g, "") !== text.replace(/\D/g, "");
  return html("span", { class: "product", title: short ? whole : null }, [text]);
}

/**
 * A button in the place of several terms, with the number that they come to.
 * @param {Line} line
 * @param {string} label
 * @param {{ terms: Term[], sum: number | null, path: number[] }} part
 */
export function foldBox(line, label, part) {
  const { sum, words, view } = line;
  const told = view.hidden && sum.form === "sum" ? UNTOLD : sum.form === "max" ? compact(part.sum) : signed(part.sum);
  const box = html(
    "button",
    {
      type: "button",
      class: `term fold of-${sum.form}`,
      "aria-expanded": "false",
      "data-path": part.path.join(),
      "data-sign": sum.form === "sum" && !view.hidden ? signOf(part.sum) : null,
      "data-winner": !view.hidden && part.terms.some((term) => isWinner(line, term)),
      ...stateOf(line, part.terms),
    },
    [
      html("span", { class: "factors" }, [label]),
      part.sum === null
        ? html("span", { class: "product" }, [words("sum.cells", { n: part.terms.length })])
        : numberOf(told, part.sum),
    ],
  );
  box.addEventListener("click", () => view.choose(part.path));
  return box;
}

/**
 * What stands under a row: its own sum in a brace and the running total behind it. It closes the row where that can be.
 * @param {Line} line
 * @param {string} label
 * @param {import("./folding.js").Open} item
 */
export function braceOf(line, label, { group, closable }) {
  const { sum, view, now } = line;
  const adds = sum.form === "sum" || sum.form === "average";
  if (!closable && !adds) return null;
  const last = group.terms[group.terms.length - 1];
  const told = adds && !view.hidden && (now === null || last.number < now.number);
  const own = [closable || group.groups.length ? label : "", told ? signed(group.sum) : ""].filter(Boolean).join(" ");
  const covered = now !== null && !group.groups.length && group.terms.includes(now); // by the sum so far
  const content = [html("span", { class: covered ? "own unseen" : "own" }, [own]), runningOf(line, group)];
  if (!closable) return html("span", { class: "brace" }, content);
  const attributes = { type: "button", class: "brace", "aria-expanded": "true", "data-path": group.path.join() };
  const brace = html("button", attributes, content);
  brace.addEventListener("click", () => view.choose(group.path.slice(0, -1)));
  return brace;
}

/**
 * The running total after a row or a folded part, where it says more than the part's own sum.
 * @param {Line} line
 * @param {{ terms: Term[], running: number | null }} part
 */
export function runningOf({ sum, words, view, now }, part) {
  const first = part.terms[0] === sum.terms[0];
  const done = now === null || part.terms[part.terms.length - 1].number < now.number;
  if (part.running === null || first || !done || view.hidden || sum.form === "max") return null;
  return html("span", { class: "running" }, [words("sum.soFar", { value: compact(part.running) })]);
}

/**
 * A number in a box of its own: bias, divisor, what comes before the activation.
 * @param {string} kind
 * @param {string} label
 * @param {string | Node} text
 * @param {Record<string, boolean>} [state]
 */
export function labelled(kind, label, text, state = {}) {
  const content = typeof text === "string" ? html("span", { class: "product" }, [text]) : text;
  return html("span", { class: `term ${kind}`, ...state }, [html("span", { class: "factors" }, [label]), " ", content]);
}

/**
 * The exponent of a norm.
 * @param {number | null} power
 */
export function raised(power) {
  return html("sup", {}, [compact(power)]);
}
