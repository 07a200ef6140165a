/**
 * Repairs that the server proposes, as buttons that name what they change.
 *
 * Knows paths of settings and the catalogue's titles.
 */

import { button } from "../stage/dom.js";
import { changed, layerAt } from "./edits.js";
import { shapeTold, shortOf } from "./text.js";

const MOST = 3;

/**
 * @typedef {import("./text.js").Words} Words
 * @typedef {import("./api.js").Catalogue} Catalogue
 */

/**
 * @param {Record<string, any>[]} repairs
 * @param {Words} words
 * @param {Catalogue} catalogue
 * @param {import("./session.js").Session} session
 */
export function repairButtons(repairs, words, catalogue, session) {
  return repairs.slice(0, MOST).map((repair) => {
    const told = Object.entries(repair).map(([path, value]) => repairTold(path, value, session, words, catalogue));
    const act = () => {
      if ("preset" in repair) session.become({ preset: repair.preset });
      else session.become(changed(session.layers(), repair));
    };
    return button(told.join(words("list.join")), act, { class: "repair" });
  });
}

/**
 * @param {string} path
 * @param {any} value
 * @param {import("./session.js").Session} session
 * @param {Words} words
 * @param {Catalogue} catalogue
 */
function repairTold(path, value, session, words, catalogue) {
  if (path === "preset") return catalogue.presets.find(({ name }) => name === value)?.title ?? String(value);
  if (path === "input") return `${words("board.input")} ${shapeTold(value)}`;
  const [, owner, field] = /^(.*)\.([^.]+)$/.exec(path) ?? [path, "", path];
  const layer = layerAt(session.layers(), owner);
  const kind = catalogue.layers.find(({ op }) => op === layer?.op);
  const name = field.replace(/\[\d+\]$/, "");
  const title = kind?.parameters.properties[name]?.title ?? field;
  const short = Array.isArray(value) && value.some((one) => one?.op) ? layersTold(value, catalogue) : shortOf(value);
  const place = layer?.name ?? kind?.title;
  return place ? `${place}: ${title} ${short}` : `${title} ${short}`;
}

/** A row of layers by what they are. @param {any[]} row @param {Catalogue} catalogue */
function layersTold(row, catalogue) {
  return row.map(({ op }) => catalogue.layers.find((one) => one.op === op)?.title ?? op).join(" → ");
}
