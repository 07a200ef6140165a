/**
 * How large numerals may be: one height for a whole board, none where they would be too small to read.
 *
 * Measures in digits, never a text, since faces differ.
 */

import { compact } from "./numbers.js";

const SMALLEST_PITCH = 22; // pixels on the screen from which a cell carries a numeral
const SMALLEST = 10.5; // height of a numeral on the screen
const SMALLEST_WEIGHT = 8.5;
const WIDTHS = /** @type {Record<string, number>} */ ({ "−": 0.84, "×": 0.84, ".": 0.34 }); // to the height, in the widest of the usual faces
const DIGIT = 0.65;

/** Pixels on the screen from which a window's cells show their weights. */
export const WEIGHT_FROM = 29;

/**
 * Height of the numerals in units of the scene, 0 for none.
 * @param {(number | null)[]} values those of the board, empty where they change with the step
 * @param {number} domain their largest magnitude
 * @param {number} pitch
 * @param {number} scale
 */
export function numeralSize(values, domain, pitch, scale) {
  if (pitch * scale < SMALLEST_PITCH) return 0;
  const known = values.length ? values : [domain, -domain];
  const longest = Math.max(DIGIT, ...new Set(known.map((value) => widthOf(compact(value)))));
  const whole = [0.48, 0.4, 0.32].find((share) => longest * share <= 0.9 && share * pitch * scale >= SMALLEST);
  if (whole) return whole * pitch;
  const fitting = (0.9 * pitch) / longest;
  return fitting * scale >= SMALLEST * 0.85 ? fitting : 0;
}

/**
 * Height of a weight in the corner of a cell, 0 where it has no room.
 * @param {string} text
 * @param {number} pitch
 * @param {number} scale
 */
export function weightSize(text, pitch, scale) {
  if (!text) return 0;
  const fitting = Math.min((0.94 * pitch) / widthOf(text), Math.max(pitch * 0.25, 10 / scale));
  return fitting * scale >= SMALLEST_WEIGHT ? fitting : 0;
}

/** Width of a text to its height. @param {string} text */
function widthOf(text) {
  return [...text].reduce((sum, sign) => sum + (WIDTHS[sign] ?? DIGIT), 0);
}
