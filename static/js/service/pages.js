/**
 * The steps of one experiment, page by page: what is at hand, and fetching what is not.
 *
 * Knows columns, not what they mean.
 */

import { isOvertaken } from "./api.js";

/**
 * @typedef {{ offset: number, count: number, total: number, kind: string } & Record<string, any>} Page
 */

const META = new Set(["offset", "count", "total", "kind"]);
export const PAGE = 512;
const MOST = 4096; // steps that the server gives at once

/**
 * @param {Page} first the page that came with the answer
 * @param {(offset: number, limit: number) => Promise<Page>} fetchPage
 * @param {(error: unknown) => void} ended called when a page has come, with null, or has not, with the reason
 */
export function createPages(first, fetchPage, ended) {
  /** @type {Page[]} */
  const pages = first.count ? [first] : [];
  /** @type {Set<number>} */
  const asked = new Set();
  const all = first.kind !== "gather"; // what a painting shows depends on every step before
  let size = PAGE; // of a page, less where the server cuts it

  /** @param {number} step */
  function pageOf(step) {
    return pages.find((page) => step >= page.offset && step < page.offset + page.count);
  }

  /**
   * @param {number} offset
   * @param {number} limit
   */
  async function load(offset, limit) {
    if (offset >= first.total || asked.has(offset)) return;
    asked.add(offset);
    try {
      const page = await fetchPage(offset, limit);
      if (page.count) pages.push(page);
      if (page.count < Math.min(limit, first.total - offset)) size = Math.max(1, page.count);
      asked.delete(offset);
      ended(null);
    } catch (error) {
      // A page that does not come is asked for again with the next step; the picture in hand stays.
      asked.delete(offset);
      ended(isOvertaken(error) ? null : error); // one that was ended with a newer question may be wanted yet
    }
  }

  return {
    total: first.total,
    /**
     * The columns of one step, null while they are not here.
     * @param {number} step
     * @returns {Record<string, any> | null}
     */
    row(step) {
      const page = pageOf(step);
      if (!page) return null;
      const columns = Object.entries(page).filter(([name]) => !META.has(name));
      return Object.fromEntries(columns.map(([name, column]) => [name, column[step - page.offset]]));
    },
    /**
     * See to it that a step is or will be at hand, and half a page before and behind it, so that stepping never waits.
     * @param {number} step
     */
    need(step) {
      fetchRound(step);
      const half = Math.floor((pageOf(step)?.count ?? 0) / 2);
      fetchRound(Math.min(step + half, first.total - 1));
      fetchRound(Math.max(step - half, 0));
    },
  };

  /** Fetch the page of a step that is not at hand; for a painting also all steps before it. @param {number} step */
  function fetchRound(step) {
    if (!all && !pageOf(step)) load(Math.floor(step / size) * size, size);
    const gap = all ? firstGap(step) : null;
    if (gap !== null) load(gap, Math.max(size, Math.min(step + 1 - gap, MOST)));
  }

  /** The first step up to `step` that is not at hand. @param {number} step */
  function firstGap(step) {
    let at = 0;
    while (at <= step) {
      const page = pageOf(at);
      if (!page) return at;
      at = page.offset + page.count;
    }
    return null;
  }
}

/** @typedef {ReturnType<typeof createPages>} Pages */
