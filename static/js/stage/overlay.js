/**
 * What lies over a board's cells: the window's frame, the ring of the current cell, the winner's circle.
 *
 * Knows places in pixels; moves what is there and makes new frames only when a window covers more planes.
 */

import { geometry as _geometry, locate } from "./boards.js";
import { svg } from "./svg.js";

/**
 * @typedef {import("./boards.js").Board} Board
 * @typedef {ReturnType<typeof _geometry>} Geometry
 * @typedef {{ window: (readonly number[])[], current: readonly number[] | null, winner: readonly number[] | null }} Marks
 */

/**
 * An overlay for one board; `mark` moves its frames.
 * @param {Board} board
 * @param {Geometry} place
 */
export function createOverlay(board, place) {
  const element = svg("g", { class: "overlay" });
  /** @type {SVGRectElement[]} */
  const frames = [];
  const ring = svg("rect", { class: "ring" });
  const circle = svg("circle", { class: "winner" });
  element.append(ring, circle);
  const least = Math.max(place.pitch, 6);

  /** @param {Marks} marks */
  function mark(marks) {
    const boxes = boxesOf(board, marks.window);
    while (frames.length < boxes.length) {
      const one = svg("rect", { class: "window" });
      frames.push(one);
      element.prepend(one);
    }
    frames.forEach((one, number) => {
      one.toggleAttribute("hidden", number >= boxes.length);
      if (number < boxes.length) move(one, boxes[number], 2);
    });
    const current = marks.current && locate(board, marks.current);
    ring.toggleAttribute("hidden", !current);
    if (current) move(ring, { ...current, rows: 1, columns: 1 }, 0);
    const winner = marks.winner && locate(board, marks.winner);
    circle.toggleAttribute("hidden", !winner);
    if (winner) {
      const half = least / 2;
      circle.setAttribute("cx", String(place.left(winner.plane) + winner.column * place.pitch + place.pitch / 2));
      circle.setAttribute("cy", String(place.top(winner.plane) + winner.row * place.tall + place.tall / 2));
      circle.setAttribute("r", String(half * 0.8));
    }
  }

  /**
   * @param {SVGRectElement} rect
   * @param {{ plane: number, row: number, column: number, rows: number, columns: number }} box
   * @param {number} by
   */
  function move(rect, box, by) {
    const width = Math.max(box.columns * place.pitch, least) + 2 * by;
    const height = Math.max(box.rows * place.tall, least) + 2 * by;
    rect.setAttribute("width", String(width));
    rect.setAttribute("height", String(height));
    rect.setAttribute("rx", String(Math.min(8, place.pitch * 0.14 + by)));
    const x = place.left(box.plane) + box.column * place.pitch - by;
    const y = place.top(box.plane) + box.row * place.tall - by;
    rect.style.transform = `translate(${x}px, ${y}px)`;
  }

  return { element, mark };
}

/**
 * The smallest boxes round the drawn cells of a window, one a plane.
 * @param {Board} board
 * @param {(readonly number[])[]} indices
 */
export function boxesOf(board, indices) {
  /** @type {Map<number, { plane: number, row: number, column: number, rows: number, columns: number }>} */
  const boxes = new Map();
  for (const index of indices) {
    const spot = locate(board, index);
    if (!spot) continue;
    const box = boxes.get(spot.plane);
    if (!box) {
      boxes.set(spot.plane, { ...spot, rows: 1, columns: 1 });
      continue;
    }
    const row = Math.min(box.row, spot.row);
    const column = Math.min(box.column, spot.column);
    box.rows = Math.max(box.row + box.rows, spot.row + 1) - row;
    box.columns = Math.max(box.column + box.columns, spot.column + 1) - column;
    box.row = row;
    box.column = column;
  }
  return [...boxes.values()];
}
