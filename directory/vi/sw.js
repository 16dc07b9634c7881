// Keeps what a visitor has seen, so that it opens without a network. With one, everything comes
// from the network: what is kept is never shown in place of something newer. A first page costs
// what it consists of; only whoever opens a second one is sent the search, and so on, ahead.
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

// From js/offline.js: a page that was there before this worker names itself and its parts.
self.addEventListener("message", (event) => {
  const { seen = [], isReturning } = event.data;
  const addresses = seen.filter((address) => address.startsWith(SCOPE));
  event.waitUntil(Promise.allSettled(addresses.map(fetchAndKeep)));
  if (isReturning) event.waitUntil(fetchAhead(event.source.url));
});

async function install() {
  const names = await ownCaches();
  const cache = await caches.open(CACHE);
  const there = await addressesIn(cache);
  // The version stands for scripts and styles alone: data may be new, as far as it is wanted.
  if (names.length) {
    await fetchMissing(cache, START);
    await fetchInto(cache, DATA.filter((url) => there.has(url)));
  }
  await self.skipWaiting();
}

async function activate() {
  const old = (await ownCaches()).filter((name) => name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(`${SCOPE} `));
}

// Whoever reads pages in a language may come to search in it.
async function fetchAhead(address) {
  await fetchMissing(await caches.open(CACHE), [...START, full(editionOf(address).data)]);
}

async function fetchMissing(cache, addresses) {
  const there = await addressesIn(cache);
  await fetchInto(cache, addresses.filter((url) => !there.has(url)));
}

async function fetchInto(cache, addresses) {
  await cache.addAll(addresses.map((url) => new Request(url, { cache: "no-cache" })));
}

async function addressesIn(cache) {
  return new Set((await cache.keys()).map(({ url }) => url));
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
    const { page } = editionOf(request.url);
    const isPage = request.mode === "navigate" && request.destination !== "iframe";
    if (!isPage || !(await cache.match(full(page)))) throw error;
    // By a redirect, because the links of a page are relative to its address.
    return Response.redirect(full(page));
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
