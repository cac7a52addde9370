// @ts-check
// What a part of the page says of articles that are kept, in the words that the server gave it.

const MEGABYTE = 1_000_000;

/** @param {HTMLElement} root @param {string} name @param {Record<string, string | number>} values */
export function words(root, name, values = {}) {
  const said = root.dataset[name] ?? "";
  return Object.entries(values).reduce((text, [key, value]) => text.replace(key, String(value)), said);
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / MEGABYTE).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
}
