/**
 * The title over a board: its name, its letter, its size, and what is worth adding.
 *
 * Text of the drawing itself, so that a figure says which grid is which.
 */

import { write } from "./dom.js";
import { svg } from "./svg.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./boards.js").Board} Board
 * @typedef {import("./boards.js").Words} Words
 */

/**
 * @param {Model} model
 * @param {Board} board
 * @param {Words} words
 */
export function createLabel(model, board, words) {
  const { label } = board.place;
  const title = svg("tspan", { class: "title" }, [words(`board.${board.role}`)]);
  const symbol = board.symbol ? [" ", svg("tspan", { class: "symbol" }, [board.symbol])] : [];
  const size = svg("tspan", { class: "size" }, [board.size ? ` ${board.size}` : ""]);
  const note = svg("tspan", { class: "note" });
  const below = label.lines > 1;
  if (below) {
    note.setAttribute("x", String(label.x));
    note.setAttribute("dy", "1.25em");
  }
  const element = svg("text", { class: "label", "data-of": board.role, x: label.x, y: label.y }, [
    title,
    ...symbol,
    size,
    note,
  ]);
  return {
    element,
    /** @param {import("./reading.js").Reading} reading */
    show(reading) {
      const text = noteOf(model, board, reading, words);
      write(note, text && !below ? `${words("list.join")}${text}` : text);
    },
  };
}

/**
 * Padding of the input; which filter is drawn; what was done to the kernel.
 * @param {Model} model
 * @param {Board} board
 * @param {import("./reading.js").Reading} reading
 * @param {Words} words
 */
function noteOf(model, { role, inside, shape }, reading, words) {
  if (role === "input" && inside)
    return words("board.padding", { sides: sidesText(model.axes.map((axis) => axis.padding)) });
  if (role !== "weight") return "";
  if (model.kind === "scatter" && shape[0] > 1) return words("plane.channel", { n: (reading.input?.[0] ?? 0) + 1 });
  const filters = model.weightByInput ? 1 : shape[0];
  return filters > 1 ? words("board.filter", { n: (reading.output?.[0] ?? 0) + 1, of: filters }) : "";
}

/**
 * Padding as few numbers as say it: `1`, `1, 2`, or both sides of each axis.
 * @param {[number, number][]} sides
 */
function sidesText(sides) {
  const all = sides.flat();
  if (all.every((side) => side === all[0])) return String(all[0]);
  return sides.map(([before, after]) => (before === after ? before : `${before} + ${after}`)).join(", ");
}
