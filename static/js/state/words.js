/**
 * The words of the page's language, looked up by key with places for numbers.
 *
 * Knows no language by name; a missing key shows itself.
 */

/**
 * @param {string} language
 * @param {string} [host] the server, where it is not the page's own
 * @returns {Promise<(key: string, given?: Record<string, string | number>) => string>}
 */
export async function loadWords(language, host = "") {
  const answer = await fetch(`${host}/static/i18n/${language}.json`);
  return wordsOf(await answer.json());
}

/**
 * @param {Record<string, string>} texts
 * @returns {(key: string, given?: Record<string, string | number>) => string}
 */
export function wordsOf(texts) {
  return (key, given = {}) => (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(given[name] ?? whole));
}
