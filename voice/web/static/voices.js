// @ts-check
// Another voice: kept for this device, and taken up where the listener is. What plays goes on in the old voice until the
// section is there in the new one, so that there is no silence.

/** A recording in the making is asked for so often, in milliseconds. */
const AGAIN_MS = 1000;
/** What in the address of a recording names the voice (voice/web/finding.py). */
const VOICE = "v";

/** @typedef {import("./playback.js").Playback} Playback */

/** Hear this article in the voice that is chosen. @param {Playback} playback @param {HTMLSelectElement} select */
export async function speakIn(playback, select) {
  const around = /** @type {HTMLElement} */ (select.closest("[data-voices]"));
  const status = /** @type {HTMLElement} */ (around.querySelector("[role=status]"));
  const { voices = "", lang = "", failed = "" } = around.dataset;
  const body = new URLSearchParams({ lang, voice: select.value });
  const answer = await fetch(voices, { method: "POST", body, redirect: "manual" }).catch(() => null);
  const kept = answer?.type === "opaqueredirect";
  status.textContent = kept ? "" : failed;
  if (!kept) return;
  const { src } = playback.audio;
  name(select.value, playback);
  if (playback.playing) await takeOver(playback, src);
  if (!playback.playing) playback.audio.addEventListener("play", () => goOn(playback, src), { once: true });
}

/** Let every address of a recording on the page name the voice. @param {string} voice @param {Playback} playback */
function name(voice, { parts, part: heard, session }) {
  // What is told of a disclaimer is told of the one that was heard.
  if (heard !== session.opening || !heard) session.address = named(session.address, voice);
  for (const part of parts) {
    part.first = part.button.dataset.first = named(part.first, voice);
    if (part.after) part.after = part.button.dataset.after = named(part.after, voice);
  }
  for (const link of document.querySelectorAll("article a[download]")) {
    link.setAttribute("href", named(link.getAttribute("href") ?? "", voice));
  }
  const keeping = document.querySelector("[data-recordings]");
  if (keeping instanceof HTMLElement) {
    const addresses = /** @type {string[]} */ (JSON.parse(keeping.dataset.recordings ?? "[]"));
    keeping.dataset.recordings = JSON.stringify(addresses.map((each) => named(each, voice)));
  }
}

/** @param {string} address a path of this site @param {string} voice "" for the usual one */
function named(address, voice) {
  const { pathname, searchParams } = new URL(address, location.href);
  searchParams.delete(VOICE);
  if (voice) searchParams.set(VOICE, voice);
  return searchParams.size ? `${pathname}?${searchParams}` : pathname;
}

/** Go on in the new voice once the section is there in it. @param {Playback} playback @param {string} old what plays */
async function takeOver(playback, old) {
  const { part, session, audio } = playback;
  const wanted = () => audio.src === old && playback.playing;
  while (part && wanted() && !(await isThere(session.source(part)))) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  if (wanted()) goOn(playback, old);
}

/** @param {Playback} playback @param {string} old what was played when another voice was chosen */
function goOn(playback, old) {
  const { part, point, audio } = playback;
  if (part && audio.src === old) void playback.start(part, point);
}

/** Whether a recording is whole; one that is not there is made. @param {string} address */
async function isThere(address) {
  const answer = await fetch(address, { headers: { Range: "bytes=0-0" }, redirect: "manual" }).catch(() => null);
  // What can't be had at all is told by the player, which asks for it then.
  return answer === null || answer.type === "opaqueredirect" || answer.status < 500;
}
