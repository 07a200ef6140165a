/**
 * Two networks side by side with their figures in one table.
 *
 * The networks stand in the page, the figures are the server's.
 */

import { html } from "../stage/dom.js";
import { createSmall, figuresOf } from "./small.js";

/**
 * @param {HTMLElement} home
 * @param {{ preset?: string, input?: number[], layers?: object[] }[]} networks
 * @param {import("./lessons.js").Means} means
 */
export async function createComparison(home, networks, { words, api, name }) {
  const tables = await Promise.all(networks.map((one, at) => api.table(one, `${name} ${at}`)));
  const titles = tables.map(({ preset }, at) => preset?.title ?? words(`network.lesson.${name}.${at + 1}`));
  const figures = tables.map((table) => figuresOf(table, words));
  const rows = figures[0].map(([term], row) =>
    html("tr", {}, [
      html("th", { scope: "row" }, [term]),
      ...figures.map((one) => html("td", { class: "number" }, [one[row][1]])),
    ]),
  );
  const head = html("tr", {}, [
    html("td"),
    ...titles.map((title) => html("th", { scope: "col", class: "number" }, [title])),
  ]);
  const homes = networks.map(() => html("div", { class: "small-stack" }));
  const drawn = networks.every(({ layers }) => layers);
  const pictures = homes.map((one, at) => html("figure", {}, [html("figcaption", {}, [titles[at]]), one]));
  home.append(
    ...(drawn ? [html("div", { class: "pair" }, pictures)] : []),
    html("table", { class: "compared" }, [html("thead", {}, [head]), html("tbody", {}, rows)]),
  );
  if (!drawn) return;
  const shown = homes.map((one, at) => createSmall(one, words, api, `${name} ${at}`)(networks[at], tables[at]));
  await Promise.all(shown);
}
