/**
 * The share sheet: the experiment at this step as a link, a code for the room, a file, and its numbers.
 *
 * What does not fit an address or a code is not offered; the sheet says why, and the file is there for everything.
 */

import { button, html } from "../stage/dom.js";
import { svg } from "../stage/svg.js";
import { pathOfSaved, savedText } from "../state/saved.js";
import { createQr } from "./qr.js";
import { kindsOf } from "./share-kinds.js";

/** @typedef {import("../state/experiment.js").Experiment} Experiment */
/** @typedef {(key: string, given?: Record<string, string | number>) => string} Words */

/** Bytes that fit: a link through most programs, a QR code, an address that the server reads. */
const MOST = { link: 8000, code: 2953, address: 65_000 };

/**
 * @param {Experiment} experiment
 * @param {Words} words
 */
export function createShare(experiment, words) {
  const sheet = document.getElementById("share");
  if (!sheet) return;
  const told = html("p", { class: "told", "aria-live": "polite" });
  const chosen = html("input", { type: "file", accept: ".json,application/json", hidden: true });
  const showQr = createQr(words);

  /** @param {File | undefined} file */
  async function open(file) {
    const path = file && pathOfSaved(await file.text());
    if (path && path.length <= MOST.address) location.assign(path + kept(experiment));
    else tell(path ? words("share.tooLarge", sizes(path, MOST.address)) : words("share.notOpened"));
  }

  /** @param {string} text */
  function tell(text) {
    told.textContent = text;
    if (text && !sheet?.matches(":popover-open")) sheet?.showPopover();
  }

  /** What is offered for the experiment as it is now. */
  function fill() {
    const { id } = experiment.operator;
    const path = `/${id}?${experiment.queryWith({})}`;
    const link = location.origin + path;
    const entry = (/** @type {string} */ name, /** @type {() => void} */ act) => entryOf(name, words, act);
    const short = link.length <= MOST.link;
    const ways = html("div", { class: "entries" }, [
      short ? entry("link", async () => tell(await copied(link, told, words))) : null,
      link.length <= MOST.code ? entry("code", () => showQr(path, link)) : null,
      short && "share" in navigator ? entry("send", () => send(link)) : null,
      reason(link, words),
    ]);
    const files = html("div", { class: "entries" }, [
      entry("save", () =>
        save(`${id}.json`, new Blob([savedText(experiment.operator, experiment.fields, experiment.step)])),
      ),
      entry("open", () => chosen.click()),
      path.length <= MOST.address ? numbersOf(`/api/v1/${id}?${experiment.query}`, words) : null,
    ]);
    const means = {
      tell,
      save,
      copy: async (/** @type {string} */ text) => tell(await copied(text, told, words, "share.copiedText")),
    };
    const kinds = path.length <= MOST.address ? kindsOf(experiment, words, means, short) : "";
    told.textContent = "";
    sheet?.replaceChildren(ways, files, kinds, told, chosen);
  }

  sheet.addEventListener("beforetoggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "open") fill();
  });
  chosen.addEventListener("change", () => open(chosen.files?.[0]));
  openDropped(open);
}

/**
 * @param {string} name
 * @param {Words} words
 * @param {() => void} act
 */
function entryOf(name, words, act) {
  const one = button("", act, { class: "entry" });
  one.append(...labelOf(name, words));
  return one;
}

/** The link to the API's answer. @param {string} address @param {Words} words */
function numbersOf(address, words) {
  return html("a", { class: "entry", href: address }, labelOf("braces", words));
}

/** @param {string} name @param {Words} words */
function labelOf(name, words) {
  const glyph = svg("svg", { class: "glyph", viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" }, [
    svg("use", { href: `#glyph-${name}` }),
  ]);
  return [glyph, html("span", {}, [words(`share.${name}`)]), html("small", {}, [words(`share.${name}.for`)])];
}

/** Why no link or no code is offered. @param {string} link @param {Words} words */
function reason(link, words) {
  if (link.length > MOST.link) return html("p", { class: "why" }, [words("share.longLink", sizes(link, MOST.link))]);
  if (link.length > MOST.code) return html("p", { class: "why" }, [words("share.longCode", sizes(link, MOST.code))]);
  return null;
}

/** A text's size beside what fits, in kB. @param {string} text @param {number} most */
function sizes(text, most) {
  return { size: (Math.ceil(text.length / 100) / 10).toFixed(1), most: (Math.floor(most / 100) / 10).toFixed(1) };
}

/**
 * Copy a link; says what came of it. Outside of secure pages there is no clipboard, but a marked text can be copied.
 * @param {string} link
 * @param {HTMLElement} place
 * @param {Words} words
 * @param {string} [done] what is said of it
 */
async function copied(link, place, words, done = "share.copied") {
  try {
    await navigator.clipboard.writeText(link);
    return words(done);
  } catch {
    const field = html("textarea", { readonly: true, class: "by-hand", "aria-label": words("share.link") }, [link]);
    place.before(field);
    field.select();
    if (!document.execCommand("copy")) return words("share.byHand");
    field.remove();
    return words(done);
  }
}

/** @param {string} link */
function send(link) {
  navigator.share({ title: document.title, url: link }).catch(() => {}); // who changes their mind need not be told
}

/** @param {string} name @param {Blob} content */
function save(name, content) {
  const url = URL.createObjectURL(content);
  html("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A saved experiment may also be dropped on the page. @param {(file: File) => void} open */
function openDropped(open) {
  const isSaved = (/** @type {DataTransferItem} */ item) => item.kind === "file" && item.type === "application/json";
  document.addEventListener("dragover", (event) => {
    if ([...(event.dataTransfer?.items ?? [])].some(isSaved)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const file = [...(event.dataTransfer?.items ?? [])].find(isSaved)?.getAsFile();
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    open(file);
  });
}

/** What the address says about looks, for another experiment's address. @param {Experiment} experiment */
function kept(experiment) {
  const names = ["lang", "theme"].filter((name) => experiment.key(name) !== null);
  return names.map((name) => `&${name}=${encodeURIComponent(experiment.key(name) ?? "")}`).join("");
}
