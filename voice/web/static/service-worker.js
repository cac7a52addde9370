// @ts-check
// Where the network fails, what is kept on this device answers for it (see kept.js). Nothing else is touched: every
// request goes to the network first, with its range and its conditions, and nothing is kept here unasked.

const PREFIX = "voice-kept-";
const CURRENT = "voice-kept-1:";
const worker = /** @type {any} */ (self);

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(tidy().then(() => worker.clients.claim())));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (new URL(request.url).origin !== location.origin) return;
  event.respondWith(fetch(request).catch((error) => instead(request, error)));
});

/** Clear what older forms of this worker kept. */
async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && !name.startsWith(CURRENT)).map((name) => caches.delete(name)));
}

/** What is kept of what was asked for. @param {Request} request @param {unknown} error */
async function instead(request, error) {
  const { pathname } = new URL(request.url);
  // Nobody is there to believe that the disclaimers were heard: each section goes on beginning with them.
  if (request.method === "POST") {
    if (pathname.endsWith("/heard")) return new Response(null, { status: 409 });
    throw error;
  }
  const found = await caches.match(pathname, { ignoreSearch: true }) ?? (request.mode === "navigate" ? await caches.match("/") : undefined);
  if (!found) throw error;
  if (request.method === "HEAD") return new Response(null, { headers: found.headers });
  return part(request, found);
}

/** The part of a kept recording that a player asked for (RFC 9110, 14.2). @param {Request} request @param {Response} found */
async function part(request, found) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  if (!asked || (!asked[1] && !asked[2])) return found;
  const body = await found.blob();
  const from = asked[1] ? Number(asked[1]) : Math.max(0, body.size - Number(asked[2]));
  const to = asked[1] && asked[2] ? Math.min(Number(asked[2]), body.size - 1) : body.size - 1;
  const headers = new Headers(found.headers);
  if (from > to) {
    headers.set("Content-Range", `bytes */${body.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Range", `bytes ${from}-${to}/${body.size}`);
  headers.set("Content-Length", String(to - from + 1));
  return new Response(body.slice(from, to + 1), { status: 206, headers });
}
