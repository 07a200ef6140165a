/**
 * What one cell sees or reaches, drawn over a network: a region on every face, a cone through all of them.
 *
 * Knows places and the regions that the server found.
 */

import { svg } from "../stage/svg.js";
import { partOf } from "./layout.js";
import { pictureOf } from "./picture.js";
import { boxOf, regionsByPath } from "./plan.js";

/**
 * @typedef {import("./layout.js").Rectangle} Rectangle
 * @typedef {import("./layout.js").Layout} Layout
 * @typedef {import("./plan.js").Box} Box
 * @typedef {import("./api.js").Reach} Reach
 * @typedef {{ at: number, part: Rectangle, whole: Rectangle | null, size: string }} Seen
 */

const MOST_SHARES = 20000; // cells that are drawn one by one
const TAG = 22;
const MARGIN = 10; // pixels of padding that are shown around a face

/** @param {SVGSVGElement} drawing */
export function createFieldDrawing(drawing) {
  const element = svg("g", { class: "regions" });

  /**
   * @param {Box[]} boxes
   * @param {Layout} layout
   * @param {Reach | null} reach
   * @param {{ path: string, position: number[] }} cell
   */
  function draw(boxes, layout, reach, cell) {
    const chosen = boxOf(boxes, cell.path);
    drawing.toggleAttribute("data-sees", reach !== null);
    if (chosen < 0) return element.replaceChildren();
    const own = ownOf(boxes, layout, cell, chosen);
    const found = reach ? seenOf(boxes, layout, reach) : [];
    const others = found.filter((one) => one.at !== chosen).sort((one, other) => one.at - other.at);
    const all = [...others, own].sort((one, other) => one.at - other.at);
    element.replaceChildren(
      ...all.slice(1).map((one, number) => beam(all[number].part, one.part)),
      ...others.flatMap((one) => region(one, layout, one.at === 0 ? sharesOf(reach, layout) : [])),
      svg("rect", { class: "chosen", ...own.part }),
    );
  }

  return { element, draw };
}

/** @param {Box[]} boxes @param {Layout} layout @param {{ position: number[] }} cell @param {number} at @returns {Seen} */
function ownOf(boxes, layout, { position }, at) {
  const isPlace = position.length === boxes[at].output.length - 1;
  const part = partOf(layout.places[at], isPlace ? position.map((one) => [one, one]) : []);
  return { at, part, whole: null, size: "" };
}

/** @param {Box[]} boxes @param {Layout} layout @param {Reach} reach @returns {Seen[]} */
function seenOf(boxes, layout, reach) {
  const regions = regionsByPath(reach.regions);
  return boxes.flatMap((box, at) => {
    const path = [...box.folded].reverse().find((one) => regions.has(one.path))?.path ?? box.path;
    const region = regions.get(path);
    if (!region?.clipped) return [];
    const ends = region.clipped;
    const size = ends.map(([first, last]) => last - first + 1).join(" × ");
    const beyond = region.unclipped && String(region.unclipped) !== String(ends) ? region.unclipped : null;
    const place = layout.places[at];
    return [{ at, part: partOf(place, ends), whole: beyond && partOf(place, beyond), size }];
  });
}

/** What joins the regions of two faces. @param {Rectangle} from @param {Rectangle} to */
function beam(from, to) {
  const [x0, x1] = [from.x + from.width, to.x];
  const points = [
    [x0, from.y],
    [x1, to.y],
    [x1, to.y + to.height],
    [x0, from.y + from.height],
  ];
  return svg("polygon", { class: "beam", points: points.map((point) => point.join(",")).join(" ") });
}

/**
 * A region with its size; on the input all around it is dimmed, and what lies in padding is dashed.
 * @param {Seen} seen
 * @param {Layout} layout
 * @param {Element[]} shares
 */
function region({ at, part, whole, size }, layout, shares) {
  const place = layout.places[at];
  const parts = [];
  if (at === 0)
    parts.push(svg("path", { class: "dim", "fill-rule": "evenodd", d: `${outline(place)}${outline(part)}` }));
  parts.push(...shares);
  if (whole) parts.push(svg("path", { class: "beyond", "fill-rule": "evenodd", d: ringOf(whole, place) }));
  parts.push(svg("rect", { class: "region", ...part }));
  if (place.named !== null && size && place.rows) parts.push(...tag(part, size));
  return parts;
}

/** @param {Rectangle} box */
function outline({ x, y, width, height }) {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

/** What lies in padding, as far as there is room to show it. @param {Rectangle} whole @param {Rectangle} place */
function ringOf(whole, place) {
  const left = Math.max(whole.x, place.x - MARGIN);
  const top = Math.max(whole.y, place.y - MARGIN);
  const right = Math.min(whole.x + whole.width, place.x + place.width + MARGIN);
  const low = Math.min(whole.y + whole.height, place.y + place.height + MARGIN);
  const inner = {
    x: Math.max(left, place.x),
    y: Math.max(top, place.y),
    width: Math.max(0, Math.min(right, place.x + place.width) - Math.max(left, place.x)),
    height: Math.max(0, Math.min(low, place.y + place.height) - Math.max(top, place.y)),
  };
  return outline({ x: left, y: top, width: right - left, height: low - top }) + outline(inner);
}

/** @param {Rectangle} part @param {string} size */
function tag(part, size) {
  const width = size.length * 7.6 + 14;
  const [x, y] = [part.x + part.width / 2, part.y + part.height + 4];
  return [
    svg("rect", { class: "tag", x: x - width / 2, y, width, height: TAG, rx: 6 }),
    svg("text", { class: "tag-text", x, y: y + 16 }, [size]),
  ];
}

/** How many ways lead from each input cell to the chosen one. @param {Reach | null} reach @param {Layout} layout */
function sharesOf(reach, layout) {
  const { first, share } = reach?.effective ?? {};
  if (!first || !share) return [];
  const rows = Array.isArray(share[0]) ? share : share.map((/** @type {number} */ one) => [one]);
  if (Array.isArray(rows[0][0]) || rows.length * rows[0].length > MOST_SHARES) return [];
  const place = layout.places[0];
  const [pitchY, pitchX] = [place.height / place.rows, place.width / place.columns];
  const box = {
    x: place.x + (first.length > 1 ? first[1] * pitchX : 0),
    y: place.y + first[0] * pitchY,
    width: rows[0].length * pitchX,
    height: rows.length * pitchY,
  };
  return [pictureOf(rows, box, "share")];
}
