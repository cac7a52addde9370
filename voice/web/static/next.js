// @ts-check
// Another article in this very page: whoever let the page play need not allow it again, and no screen reader reads a
// new page aloud over the voice. The player stays where it is, with the focus that may be in it.

import { queue, remove } from "./queue.js";

/** Go on with the article that waits first in the queue, from where it was left; one that is there no more leaves it.
 * Throws where it can't be reached. @param {import("./player.js").Player} player @returns {Promise<void>} */
export async function goOn(player) {
  const { playback, controls } = player;
  const [next] = queue();
  if (!next) return controls.say("finished");
  const page = await fetched(next.address);
  if (playback.playing) return; // the listener has gone elsewhere meanwhile
  if (!page) {
    remove(next.address);
    return goOn(player);
  }
  show(page, player.root, next.address);
  player.take();
  const { place } = player;
  await playback.start(place?.part ?? player.beginning, place?.point);
  player.follower.rejoin(null);
  if (playback.audio.paused && !playback.audio.error) controls.say("goOn", next.title);
}

/** The page of an address; null where it is there no more. @param {string} address @returns {Promise<Document | null>} */
async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (answer.status >= 500) throw new Error(`${answer.status}`);
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const each of page.querySelectorAll("noscript")) each.remove(); // parsed as if no scripts ran
  return page;
}

/** Let this page show the article of another one. @param {Document} page @param {HTMLElement} player @param {string} address */
function show(page, player, address) {
  const other = /** @type {HTMLElement} */ (page.querySelector("voice-player"));
  const [before, after] = siblings(other);
  for (const node of siblings(player).flat()) node.remove();
  player.before(...before);
  player.after(...after);
  for (const name of Object.keys(player.dataset)) delete player.dataset[name];
  Object.assign(player.dataset, other.dataset);
  player.querySelector(".voices")?.replaceWith(other.querySelector(".voices") ?? "");
  document.querySelector("footer")?.replaceWith(page.querySelector("footer") ?? "");
  document.title = page.title;
  history.pushState(null, "", address);
  scrollTo(0, 0);
  dispatchEvent(new Event("voice:article"));
}

/** What stands beside an element: before it, and after it. @param {Element} element @returns {[ChildNode[], ChildNode[]]} */
function siblings(element) {
  const all = [...(element.parentNode?.childNodes ?? [])];
  const at = all.indexOf(element);
  return [all.slice(0, at), all.slice(at + 1)];
}
