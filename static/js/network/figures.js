/**
 * The figures of the network in hand: links to its drawing as files, with what the chosen cell sees.
 *
 * Knows addresses of the API; draws nothing.
 */

import { html } from "../stage/dom.js";

const KINDS = ["svg", "png", "tex"];

/**
 * @param {HTMLElement} home
 * @param {import("../stage/boards.js").Words} words
 * @param {string} language
 * @param {ReturnType<typeof import("./session.js").createSession>} session
 */
export function createFigures(home, words, language, session) {
  const links = KINDS.map((kind) => html("a", {}, [words(`network.figure.${kind}`)]));
  home.append(html("span", {}, [words("network.figure")]), ...links);

  /** The files of what is shown. @param {{ path: string, position: number[] }} cell */
  return function show({ path, position }) {
    const { preset, input, layers } = session.stack;
    /** @type {[string, string | null | undefined][]} */
    const said = [
      ["preset", preset],
      ["input", input?.join(",")],
      ["layers", layers && JSON.stringify(layers)],
      ["layer", path === "input" ? "-1" : path],
      ["position", path !== "input" && position.length ? position.join(",") : null],
      ["theme", document.documentElement.dataset.theme],
      ["lang", language],
    ];
    const query = new URLSearchParams(said.flatMap(([name, value]) => (value ? [[name, value]] : [])));
    for (const [number, link] of links.entries()) link.href = `/api/v1/network.${KINDS[number]}?${query}`;
  };
}
