// @ts-check
// Sections flow on by themselves, one at a time. Without this file every section still plays, and starts with its disclaimer.

const article = /** @type {HTMLElement} */ (document.querySelector("article[data-heard]"));
const parts = /** @type {HTMLAudioElement[]} */ ([...article.querySelectorAll("audio[data-part]")]);

/** Tell the server that the disclaimer has been played. Where it agrees, the sections go on without it. */
async function disclaimerPlayed() {
  const waiting = parts.filter((part) => part.dataset.after);
  if (waiting.length === 0) return;
  const answer = await fetch(article.dataset.heard ?? "", { method: "POST" });
  if (!answer.ok) return;
  for (const part of waiting) {
    const after = part.dataset.after ?? "";
    delete part.dataset.after;
    if (part.paused && (part.currentTime === 0 || part.ended)) part.src = after;
  }
}

for (const [place, part] of parts.entries()) {
  part.addEventListener("play", () => {
    for (const other of parts) if (other !== part) other.pause();
  });
  part.addEventListener("ended", async () => {
    const speed = part.playbackRate;
    await disclaimerPlayed().catch(() => undefined);
    const next = parts[place + 1];
    if (!next) return;
    next.currentTime = 0;
    await next.play().catch(() => undefined);
    next.playbackRate = speed;
  });
}
