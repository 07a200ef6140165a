/**
 * Rows of the table moved by dragging, by Alt and an arrow, removed by Delete.
 *
 * Knows rows by their path; a layer stays in its own row of layers.
 */

const ARROWS = new Map([
  ["ArrowUp", -1],
  ["ArrowDown", 1],
]);

/**
 * @param {HTMLElement} body
 * @param {{ move: (path: string, by: number) => void, remove: (path: string) => void }} editor
 */
export function enableMoving(body, { move, remove }) {
  let held = "";
  const rowOf = (/** @type {Event} */ event) =>
    /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("tr[data-path]"));

  body.addEventListener("pointerdown", (event) => {
    const row = rowOf(event);
    if (row) row.draggable = event.pointerType === "mouse";
  });
  body.addEventListener("dragstart", (event) => {
    held = rowOf(event)?.dataset.path ?? "";
    event.dataTransfer?.setData("text/plain", held);
  });
  body.addEventListener("dragover", (event) => {
    const by = distance(held, rowOf(event)?.dataset.path ?? "");
    for (const row of body.querySelectorAll("[data-drop]")) row.removeAttribute("data-drop");
    if (!by) return;
    event.preventDefault();
    rowOf(event)?.setAttribute("data-drop", by < 0 ? "before" : "after");
  });
  body.addEventListener("drop", (event) => {
    event.preventDefault();
    move(held, distance(held, rowOf(event)?.dataset.path ?? ""));
  });
  body.addEventListener("dragend", () => {
    held = "";
    for (const row of body.querySelectorAll("[data-drop]")) row.removeAttribute("data-drop");
  });
  body.addEventListener("keydown", (event) => {
    const path = rowOf(event)?.dataset.path;
    const by = event.altKey ? ARROWS.get(event.key) : undefined;
    if (!path || !(by || event.key === "Delete")) return;
    event.preventDefault();
    if (by) move(path, by);
    else remove(path);
  });
}

/** By how many places one layer stands after another of the same row; 0 in another row. @param {string} from @param {string} to */
export function distance(from, to) {
  const [one, other] = [from, to].map((path) => /^(.*)\[(\d+)\]$/.exec(path));
  return one && other && one[1] === other[1] ? Number(other[2]) - Number(one[2]) : 0;
}
