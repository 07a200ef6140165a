/**
 * What stays the same from step to step: the size formula of each axis, what is unused, and the counts.
 */

import { html } from "./dom.js";
import { spoken } from "./numbers.js";

/**
 * @param {import("./model.js").Model} model
 * @param {import("./boards.js").Words} words
 * @returns {HTMLElement[]}
 */
export function factsOf(model, words) {
  const sizes = model.axes.flatMap((axis) => {
    const unused = axis.unused.length ? words("facts.unused", { n: axis.unused.length }) : "";
    return [
      html("dt", {}, [words(`size.${axis.name}`)]),
      html("dd", {}, [
        html("span", { class: "formula" }, [axis.formula]),
        unused ? html("span", { class: "unused" }, [unused]) : null,
      ]),
    ];
  });
  const facts = [html("div", {}, [html("h2", {}, [words("facts.size")]), html("dl", { class: "sizes" }, sizes)])];
  const counts = ["parameters", "unshared_parameters", "dense_parameters"].filter((name) => model.counts[name]);
  if (counts.length) {
    const numbers = counts.flatMap((name) => [
      html("div", {}, [html("dd", {}, [spoken(model.counts[name])]), html("dt", {}, [words(`count.${name}`)])]),
    ]);
    facts.push(html("div", {}, [html("h2", {}, [words("facts.weights")]), html("dl", { class: "counts" }, numbers)]));
  }
  return facts;
}
