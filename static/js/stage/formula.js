/**
 * The size formula of an axis as MathML, its numbers in the colours of input, kernel and output.
 *
 * Reads the formula that the answer gives; computes no size.
 */

/**
 * @typedef {"input" | "kernel" | "output" | ""} Role
 * @typedef {{ text: string, role: Role }} Token
 */

const NAMESPACE = "http://www.w3.org/1998/Math/MathML";
const TOKEN = /\d+|\p{L}+|[^\s\d\p{L}]/gu;

/**
 * The forms that a formula has, part by part, and what the numbers in brackets stand for.
 * @type {[RegExp, Role[]][]}
 */
const FORMS = [
  [/^(\d+) \+ \((\d+)−1\)·\(\d+−1\) = (\d+)$/, ["kernel", "kernel", "kernel"]],
  [/^[⌊⌈]\((\d+)(?: \+ \d+ \+ \d+)? − (\d+)\) \/ \d+[⌋⌉] \+ 1 = (\d+)$/, ["input", "kernel", "output"]],
  [/^\(\d+ − 1\) · \d+ ≥ \d+: \d+ − 1 = (\d+)$/, ["output"]],
  [/^\((\d+) − 1\) · \d+ \+ (\d+)(?: [−+] \d+)* = (\d+)$/, ["input", "kernel", "output"]],
  [/^\d+ [−+] \d+ = (\d+)$/, ["output"]],
  [/^(\d+) \/ (\d+) = (\d+)$/, ["input", "output", "kernel"]],
  [/^⌊o · (\d+) \/ (\d+)⌋ … ⌈\(o \+ 1\) · (\d+) \/ (\d+)⌉ − 1, o = 0 … \d+$/, ["input", "output", "input", "output"]],
];

/**
 * The parts of a formula, one a line, each as tokens with their roles.
 * @param {string} formula
 * @returns {Token[][]}
 */
export function partsOf(formula) {
  return formula.split("; ").map((part) => {
    const roles = rolesIn(part);
    return [...part.matchAll(TOKEN)].map((match) => ({ text: match[0], role: roles.get(match.index) ?? "" }));
  });
}

/**
 * One part as MathML, in one line as the answer writes it.
 * @param {Token[]} tokens
 */
export function mathOf(tokens) {
  const math = element("math", tokens.map(leaf));
  math.setAttribute("alttext", tokens.map((token) => token.text).join(" "));
  return math;
}

/**
 * The roles of the numbers of a part, by where they begin.
 * @param {string} part
 */
function rolesIn(part) {
  /** @type {Map<number, Role>} */
  const roles = new Map();
  for (const [form, meant] of FORMS) {
    const places = new RegExp(form, "d").exec(part)?.indices;
    if (!places) continue;
    meant.forEach((role, number) => {
      roles.set(places[number + 1]?.[0] ?? -1, role);
    });
    break;
  }
  return roles;
}

/** @param {Token} token */
function leaf({ text, role }) {
  const name = /^\d/.test(text) ? "mn" : /^\p{L}/u.test(text) ? "mi" : "mo";
  const one = element(name, [text]);
  if (role) one.setAttribute("class", `of-${role}`);
  return one;
}

/**
 * @param {string} name
 * @param {(Element | string)[]} children
 */
function element(name, children) {
  const one = document.createElementNS(NAMESPACE, name);
  one.append(...children);
  return one;
}
