// @ts-check
// What is heard: one part of the article at a time, and what follows it. Whatever the way to a part (its button, a
// sentence, a link, a key of the headset), the disclaimers come first where this session has not heard them.

import { NO_MARKS, marksOf } from "./marks.js";
import { isWhole, problemWith } from "./problem.js";
import { Session } from "./session.js";

/** The sound of a recording in the making comes so much later than its marks say (docs/http.md). */
const STREAM_LATE_MS = 46;
/** The server believes no faster hearing of a disclaimer (voice/web/heard.py). */
const FASTEST_DISCLAIMER = 2;
/** So near to its end, the voice is past what is left out. */
const CLOSE_MS = 20;
/** Nothing was left out where at most this many seconds of a disclaimer are. */
const TOLERANCE_S = 1;

/**
 * @typedef {import("./parts.js").Part} Part
 * @typedef {import("./marks.js").Point} Point
 * @typedef {{status: number, detail: string}} Problem
 * @typedef {{changed: () => void, failed: (problem: Problem) => void, finished: () => void}} Told
 */

export class Playback {
  /** @type {Part[]} */
  parts = [];
  /** What is heard, or was heard last. @type {Part | undefined} */
  part;
  marks = NO_MARKS;
  loops = false;
  /** Called where the section ends, and nothing goes on. @type {(() => void) | undefined} */
  rests;
  #speed = 1;
  /** Up to where it has been heard, and from where on it may be skipped in, in seconds. */
  #furthest = 0;
  #bound = 0;
  /** What was asked for while a disclaimer has to be heard first. @type {{part: Part, point?: Point} | undefined} */
  #asked;
  /** Where to go on once a disclaimer that stands before it in the same recording has been heard. @type {Point | undefined} */
  #onwards;
  /** @type {Point | undefined} */
  #point;
  /** What this listener leaves out, in milliseconds. @type {[number, number][]} */
  #leftOut = [];
  #streamed = false;
  #ready = "";
  #failures = 0;
  /** Counts what was begun: of two things asked for in a row, the later is meant. */
  #turn = 0;

  /** @param {HTMLAudioElement} audio @param {Told} told */
  constructor(audio, told) {
    this.audio = audio;
    this.session = new Session([], false, "");
    this.told = told;
    const heard = {
      play: told.changed, pause: told.changed, durationchange: () => this.#measured(), seeking: () => this.#held(),
      timeupdate: () => this.#heard(), ended: () => void this.#ended(), error: () => void this.#failed(),
    };
    for (const [name, listener] of Object.entries(heard)) audio.addEventListener(name, listener);
  }

  get playing() {
    return !this.audio.paused && !this.audio.ended && !this.audio.error; // Firefox pauses nothing where it fails
  }

