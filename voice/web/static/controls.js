// @ts-check
// The player's controls: native buttons, a native slider, a field for a time, and one status that is written only
// while nothing is heard. What a screen reader would say by itself as time goes by is left alone while it has the focus.

import { clock, seconds, spoken } from "./clock.js";

/** @typedef {import("./playback.js").Playback} Playback */

export class Controls {
  /** @param {HTMLElement} root @param {(act: string) => void} act @param {(seconds: number) => void} seek */
  constructor(root, act, seek) {
    this.root = root;
    this.words = JSON.parse(root.querySelector("script[data-words]")?.textContent ?? "{}");
    this.slider = /** @type {HTMLInputElement} */ (root.querySelector("[name=position]"));
    this.time = /** @type {HTMLInputElement} */ (root.querySelector("[name=time]"));
    this.status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
    this.place = /** @type {HTMLElement} */ (root.querySelector("[data-place]"));
    this.where = /** @type {HTMLElement} */ (root.querySelector("[data-where]"));
    /** @type {Record<string, HTMLButtonElement>} */
    this.buttons = {};
    for (const found of root.querySelectorAll("button[data-act]")) {
      const button = /** @type {HTMLButtonElement} */ (found);
      const name = button.dataset.act ?? "";
      this.buttons[name] = button;
      button.addEventListener("click", () => act(name));
    }
    this.#takeTimes(seek);
  }

  /** @param {string} name @returns {HTMLSelectElement | HTMLInputElement} */
  named(name) {
    return /** @type {HTMLSelectElement} */ (this.root.querySelector(`[name=${name}]`));
  }

  /** Let the controls show how things stand.
   * @param {Playback} playback @param {{place: boolean, following: boolean}} listener whether there is a place to
   *   continue at, and whether the page scrolls along */
  show(playback, { place, following }) {
    const { part, playing } = playback;
    if (playing && this.status.textContent) this.status.textContent = "";
    write(this.buttons.toggle, playing ? this.words.pause : this.words.play);
    write(this.buttons.find, playing ? this.words.toVoice : this.words.toStop);
    this.buttons.find.classList.toggle("away", !part || (playing && following));
    this.buttons.continue.hidden = !place;
    this.#showWhere(playback);
    this.#showTime(playback);
  }

  /** Say something, while nothing is heard. @param {string} what one of the page's words @param {string} [detail] */
  say(what, detail = "") {
    this.status.textContent = `${this.words[what]} ${detail}`.trim();
  }

  /** @param {Playback} playback */
  #showWhere({ part, parts }) {
    if (!part) return;
    const sections = parts.filter(({ kind }) => kind === "section");
    const number = sections.indexOf(part) + 1;
    write(this.place, number ? `${fill(this.words.section, { number, count: sections.length })}: ` : "");
    write(this.where, part.name);
    this.where.lang = part.lang;
  }

  /** @param {Playback} playback */
  #showTime({ audio, reach }) {
    const at = audio.currentTime;
    if (document.activeElement !== this.time) this.time.value = clock(at);
    write(/** @type {HTMLElement} */ (this.root.querySelector("[data-whole]")), clock(reach));
    if (document.activeElement !== this.slider || audio.paused) this.#slideTo(at, reach);
  }

  /** @param {number} at @param {number} reach */
  #slideTo(at, reach) {
    this.slider.max = String(Math.max(1, Math.floor(reach)));
    this.slider.value = String(Math.floor(at));
    this.slider.setAttribute("aria-valuetext", fill(this.words.position, { at: spoken(at), whole: spoken(reach) }));
  }

  /** @param {(seconds: number) => void} seek */
  #takeTimes(seek) {
    this.slider.addEventListener("input", () => {
      seek(Number(this.slider.value));
      this.#slideTo(Number(this.slider.value), Number(this.slider.max));
    });
    this.time.addEventListener("change", () => {
      const at = seconds(this.time.value);
      this.time.setAttribute("aria-invalid", String(Number.isNaN(at)));
      if (Number.isNaN(at)) this.say("noTime");
      else seek(at);
    });
  }
}

/** Write it where it is not there yet: what does not change is not announced. @param {HTMLElement} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {string} words @param {Record<string, string | number>} values */
function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
