/**
 * A grid of numbers as a small picture: one path for each of nine shades, so that a theme changes it without drawing.
 *
 * Knows numbers and a rectangle; the shades are the style sheet's.
 */

import { svg } from "../stage/svg.js";

const HALF = 4; // shades on each side of zero

/**
 * @typedef {import("./layout.js").Rectangle} Rectangle
 * @typedef {"grey" | "signed" | "share"} Scale
 */

/**
 * @param {number[][]} rows
 * @param {Rectangle} box
 * @param {Scale} scale
 */
export function pictureOf(rows, box, scale) {
  const largest = rows.reduce((most, row) => Math.max(most, ...row.map(Math.abs)), 0) || 1;
  /** @type {Map<number, string>} */
  const paths = new Map();
  rows.forEach((row, y) => {
    row.forEach((value, x) => {
      const shade = shadeOf(value / largest, scale);
      if (shade !== null) paths.set(shade, `${paths.get(shade) ?? ""}M${x} ${y}h1v1h-1z`);
    });
  });
  const drawn = [...paths].map(([shade, d]) => svg("path", { class: `shade s${shade + HALF}`, d }));
  const across = box.width / (rows[0]?.length ?? 1);
  const placed = `translate(${box.x} ${box.y}) scale(${across} ${box.height / rows.length})`;
  return svg("g", { class: `map ${scale}`, transform: placed }, drawn);
}

/** @param {number} share from −1 to 1 @param {Scale} scale @returns {number | null} */
function shadeOf(share, scale) {
  if (scale === "signed") return Math.round(share * HALF);
  if (scale === "share" && share <= 0) return null;
  return scale === "share" ? Math.ceil(Math.sqrt(share) * 2 * HALF) - HALF : Math.round(share * 2 * HALF) - HALF;
}

/**
 * The first channel of a grid as rows; of one axis, and of a vector, a column.
 * @param {any} grid
 * @returns {number[][]}
 */
export function rowsOf(grid) {
  if (!Array.isArray(grid[0])) return grid.map((/** @type {number} */ one) => [one]);
  let plane = grid[0];
  while (Array.isArray(plane[0]?.[0])) plane = plane[plane.length >> 1];
  return Array.isArray(plane[0]) ? plane : plane.map((/** @type {number} */ one) => [one]);
}