  /** Milliseconds of the recording, as its marks count them. */
  get ms() {
    return this.audio.currentTime * 1000 - (this.#streamed ? STREAM_LATE_MS : 0);
  }

  /** How far the part reaches, in seconds; one in the making as far as it has come. */
  get reach() {
    const { duration, buffered, currentTime } = this.audio;
    if (Number.isFinite(duration)) return duration;
    return buffered.length ? Math.max(buffered.end(buffered.length - 1), currentTime) : currentTime;
  }

  /** Where in the text the voice is; a part that has no marks yet is at its beginning. @returns {Point} */
  get point() {
    return this.#point ?? { block: "", start: 0 };
  }

  get bound() {
    return this.#furthest < this.#bound;
  }

  set speed(/** @type {number} */ speed) {
    this.#speed = speed;
    this.#pace();
  }

  /** Have another article to play; nothing of it is heard yet. @param {Part[]} parts @param {Session} session */
  open(parts, session) {
    this.#turn += 1;
    Object.assign(this, { parts, session, part: undefined, marks: NO_MARKS });
    this.#asked = this.#point = undefined;
  }

  /** Load what a part begins with. @param {Part | undefined} part */
  prepare(part) {
    if (this.part || !part) return;
    const source = this.session.source(this.session.before(part) ?? part);
    if (source === this.#ready) return;
    this.#ready = this.audio.src = source;
    this.audio.preload = "auto";
  }

  /** Play a part, from a point of its text or from its beginning; disclaimers first. @param {Part} part @param {Point} [point] */
  async start(part, point) {
    this.#failures = 0;
    await this.#begin(part, point);
  }

  /** Play on, or pause. @param {Part} otherwise where to begin if nothing has been played @param {Point} [point] */
  async toggle(otherwise, point) {
    if (this.playing) this.audio.pause();
    else if (!this.part) await this.start(otherwise, point);
    else if (this.audio.error) await this.start(this.part, this.point);
    else if (this.audio.ended) await (this.#next ? this.#ended() : this.start(otherwise));
    else await this.#play();
  }

  /** Go to a time of this part, in seconds; not beyond what was heard of a disclaimer. @param {number} seconds */
  seek(seconds) {
    const last = this.bound ? this.#furthest : this.reach;
    this.audio.currentTime = Math.max(0, Math.min(seconds, last));
    this.told.changed();
  }

  /** Another section; the heard one from its beginning where it has run for a while. @param {1 | -1} step */
  async turn(step) {
    const from = this.#asked?.part ?? this.part;
    const row = this.#row;
    const at = from ? row.indexOf(from) : -1;
    const again = step < 0 && this.part === from && this.audio.currentTime > 5;
    const next = row[again ? at : at + step] ?? (step < 0 ? row[0] : undefined);
    if (next) await this.start(next);
  }

  /** Another sentence of this part. @param {1 | -1} step */
  step(step) {
    const sentence = this.marks.sentenceFrom(this.ms, step);
    if (sentence) this.seek(sentence.start_ms / 1000);
  }

  /** Find out anew what this listener leaves out (early.js has told the page). */
  async leaveOut() {
    const { skip } = document.documentElement.dataset;
    const { leftOut } = skip ? await import("./leaving.js") : {};
    this.#leftOut = leftOut && skip && this.part ? leftOut(this.marks, this.part.element, skip.split(",")) : [];
  }

  /** Jump over what is left out, if the voice is at it; a recording in the making can't be jumped in. */
  jump() {
    const { ms } = this;
    const stretch = this.#leftOut.find(([from, to]) => from <= ms && ms < to - CLOSE_MS);
    if (stretch && !this.#streamed && !this.bound && !this.audio.seeking) this.audio.currentTime = stretch[1] / 1000;
  }

  /** What flows on by itself: notes are heard where somebody asks for them. */
  get #row() {
    return this.parts.filter((part) => part.kind !== "notes");
  }

  /** What follows what is heard; undefined at the end. */
  get #next() {
    const { part } = this;
    return part && part.kind !== "notes" ? this.#row[this.#row.indexOf(part) + 1] : undefined;
  }

  /** @param {Part} part @param {Point} [point] */
  async #begin(part, point) {
    const before = this.session.before(part);
    this.#asked = before && part !== before ? { part, point } : undefined;
    const underWay = this.part === this.session.opening && !this.audio.ended && !this.audio.error;
    if (before && before === this.part && underWay) await this.#play();
    else await this.#load(before ?? part, before ? undefined : point);
  }

  /** @param {Part} part @param {Point} [point] */
  async #load(part, point) {
    const turn = ++this.#turn;
    const source = this.session.source(part);
    Object.assign(this, { part, marks: NO_MARKS });
    this.#leftOut = [];
    this.#furthest = 0;
    this.#bound = this.session.binds(part) ? Infinity : 0;
    this.#onwards = this.#bound ? point : undefined;
    this.#point = point;
    this.#take(source);
    this.#pace();
    const marks = this.#marked(source, turn);
    if (point && !this.#bound) await marks;
    if (turn === this.#turn) await this.#play();
  }

  /** @param {string} source */
  #take(source) {
    const { audio } = this;
    const there = source === this.#ready && !audio.error;
    this.#ready = "";
    if (!there) audio.src = source;
    else if (audio.currentTime) audio.currentTime = 0;
    this.#streamed = there && audio.duration === Infinity;
  }

  /** @param {string} source @param {number} turn */
  async #marked(source, turn) {
    const marks = await marksOf(source, () => turn === this.#turn).catch(() => NO_MARKS);
    if (turn !== this.#turn) return;
    if (!marks) return this.#expired(); // a browser may have kept the sound
    this.marks = marks;
    void this.leaveOut();
    const { part, session } = this;
    if (this.bound && part !== session.opening) this.#bound = (ownText(marks)?.start_ms ?? Infinity) / 1000;
    else if (this.#point && this.audio.currentTime === 0) this.#go(this.#point);
    this.told.changed();
  }

  /** What is played was asked for, and the disclaimers come first. */
  async #expired() {
    const { part, point } = this;
    this.session.expire();
    if (part) await this.#begin(part, point);
  }

  /** @param {Point} point */
  #go(point) {
    const sentence = this.marks.sentenceOf(point);
    if (sentence) this.audio.currentTime = sentence.start_ms / 1000;
  }

  async #play() {
    await this.audio.play().catch(() => undefined); // what goes wrong is told by the element's `error`
  }

