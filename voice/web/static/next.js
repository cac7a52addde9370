// @ts-check
// Another article in this very page: whoever let the page play need not allow it again, and no screen reader reads a
// new page aloud over the voice. The player stays where it is, with the focus that may be in it.

/** The page of another article; null where it is there no more. Throws where it can't be reached.
 * @param {string} address @returns {Promise<Document | null>} */
export async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (answer.status >= 500) throw new Error(`${answer.status}`);
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

/** Let this page show the article of another one. @param {Document} page @param {HTMLElement} player @param {string} address */
export function show(page, player, address) {
  const other = /** @type {HTMLElement} */ (page.querySelector("voice-player"));
  const [before, after] = siblings(other);
  for (const node of siblings(player).flat()) node.remove();
  player.before(...before);
  player.after(...after);
  for (const name of Object.keys(player.dataset)) delete player.dataset[name];
  Object.assign(player.dataset, other.dataset);
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
