/**
 * The stage in a file of its own: its answer, both arrangements of its scene and its words stand in the file.
 *
 * Asks nobody; values cannot be changed here.
 */

import { listenToKeys } from "../panels/keys.js";
import { defineStage } from "../stage/conv-stage.js";
import { wordsOf } from "../state/words.js";
import { createBare } from "./bare.js";

const baked = JSON.parse(document.getElementById("baked")?.textContent ?? "{}");
defineStage();
const stage = /** @type {import("../stage/conv-stage.js").ConvStage} */ (document.querySelector("conv-stage"));
const dock = /** @type {HTMLElement} */ (document.querySelector("[data-part=transport]"));
const shown = { operator: baked.operator, query: "", speed: Number(baked.speed) || 1 };
const bare = createBare(stage, dock, shown, wordsOf(baked.words), apiOf(baked));
listenToKeys(bare);
bare.living.open(Number(baked.step) || 0);

/**
 * What a server would answer.
 * @param {{ answer: Record<string, any>, scenes: Record<string, unknown> }} held
 * @returns {import("../service/api.js").Api}
 */
function apiOf({ answer, scenes }) {
  const whole = async (/** @type {string} */ layout) => ({ ...answer, scene: scenes[layout] });
  return {
    catalogue: async () => ({}),
    stop() {},
    ask: (_operator, _query, _offset, _limit, layout) => whole(layout),
    page: () => whole("wide"),
  };
}
