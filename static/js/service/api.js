/**
 * Questions to the server. A newer question ends the older one; a refusal comes back as a problem, not as an exception.
 *
 * Knows addresses of the API and nothing of what is asked.
 */

/**
 * @typedef {{ status: number, title: string, detail: string, errors: { field: string, code: string, detail: string,
 *   hint: string, repairs: Record<string, unknown>[] }[] }} Problem
 */

export class Refusal extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** No answer came at all: the server is gone or the network is. */
export class Unreachable extends Error {}

/** Whether a question was ended by a newer one. @param {unknown} error */
export function isOvertaken(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/**
 * The JSON of an answer. Throws a Refusal with its problem, Unreachable when none came whole, and what `isOvertaken`
 * knows when a newer question ended it, be it while the answer was being read.
 * @param {string} address
 * @param {RequestInit} options
 */
export async function answerOf(address, options) {
  const answer = await fetch(address, options).catch(gone);
  const body = await answer.json().catch((error) => (answer.ok || isOvertaken(error) ? gone(error) : {}));
  if (answer.ok) return body;
  throw new Refusal({ status: answer.status, title: answer.statusText, detail: "", errors: [], ...body });
}

/**
 * @param {string} language
 * @param {string} [host] the server, where it is not the page's own
 */
export function createApi(language, host = "") {
  let asking = new AbortController();

  /**
   * @param {string} path
   * @param {AbortSignal} [signal]
   */
  const get = (path, signal) => answerOf(host + path, { signal, headers: { Accept: "application/json" } });

  /**
   * @param {string} operator
   * @param {string} query
   * @param {Record<string, string | number>} more
   */
  function address(operator, query, more) {
    const keys = Object.entries({ ...more, lang: language }).map(([name, value]) => `${name}=${value}`);
    return `/api/v1/${operator}?${[query, ...keys].filter(Boolean).join("&")}`;
  }

  return {
    catalogue() {
      return get(`/api/v1/operators?lang=${language}`);
    },
    /** End the question that is being asked, if any. */
    stop() {
      asking.abort();
      asking = new AbortController();
    },
    /**
     * The whole answer with the page of steps that begins at `offset`; ends the question before.
     * @param {string} operator
     * @param {string} query
     * @param {number} offset
     * @param {number} limit
     * @param {"wide" | "tall"} layout
     */
    ask(operator, query, offset, limit, layout) {
      this.stop();
      return get(address(operator, query, { offset, limit, layout }), asking.signal);
    },
    /**
     * Only a page of steps; ends with the question it belongs to.
     * @param {string} operator
     * @param {string} query
     * @param {number} offset
     * @param {number} limit
     */
    page(operator, query, offset, limit) {
      return get(address(operator, query, { offset, limit, only: "steps" }), asking.signal);
    },
  };
}

/** @param {unknown} error @returns {never} */
function gone(error) {
  if (isOvertaken(error)) throw error;
  throw new Unreachable(String(error));
}

/** @typedef {ReturnType<typeof createApi>} Api */
