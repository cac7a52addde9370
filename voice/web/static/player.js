// @ts-check
// The one player of an article's page. Without it the native ones play, each section with its disclaimer.

import { Controls } from "./controls.js";
import { Follower } from "./following.js";
import { Highlighter } from "./highlight.js";
import { partsOf } from "./parts.js";
import { forget, keep, places } from "./places.js";
import { Playback } from "./playback.js";
import { queue, remove } from "./queue.js";
import { Session } from "./session.js";
import { remember, wishes } from "./wishes.js";
import { holderOf } from "./written.js";

const STEP_S = 10;
/** A place is kept so often while the voice goes on, in milliseconds. */
const KEPT_EACH_MS = 5000;

/** @typedef {import("./parts.js").Part} Part */

export class Player {
  #keptAt = 0;
  #drawing = false;
  #presses = false;
  /** @type {typeof import("./remote.js") | undefined} */
  #remote;

  /** The path of the page that the article has been opened from. */
  address = "";
  /** @type {Part[]} */
  parts = [];

  /** @param {HTMLElement} root the element with the controls */
  constructor(root) {
    this.root = root;
    this.playback = new Playback(root.appendChild(new Audio()), {
      changed: () => this.show(),
      failed: (problem) => this.controls.say(problem.status ? "problem" : "unreachable", problem.detail),
      finished: () => void this.finish(),
    });
    this.take();
    this.acts = this.#acts();
    this.controls = new Controls(root, (act) => this.acts[act]?.(), (seconds) => this.playback.seek(seconds));
    this.highlighter = new Highlighter();
    this.follower = new Follower(() => this.show());
    this.#listen(root);
    this.show();
  }

  /** Take up the article that stands on the page. */
  take() {
    const { heard = "", allHeard } = this.root.dataset;
    const parts = partsOf(/** @type {Element} */ (this.root.closest("article")));
    Object.assign(this, { parts, address: location.pathname });
    this.playback.open(parts, new Session(parts, allHeard !== undefined, heard));
    for (const part of parts) part.button.addEventListener("click", () => void this.playback.start(part));
  }

