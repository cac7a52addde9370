// @ts-check
// The sleep timer: minutes, or the end of the section that is heard.

export class SleepTimer {
  /** Whether to rest when the section ends. */
  atEnd = false;
  /** @type {number | undefined} */
  #timer;

  /** @param {() => void} rest called when the time has come */
  constructor(rest) {
    this.rest = rest;
  }

  /** @param {string} when minutes, "end" for the end of the section, "" for never */
  set(when) {
    clearTimeout(this.#timer);
    this.atEnd = when === "end";
    if (Number(when)) this.#timer = setTimeout(this.rest, Number(when) * 60_000);
  }
}
