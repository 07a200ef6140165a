/**
 * The page of networks: presets, the drawing, the table and the chosen cell, kept together.
 *
 * Knows which part follows which; what each shows is its own.
 */

import { createAdvice } from "../network/advice.js";
import { createNetworkApi } from "../network/api.js";
import { createCard } from "../network/card.js";
import { createEditor } from "../network/editor.js";
import { createFigures } from "../network/figures.js";
import { startLessons } from "../network/lessons.js";
import { enableMoving } from "../network/moving.js";
import { createPaste } from "../network/paste.js";
import { createPresets } from "../network/presets.js";
import { createSession } from "../network/session.js";
import { createStack } from "../network/stack.js";
import { createTable } from "../network/table.js";
import { createTrouble } from "../network/trouble.js";
import { applyAppearance, createAppearance } from "../panels/appearance.js";
import { loadWords } from "../state/words.js";

const POINTED = 16; // milliseconds between two questions while the pointer moves

applyAppearance(new URLSearchParams(location.search));
start();

async function start() {
  const language = document.documentElement.lang;
  const api = createNetworkApi(language);
  const [words, catalogue] = await Promise.all([loadWords(language), api.catalogue()]);
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (document.querySelector(`[data-part="${name}"]`));
  /** @type {import("../network/stack.js").Pictures} */
  const pictures = { input: null, grids: new Map() };
  const session = createSession(api, { shown, seen, failed, counted });
  let pointing = 0;
  /** @type {import("../network/api.js").Table | null} the network on which a field is drawn */
  let seenOn = null;

  const cell = () => ({ path: session.look.layer ?? "input", position: session.look.position ?? [] });
  const stack = createStack(part("stack"), words, {
    point(pointed) {
      clearTimeout(pointing);
      pointing = window.setTimeout(() => session.see(pointed), POINTED);
    },
    choose: ({ path, position }) => session.choose({ layer: path, position }),
  });
  const choose = (/** @type {string} */ path) => session.choose({ layer: path });
  const table = createTable(part("table"), words, catalogue, choose);
  const card = createCard(part("card"), words, session.choose);
  const presets = createPresets(part("presets"), part("about"), words, catalogue, (name) =>
    session.become({ preset: name }),
  );
  const editor = createEditor(part("editor"), words, catalogue, session);
  const advice = createAdvice(part("advice"), words, catalogue, session);
  const dialog = /** @type {HTMLDialogElement} */ (part("paste"));
  createPaste(part("open-paste"), dialog, words, catalogue, api, session);
  enableMoving(table.body, editor);
  const figures = createFigures(part("figures"), words, language, session);
  const trouble = createTrouble(part("problem"), words, catalogue, session);

  function shown() {
    if (!session.table) return;
    trouble(null);
    presets(session.table);
    stack.show(session.table, pictures, cell());
    table.show(session.table, session.look.layer ?? "input");
    editor.show();
    advice(session.table);
    seen(session.reach, cell());
    document.documentElement.dataset.ready = "";
    picture();
  }

  /** @param {import("../network/api.js").Reach | null} reach @param {{ path: string, position: number[] }} of */
  function seen(reach, of) {
    if (!session.table) return;
    if (reach || seenOn !== session.table) stack.see(reach, of); // the picture of the cell before stays until there is one
    seenOn = session.table;
    figures(of);
    const look = { ...session.look, layer: of.path, position: of.position };
    card.show({ table: session.table, entry: session.entry(of.path), look, reach });
    if (reach) document.documentElement.dataset.seen = `${of.path} ${of.position}`;
  }

  /** @param {unknown} error */
  function failed(error) {
    trouble(error);
  }

  /** @param {import("../network/api.js").Table} numbers */
  function counted(numbers) {
    pictures.grids = new Map(numbers.layers.map(({ path, grid }) => [path, grid]));
    shown();
  }

  /** The picture that the network looks at, where its input is one. */
  async function picture() {
    const sizes = String(session.table?.input.slice(1));
    if (part("stack").dataset.pictured === sizes) return;
    part("stack").dataset.pictured = sizes;
    [pictures.input, pictures.grids] = [await api.picture(part("stack").dataset.picture ?? "", sizes), new Map()];
    shown();
  }

  createAppearance(session.address, shown);
  startLessons({ words, api }, failed);
  session.load();
}
