/**
 * Every figure of a network: a row for each layer, those inside a block below it, the sums at the end.
 *
 * Knows answers of the API; the row of the chosen layer is marked, and any row can be chosen.
 */

import { button, html } from "../stage/dom.js";
import { spoken } from "../stage/numbers.js";
import { allEntries } from "./plan.js";
import { axesTold, kindTold, settingsTold, shapeTold } from "./text.js";

/**
 * @typedef {import("./api.js").Table} Table
 * @typedef {import("./api.js").Entry} Entry
 */

const COLUMNS = ["layer", "setting", "output", "parameters", "macs", "field", "jump", "start"];
const NUMBERS = COLUMNS.slice(2);
const MOST_OPEN = 60; // rows; a larger network shows its blocks closed

/**
 * @param {HTMLElement} home
 * @param {import("./text.js").Words} words
 * @param {import("./api.js").Catalogue} catalogue
 * @param {(path: string) => void} choose
 */
export function createTable(home, words, catalogue, choose) {
  /** @type {Set<string>} */
  let turned = new Set(); // blocks that are not as they were at first
  /** @type {Table | null} */
  let table = null;
  let chosen = "";
  const body = html("tbody");
  const foot = html("tfoot");
  const head = COLUMNS.map((name) =>
    html("th", { scope: "col", class: NUMBERS.includes(name) ? `number of-${name}` : null }, [
      words(`network.column.${name}`),
    ]),
  );
  const caption = html("caption", { class: "unseen" }, [words("network.table")]);
  home.replaceChildren(
    html("table", { class: "layers" }, [caption, html("thead", {}, [html("tr", {}, head)]), body, foot]),
  );

  function draw() {
    if (!table) return;
    const all = allEntries(table.layers);
    const most = Math.max(1, ...all.map(({ macs, layers }) => (layers ? 0 : macs)));
    const closed = all.length > MOST_OPEN;
    body.replaceChildren(...table.layers.flatMap((entry) => rows(entry, 0, most, closed)));
    const { totals } = table;
    foot.replaceChildren(
      html("tr", {}, [
        html("th", { scope: "row", colspan: 2 }, [words("network.total", { n: spoken(totals.layers) })]),
        html("td"),
        numberCell(spoken(totals.parameters)),
        numberCell(spoken(totals.macs)),
        html("td", { colspan: 3 }),
      ]),
    );
    mark();
  }

  /** @param {Entry} entry @param {number} depth @param {number} most @param {boolean} closed @returns {HTMLElement[]} */
  function rows(entry, depth, most, closed) {
    const inner = entry.layers ?? [];
    const open = inner.length > 0 && closed === turned.has(entry.path);
    return [row(entry, depth, most, open), ...(open ? inner.flatMap((one) => rows(one, depth + 1, most, closed)) : [])];
  }

  /** @param {Entry} entry @param {number} depth @param {number} most @param {boolean} open */
  function row(entry, depth, most, open) {
    const { path, name, output, parameters, macs, union } = entry;
    const toggle = entry.layers?.length ? toggleButton(entry, open) : null;
    const named = button(name, () => choose(path), { class: "layer-name" });
    const kind = html("span", { class: "kind" }, [kindTold(entry, catalogue)]);
    const line = html("tr", { "data-path": path, "data-depth": Math.min(depth, 4) }, [
      html("th", { scope: "row" }, [html("span", { class: "named" }, [toggle, named, kind])]),
      html("td", { class: "setting" }, [settingsTold(entry, catalogue).join(words("list.join"))]),
      numberCell(shapeTold(output)),
      numberCell(parameters ? spoken(parameters) : "0"),
      numberCell(macs ? spoken(macs) : "0", entry.layers ? 0 : macs / most, "products"),
      union ? numberCell(shapeTold(union.size), shareOf(entry), "sees") : numberCell(words("network.all"), 1, "sees"),
      numberCell(union ? axesTold(union.jump) : ""),
      numberCell(union ? axesTold(union.start) : ""),
    ]);
    line.addEventListener("click", (event) => {
      if (!(/** @type {Element} */ (event.target).closest("button"))) choose(path);
    });
    return line;
  }

  /** How much of the input a field covers, at most all of it. @param {Entry} entry */
  function shareOf({ union }) {
    const sizes = /** @type {Table} */ (table).input.slice(1);
    return Math.min(1, Math.max(...(union?.size ?? []).map((one, axis) => one / sizes[axis])));
  }

  /** @param {Entry} entry @param {boolean} open */
  function toggleButton({ path, name }, open) {
    const act = () => {
      turned = new Set(turned.has(path) ? [...turned].filter((one) => one !== path) : [...turned, path]);
      draw();
      /** @type {HTMLElement | null} */ (body.querySelector(`[data-path="${path}"] .toggle`))?.focus();
    };
    return button(open ? "▾" : "▸", act, {
      class: "toggle",
      "aria-expanded": String(open),
      "aria-label": words("network.inside", { name }),
    });
  }

  function mark() {
    for (const line of body.children)
      line.classList.toggle("chosen", /** @type {HTMLElement} */ (line).dataset.path === chosen);
    for (const named of body.querySelectorAll(".layer-name"))
      named.setAttribute("aria-pressed", String(named.closest("tr")?.dataset.path === chosen));
  }

  return {
    body,
    /** @param {Table} next @param {string} path */
    show(next, path) {
      const fresh = next !== table;
      [table, chosen] = [next, path];
      if (fresh) draw();
      else mark();
    },
  };
}

/** @param {string} text @param {number} [share] of a bar's length @param {string} [what] */
function numberCell(text, share = 0, what = "") {
  if (!what) return html("td", { class: "number" }, [text]);
  const bar = html("i", { class: `bar ${what}`, "aria-hidden": "true" });
  bar.style.width = `${share * 100}%`;
  bar.hidden = share === 0;
  return html("td", { class: "number" }, [text, html("span", { class: "bar-room" }, [bar])]);
}
