// @ts-check
// The articles that wait to be heard, on this device alone: where one ends, the first of them opens.

const KEY = "voice.queue";

/** @typedef {{address: string, title: string, lang: string}} Waiting `address` is the path of the article's page */

/** Those that wait, in the order in which they will be heard. @returns {Waiting[]} */
export function queue() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => each?.address) : [];
  } catch {
    return []; // nothing can be kept here, or nothing that can be read
  }
}

/** Let these wait, in this order. @param {Waiting[]} articles */
export function wait(articles) {
  try {
    localStorage.setItem(KEY, JSON.stringify(articles));
  } catch {
    return; // the browser keeps nothing for this site: the page stays as it is
  }
  dispatchEvent(new Event("voice:queue"));
}

/** @param {string} address */
export function remove(address) {
  wait(queue().filter((each) => each.address !== address));
}
