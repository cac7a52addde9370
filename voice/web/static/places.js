// @ts-check
// Where a listener stopped, by article, on their device alone: a block and a character of it, so that it still holds
// when the article is recorded again.

const KEY = "voice.places";
/** So many articles are remembered; those heard longest ago make room. */
const MOST = 100;

/**
 * @typedef {{title: string, lang: string, section: string, block: string, start: number, at: number}} Place `start` counts code points
 *   of the block, `at` is when, in milliseconds since 1970
 */

/** Every place, by the article's slug; none where the browser keeps nothing. @returns {Record<string, Place>} */
export function places() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** @param {string} slug @param {Omit<Place, "at">} place */
export function keep(slug, place) {
  write({ ...places(), [slug]: { ...place, at: Date.now() } });
}

/** Forget where an article was left, as one that was heard to its end. @param {string} slug */
export function forget(slug) {
  const { [slug]: _, ...others } = places();
  write(others);
}

/** @param {Record<string, Place>} kept */
function write(kept) {
  const newest = Object.entries(kept).sort(([, one], [, other]) => other.at - one.at).slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(newest)));
  } catch {
    // Nothing can be kept here; listening goes on.
  }
}
