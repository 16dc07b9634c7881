// Keeps what a visitor has seen, so that it opens without a network. With one, everything comes
// from the network: what is kept is never shown in place of something newer.
//
// Awards end by the clock: a kept page runs the same stale.js as every page, kept in the same cache
// under the same version, so that a page never meets a script that does not know its markup.

// assets/kept.js says what is kept from the start, by which version.
importScripts("assets/kept.js");

const { version, files, editions } = self.KEPT;
const SCOPE = self.registration.scope;
// Other sites of the same host may keep caches too.
const CACHE = `${SCOPE} ${version}`;
const full = (path) => new URL(path, SCOPE).href;
const PAGES = editions.map(({ page }) => full(page));
const DATA = editions.map(({ data }) => full(data));
const START = [...files.map(full), ...PAGES];
const LASTING = new Set([...START, ...DATA]);
// Pages, pictures and the like beyond the start; the oldest go first.
const MOST = 300;
const DESTINATIONS = new Set(["", "document", "iframe", "script", "style", "font", "image"]);

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.method === "GET" && request.url.startsWith(SCOPE);
  if (isOurs && DESTINATIONS.has(request.destination)) event.respondWith(answer(event));
});

// A page that was there before this worker names itself and what it consists of.
self.addEventListener("message", (event) => {
  const addresses = event.data.filter((address) => address.startsWith(SCOPE));
  event.waitUntil(Promise.allSettled(addresses.map(fetchAndKeep)));
});

async function install() {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  // The version stands for scripts and styles alone: the rest may be new, as far as it is wanted.
  const wanted = [...START.filter((url) => !there.has(url)), ...DATA.filter((url) => there.has(url))];
  await cache.addAll(wanted.map((url) => new Request(url, { cache: "no-cache" })));
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(`${SCOPE} `) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (error) {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(key(request.url));
    if (kept) return kept;
    if (request.mode !== "navigate" || request.destination === "iframe") throw error;
    // By a redirect, because the links of a page are relative to its address.
    return Response.redirect(full(editionOf(request.url).page));
  }
}

async function fetchAndKeep(address) {
  const request = new Request(key(address));
  await keep(request, await fetch(request));
}

async function keep({ url, mode }, response) {
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
  // A file that was opened by itself is a download.
  if (!response.ok || response.redirected || (mode === "navigate" && !isPage)) return;
  const cache = await caches.open(CACHE);
  await cache.put(key(url), response);
  const others = (await cache.keys()).filter((kept) => !LASTING.has(kept.url));
  await Promise.all(others.slice(0, -MOST).map((kept) => cache.delete(kept)));
  // Whoever reads pages in a language may come to search in it.
  const data = full(editionOf(url).data);
  if (isPage && !(await cache.match(data))) await fetchAndKeep(data);
}

function editionOf(address) {
  return editions.find(({ folder }) => address.startsWith(SCOPE + folder));
}

// A list keeps its filter in the address; it is one page all the same.
function key(address) {
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  return url.href;
}
