// @ts-check
// The articles that wait to be heard, on this device alone: where one ends, the first of them opens.

const KEY = "voice.queue";

/** @typedef {{address: string, title: string}} Waiting `address` is the path of the article's page */

/** Those that wait, in the order in which they will be heard. @returns {Waiting[]} */
export function queue() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => each?.address) : [];
  } catch {
    return []; // nothing can be kept here, or nothing that can be read
  }
}

/** Let an article wait behind all others. @param {Waiting} article */
export function add(article) {
  write([...without(article.address), article]);
}

/** @param {string} address */
export function remove(address) {
  write(without(address));
}

/** Let an article be heard earlier or later. @param {string} address @param {number} step */
export function move(address, step) {
  const at = queue().findIndex((each) => each.address === address);
  const article = queue()[at];
  if (article) write(without(address).toSpliced(Math.max(0, at + step), 0, article));
}

/** @param {string} address */
function without(address) {
  return queue().filter((each) => each.address !== address);
}

/** @param {Waiting[]} waiting */
function write(waiting) {
  try {
    localStorage.setItem(KEY, JSON.stringify(waiting));
  } catch {
    return; // the browser keeps nothing for this site: the page stays as it is
  }
  dispatchEvent(new Event("voice:queue"));
}
