/**
 * Questions about networks to the server; a refusal is thrown as such.
 *
 * Knows addresses of the API and the shape of their answers.
 */

import { answerOf } from "../service/api.js";

/**
 * @typedef {{ size: number[], jump: (number | null)[], start: (number | null)[] }} Field
 * @typedef {{ path: string, op: string, name: string, settings: Record<string, any>, output: number[], parameters: number,
 *   macs: number, activations: number, receptive_field: Field | null, union: Field | null, aligned?: boolean,
 *   branch?: number, branches?: (Field | null)[], layers?: Entry[], grid?: any }} Entry
 * @typedef {{ name: string, title: string, source: string, note: string, input: number[] }} Preset
 * @typedef {{ layer: string, code: string, detail: string, hint: string, repairs: Record<string, any>[] }} Advice
 * @typedef {{ preset?: Preset, input: number[], output: number[], layers: Entry[], advice: Advice[],
 *   totals: Record<string, number>, question?: { input: number[], layers: import("./address.js").Layer[] },
 *   source?: { format: string, text: string } }} Table
 * @typedef {{ path: string, name: string, output: number[], unclipped?: number[][] | null, clipped?: number[][] | null,
 *   cells?: number[], holes?: number[], padding?: number, layers?: Region[] }} Region
 * @typedef {{ path: string, position: number[], direction: string, regions: Region[],
 *   effective?: { first: number[] | null, share: any } }} Reach
 * @typedef {{ op: string, title: string, dimensions: number | null,
 *   parameters: { properties: Record<string, any>, required: string[] } }} Kind
 * @typedef {{ layers: Kind[], presets: Preset[], formats: string[] }} Catalogue
 */

const PICTURE = 64; // cells along the longer side

/** @param {string} language */
export function createNetworkApi(language) {
  /** @type {Map<string, AbortController>} */
  const asking = new Map();

  /**
   * Ask; a newer question for the same purpose ends the older one.
   * @param {string} path
   * @param {object} question
   * @param {string} purpose
   */
  function post(path, question, purpose) {
    asking.get(purpose)?.abort();
    const controller = new AbortController();
    asking.set(purpose, controller);
    return answerOf(`/api/v1/${path}`, {
      method: "POST",
      body: JSON.stringify({ ...question, lang: language }),
      headers: { "Content-Type": "application/json" },
      signal: controller.signal,
    });
  }

  return {
    /** @returns {Promise<Catalogue>} */
    catalogue: () => answerOf(`/api/v1/networks?lang=${language}`, {}),
    /**
     * A picture of at most 64 rows and columns; null where the input is none.
     * @param {string} address with a place for its size
     * @param {string} sizes
     * @returns {Promise<number[][] | null>}
     */
    async picture(address, sizes) {
      const size = sizes.split(",").map(Number);
      if (size.length !== 2 || Math.max(...size) < 4) return null;
      const shrunk = size.map((one) => Math.max(1, Math.round(one / Math.max(1, Math.max(...size) / PICTURE))));
      return (await answerOf(address.replace("{size}", shrunk.join("x")), {})).input;
    },
    /** @param {object} question @param {string} [purpose] @returns {Promise<Table>} */
    table: (question, purpose = "table") => post("network", question, purpose),
    /** @param {object} question @param {string} [purpose] @returns {Promise<Reach>} */
    reach: (question, purpose = "reach") => post("network/reach", question, purpose),
  };
}

/** @typedef {ReturnType<typeof createNetworkApi>} NetworkApi */
