// @ts-check
// Runs before anything is painted: what a person has set for their eyes (see preferences.js) is there from the start,
// and so is the room that scripts need, so that nothing moves when they come.
{
  const root = document.documentElement;
  const font = document.currentScript?.dataset.font ?? "";
  /** So long a listener waits for the page's player; then they have the browser's own, in milliseconds. */
  const PATIENCE_MS = 15_000;
  /** `skip` is what is to be left out in listening, parted by commas (see playback.js). */
  const NAMED = ["theme", "font", "skip"];
  const STYLED = ["size", "line", "measure", "words", "letters", "text", "ground"];

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem("voice.preferences") ?? "{}") ?? {};
    } catch {
      return {}; // nothing can be kept here, or nothing that can be read: the standard it is
    }
  };

  const fetchFont = () => {
    if (!font || document.querySelector("link[as=font]")) return;
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: font });
    document.head.append(link);
  };

  const apply = () => {
    const chosen = kept();
    for (const name of NAMED) {
      if (chosen[name]?.length) root.dataset[name] = String(chosen[name]);
      else delete root.dataset[name];
    }
    for (const name of STYLED) {
      if (chosen[name]) root.style.setProperty(`--own-${name}`, chosen[name]);
      else root.style.removeProperty(`--own-${name}`);
    }
    if (chosen.font === "legible") fetchFont();
  };

  apply();
  addEventListener("voice:preferences", apply);
  addEventListener("storage", apply); // set in another window

  root.dataset.scripted = "";
  if ("serviceWorker" in navigator && "caches" in window) root.dataset.keeps = "";
  // Where a script can't be had, or not in time, the page is as it is without any; but not once the player has come.
  const player = () => document.querySelector("voice-player");
  const doWithout = () => {
    delete root.dataset.scripted;
    for (const each of document.querySelectorAll("noscript")) each.outerHTML = each.textContent ?? "";
    document.addEventListener("readystatechange", doWithout); // more may come
  };
  addEventListener("error", ({ target }) => {
    if (target instanceof HTMLScriptElement && !player()?.matches(":defined")) doWithout();
  }, true);
  setTimeout(() => player()?.matches(":not(:defined)") && doWithout(), PATIENCE_MS);
  // What is folded brings its script along once it is opened.
  addEventListener("toggle", ({ target }) => {
    if (target instanceof HTMLElement && target.dataset.script) void import(target.dataset.script);
  }, true);
}
