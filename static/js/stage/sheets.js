/**
 * One sheet of a board: its frame, one form for each role, the tab that brings it to the front, its grid and its ring.
 *
 * Knows places and names, no values.
 */

import { planeBox } from "./boards.js";
import { frame, svg } from "./svg.js";

/**
 * @param {import("./boards.js").Board} board
 * @param {number} number
 * @param {import("./boards.js").Words} words
 */
export function createSheet(board, number, words) {
  const { sheets, planes, stacked } = board.place;
  const { x, y } = sheets[number];
  const whole = moved(planeBox(board, number), x, y);
  const inner = moved(planeBox(board, number, false), x, y);
  const grid = svg("g", { "data-grid": board.role, role: "grid" });
  const ring = svg("g", { "data-grid": "padding", role: "grid", "aria-label": words("board.ring") });
  const element = svg("g", { class: "sheet", transform: `translate(${x} ${y})` }, framesOf(board, whole, inner));
  const title = svg("text", { class: "plane", x: whole.x - 4, y: whole.y - 11 });
  const tab = stacked ? createTab(whole) : null;
  if (hasRing(board)) element.append(ring);
  element.append(grid, ...(tab ? [tab.element] : planes > 1 ? [title] : []));
  return {
    element,
    grid,
    ring,
    /** Tell which plane this is. @param {number[]} prefix */
    name(prefix) {
      const label = nameOf(board, prefix, words);
      grid.setAttribute("aria-label", [spokenOf(board, words), label].filter(Boolean).join(words("list.join")));
      if (tab) tab.name(prefix[prefix.length - 1], words("sheet.raise", { label }));
      else title.textContent = shortOf(board, prefix, whole.width, label);
    },
  };
}

/**
 * The name of a board with its size, as it is heard.
 * @param {import("./boards.js").Board} board
 * @param {import("./boards.js").Words} words
 */
export function spokenOf({ role, place: { rows, columns } }, words) {
  return words("board.sized", { board: words(`board.${role}`), rows, columns });
}

/** @param {import("./boards.js").Board} board */
function hasRing({ place }) {
  return place.ring.flat().some((cells) => cells > 0);
}

/**
 * @param {import("./boards.js").Box} box
 * @param {number} x
 * @param {number} y
 */
function moved(box, x, y) {
  return { ...box, x: box.x - x, y: box.y - y };
}

/**
 * Frames differ in form for each role; a second one lies round the true input.
 * @param {import("./boards.js").Board} board
 * @param {import("./boards.js").Box} whole
 * @param {import("./boards.js").Box} inner
 */
function framesOf(board, whole, inner) {
  if (board.role === "partial") return [];
  const frames = [frame("frame", whole, 6, 10)];
  if (board.place.stacked) frames.unshift(frame("ground", whole, board.role === "output" ? 10 : 6, 12));
  if (board.role === "output") frames.push(frame("frame outer", whole, 10, 13));
  if (hasRing(board)) frames.push(frame("frame inner", inner, 1, 6));
  return frames;
}

/**
 * The tab at a sheet's upper right corner; a press brings the sheet to the front.
 * @param {import("./boards.js").Box} whole
 */
function createTab(whole) {
  const size = 22;
  const x = whole.x + whole.width - size + 8;
  const y = whole.y - size - 1;
  const label = svg("text", { x: x + size / 2, y: y + size / 2 + 0.5 });
  const element = svg("g", { class: "tab", role: "button", tabindex: "0" }, [
    svg("rect", { x, y, width: size, height: size, rx: 6 }),
    label,
  ]);
  return {
    element,
    /** @param {number} place @param {string} told */
    name(place, told) {
      label.textContent = String(place + 1);
      element.setAttribute("aria-label", told);
      element.dataset.raises = String(place);
    },
  };
}

/**
 * "channel 2, slice 1": what of a plane's place is worth telling.
 * @param {import("./boards.js").Board} board
 * @param {number[]} prefix
 * @param {import("./boards.js").Words} words
 */
export function nameOf(board, prefix, words) {
  const { channel, slice } = partsOf(board, prefix);
  const parts = [];
  if (channel !== null) parts.push(words("plane.channel", { n: channel + 1 }));
  if (slice !== null) parts.push(words("plane.slice", { n: slice + 1 }));
  return parts.join(words("list.join"));
}

/**
 * @param {import("./boards.js").Board} board
 * @param {number[]} prefix
 */
function partsOf(board, prefix) {
  const deep = board.place.sheets[0].index.length > 1;
  return {
    channel: board.channels > 1 && prefix.length ? prefix[prefix.length - (deep ? 2 : 1)] : null,
    slice: deep ? prefix[prefix.length - 1] : null,
  };
}

/**
 * The name in words, or by numbers alone over planes too narrow for words.
 * @param {import("./boards.js").Board} board
 * @param {number[]} prefix
 * @param {number} width
 * @param {string} label
 */
function shortOf(board, prefix, width, label) {
  if (board.tail < 2) return "";
  if (label.length * 6.2 <= width + 16) return label;
  const { channel, slice } = partsOf(board, prefix);
  return [channel, slice].flatMap((place) => (place === null ? [] : [place + 1])).join("·");
}
