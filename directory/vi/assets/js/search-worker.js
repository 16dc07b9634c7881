/**
 * The worker behind the search of a large directory: it asks Pagefind's index, and opens of each
 * kind of record the few best stubs. Here a long search holds up no page.
 *
 * Asked `{id, method, texts}`, it answers `{id, answer: {items, hasMore}}`: the items of the opened
 * stubs by kind; or, when a part did not come, `{id}`.
 */

import { createInstance } from "../find/pagefind.js";
import { fold } from "./fold.js";

const FOLDER = new URL("../find/", import.meta.url).href;
// How many stubs are opened of each kind: whoever asks for a maker asks for its products as well.
const MOST = { products: 4, organisations: 3, places: 2, programmes: 2 };
// The same for each other form of a query, and for one that no name answers.
const OF_OTHERS = 2;
const NEAR = 6;
const alphabet = new Intl.Collator("vi", { ignorePunctuation: true });
const EDITION = new URLSearchParams(location.search).get("lang") ?? "vi";

// Pagefind answers as if nothing had been there when a part of its index does not come.
let missing = false;
const request = globalThis.fetch;
globalThis.fetch = async (...wanted) => {
  try {
    const response = await request(...wanted);
    missing ||= !response.ok;
    return response;
  } catch (error) {
    missing = true;
    throw error;
  }
};

// It starts by itself, and nobody waits for that.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  missing = true;
});
const index = createInstance({ basePath: FOLDER, language: "vi", noWorker: true });
const methods = { find, any, near };

self.addEventListener("message", async ({ data: { id, method, texts } }) => {
  let answer;
  try {
    answer = await methods[method](texts);
  } catch {
    missing = true;
  }
  self.postMessage(missing ? { id } : { id, answer });
});

/** Open the best stubs of each kind for texts, in their order. */
async function find(texts) {
  const found = new Map();
  let hasMore = false;
  for (const [kind, most] of Object.entries(MOST)) {
    const full = found.size + most;
    for (const text of texts) {
      if (found.size < full) {
        const results = await search(text, { kind });
        for (const one of results) {
          if (found.size < full) found.set(one.id, one);
        }
        hasMore ||= results.some(({ id }) => !found.has(id));
      }
    }
  }
  return { items: await itemsOf(found.values()), hasMore };
}

/** Open the best stubs for each text. */
async function any(texts) {
  const found = new Map();
  for (const text of texts) {
    const results = await search(text);
    results.slice(0, OF_OTHERS).forEach((one) => found.set(one.id, one));
  }
  return { items: await itemsOf(found.values()), hasMore: false };
}

/** Open the stubs that hold most of some words. */
async function near(words) {
  const met = new Map();
  for (const word of words) {
    for (const one of await search(word)) {
      const { count = 0, score = 0 } = met.get(one.id) ?? {};
      met.set(one.id, { one, count: count + 1, score: score + one.score });
    }
  }
  const best = [...met.values()]
    .sort((one, other) => other.count - one.count || other.score - one.score)
    .slice(0, NEAR);
  return { items: await itemsOf(best.map(({ one }) => one)), hasMore: false };
}

/**
 * Ask the index. Where it does not have a word Pagefind takes the beginning: such results are none.
 */
async function search(text, filters = {}) {
  const { results } = await index.search(text, { filters });
  if (!results.length) {
    return [];
  }
  const words = fold((await results[0].data()).content).split(" ");
  const isThere = (asked) => words.some((word) => word.startsWith(asked));
  return fold(text).split(" ").every(isThere) ? results : [];
}

/** Return the items of stubs by kind, each in the order of names, as in find.json. */
async function itemsOf(found) {
  const items = Object.fromEntries(Object.keys(MOST).map((kind) => [kind, []]));
  const opened = await Promise.all([...found].map((one) => one.data()));
  for (const { filters, anchors } of opened) {
    const own = anchors.filter(({ id }) => id.startsWith(EDITION)).map(({ id }) => id.slice(2));
    items[filters.kind[0]].push(...own.map((text) => JSON.parse(decodeURIComponent(text))));
  }
  const inOrder = (one, other) => alphabet.compare(one.name, other.name);
  return Object.fromEntries(
    Object.entries(items).map(([kind, list]) => [kind, list.sort(inOrder)]),
  );
}
