/**
 * The beams: faint bands, in the gaps between boards only, that join window, kernel and output cell.
 */

import { svg } from "./svg.js";

/**
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Box
 */

/**
 * @param {HTMLElement} home the element that the beams lie in, behind the boards
 */
export function createBeams(home) {
  const root = svg("svg", { class: "beams", "aria-hidden": "true" });
  const polygons = [svg("polygon", { class: "beam of-kernel" }), svg("polygon", { class: "beam of-output" })];
  root.append(...polygons);
  home.prepend(root);

  /**
   * Draw both beams: each a pair of boxes and the board edges between which it may be seen.
   * @param {({ from: Box, to: Box, start: number, end: number } | null)[]} pairs
   */
  return function draw(pairs) {
    const origin = home.getBoundingClientRect();
    polygons.forEach((polygon, number) => {
      const pair = pairs[number];
      const seen = pair && pair.end > pair.start;
      polygon.toggleAttribute("hidden", !seen);
      if (!pair || !seen) return;
      const points = [
        [pair.start, pair.from.top],
        [pair.end, pair.to.top],
        [pair.end, pair.to.bottom],
        [pair.start, pair.from.bottom],
      ];
      polygon.setAttribute("points", points.map(([x, y]) => `${x - origin.left},${y - origin.top}`).join(" "));
    });
  };
}

/**
 * The box round several boxes, null round none.
 * @param {(Box | null)[]} boxes
 * @returns {Box | null}
 */
export function around(boxes) {
  const there = boxes.filter((box) => box !== null);
  if (!there.length) return null;
  return {
    left: Math.min(...there.map((box) => box.left)),
    right: Math.max(...there.map((box) => box.right)),
    top: Math.min(...there.map((box) => box.top)),
    bottom: Math.max(...there.map((box) => box.bottom)),
  };
}

/**
 * The frame of a board inside the room it takes.
 * @param {Box} box
 */
export function inset(box) {
  return { left: box.left + 8, right: box.right - 8, top: box.top + 8, bottom: box.bottom - 8 };
}
