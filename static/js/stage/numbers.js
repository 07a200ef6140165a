/**
 * How numbers are written: short in cells, with a sign in sums, in full in sentences.
 *
 * Knows no language and no grid.
 */

const MINUS = "−";
const NARROW_SPACE = "\u202f";

/**
 * A number short enough for a cell: `0.25`, `−1.5`, `1.2e4`; nothing for a cell without a number.
 * @param {number | null | undefined} value
 */
export function compact(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 10000 || size < 0.001) return withMinus(value.toExponential(1).replace("+", "").replace(".0e", "e"));
  if (Number.isInteger(value) || size >= 1000) return withMinus(value.toFixed(0));
  return withMinus(String(Number(value.toPrecision(3))));
}

/**
 * A number with its sign, as a term of a sum: `+2`, `−3`, `0`.
 * @param {number | null | undefined} value
 */
export function signed(value) {
  const text = compact(value);
  return text === "" || text === "0" || text.startsWith(MINUS) ? text : `+${text}`;
}

/**
 * A number in full, for sentences: every digit, thousands apart.
 * @param {number | null | undefined} value
 */
export function spoken(value) {
  if (value === null || value === undefined) return "";
  const text = withMinus(String(value === 0 ? 0 : value));
  return Number.isInteger(value) && Math.abs(value) < 1e15
    ? text.replace(/\B(?=(\d{3})+$)/g, Math.abs(value) >= 10000 ? NARROW_SPACE : "")
    : text;
}

/**
 * −1, 0 or 1, the sign a number is shown with.
 * @param {number | null | undefined} value
 */
export function signOf(value) {
  return value ? Math.sign(value) : 0;
}

/** @param {string} text */
function withMinus(text) {
  return text.replace(/-/g, MINUS);
}
