/**
 * The stage in the frame of another page: tells that page how high it is and takes its theme.
 *
 * Knows no address but its own; the other page is only spoken to by messages.
 */

import { listenToKeys } from "../panels/keys.js";
import { createApi, Refusal } from "../service/api.js";
import { defineStage } from "../stage/conv-stage.js";
import { loadWords } from "../state/words.js";
import { createBare } from "./bare.js";

const KEPT = ["lang", "theme"];
const root = document.documentElement;
const stage = /** @type {import("../stage/conv-stage.js").ConvStage} */ (document.querySelector("conv-stage"));
const part = (/** @type {string} */ name) =>
  /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));

new ResizeObserver(tellHeight).observe(document.body);
window.addEventListener("message", takeTheme);
start().catch(complain);

async function start() {
  const { operator = "", query = "", start: first, speed } = stage.dataset;
  const words = await loadWords(root.lang);
  defineStage();
  const shown = { operator, query, speed: Number(speed) || 1 };
  const bare = createBare(stage, part("transport"), shown, words, createApi(root.lang), { changed, failed: complain });
  listenToKeys(bare);
  bare.living.open(Number(first) || 0);

  function changed() {
    const { picture } = bare.living;
    part("failed").hidden = true;
    const keys = new URLSearchParams(location.search);
    const kept = KEPT.filter((name) => keys.has(name)).map((name) => `&${name}=${keys.get(name)}`);
    const link = /** @type {HTMLAnchorElement} */ (part("open"));
    link.href = `/${operator}?${picture.query ?? query}${picture.step ? `&step=${picture.step}` : ""}${kept.join("")}`;
  }
}

function tellHeight() {
  if (parent === window) return;
  parent.postMessage({ type: "convscope:height", height: document.body.offsetHeight }, "*");
}

/** @param {MessageEvent} event */
function takeTheme({ source, data }) {
  if (source !== parent || data?.type !== "convscope:theme") return;
  if (data.theme === "light" || data.theme === "dark") root.dataset.theme = data.theme;
  else delete root.dataset.theme;
  stage.redraw?.();
}

/** @param {unknown} error */
function complain(error) {
  if (error instanceof Refusal) part("failed").textContent = error.message;
  part("failed").hidden = false;
}
