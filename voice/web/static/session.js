// @ts-check
// Whether this session has heard the article's disclaimers. That is the server's word; the page only passes it on.

/** @typedef {import("./parts.js").Part} Part */

export class Session {
  /** The server may believe no session, as where the browser keeps no cookies: then each part begins with them. */
  #believed = true;

  /** @param {Part[]} parts @param {boolean} heard @param {string} address where it is told that they were played */
  constructor(parts, heard, address) {
    this.opening = parts.find((part) => part.kind === "opening");
    this.heard = heard || !this.opening;
    this.address = address;
  }

  /** What has to be played before a part; undefined where it may be played now. @param {Part} part */
  before(part) {
    return this.heard || !part.after || !this.#believed ? undefined : this.opening;
  }

  /** Where a part plays from, as things stand. @param {Part} part */
  source(part) {
    return this.heard && part.after ? part.after : part.first;
  }

  /** Whether a part begins with disclaimers that have to be heard. @param {Part} part */
  binds(part) {
    return !this.heard && (part === this.opening || Boolean(part.after));
  }

  /** The disclaimers have been played to their end. @returns whether the server could be told */
  async tell() {
    if (this.heard) return true;
    const answer = await fetch(this.address, { method: "POST" }).catch(() => null);
    if (answer) this.heard = this.#believed = answer.ok;
    return answer !== null;
  }

  /** The server says that it knows of no such hearing, or of no longer. */
  expire() {
    this.heard = false;
  }
}
