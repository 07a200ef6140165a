/**
 * A small network in a lesson: its drawing with the field of one cell, and its figures.
 *
 * Asks the server for all of it.
 */

import { spoken } from "../stage/numbers.js";
import { createStack, middleOf } from "./stack.js";
import { axesTold, shapeTold } from "./text.js";

/**
 * @typedef {import("./api.js").Table} Table
 * @typedef {import("./text.js").Words} Words
 */

/**
 * A drawing that follows the pointer; call what comes back with a network.
 * @param {HTMLElement} home
 * @param {Words} words
 * @param {import("./api.js").NetworkApi} api
 * @param {string} purpose
 */
export function createSmall(home, words, api, purpose) {
  /** @type {object} */
  let asked = {};
  const drawing = createStack(home, words, { point: (cell) => cell && see(cell), choose: see });

  /** @param {import("./stack.js").Cell} cell */
  async function see({ path, position }) {
    if (path === "input") return;
    const found = await api.reach({ ...asked, layer: path, position }, purpose).catch(() => null);
    if (found) drawing.see(found, { path, position });
  }

  /** @param {object} question @param {Table} table */
  return async function show(question, table) {
    asked = question;
    const last = lastSeen(table);
    const cell = { path: last?.path ?? "input", position: middleOf(last?.output ?? table.input) };
    drawing.show(table, { input: null, grids: new Map() }, cell);
    await see(cell);
  };
}

/** The last layer whose cells have a field. @param {Table} table */
export function lastSeen(table) {
  return table.layers.filter(({ union, output }) => union && output.length > 1 && output.at(-1) !== 1).at(-1);
}

/** Field, jump, parameters and products by name. @param {Table} table @param {Words} words @returns {[string, string][]} */
export function figuresOf(table, words) {
  const union = lastSeen(table)?.union;
  return [
    [words("network.column.field"), union ? shapeTold(union.size) : "–"],
    [words("network.column.jump"), union ? axesTold(union.jump) : "–"],
    [words("network.column.parameters"), spoken(table.totals.parameters)],
    [words("network.column.macs"), spoken(table.totals.macs)],
  ];
}
