/**
 * A note on input cells that no window reads, with buttons for settings that would use every cell.
 *
 * What would help is tried out at the server before it is offered; nothing here is an error.
 */

import { createApi } from "../service/api.js";
import { button, html } from "../stage/dom.js";
import { candidates } from "../state/candidates.js";
import { settingTold } from "./told.js";

const MOST = 3;
const PAUSE = 250; // milliseconds without a change before anything is tried

/**
 * @param {import("../state/experiment.js").Experiment} experiment
 * @param {import("./fields.js").Words} words
 */
export function createUnused(experiment, words) {
  const { operator } = experiment;
  const api = createApi(document.documentElement.lang);
  const text = html("p");
  const offers = html("div", { class: "offers" });
  const element = html("div", { class: "aside-note", role: "note", hidden: true }, [text, offers]);
  let timer = 0;
  let turn = 0;

  /** @param {Record<string, any>} params @param {Record<string, any>} answer @param {number} mine */
  async function tryOut(params, answer, mine) {
    let found = 0;
    for (const changes of candidates(operator, experiment.fields, params, answer.axes)) {
      const query = experiment.queryAfter(changes);
      const tried = await api.page(operator.id, query, 0, 0).catch(() => null);
      if (mine !== turn) return;
      if (!tried || tried.axes.some((/** @type {any} */ axis) => axis.unused.length)) continue;
      offers.append(
        button(offerTold(changes, params, tried.params), () => experiment.commit(changes), { class: "repair" }),
      );
      found += 1;
      if (found === 1) text.append(" ", words("unused.offer"));
      if (found === MOST) return;
    }
  }

  /**
   * Everything that the change makes different.
   * @param {Record<string, string | null>} changes
   * @param {Record<string, any>} params
   * @param {Record<string, any>} tried the params with it
   */
  function offerTold(changes, params, tried) {
    const grids = Object.keys(changes).filter((name) => !(name in tried));
    const settings = Object.keys(tried).filter(
      (name) => name in changes || String(tried[name]) !== String(params[name]),
    );
    const all = [...grids.map((name) => [name, changes[name]]), ...settings.map((name) => [name, tried[name]])];
    return all.map(([name, value]) => settingTold(name, value, experiment, words)).join(words("list.join"));
  }

  return {
    element,
    /**
     * @param {Record<string, any> | null} params
     * @param {Record<string, any> | undefined} answer
     */
    show(params, answer) {
      turn += 1;
      clearTimeout(timer);
      const axes = (answer?.axes ?? []).filter((/** @type {any} */ axis) => axis.unused.length);
      element.hidden = axes.length === 0;
      if (!params || !answer || !axes.length) return;
      offers.replaceChildren();
      text.replaceChildren(html("b", {}, [unusedTold(axes, words)]));
      const mine = turn;
      timer = window.setTimeout(() => tryOut(params, answer, mine), PAUSE);
    },
  };
}

/**
 * @param {{ name: string, unused: number[] }[]} axes
 * @param {import("./fields.js").Words} words
 */
function unusedTold(axes, words) {
  const parts = axes.map(({ name, unused }) =>
    words(`unused.${name}${unused.length === 1 ? ".one" : ""}`, { n: unused.length }),
  );
  const list =
    parts.length > 1
      ? words("list.and", { first: parts.slice(0, -1).join(words("list.join")), last: parts[parts.length - 1] })
      : parts[0];
  const isOne = axes.length === 1 && axes[0].unused.length === 1;
  const told = words(isOne ? "unused.is" : "unused.are", { list });
  return told.charAt(0).toUpperCase() + told.slice(1);
}
