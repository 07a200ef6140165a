/**
 * The keys of the address on a page without an experiment, as the header's buttons read and change them.
 *
 * Knows text only, no key by name.
 */

/** @returns {import("../panels/appearance.js").Address} */
export function addressKeys() {
  const keys = new URLSearchParams(location.search);
  return {
    key: (name) => keys.get(name),
    setKey(name, value) {
      if (value === null) keys.delete(name);
      else keys.set(name, value);
      history.replaceState(null, "", `?${keys}${location.hash}`);
    },
    queryWith: (changes) => String(new URLSearchParams({ ...Object.fromEntries(keys), ...changes })),
  };
}
