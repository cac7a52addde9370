// @ts-check
// The page scrolls along with the voice until the reader scrolls; then the reader decides.

/** The sentence is kept within this part of the window, counted from its top. */
const [HIGHEST, LOWEST, PLACED] = [0.2, 0.75, 0.3];

export class Follower {
  following = true;
  #scrolling = false;

  /** @param {() => void} left called when the reader scrolls away */
  constructor(left) {
    const leave = () => {
      if (!this.following) return;
      this.following = false;
      left();
    };
    for (const name of ["wheel", "touchmove"]) addEventListener(name, leave, { passive: true });
    addEventListener("scroll", () => !this.#scrolling && leave(), { passive: true });
    addEventListener("scrollend", () => { this.#scrolling = false; });
  }

  /** Show the sentence that is read, if the reader is with the voice. @param {Range | null} range */
  follow(range) {
    if (!this.following || !range) return;
    const { top, bottom } = range.getBoundingClientRect();
    if (top < innerHeight * HIGHEST || bottom > innerHeight * LOWEST) this.#scrollTo(scrollY + top - innerHeight * PLACED);
  }

  /** Go to the sentence, and along with it from there. @param {Range | null} range */
  rejoin(range) {
    this.following = true;
    if (range) this.#scrollTo(scrollY + range.getBoundingClientRect().top - innerHeight * PLACED);
  }

  /** @param {number} top */
  #scrollTo(top) {
    const reach = document.documentElement.scrollHeight - innerHeight;
    if (Math.abs(Math.max(0, Math.min(top, reach)) - scrollY) < 1) return; // nothing to scroll, and so no end of it
    this.#scrolling = true;
    scrollTo({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
  }
}
