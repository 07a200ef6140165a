/**
 * What lies over the boards: the frames of windows, the ring of the current cell, the winner's circle, pointer, pin and focus.
 *
 * Knows boxes of the scene; moves what is there and makes new frames only when more are needed.
 */

import { svg } from "./svg.js";

/**
 * @typedef {import("./boards.js").Box} Box
 * @typedef {{ windows: Box[], ghosts: Box[], next: Box[], ring: Box | null, winner: Box | null, winners: Box[], hover: Box | null,
 *   pin: Box | null, focus: Box | null }} Shapes
 */

const KINDS = /** @type {const} */ ([
  { name: "next", by: 2 },
  { name: "ghosts", by: 2 },
  { name: "windows", by: 2 },
  { name: "ring", by: 0 },
  { name: "hover", by: -1 },
  { name: "pin", by: 0 },
  { name: "focus", by: 3 },
]);

/**
 * @param {number} least the smallest side of a frame, in units of the scene
 */
export function createOverlay(least) {
  const element = svg("g", { class: "overlay", "aria-hidden": "true" });
  const groups = new Map(KINDS.map(({ name }) => [name, svg("g", { class: name })]));
  const circles = svg("g", { class: "winners" });
  const flag = svg("path", { class: "flag" });
  element.append(...groups.values(), circles, flag);

  /** @param {SVGGElement} group @param {Box[]} boxes @param {number} by */
  function place(group, boxes, by) {
    while (group.childElementCount < boxes.length) group.append(svg("rect"));
    [...group.children].forEach((rect, number) => {
      rect.toggleAttribute("hidden", number >= boxes.length);
      if (number < boxes.length) move(/** @type {SVGRectElement} */ (rect), boxes[number], by, least);
    });
  }

  /** @param {Shapes} shapes */
  return {
    element,
    /** @param {Shapes} shapes */
    show(shapes) {
      for (const { name, by } of KINDS) {
        const given = shapes[name];
        const boxes = Array.isArray(given) ? given : given ? [given] : [];
        place(/** @type {SVGGElement} */ (groups.get(name)), boxes, by);
      }
      const all = [...shapes.winners, ...(shapes.winner ? [shapes.winner] : [])];
      circles.replaceChildren(
        ...all.map((box) =>
          svg("circle", {
            class: box === shapes.winner ? "winner" : "winner earlier",
            cx: box.x + box.width / 2,
            cy: box.y + box.height / 2,
            r: Math.max(Math.min(box.width, box.height) * 0.41, least / 2),
          }),
        ),
      );
      flag.toggleAttribute("hidden", !shapes.pin);
      if (shapes.pin) flag.setAttribute("d", flagOf(shapes.pin));
    },
  };
}

/**
 * @param {SVGRectElement} rect
 * @param {Box} box
 * @param {number} by
 * @param {number} least
 */
function move(rect, box, by, least) {
  const width = Math.max(box.width, least) + 2 * by;
  const height = Math.max(box.height, least) + 2 * by;
  rect.setAttribute("width", String(width));
  rect.setAttribute("height", String(height));
  rect.setAttribute("rx", String(Math.min(8, Math.min(width, height) * 0.14)));
  const x = box.x + (box.width - width) / 2;
  const y = box.y + (box.height - height) / 2;
  rect.style.transform = `translate(${x}px, ${y}px)`;
}

/** A small flag at the upper right corner. @param {Box} box */
function flagOf({ x, y, width }) {
  const size = Math.max(7, Math.min(14, width * 0.24));
  const right = x + width - 3;
  return `M${right} ${y - 3}v${size + 5}l${-size / 2} ${-size * 0.35}l${-size / 2} ${size * 0.35}v${-size - 5}z`;
}
