// @ts-check
// Keeping an article for a time without a connection, and the list of those that are kept. Without a service worker, as
// on an address that is not secure, none of it is shown.
import { drop, keepArticle, kept } from "./kept.js";

const MEGABYTE = 1_000_000;

/** @param {Element} root @param {string} name @param {Record<string, string | number>} values */
function words(root, name, values = {}) {
  const said = /** @type {HTMLElement} */ (root).dataset[name] ?? "";
  return Object.entries(values).reduce((text, [key, value]) => text.replace(key, String(value)), said);
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / MEGABYTE).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
}

/** The buttons of an article's page. @param {HTMLElement} root */
function article(root) {
  const [keep, remove] = /** @type {HTMLButtonElement[]} */ ([...root.querySelectorAll("button")]);
  const told = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  const { slug = "", title = "", recordings = "[]" } = root.dataset;
  /** @type {string[]} */
  const addresses = JSON.parse(recordings);
  const show = () => {
    keep.hidden = slug in kept();
    remove.hidden = !keep.hidden;
  };
  keep.addEventListener("click", async () => {
    if (keep.ariaDisabled === "true") return;
    keep.ariaDisabled = "true";
    const heed = (/** @type {number} */ done) => {
      keep.textContent = words(root, "keeping", { DONE: done, COUNT: addresses.length });
    };
    try {
      await navigator.storage?.persist?.();
      await keepArticle(slug, title, addresses, heed);
      told.textContent = words(root, "kept", { SIZE: megabytes(kept()[slug].bytes) });
    } catch (error) {
      const full = error instanceof DOMException && error.name === "QuotaExceededError";
      told.textContent = words(root, full ? "full" : "failed");
    }
    keep.ariaDisabled = null;
    keep.textContent = words(root, "keep");
    show();
    if (keep.hidden && document.activeElement === document.body) remove.focus();
  });
  remove.addEventListener("click", async () => {
    await drop(slug);
    told.textContent = words(root, "dropped");
    show();
    keep.focus();
  });
  show();
  root.hidden = false;
}

/** The list of what is kept, on the library's page. @param {HTMLElement} root */
function list(root) {
  const rows = /** @type {HTMLElement} */ (root.querySelector("ul"));
  const template = /** @type {HTMLTemplateElement} */ (root.querySelector("template"));
  const size = /** @type {HTMLElement} */ (root.querySelector("[data-size]"));
  const all = /** @type {HTMLButtonElement} */ (root.querySelector("[data-all]"));
  const show = () => {
    const found = Object.entries(kept());
    rows.replaceChildren(...found.map(([slug, { title }]) => {
      const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
      const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
      link.href = (link.getAttribute("href") ?? "").replace("SLUG", encodeURIComponent(slug));
      link.textContent = title;
      return row;
    }));
    size.textContent = words(root, "size", { SIZE: megabytes(found.reduce((sum, [, { bytes }]) => sum + bytes, 0)) });
    root.hidden = found.length === 0;
  };
  all.addEventListener("click", async () => {
    await Promise.all(Object.keys(kept()).map(drop));
    show();
    /** @type {HTMLElement | null} */ (document.querySelector("main"))?.focus();
  });
  show();
}

if ("serviceWorker" in navigator && "caches" in globalThis) {
  void navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  const offer = () => {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-offline]"))) {
      if (root.dataset.offline === "article") article(root);
      else list(root);
    }
  };
  addEventListener("voice:article", offer);
  offer();
}
