// @ts-check
// What stands folded below the player and needs no script before it is opened: another voice, stopping by itself,
// repeating a section, and shortcut keys.

import { Shortcuts } from "./shortcuts.js";
import { remember } from "./wishes.js";

/** A choice is made once it has stood for so long, in milliseconds. */
const SETTLED_MS = 600;

/** @typedef {import("./playback.js").Playback} Playback */

/** Let these controls work, and be seen. @param {HTMLElement} root @param {Playback} playback
 * @param {(act: string) => void} act what keys do */
export function open(root, playback, act) {
  const named = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (root.querySelector(`[name=${name}]`));
  const keys = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll("input[name^=key_]")]);
  const shortcuts = new Shortcuts(keys, act);
  remember(named("keys"), (value) => { shortcuts.on = value === "on"; });
  named("loop").addEventListener("change", () => { playback.loops = named("loop").checked; });
  /** @type {number | undefined} */
  let soon;
  const later = (/** @type {() => void} */ choose) => { // arrow keys pass by others on the way to the one that is meant
    clearTimeout(soon);
    soon = setTimeout(choose, SETTLED_MS);
  };
  const sleep = sleepTimer(playback, () => { named("sleep").value = ""; });
  root.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.name === "voice") later(() => void import("./voices.js").then(({ speakIn }) => speakIn(playback, target)));
  });
  named("sleep").addEventListener("change", () => sleep(named("sleep").value));
  for (const folded of root.querySelectorAll("details > [hidden]")) folded.removeAttribute("hidden");
}

/** @param {Playback} playback @param {() => void} slept called once it has stopped: it does so once
 * @returns {(when: string) => void} takes minutes, "end" for the end of the section, "" for never */
function sleepTimer(playback, slept) {
  /** @type {number | undefined} */
  let timer;
  const rest = () => {
    playback.audio.pause();
    playback.rests = undefined;
    slept();
  };
  return (when) => {
    clearTimeout(timer);
    playback.rests = when === "end" ? rest : undefined;
    if (Number(when)) timer = setTimeout(rest, Number(when) * 60_000);
  };
}
