// @ts-check
// How far a regeneration is, told by the server as it goes on, where somebody has asked to follow it. Nothing of it is
// read out by itself (WCAG 2.2, 2.2.4): who listens to the page finds it where it stands.

const followed = /** @type {HTMLElement} */ (document.getElementById("live"));
const made = /** @type {HTMLProgressElement} */ (document.getElementById("made"));
const madeOf = /** @type {HTMLElement} */ (document.getElementById("made-of"));
const done = /** @type {HTMLElement} */ (document.getElementById("done"));

const events = new EventSource(/** @type {string} */ (followed.dataset.events));
followed.textContent = ". This is told live";
events.addEventListener("message", ({ data }) => {
  const told = /** @type {{made: number, clips: number, done: number, ended: boolean}} */ (JSON.parse(data));
  made.max = Math.max(told.clips, 1);
  made.value = told.clips ? told.made : 1;
  madeOf.textContent = `${told.made} of ${told.clips}`;
  done.textContent = String(told.done);
  document.title = document.title.replace(/\d+ of \d+/, madeOf.textContent);
  if (told.ended) location.replace(location.pathname);
});
