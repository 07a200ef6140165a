/**
 * Which boxes a network is drawn with: layers that change no shape stand in the box before, open blocks show what is in
 * them.
 *
 * Knows answers of the API; no place and no colour.
 */

/**
 * @typedef {import("./api.js").Entry} Entry
 * @typedef {{ path: string, name: string, output: number[], entry: Entry | null, folded: Entry[], depth: number,
 *   from: number | null, shortcut: string }} Box `from` is the box from which a way leads round to this one
 */

const INPUT = "input";
const MOST = 40;

/**
 * @param {import("./api.js").Table} table
 * @param {string} inputName
 * @returns {Box[]}
 */
export function boxesOf(table, inputName) {
  const start = { path: INPUT, name: inputName, output: table.input, entry: null, folded: [], depth: 0 };
  for (const open of [true, false]) {
    const boxes = [{ ...start, folded: [], from: null, shortcut: "" }];
    addRow(boxes, table.layers, 0, open);
    if (boxes.length <= MOST || !open) return boxes;
  }
  return [];
}

/**
 * @param {Box[]} boxes
 * @param {Entry[]} entries
 * @param {number} depth
 * @param {boolean} open
 */
function addRow(boxes, entries, depth, open) {
  let before = boxes.length;
  for (const entry of entries) {
    const last = boxes[boxes.length - 1];
    if (boxes.length > before && isFolded(last, entry)) {
      last.folded.push(entry);
      continue;
    }
    const from = boxes.length - 1;
    const inner = open ? mainRow(entry) : [];
    if (inner.length) addRow(boxes, inner, depth + 1, open);
    boxes.push({
      path: entry.path,
      name: entry.name,
      output: entry.output,
      entry,
      folded: [],
      depth,
      from: inner.length ? from : null,
      shortcut: inner.length ? otherRows(entry, inner) : "",
    });
    before = Math.min(before, boxes.length - 1);
  }
}

/** A layer that works on each cell alone and computes no products. @param {Box} box @param {Entry} entry */
function isFolded(box, entry) {
  const same = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
    JSON.stringify(one) === JSON.stringify(other);
  return (
    !entry.layers && !entry.macs && same(entry.output, box.output) && same(entry.union, (box.entry ?? entry).union)
  );
}

/** The longest branch of a block: what is drawn in line. @param {Entry} entry */
function mainRow(entry) {
  const rows = rowsOf(entry);
  return rows.reduce((best, row) => (sizeOf(row) > sizeOf(best) ? row : best), /** @type {Entry[]} */ ([]));
}

/** The names of what lies on the other ways. @param {Entry} entry @param {Entry[]} main */
function otherRows(entry, main) {
  const others = rowsOf(entry).filter((row) => row[0] !== main[0]);
  return others
    .flat()
    .map(({ name }) => name)
    .join(", ");
}

/** @param {Entry} entry @returns {Entry[][]} */
function rowsOf(entry) {
  const inner = entry.layers ?? [];
  const count = Math.max(0, ...inner.map(({ branch = 0 }) => branch + 1));
  return Array.from({ length: count }, (_, number) => inner.filter(({ branch }) => branch === number));
}

/** @param {Entry[]} row @returns {number} */
function sizeOf(row) {
  return row.reduce((sum, { layers }) => sum + 1 + sizeOf(layers ?? []), 0);
}

/** Every layer with those inside blocks, in order. @param {Entry[]} entries @returns {Entry[]} */
export function allEntries(entries) {
  return entries.flatMap((entry) => [entry, ...allEntries(entry.layers ?? [])]);
}

/** The box in which a layer stands; −1 where a closed block hides it. @param {Box[]} boxes @param {string | null} path */
export function boxOf(boxes, path) {
  return boxes.findIndex((box) => box.path === path || box.folded.some((one) => one.path === path));
}

/** Every region by the path of its layer. @param {import("./api.js").Region[]} regions */
export function regionsByPath(regions) {
  /** @type {Map<string, import("./api.js").Region>} */
  const found = new Map();
  for (const region of regions) {
    if (region.clipped) found.set(region.path, region);
    for (const [path, inner] of regionsByPath(region.layers ?? [])) found.set(path, inner);
  }
  return found;
}
