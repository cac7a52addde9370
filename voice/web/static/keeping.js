// @ts-check
// Keeping an article with its sound for a time without a connection. Whatever is kept of it begins with its disclaimers,
// as no server is there to say that they have been heard.

import { kept, note } from "./kept.js";
import { megabytes, words } from "./saying.js";

/** Raised when what is kept changes its form; the service worker then clears what older ones kept. Each article has a
 * cache of its own, so that it goes as a whole. */
const PREFIX = "voice-kept-1:";
const SHELL = `${PREFIX}shell`;

/** Keep an article, as its page's button asks. @param {HTMLElement} root what holds the buttons */
export async function keep(root) {
  const [button, other] = root.querySelectorAll("button");
  if (button.ariaDisabled === "true") return;
  const { slug = "", title = "", lang = "", recordings = "[]" } = root.dataset;
  /** @type {string[]} */
  const addresses = JSON.parse(recordings);
  button.ariaDisabled = "true";
  void navigator.storage?.persist?.(); // a browser may ask the listener, and wait for as long as they do
  try {
    await keepArticle(slug, { title, lang }, addresses, (done) => {
      button.textContent = words(root, "keeping", { DONE: done, COUNT: addresses.length });
    });
    tell(root, words(root, "kept", { SIZE: megabytes(kept()[slug].bytes) }));
  } catch (error) {
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    tell(root, words(root, full ? "full" : "failed"));
  }
  button.ariaDisabled = null;
  button.textContent = words(root, "keep");
  dispatchEvent(new Event("voice:kept"));
  if (button.hidden && document.activeElement === document.body) other.focus();
}

/** Take the article off again. @param {HTMLElement} root */
export async function remove(root) {
  await drop(root.dataset.slug ?? "");
  tell(root, words(root, "dropped"));
  dispatchEvent(new Event("voice:kept"));
  root.querySelector("button")?.focus();
}

/** Take an article off this device. @param {string} slug */
export async function drop(slug) {
  await caches.delete(PREFIX + slug);
  const { [slug]: _, ...others } = kept();
  note(others);
  if (Object.keys(others).length === 0) await caches.delete(SHELL);
}

/** @param {HTMLElement} root @param {string} said */
function tell(root, said) {
  /** @type {Element} */ (root.querySelector("[role=status]")).textContent = said;
}

/**
 * Keep an article: its page, and each recording with its marks. All of it is kept, or nothing is.
 * @param {string} slug @param {{title: string, lang: string}} named @param {string[]} recordings their addresses
 * @param {(done: number) => void} heed is told how many recordings are there
 */
async function keepArticle(slug, named, recordings, heed) {
  try {
    const cache = await caches.open(PREFIX + slug);
    let bytes = await put(cache, location.pathname, await answered(location.pathname));
    for (const [done, address] of recordings.entries()) {
      heed(done);
      bytes += await putRecording(cache, address);
    }
    await keepShell();
    note({ ...kept(), [slug]: { ...named, bytes } });
  } catch (error) {
    await drop(slug);
    throw error;
  }
}

async function keepShell() {
  const cache = await caches.open(SHELL);
  const addresses = await (await answered("/shell.json")).json();
  await Promise.all(addresses.map(async (/** @type {string} */ each) => put(cache, each, await answered(each))));
}

/** A recording and its marks, both under the recording's own address. @param {Cache} cache @param {string} address */
async function putRecording(cache, address) {
  let sound = await answered(address);
  if (!sound.headers.has("ETag")) {
    await sound.blob(); // it was being made: once it has been heard to its end, it is ready
    sound = await answered(address);
  }
  if (!sound.headers.has("ETag")) throw new Error("not ready");
  const marks = await answered(sound.url.replace(/\.\w+(?=\?|$)/, ".marks.json"));
  return (await put(cache, address, sound)) + (await put(cache, address.replace(/\.\w+(?=\?|$)/, ".marks.json"), marks));
}

/** @param {Cache} cache @param {string} address @param {Response} answer @returns {Promise<number>} bytes */
async function put(cache, address, answer) {
  const body = await answer.blob();
  const headers = { "Content-Type": answer.headers.get("Content-Type") ?? "", "Content-Length": String(body.size) };
  const etag = answer.headers.get("ETag");
  await cache.put(address, new Response(body, { headers: etag ? { ...headers, ETag: etag } : headers }));
  return body.size;
}

/** An answer that is no error, as anybody would get it who has not heard the disclaimers. @param {string} address */
async function answered(address) {
  const answer = await fetch(address, { credentials: "omit", headers: { "Accept-Language": document.documentElement.lang } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}
