// @ts-check
// Runs before anything is painted: what a person has set for their eyes (see preferences.js) is there from the start.
{
  const root = document.documentElement;
  const font = document.currentScript?.dataset.font ?? "";
  const NAMED = ["theme", "font"];
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
      if (chosen[name]) root.dataset[name] = chosen[name];
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
}
