/**
 * The colours of pictures: the tokens of the style sheet as bytes, for a canvas that knows no custom properties.
 */

/** @typedef {Uint8ClampedArray} Scale 256 colours, three bytes each */

const STOPS = ["--v-n4", "--v-n3", "--v-n2", "--v-n1", "--v-0", "--v-p1", "--v-p2", "--v-p3", "--v-p4"];

/**
 * The diverging scale, from the most negative to the most positive value.
 * @returns {Scale}
 */
export function divergingScale() {
  return scaleOf(STOPS);
}

/**
 * The grey scale of pictures: 0 is dark and the largest value light, on dark paper as on white.
 * @returns {Scale}
 */
export function greyScale() {
  const dark = styleOfStage().colorScheme.includes("dark");
  return scaleOf(dark ? ["--paper", "--ink"] : ["--ink", "--paper"]);
}

/** The tokens as the stage has them, which may stand on a page that has none. */
function styleOfStage() {
  return getComputedStyle(document.querySelector("conv-stage") ?? document.documentElement);
}

/** @param {string[]} names */
function scaleOf(names) {
  const style = styleOfStage();
  const stops = names.map((name) => bytes(style.getPropertyValue(name).trim()));
  const scale = new Uint8ClampedArray(256 * 3);
  for (let entry = 0; entry < 256; entry += 1) {
    const at = (entry / 255) * (stops.length - 1);
    const low = Math.min(Math.floor(at), stops.length - 2);
    for (let part = 0; part < 3; part += 1) {
      const [from, to] = [stops[low][part], stops[low + 1][part]];
      scale[entry * 3 + part] = from + (to - from) * (at - low);
    }
  }
  return scale;
}

/**
 * @param {string} colour `#rgb` or `#rrggbb`
 * @returns {number[]}
 */
function bytes(colour) {
  const digits = colour.replace("#", "");
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  return pairs.map((pair) => Number.parseInt(pair, 16));
}
