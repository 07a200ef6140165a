/** Making HTML elements from names, attributes and children; text only, never markup. */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {(Node | string | null)[]} [children]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function html(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * A button that does something.
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 */
export function button(text, act, attributes = {}) {
  const element = html("button", { type: "button", ...attributes }, [text]);
  element.addEventListener("click", act);
  return element;
}

/**
 * Write a text where another stands; the same text written anew would be laid out anew.
 * @param {Element} element
 * @param {string} text
 */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** The element that has the focus, also inside of a shadow. */
export function focusedElement() {
  const outer = document.activeElement;
  return outer?.shadowRoot?.activeElement ?? outer;
}

/** The topmost element at a place of the window, also inside of a shadow. @param {number} x @param {number} y */
export function elementAt(x, y) {
  const outer = document.elementFromPoint(x, y);
  return outer?.shadowRoot?.elementFromPoint(x, y) ?? outer;
}

/**
 * Give an element other children; what says the same stays as it is.
 * @param {HTMLElement} home
 * @param {HTMLElement[]} children
 */
export function renew(home, children) {
  if (home.children.length !== children.length) return home.replaceChildren(...children);
  [...home.children].forEach((old, number) => {
    if (!old.isEqualNode(children[number])) old.replaceWith(children[number]);
  });
}
