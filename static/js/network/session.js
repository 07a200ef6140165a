/**
 * The network in hand: asks the server for its table, for what the chosen cell sees and for small networks' numbers.
 *
 * Knows the address and its history; what is drawn is for whoever listens.
 */

import { isOvertaken, Refusal } from "../service/api.js";
import { readAddress, writeAddress } from "./address.js";
import { allEntries } from "./plan.js";

/**
 * @typedef {import("./address.js").Stack} Stack
 * @typedef {import("./address.js").Look} Look
 * @typedef {import("./api.js").Table} Table
 * @typedef {import("./api.js").Reach} Reach
 * @typedef {{ path: string, position: number[] }} Cell
 * @typedef {{ shown: () => void, seen: (reach: Reach | null, cell: Cell) => void, failed: (error: unknown) => void,
 *   counted: (table: Table) => void }} Listener
 */

const MOST_NUMBERS = 40000; // activations; a larger network is drawn without numbers

/**
 * @param {import("./api.js").NetworkApi} api
 * @param {Listener} listener
 */
export function createSession(api, listener) {
  let { stack, look } = readAddress(new URLSearchParams(location.search));
  /** @type {Table | null} */
  let table = null;
  /** @type {Reach | null} */
  let reach = null;

  const asked = () => Object.fromEntries(Object.entries(stack).filter(([, value]) => value !== null));

  /** Ask for the network that the address names. */
  async function load() {
    try {
      table = await api.table(asked());
    } catch (error) {
      if (!isOvertaken(error)) listener.failed(error);
      return;
    }
    if (!isHere(look)) look = { ...look, ...firstCell(table) };
    reach = null;
    listener.shown();
    see();
    count();
  }

  /** Whether the chosen cell is one of this network. @param {Look} given */
  function isHere({ layer, position }) {
    const sizes = layer === "input" ? table?.input : entry(layer)?.output;
    if (!sizes || !position) return sizes?.length === 1;
    return position.length === sizes.length - 1 && position.every((one, axis) => one < sizes[axis + 1]);
  }

  /** @param {string | null} path */
  function entry(path) {
    return allEntries(table?.layers ?? []).find((one) => one.path === path) ?? null;
  }

  /** What the chosen cell, or the one that is pointed at, sees. @param {Cell | null} [pointed] */
  async function see(pointed = null) {
    const cell = pointed ?? { path: look.layer ?? "input", position: look.position ?? [] };
    if (look.direction === "back" && cell.path === "input")
      return tell({ ...cell, direction: "back", regions: [] }, cell, pointed);
    const { position, path } = cell;
    const effective = look.paths && !pointed && look.direction === "back" ? "paths" : "none";
    const layer = path === "input" ? -1 : path;
    try {
      const found = await api.reach({ ...asked(), layer, position, direction: look.direction, effective });
      tell(found, cell, pointed);
    } catch (error) {
      if (isOvertaken(error)) return;
      if (effective === "paths" && error instanceof Refusal) {
        look = { ...look, paths: false };
        see();
      } else listener.failed(error);
    }
  }

  /** Only what the chosen cell sees is kept. @param {Reach} found @param {Cell} cell @param {Cell | null} pointed */
  function tell(found, cell, pointed) {
    if (!pointed) reach = found;
    listener.seen(found, cell);
  }

  /** The numbers of a small network on a small picture. */
  async function count() {
    const now = table;
    if (!now || now.totals.activations > MOST_NUMBERS || now.input.length !== 3) return;
    try {
      const counted = await api.table({ ...asked(), values: `sample:horse:${now.input.join("x")}` }, "values");
      if (table === now) listener.counted(counted);
    } catch (error) {
      if (!isOvertaken(error) && !(error instanceof Refusal)) listener.failed(error);
    }
  }

  /** How many changes the browser's history can take back. */
  const depth = () => Number(history.state?.depth ?? 0);

  /** @param {"pushState" | "replaceState"} how @param {URLSearchParams} [others] */
  function write(how, others = new URLSearchParams(location.search)) {
    history[how]({ depth: depth() + Number(how === "pushState") }, "", `?${writeAddress(stack, look, others)}`);
  }

  window.addEventListener("popstate", () => {
    const before = JSON.stringify(stack);
    ({ stack, look } = readAddress(new URLSearchParams(location.search)));
    if (JSON.stringify(stack) !== before || !table) load();
    else {
      listener.shown();
      see();
    }
  });

  return {
    load,
    see,
    get stack() {
      return stack;
    },
    get look() {
      return look;
    },
    get table() {
      return table;
    },
    /** What the chosen cell sees or influences, null while no answer says it. */
    get reach() {
      const { layer, position, direction } = look;
      const here = reach?.path === (layer ?? "input") && reach.direction === direction;
      return here && String(reach?.position) === String(position ?? []) ? reach : null;
    },
    get depth() {
      return depth();
    },
    entry,
    /** Another network; the browser's history takes it back. @param {Partial<Stack>} next @param {Partial<Look>} [at] */
    become(next, at = {}) {
      look = { ...look, ...at };
      stack = { preset: null, input: null, layers: null, ...next };
      write("pushState");
      load();
    },
    /** The layers in hand, however the network was named. @returns {{ input: number[], layers: import("./address.js").Layer[] }} */
    layers() {
      return structuredClone({
        input: stack.input ?? table?.input ?? [],
        layers: stack.layers ?? table?.question?.layers ?? [],
      });
    },
    /** Another cell or another way to look. @param {Partial<Look>} change */
    choose(change) {
      look = { ...look, ...change };
      if (!isHere(look) && table) {
        const sizes = look.layer === "input" ? table.input : entry(look.layer)?.output;
        if (sizes) look = { ...look, position: sizes.slice(1).map((size) => size >> 1) };
      }
      write("replaceState");
      listener.shown();
      see();
    },
    /** The address as the header's buttons read and change it. */
    address: {
      /** @param {string} name */
      key: (name) => new URLSearchParams(location.search).get(name),
      /** @param {string} name @param {string | null} value */
      setKey(name, value) {
        const keys = new URLSearchParams(location.search);
        if (value === null) keys.delete(name);
        else keys.set(name, value);
        write("replaceState", keys);
      },
      /** @param {Record<string, string>} changes */
      queryWith(changes) {
        const keys = new URLSearchParams(location.search);
        for (const [name, value] of Object.entries(changes)) keys.set(name, value);
        return writeAddress(stack, look, keys);
      },
    },
  };
}

/** @typedef {ReturnType<typeof createSession>} Session */

/** The last layer that still has places, and the cell in its middle. @param {Table} table */
function firstCell(table) {
  const placed = table.layers.filter(({ output, union }) => union && output.slice(1).some((size) => size > 1));
  const changed = placed.filter(({ macs, parameters, output }, at) => {
    return macs || parameters || String(output) !== String(placed[at - 1]?.output);
  });
  const { path, output } = changed.at(-1) ?? { path: "input", output: table.input };
  return { layer: path, position: output.slice(1).map((size) => size >> 1) };
}
