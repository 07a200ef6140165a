/**
 * The small field that opens over a cell: Enter and arrows commit and move on, Esc leaves everything as it was.
 *
 * Knows texts and numbers, no experiment.
 */

import { button, html } from "./dom.js";

/**
 * @typedef {{ label: string, sign: string, end: (value: number | null, rows: number, columns: number) => void }} Hooks
 *   end is told the number, null where there is none, and how far to move on; the field goes when it has been told
 */

const AFTER = /** @type {Record<string, [number, number]>} */ ({ Enter: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] });

/**
 * @param {HTMLElement} home
 * @param {import("./boards.js").Box} box where the cell stands in its home, in pixels
 * @param {string} text
 * @param {boolean} typed whether the text is the beginning of what is being typed, or the value to be replaced
 * @param {Hooks} hooks
 */
export function openEditor(home, box, text, typed, hooks) {
  const field = html("input", {
    class: "editor",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": hooks.label,
  });
  const sign = button("±", () => turnSign(field), { class: "editor-sign", "aria-label": hooks.sign, tabindex: -1 });
  const root = html("span", { class: "editing" }, [field, sign]);
  root.style.left = `${box.x}px`;
  root.style.top = `${box.y}px`;
  root.style.width = `${Math.max(box.width, 40)}px`;
  root.style.height = `${Math.max(box.height, 32)}px`;
  field.value = text;
  let open = true;

  /** @param {boolean} keep @param {[number, number]} [move] */
  function end(keep, move = [0, 0]) {
    if (!open) return;
    const value = numberOf(field.value);
    if (keep && value === null && field.value.trim() !== "") return field.setAttribute("aria-invalid", "true");
    open = false;
    hooks.end(keep ? value : null, ...move);
    root.remove();
  }

  sign.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"));
  field.addEventListener("blur", () => {
    if (numberOf(field.value) === null) field.value = "";
    end(true);
  });
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") return end(false);
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (sideways && atEdge(field, sideways)) return leave(event, [0, sideways]);
    if (AFTER[event.key]) leave(event, AFTER[event.key]);
  });

  /** @param {KeyboardEvent} event @param {[number, number]} move */
  function leave(event, move) {
    event.preventDefault();
    end(true, move);
  }

  home.append(root);
  field.focus();
  if (!typed) field.select();
  return field;
}

/**
 * Whether the caret stands where an arrow would leave the text.
 * @param {HTMLInputElement} field
 * @param {number} sideways
 */
function atEdge(field, sideways) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  if (start === 0 && end === value.length) return true;
  return start === end && start === (sideways < 0 ? 0 : value.length);
}

/** @param {HTMLInputElement} field */
function turnSign(field) {
  const text = field.value.trim().replace("−", "-");
  field.value = text.startsWith("-") ? text.slice(1) : `-${text}`;
  field.focus();
}

/**
 * The number of a text, null where it is none; a comma may stand for the decimal point.
 * @param {string} text
 */
export function numberOf(text) {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  const value = plain === "" ? Number.NaN : Number(plain);
  return Number.isFinite(value) && !/[xob_]/i.test(plain) ? value : null;
}
