/**
 * Layers as text for an address: `!((op:conv2d,out_channels:6),(op:relu))`, a third of what escaped JSON takes.
 *
 * Knows values (objects, lists, numbers, words, true, false, null), not what they mean.
 * Words stand bare where they can: `'` opens a text with anything in it, `!` escapes `'` and `!` there.
 */

const BARE = /^[A-Za-z_][\w.-]*/;
const NUMBER = /^-?\d+(\.\d+)?(e[-+]?\d+)?/i;
const MARKS = new Map([
  ["!t", true],
  ["!f", false],
  ["!n", null],
]);
const DEEPEST = 64;

/** @param {unknown} value @returns {string} */
export function compactOf(value) {
  if (Array.isArray(value)) return `!(${value.map(compactOf).join(",")})`;
  if (value && typeof value === "object") {
    const pairs = Object.entries(value).map(([name, one]) => `${wordOf(name)}:${compactOf(one)}`);
    return `(${pairs.join(",")})`;
  }
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return wordOf(value);
  return value === true ? "!t" : value === false ? "!f" : "!n";
}

/** @param {string} text */
function wordOf(text) {
  return BARE.exec(text)?.[0] === text ? text : `'${text.replace(/[!']/g, "!$&")}'`;
}

/**
 * The value that a text says; undefined where it says none.
 * @param {string} text
 * @returns {any}
 */
export function valueSaid(text) {
  const reading = { text, at: 0 };
  try {
    const value = read(reading, 0);
    return reading.at === text.length ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @typedef {{ text: string, at: number }} Reading */

/** @param {Reading} reading @param {number} depth @returns {any} */
function read(reading, depth) {
  if (depth > DEEPEST) throw new SyntaxError("too deep");
  const two = reading.text.slice(reading.at, reading.at + 2);
  if (MARKS.has(two)) {
    reading.at += 2;
    return MARKS.get(two);
  }
  if (take(reading, "!(")) return list(reading, () => read(reading, depth + 1));
  if (take(reading, "(")) return Object.fromEntries(list(reading, () => pair(reading, depth + 1)));
  const number = NUMBER.exec(reading.text.slice(reading.at));
  if (!number) return word(reading);
  reading.at += number[0].length;
  return Number(number[0]);
}

/** @param {Reading} reading @param {number} depth @returns {[string, any]} */
function pair(reading, depth) {
  const name = word(reading);
  if (!take(reading, ":")) throw new SyntaxError("no value");
  return [name, read(reading, depth)];
}

/**
 * What stands between here and a closing bracket.
 * @template Item
 * @param {Reading} reading
 * @param {() => Item} item
 */
function list(reading, item) {
  /** @type {Item[]} */
  const items = [];
  if (take(reading, ")")) return items;
  do items.push(item());
  while (take(reading, ","));
  if (!take(reading, ")")) throw new SyntaxError("not closed");
  return items;
}

/** @param {Reading} reading */
function word(reading) {
  if (take(reading, "'")) return quoted(reading);
  const found = BARE.exec(reading.text.slice(reading.at));
  if (!found) throw new SyntaxError("no word");
  reading.at += found[0].length;
  return found[0];
}

/** @param {Reading} reading */
function quoted(reading) {
  let said = "";
  while (reading.at < reading.text.length) {
    const sign = reading.text[reading.at++];
    if (sign === "'") return said;
    said += sign === "!" ? (reading.text[reading.at++] ?? "") : sign;
  }
  throw new SyntaxError("not closed");
}

/** @param {Reading} reading @param {string} sign */
function take(reading, sign) {
  const there = reading.text.startsWith(sign, reading.at);
  if (there) reading.at += sign.length;
  return there;
}
