/** Making SVG elements, and the numbers they are placed by. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number>} [attributes]
 * @param {(Element | string)[]} [children]
 * @returns {SVGElementTagNameMap[Name]}
 */
export function svg(name, attributes = {}, children = []) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/**
 * A rectangle grown by `by` on each side.
 * @param {string} className
 * @param {{ x: number, y: number, width: number, height: number }} box
 * @param {number} by
 * @param {number} radius
 */
export function frame(className, box, by, radius) {
  return svg("rect", { class: className, rx: radius, ...grown(box, by) });
}

/**
 * @param {{ x: number, y: number, width: number, height: number }} box
 * @param {number} by
 */
export function grown(box, by) {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}