  #pace() {
    const rate = this.session.heard ? this.#speed : Math.min(this.#speed, FASTEST_DISCLAIMER);
    Object.assign(this.audio, { defaultPlaybackRate: rate, playbackRate: rate, preservesPitch: true });
  }

  #measured() {
    this.#streamed ||= this.audio.duration === Infinity;
    this.told.changed();
  }

  /** Whoever seeks, and by whatever means: what has to be heard is not left out. */
  #held() {
    if (this.bound && this.audio.currentTime > this.#furthest + TOLERANCE_S / 2) this.audio.currentTime = this.#furthest;
  }

  #heard() {
    const { audio } = this;
    if (audio.seeking) return;
    this.jump();
    this.#furthest = Math.max(this.#furthest, audio.currentTime);
    this.#point = this.marks.sentenceAt(this.ms) ?? this.#point;
    if (this.#onwards && !this.bound) {
      this.#go(this.#onwards);
      this.#onwards = undefined;
    }
    this.told.changed();
  }

  async #ended() {
    const { part, session } = this;
    const turn = this.#turn;
    if (!part) return;
    if (this.bound && this.audio.duration - this.#furthest > TOLERANCE_S) {
      this.audio.currentTime = this.#furthest;
      return this.#play();
    }
    if (this.#streamed && !(await isWhole(this.audio.src))) return this.#failed();
    const told = part !== session.opening || (await session.tell());
    if (turn !== this.#turn) return;
    if (told) await this.#follow(part);
    else this.told.failed({ status: 0, detail: "" });
  }

  /** @param {Part} part what has been heard */
  async #follow(part) {
    if (this.rests && part.kind === "section") {
      this.rests();
      return this.told.changed();
    }
    const asked = this.#asked;
    const next = this.loops && part.kind === "section" ? part : this.#next;
    if (asked) return this.#begin(asked.part, asked.point);
    if (next) return this.#begin(next);
    this.told.changed();
    if (part.kind !== "notes") this.told.finished();
  }

  async #failed() {
    const { part, point } = this;
    if (!part) return;
    const turn = this.#turn;
    const problem = await problemWith(this.audio.src);
    if (turn !== this.#turn) return;
    const again = this.#failures++ === 0;
    if (again && problem.status === 403) await this.#expired();
    // Nothing is wrong any more: as where the recording was made anew while it was played.
    else if (again && problem.status === 200) await this.#begin(part, point);
    else {
      this.told.changed();
      this.told.failed(problem);
    }
  }
}

/** The first mark of a section's own text, behind the disclaimers. @param {import("./marks.js").Marks} marks */
function ownText(marks) {
  return marks.sentences.find(({ block }) => document.getElementById(block)?.closest(".disclaimer") === null);
}
