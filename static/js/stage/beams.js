/**
 * The beams: faint bands, in the gaps between boards only, that join window, kernel and output cell.
 *
 * Knows boxes of the scene.
 */

import { svg } from "./svg.js";

/**
 * @typedef {import("./boards.js").Box} Box
 * @typedef {{ from: Box, to: Box, out: Box, into: Box }} Beam what is joined, and the boards that it leaves and enters
 */

const FRAME = 6;

/** The two beams of a stage: into the kernel, and into the output. */
export function createBeams() {
  const paths = [svg("path", { class: "beam of-kernel" }), svg("path", { class: "beam of-output" })];
  return {
    element: svg("g", { class: "beams", "aria-hidden": "true" }, paths),
    /** @param {(Beam | null)[]} beams */
    show(beams) {
      paths.forEach((path, number) => {
        const line = beams[number] ? outlineOf(/** @type {Beam} */ (beams[number])) : null;
        path.toggleAttribute("hidden", line === null);
        if (line === null) return;
        path.setAttribute("d", line);
        path.style.setProperty("d", `path("${line}")`); // what a transition can follow
      });
    },
  };
}

/**
 * To the right where the boards stand side by side, downwards where they stand below each other, nothing otherwise.
 * @param {Beam} beam
 */
function outlineOf({ from, to, out, into }) {
  const right = [out.x + out.width + FRAME, into.x - FRAME];
  if (right[0] < right[1]) {
    const [a, b] = right;
    return `M${a} ${from.y}L${b} ${to.y}L${b} ${to.y + to.height}L${a} ${from.y + from.height}Z`;
  }
  const down = [out.y + out.height + FRAME, into.y - FRAME];
  if (down[0] >= down[1]) return null;
  const [a, b] = down;
  return `M${from.x} ${a}L${to.x} ${b}L${to.x + to.width} ${b}L${from.x + from.width} ${a}Z`;
}

/**
 * The box round several boxes, null round none.
 * @param {(Box | null)[]} boxes
 * @returns {Box | null}
 */
export function around(boxes) {
  const there = boxes.filter((box) => box !== null);
  if (!there.length) return null;
  const x = Math.min(...there.map((box) => box.x));
  const y = Math.min(...there.map((box) => box.y));
  const right = Math.max(...there.map((box) => box.x + box.width));
  const bottom = Math.max(...there.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
