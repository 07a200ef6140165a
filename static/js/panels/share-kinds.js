/**
 * The experiment as something else: figures and programs to download, snippets to copy into a page or a text.
 *
 * Knows formats and addresses. What the server refuses is told in its words, so that no entry leads nowhere.
 */

import { button, html } from "../stage/dom.js";

/** @typedef {import("../state/experiment.js").Experiment} Experiment */
/** @typedef {(key: string, given?: Record<string, string | number>) => string} Words */
/** @typedef {{ tell: (text: string) => void, copy: (text: string) => void, save: (name: string, content: Blob) => void }} Means */

const STILLS = { SVG: "svg", PNG: "png", TikZ: "tex" };
const WHOLES = { GIF: "gif", WebP: "webp", CSV: "csv" };
const PROGRAMS = { NumPy: "numpy", PyTorch: "torch", Keras: "keras", JAX: "jax" };
const ESCAPES = /** @type {Record<string, string>} */ ({ "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" });

/**
 * @param {Experiment} experiment
 * @param {Words} words
 * @param {Means} means
 * @param {boolean} short whether an address of it survives in other people's pages
 */
export function kindsOf(experiment, words, means, short) {
  const { id } = experiment.operator;
  const theme = experiment.key("theme");
  const looks = `lang=${document.documentElement.lang}${theme ? `&theme=${theme}` : ""}`;
  const still = `${experiment.query}&step=${experiment.step}&${looks}`;

  /** @param {string} label @param {string} ending @param {string} query @param {string} [of] what the name ends with */
  const file = (label, ending, query, of = "") =>
    chip(label, () => download(`/api/v1/${id}.${ending}?${query}`, `${id}${of}.${ending}`, means));
  const pictures = [
    ...Object.entries(STILLS).map(([label, ending]) => file(label, ending, still, `-step-${experiment.step}`)),
    ...Object.entries(WHOLES).map(([label, ending]) => file(label, ending, `${experiment.query}&${looks}`)),
  ];
  const programs = Object.entries(PROGRAMS).map(([label, framework]) =>
    file(label, "py", `${experiment.query}&framework=${framework}`, `_${framework}`),
  );
  const snippets = Object.entries(snippetsOf(experiment)).map(([label, text]) => chip(label, () => means.copy(text)));
  return html("div", { class: "kinds" }, [
    group(words("share.figure"), pictures),
    group(words("share.program"), programs),
    group(words("share.alone"), [file("HTML", "html", still)]),
    short ? group(words("share.snippet"), snippets) : null,
  ]);
}

/** @param {string} title @param {HTMLElement[]} chips */
function group(title, chips) {
  return html("div", { class: "kind", role: "group", "aria-label": title }, [html("span", {}, [title]), ...chips]);
}

/** @param {string} label @param {() => void} act */
function chip(label, act) {
  return button(label, act, { class: "chip" });
}

/** @param {string} address @param {string} name @param {Means} means */
async function download(address, name, { tell, save }) {
  const answer = await fetch(address).catch(() => null);
  if (answer?.ok) return save(name, await answer.blob());
  const problem = await answer?.json().catch(() => null);
  tell(problem?.detail ?? String(answer?.status ?? ""));
}

/**
 * What is pasted into somebody else's page or text: the step as it is shown, with words for those who do not see it.
 * @param {Experiment} experiment
 * @returns {Record<string, string>}
 */
export function snippetsOf(experiment) {
  const { id } = experiment.operator;
  const at = experiment.step ? `&step=${experiment.step}` : "";
  const query = `${experiment.query}${at}`.replace(/[()]/g, (one) => (one === "(" ? "%28" : "%29"));
  const { origin } = location;
  const told = document.querySelector("conv-stage [role=status]")?.textContent ?? "";
  const alt = `${experiment.operator.title}. ${told}`;
  const page = escaped(`${origin}/${id}?${query}`);
  return {
    Markdown: `[![${alt.replace(/[[\]\\]/g, "\\$&")}](${origin}/api/v1/${id}.svg?${query})](${origin}/${id}?${query})`,
    iframe: `<iframe src="${escaped(`${origin}/embed/${id}?${query}`)}" width="720" height="640" title="${escaped(alt)}"></iframe>`,
    "<conv-stage>": `<script type="module" src="${origin}/static/joined/element.js"></script>\n<conv-stage src="${page}"></conv-stage>`,
  };
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&"<>]/g, (one) => ESCAPES[one]);
}
