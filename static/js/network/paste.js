/**
 * A model pasted as text, and the network in hand as such text.
 *
 * The text is read by the server, which never runs it; a refusal stands beside it.
 */

import { sentence } from "../panels/told.js";
import { Refusal } from "../service/api.js";
import { button, html } from "../stage/dom.js";

const NAMES = new Map([
  ["torch", "PyTorch"],
  ["keras", "Keras"],
]);
const KERAS = /\bkeras\b|\bDense\s*\(|\bConv[123]D\b/;

/**
 * @param {HTMLElement} opener
 * @param {HTMLDialogElement} dialog
 * @param {import("./text.js").Words} words
 * @param {import("./api.js").Catalogue} catalogue
 * @param {import("./api.js").NetworkApi} api
 * @param {import("./session.js").Session} session
 */
export function createPaste(opener, dialog, words, catalogue, api, session) {
  const text = html("textarea", { rows: 12, spellcheck: "false", "aria-label": words("network.paste.text") });
  const shape = html("input", { type: "text", placeholder: "3, 224, 224" });
  const wrong = html("p", { class: "wrong", role: "alert" });
  const writers = catalogue.formats.map((format) =>
    button(NAMES.get(format) ?? format, () => write(format), { class: "repair" }),
  );
  dialog.setAttribute("aria-label", words("network.paste"));
  dialog.replaceChildren(
    html("h2", {}, [words("network.paste")]),
    html("p", {}, [words("network.paste.how")]),
    text,
    wrong,
    html("label", { class: "place-field" }, [html("span", {}, [words("network.paste.shape")]), shape]),
    html("div", { class: "editor-row" }, [
      button(words("network.paste.read"), read, { class: "primary" }),
      button(words("share.close"), () => dialog.close(), { class: "plain" }),
    ]),
    html("div", { class: "editor-row" }, [html("span", {}, [words("network.paste.write")]), ...writers]),
  );
  opener.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("close", () => {
    wrong.textContent = "";
  });

  async function read() {
    const format = KERAS.test(text.value) ? "keras" : "torch";
    const sizes = shape.value.match(/\d+/g)?.map(Number);
    await attempt(async () => {
      const question = { source: { format, text: text.value }, ...(sizes ? { input: sizes } : {}) };
      const { question: found } = await api.table(question, "paste");
      if (found) session.become(found, { layer: null, position: null });
      dialog.close();
    });
  }

  /** @param {string} format */
  async function write(format) {
    await attempt(async () => {
      const { source } = await api.table({ ...session.layers(), framework: format }, "paste");
      text.value = source?.text ?? "";
      text.select();
    });
  }

  /** @param {() => Promise<void>} act */
  async function attempt(act) {
    wrong.textContent = "";
    try {
      await act();
    } catch (error) {
      const first = error instanceof Refusal ? error.problem.errors[0] : null;
      wrong.textContent = first ? `${sentence(first.detail)} ${sentence(first.hint)}` : words("problem.gone");
    }
  }
}
