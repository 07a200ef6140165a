/**
 * Which parts of a sum stand open in the line and which are folded to one number, so that hundreds of terms stay readable.
 *
 * Decides on boxes only: knows no element and no word.
 */

import { together } from "./terms.js";

/**
 * @typedef {import("./terms.js").Sum} Sum
 * @typedef {import("./terms.js").Term} Term
 * @typedef {import("./terms.js").Group} Group
 * @typedef {{ kind: "term", term: Term }} TermItem
 * @typedef {{ kind: "fold", group: Group }} Fold
 * @typedef {{ kind: "open", group: Group, items: Item[], closable: boolean }} Open
 * @typedef {{ kind: "rest", level: string, first: number, last: number, terms: Term[], sum: number | null,
 *   running: number | null, path: number[] }} Rest several neighbours told as one; `path` leads to the nearest of them
 * @typedef {TermItem | Fold | Open | Rest} Item
 */

const ALL_OPEN = 9;
const ALL_PAINTED = 18;
const ONE_ROW_OPEN = 36;
const MOST_BOXES = 12;
const MOST_FOLDS = 8; // they are wider, with a label each

/**
 * The boxes of a sum. Up to 9 terms all stand open; up to 36 of one channel show one row; more are folded from the
 * outermost level, and `open` is the path of what is unfolded.
 * @param {Sum} sum
 * @param {number[]} open
 * @param {Term | null} shown a term that has to be visible
 * @returns {Item[]}
 */
export function foldingOf(sum, open, shown) {
  const { terms, root, levels } = sum;
  if (terms.length <= (sum.form === "paint" ? ALL_PAINTED : ALL_OPEN)) return allOf(root);
  const oneRow = terms.length <= ONE_ROW_OPEN && levels[0] !== "channel";
  const path = shown ? shown.path : oneRow ? firstIn(root, open).path : open;
  return someOf(sum, root, path, MOST_BOXES, !oneRow);
}

/**
 * How many boxes some items are drawn as.
 * @param {Item[]} items
 * @returns {number}
 */
export function boxesOf(items) {
  return items.reduce((boxes, item) => boxes + (item.kind === "open" ? boxesOf(item.items) : 1), 0);
}

/**
 * @param {Group} group
 * @returns {Item[]}
 */
function allOf(group) {
  if (!group.groups.length) return group.terms.map((term) => ({ kind: "term", term }));
  return group.groups.map((inner) => ({ kind: "open", group: inner, items: allOf(inner), closable: false }));
}

/**
 * The parts of a group: the one that the path leads to unfolded, its neighbours as far as there is room.
 * @param {Sum} sum
 * @param {Group} group
 * @param {number[]} path
 * @param {number} room how many boxes there may be
 * @param {boolean} closable
 * @returns {Item[]}
 */
function someOf(sum, group, path, room, closable) {
  const depth = group.path.length;
  const parts = group.groups.length ? group.groups : group.terms;
  const at = parts.findIndex((part) => part.path[depth] === path[depth]);
  const chosen = at >= 0 && group.groups.length ? group.groups[at] : null;
  const inner = chosen ? insideOf(sum, chosen, path, room - Math.min(parts.length - 1, 2), closable) : [];
  const most = chosen || !group.groups.length ? room : Math.min(room, MOST_FOLDS);
  const left = most - (chosen ? boxesOf(inner) - 1 : 0);
  const [start, end] = stretch(parts.length, Math.max(at, 0), left);
  return [
    ...restOf(sum, group, 0, start),
    ...parts.slice(start, end).map((part) => (part === chosen ? opened(chosen, inner, closable) : closed(part))),
    ...restOf(sum, group, end, parts.length),
  ];
}

/**
 * What an unfolded group shows: everything where that is little.
 * @param {Sum} sum
 * @param {Group} group
 * @param {number[]} path
 * @param {number} room
 * @param {boolean} closable
 */
function insideOf(sum, group, path, room, closable) {
  return group.terms.length <= ALL_OPEN ? allOf(group) : someOf(sum, group, path, room, closable);
}

/**
 * @param {Group} group
 * @param {Item[]} items
 * @param {boolean} closable
 * @returns {Open}
 */
function opened(group, items, closable) {
  return { kind: "open", group, items, closable };
}

/**
 * @param {Group | Term} part
 * @returns {Item}
 */
function closed(part) {
  return "terms" in part ? { kind: "fold", group: part } : { kind: "term", term: part };
}

/**
 * From where to where the parts are shown one by one: all, or a stretch with `at` in it and a box for the rest on
 * either side. A rest is never a single part.
 * @param {number} parts
 * @param {number} at
 * @param {number} room
 * @returns {[number, number]}
 */
function stretch(parts, at, room) {
  if (parts <= room) return [0, parts];
  const size = Math.max(1, room - 2);
  const start = Math.floor(at / size) * size;
  const end = Math.min(parts, start + size);
  return [start === 1 ? 0 : start, end === parts - 1 ? parts : end];
}

/**
 * The parts of a group from one place to another, told as one.
 * @param {Sum} sum
 * @param {Group} group
 * @param {number} start
 * @param {number} end
 * @returns {Rest[]}
 */
function restOf(sum, group, start, end) {
  if (start >= end) return [];
  const depth = group.path.length;
  const parts = (group.groups.length ? group.groups : group.terms).slice(start, end);
  const terms = parts.flatMap((part) => ("terms" in part ? part.terms : [part]));
  const nearest = parts[start === 0 ? parts.length - 1 : 0];
  return [
    {
      kind: "rest",
      level: sum.levels[depth],
      first: parts[0].path[depth],
      last: parts[parts.length - 1].path[depth],
      terms,
      sum: together(terms, sum.form),
      running: terms[terms.length - 1].running,
      path: nearest.path,
    },
  ];
}

/**
 * The term that a path leads to: below it the first that adds something (the winner, where there is one).
 * @param {Group} root
 * @param {number[]} path
 * @returns {Term}
 */
function firstIn(root, path) {
  const under = root.terms.filter((term) => path.every((place, depth) => term.path[depth] === place));
  const terms = under.length ? under : root.terms;
  return terms.find((term) => term.winner) ?? terms.find((term) => term.product) ?? terms[0];
}
