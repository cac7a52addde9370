// @ts-check
// Sections flow on by themselves, one at a time, and one button pauses whichever is heard. Without this file every
// section still plays, and starts with its disclaimer.

const article = /** @type {HTMLElement} */ (document.querySelector("article[data-heard]"));
const parts = /** @type {HTMLAudioElement[]} */ ([...article.querySelectorAll("audio[data-part]")]);
/** The parts, and what is played beside them, such as notes. */
const sounds = /** @type {HTMLAudioElement[]} */ ([...article.querySelectorAll("audio")]);
const button = /** @type {HTMLButtonElement} */ (article.querySelector("[data-toggle]"));
const notice = /** @type {HTMLElement} */ (article.querySelector("[role=status]"));

/** The part that is heard, or was heard last. */
let current = parts[Number(article.dataset.begin ?? 0)];

const playing = () => sounds.find((part) => !part.paused);

/** Play a part, and say why where it can't be. @param {HTMLAudioElement | undefined} part */
async function play(part) {
  if (!part) return;
  if (part.error) part.load();
  await part.play().catch(() => undefined);
}

function toggle() {
  const heard = playing();
  if (heard) heard.pause();
  else void play(current.ended ? parts[parts.indexOf(current) + 1] ?? current : current);
}

/** Tell the server that the disclaimer has been played. Where it agrees, the sections go on without it. */
async function disclaimerPlayed() {
  const waiting = sounds.filter((part) => part.dataset.after);
  if (waiting.length === 0) return;
  const answer = await fetch(article.dataset.heard ?? "", { method: "POST" });
  if (!answer.ok) return;
  for (const part of waiting) {
    if (!part.paused || (part.currentTime > 0 && !part.ended)) continue;
    part.src = part.dataset.after ?? "";
    delete part.dataset.after;
  }
}

/** Say what went wrong, in the words of the server where it answers. @param {HTMLAudioElement} part */
async function explain(part) {
  const headers = { Accept: "application/problem+json" };
  const answer = await fetch(part.currentSrc || part.src, { headers }).catch(() => null);
  if (answer?.status === 403 && part.dataset.first) {
    part.src = part.dataset.first;
    notice.textContent = "Please press play again: this section now begins with its disclaimer.";
  } else if (answer && !answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    notice.textContent = `This section can't be played right now. ${problem.detail ?? ""}`;
  } else {
    void answer?.body?.cancel();
    notice.textContent = "This section can't be played right now. Please check the connection, and press play again.";
  }
}

/** Parts that were played while they were made: their length was not known when they began. */
const streamed = new WeakSet();

/**
 * Whether all of a part was heard. A stream that breaks off may end like one that is whole; but one that is whole is on
 * the shelf when it ends, under the name of its bytes. @param {HTMLAudioElement} part
 */
async function heardWhole(part) {
  if (!streamed.has(part)) return true;
  const answer = await fetch(part.currentSrc, { method: "HEAD" }).catch(() => null);
  return answer?.headers.has("ETag") ?? false;
}

for (const part of sounds) {
  part.addEventListener("loadstart", () => streamed.delete(part));
  part.addEventListener("durationchange", () => {
    if (part.duration === Infinity) streamed.add(part);
  });
  part.addEventListener("play", () => {
    if (parts.includes(part)) current = part;
    notice.textContent = "";
    button.textContent = "Pause";
    for (const other of sounds) if (other !== part) other.pause();
  });
  part.addEventListener("pause", () => {
    if (!playing()) button.textContent = "Play";
  });
  part.addEventListener("error", () => void explain(part));
  part.addEventListener("ended", async () => {
    const speed = part.playbackRate;
    if (!(await heardWhole(part))) {
      await explain(part);
      return;
    }
    await disclaimerPlayed().catch(() => undefined);
    if (!parts.includes(part)) return;
    const next = parts[parts.indexOf(part) + 1];
    if (!next) {
      notice.textContent = "This is the end of the article.";
      return;
    }
    next.currentTime = 0;
    next.defaultPlaybackRate = speed;
    next.playbackRate = speed;
    await play(next);
  });
  // The focus stays on a player that has ended, while the voice has moved on: its space bar pauses what is heard.
  part.addEventListener("keydown", (event) => {
    const heard = playing();
    if (event.key !== " " || !heard || !part.ended) return;
    event.preventDefault();
    event.stopPropagation();
    heard.pause();
  }, { capture: true });
}

button.addEventListener("click", toggle);
button.hidden = false;
if ("mediaSession" in navigator) {
  navigator.mediaSession.setActionHandler("play", toggle);
  navigator.mediaSession.setActionHandler("pause", toggle);
}
