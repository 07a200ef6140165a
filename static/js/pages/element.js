/**
 * `<conv-stage src="…/conv2d?…">` on any page: the bare stage in a shadow, with style, words and answers of its server.
 *
 * Knows the page it stands on only by its language; nothing of that page is changed.
 */

import { listenToKeys } from "../panels/keys.js";
import { createApi, Refusal } from "../service/api.js";
import { ConvStage } from "../stage/conv-stage.js";
import { html } from "../stage/dom.js";
import { patterns } from "../stage/patterns.js";
import { fieldsOf, queryOf } from "../state/notation.js";
import { loadWords } from "../state/words.js";
import { createBare } from "./bare.js";

const LANGUAGES = { en: "en", zh: "zh-Hans" };
const SHOWN = ["step", "speed", "lang", "theme"]; // keys that are read here
const LEFT = [...SHOWN, "present", "layout", "offset", "limit", "only", "columns"]; // and others that no question needs
const script = /** @type {HTMLScriptElement | null} */ (document.querySelector('script[src*="/joined/element.js"]'));

class Framed extends ConvStage {
  connectedCallback() {
    if (!this.hasAttribute("src")) super.connectedCallback();
    else if (!this.shadowRoot) fill(this, this.attachShadow({ mode: "open" }));
  }
}

/**
 * @param {HTMLElement} element
 * @param {ShadowRoot} shadow
 */
async function fill(element, shadow) {
  const { origin, pathname, search } = new URL(element.getAttribute("src") ?? "", script?.src ?? location.href);
  const fields = fieldsOf(search);
  const [step, speed, lang, theme] = SHOWN.map((name) => fields.get(name));
  for (const name of LEFT) fields.delete(name);
  if (theme) element.dataset.theme ??= theme;
  const language = languageOf(lang ?? (element.closest("[lang]")?.getAttribute("lang") || "en"));
  const style = html("link", { rel: "stylesheet", href: `${origin}/static/joined/element.css` });
  const styled = new Promise((resolve) => style.addEventListener("load", resolve, { once: true }));
  const failed = html("p", { class: "failed", role: "alert", hidden: true });
  const root = html("div", { class: "bare framed inline", lang: language, hidden: true }, [failed]);
  shadow.append(style, patterns(), root);
  await styled;
  root.hidden = false;
  try {
    const words = await loadWords(language, origin);
    const api = createApi(language, origin);
    const operator = pathname.split("/").pop() ?? "";
    const query = queryOf(fields) || (await ownQuery(api, operator));
    await show(
      root,
      failed,
      { operator, query, speed: Number(speed) || 1, step: Number(step) || 0, origin },
      words,
      api,
    );
  } catch (error) {
    failed.textContent = error instanceof Refusal ? error.message : String(error);
    failed.hidden = false;
  }
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} failed
 * @param {{ operator: string, query: string, speed: number, step: number, origin: string }} shown
 * @param {(key: string, given?: Record<string, string | number>) => string} words
 * @param {import("../service/api.js").Api} api
 */
async function show(root, failed, shown, words, api) {
  const { operator, query, step, origin } = shown;
  const stage = /** @type {ConvStage} */ (document.createElement("conv-stage"));
  stage.toggleAttribute("data-free", true);
  const dock = html("section", { class: "transport" });
  const link = html("a", { target: "_blank", rel: "noopener" }, [words("element.open")]);
  root.prepend(stage, dock, html("footer", { class: "origin" }, [link]));
  const bare = createBare(stage, dock, shown, words, api, {
    changed() {
      failed.hidden = true;
      const { picture } = bare.living;
      link.href = `${origin}/${operator}?${picture.query ?? query}${picture.step ? `&step=${picture.step}` : ""}`;
    },
    failed(error) {
      failed.textContent = error instanceof Refusal ? error.message : words("element.failed");
      failed.hidden = false;
    },
  });
  listenToKeys(bare, root);
  await bare.living.open(step);
}

/** The experiment of an operator that is named without one. @param {import("../service/api.js").Api} api @param {string} operator */
async function ownQuery(api, operator) {
  const { operators } = await api.catalogue();
  return operators.find((/** @type {any} */ one) => one.id === operator)?.default ?? "";
}

/** @param {string} given */
function languageOf(given) {
  const [wanted] = given.toLowerCase().split("-");
  return wanted === "zh" ? LANGUAGES.zh : LANGUAGES.en;
}

if (!customElements.get("conv-stage")) customElements.define("conv-stage", Framed);