  /** What each button and each key does. @returns {Record<string, () => void>} */
  #acts() {
    const { playback } = this;
    return {
      toggle: () => void playback.toggle(this.beginning),
      back: () => playback.seek(playback.audio.currentTime - STEP_S),
      forward: () => playback.seek(playback.audio.currentTime + STEP_S),
      previous: () => void playback.turn(-1),
      next: () => void playback.turn(1),
      earlier: () => playback.step(-1),
      later: () => playback.step(1),
      find: () => this.find(),
      continue: () => this.continue(),
    };
  }

  /** @param {HTMLElement} root */
  #listen(root) {
    for (const name of ["focusin", "pointerdown"]) document.addEventListener(name, ({ target }) => {
      const toggle = this.controls.buttons.toggle === target; // who is at a button may press it
      this.playback.prepare(toggle ? this.beginning : this.parts.find(({ button }) => button === target));
    });
    for (const name of ["pointerup", "keydown"]) document.addEventListener(name, (event) => void this.#press(event));
    this.playback.audio.addEventListener("playing", () => void this.#reachOut(), { once: true });
    addEventListener("pagehide", () => this.#keep());
    addEventListener("popstate", () => location.pathname === this.address || location.reload());
    addEventListener("voice:preferences", () => void this.playback.leaveOut());
    /** @type {Record<string, (value: string) => void>} */
    const taken = {
      speed: (value) => { this.playback.speed = Number(value); },
      highlight: (value) => this.highlighter.draw(value),
      press: (value) => { this.#presses = value === "on"; },
    };
    for (const [name, take] of Object.entries(taken)) remember(this.controls.named(name), take);
    const more = () => void import("./more.js").then(({ open }) => open(root, this.playback, (act) => this.acts[act]?.()));
    if (wishes().keys === "on") more();
    else root.querySelector("details")?.addEventListener("toggle", more, { once: true });
  }

  /** From the first sound on, the lock screen and the keys of headsets reach the player. */
  async #reachOut() {
    this.#remote = await import("./remote.js");
    this.#remote.takeKeys(this.playback, this.acts.toggle);
    this.show();
  }

  /** Play from a sentence that is pressed. Pointer events only: with others, screen readers call all text clickable.
   * @param {Event} event */
  async #press(event) {
    if (!this.#presses || !this.playback.part || (event instanceof KeyboardEvent && event.key !== "Enter")) return;
    const { pressed } = await import("./pressing.js");
    const sentence = pressed(event, this.parts);
    if (sentence) void this.playback.start(sentence.part, sentence.point);
  }

  /** Where Play begins: at the section that the address names, else at the top. */
  get beginning() {
    const named = this.parts.find((part) => part.id && `#${part.id}` === decodeURIComponent(location.hash));
    return named ?? this.parts.find(({ kind }) => kind !== "opening" || !this.playback.session.heard) ?? this.parts[0];
  }

  get slug() {
    return this.root.dataset.slug ?? "";
  }

  /** Where the listener stopped some other day, if that is still there. */
  get place() {
    const place = this.playback.part ? undefined : places()[this.slug];
    const part = place && this.parts.find(({ id, kind }) => id === place.section && kind !== "opening");
    return part && { part, point: place };
  }

  continue() {
    const { place } = this;
    if (place) void this.playback.start(place.part, place.point);
  }

  /** Go to where the voice is. While it speaks, the focus stays where it is. */
  find() {
    this.follower.rejoin(this.highlighter.range);
    if (!this.playback.playing) this.#focus();
    this.show();
  }

  #focus() {
    const { part, point } = this.playback;
    const place = (part && holderOf(point.block, part.element)) ?? part?.element;
    if (!(place instanceof HTMLElement)) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: this.highlighter.range !== null });
  }

  /** The article has been heard to its end: what waits in the queue goes on. */
  async finish() {
    forget(this.slug);
    remove(this.address);
    if (queue().length === 0) return this.controls.say("finished");
    await import("./next.js").then(({ goOn }) => goOn(this)).catch(() => this.controls.say("notOpened", queue()[0]?.title));
  }

  /** Let everything show how things stand. */
  show() {
    const { playback } = this;
    this.controls.show(playback, { place: this.place !== undefined, following: this.follower.following });
    this.#remote?.showOnLockScreen(playback, this.root.dataset);
    if (playback.playing) {
      this.#goOn();
      if (Date.now() - this.#keptAt > KEPT_EACH_MS) this.#keep();
    } else if (playback.part) {
      this.#draw();
      this.#keep();
    }
  }

  #goOn() {
    if (this.#drawing) return;
    this.#drawing = true;
    const frame = () => {
      this.playback.jump();
      this.#draw();
      this.#drawing = this.playback.playing;
      if (this.#drawing) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  #draw() {
    const { part, marks, ms, playing } = this.playback;
    const moved = this.highlighter.show(part?.element, marks.sentenceAt(ms), marks.wordAt(ms));
    if (moved && playing && part?.element.contains(this.highlighter.range?.startContainer ?? null)) {
      this.follower.follow(this.highlighter.range);
    }
  }

  #keep() {
    const { part, point } = this.playback;
    if (!part?.id || !point.block || this.playback.audio.ended) return;
    this.#keptAt = Date.now();
    const { title = "", lang = "" } = this.root.dataset;
    keep(this.slug, { title, lang, section: part.id, block: point.block, start: point.start });
  }
}

customElements.define("voice-player", class extends HTMLElement {
  connectedCallback() {
    // A listener who waited too long has the browser's own players, and may be listening (early.js).
    if ("scripted" in document.documentElement.dataset) new Player(this);
  }
});
