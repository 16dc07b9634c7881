/**
 * The search of a large directory: Pagefind finds what may answer, of each kind some neighbours by
 * name, through an index of which a query needs small parts only (search-worker.js); how names
 * answer the query puts them in order, as in search.js.
 */

import { current, loadSearch, say } from "./data.js";
import { readEntries } from "./search-entries.js";
import { LONGEST, forms, isOneTypo, readKinds } from "./search-names.js";
import { FEW, compare, hit, isMain, isWhole, rank, rankAll, rankTypo } from "./search-rank.js";

const { lang } = document.documentElement;
const WORKER = new URL(`search-worker.js?lang=${lang}`, import.meta.url).href;
// The policy of the pages takes addresses of code only from a named maker.
const maker = globalThis.trustedTypes?.createPolicy("search", { createScriptURL: () => WORKER });
// What a mistyped word may have been; each is a query of its own.
const MOST_TYPOS = 8;
const NOTHING = { hits: [], near: false };

/**
 * Load the words and start the index, and return the search; its answers are those of search.js,
 * but `hits` are the best only: `hasMore` tells that there may be others.
 * @returns {Promise<(text: string) => Promise<{hits: object[], near: boolean, hasMore: boolean}>>}
 */
export async function openSearch() {
  const [about, ask] = await Promise.all([loadSearch(), openIndex()]);
  const kinds = readKinds(say("search.type_words"));
  const index = {
    known: about.known,
    async open(method, texts) {
      const { items, hasMore } = await ask(method, texts);
      return { entries: readEntries(current({ ...about, ...items }), kinds), hasMore };
    },
  };
  let newest = null;
  let before = Promise.resolve();
  return (text) => {
    const own = Symbol("query");
    newest = own;
    const next = () => (own === newest ? find(index, forms(text.slice(0, LONGEST), kinds)) : NOTHING);
    // While one is answered, others that were typed meanwhile are passed over for the last.
    before = before.then(next, next);
    return before;
  };
}

async function find(index, asked) {
  if (!asked[0].words.length) {
    return NOTHING;
  }
  const { entries, hasMore } = await index.open("find", questions(asked));
  const ranked = rankAll(entries, (one) => rank(one, asked));
  if (ranked.length < FEW && !ranked.some(isWhole)) {
    const known = new Set(ranked.map(({ entry: one }) => one.path));
    const close = (await index.open("any", typos(index.known, asked.at(-1).words))).entries;
    const others = close.filter((one) => !known.has(one.path));
    ranked.push(...rankAll(others, (one) => rankTypo(one, asked)));
    ranked.sort(compare);
  }
  const hits = ranked.length ? ranked : await nearest(index, asked[0]);
  return { hits: hits.map(hit), near: !ranked.length, hasMore: ranked.length > 0 && hasMore };
}

/** Return what the index is asked, from the best answers on; stubs.py says why. */
function questions(asked) {
  const short = asked.filter(({ core }) => !core).at(-1);
  const core = asked.find((form) => form.core);
  const spelled = (form) => form.words.map(({ own }) => own);
  const texts = [joined(spelled(short)), pairs(spelled(short)), spelled(short).join(" ")];
  return [...new Set(core ? [...texts, joined(spelled(core)), pairs(spelled(core))] : texts)];
}

function joined(words) {
  return words.join("");
}

/** Return the words of a name each with the next, as it stands in the index. */
function pairs(words) {
  return words.length < 2 ? words.join("") : words.slice(1).map((word, at) => words[at] + word).join(" ");
}

/** Return what words with one wrong letter may have been, the likely ones first. */
function typos(known, words) {
  const texts = words.map(({ fold }) => fold);
  const isThere = new Set(known);
  const wrong = texts.filter((text) => !isThere.has(text));
  const sorted = (text) => [...text].sort().join("");
  const found = texts.flatMap((text, at) => {
    // Three letters alone, one of them wrong, could be almost any word.
    if (text.length < (texts.length > 1 ? 3 : 4) || (wrong.length && isThere.has(text))) {
      return [];
    }
    return known.filter((word) => isOneTypo(text, word)).map((word) => ({
      text: pairs(texts.map((other, place) => (place === at ? word : other))),
      likely: 2 * (sorted(text) === sorted(word)) + (text[0] === word[0]),
    }));
  });
  found.sort((one, other) => other.likely - one.likely);
  return found.slice(0, MOST_TYPOS).map(({ text }) => text);
}

/** Return what holds most of the words, at least two. */
async function nearest(index, { words }) {
  const texts = [...new Set(words.map(({ fold }) => fold))];
  if (texts.length < 2) {
    return [];
  }
  const { entries } = await index.open("near", texts);
  return rankAll(entries, (one) => {
    const met = texts.filter((text) => one.all.some(({ fold }) => fold === text)).length;
    const named = texts.filter((text) => one.names[0].words.some(({ fold }) => fold === text)).length;
    return met > 1 ? { order: [met, isMain(one), named, -one.state, one.star, -one.order] } : null;
  });
}

/** Start the worker, and return a function that asks it; once it failed, no question is answered. */
function openIndex() {
  const worker = new Worker(maker ? maker.createScriptURL("") : WORKER, { type: "module" });
  const waiting = new Map();
  let asked = 0;
  let failure = null;
  const fail = () => {
    failure = new Error("The index of the search did not come.");
    worker.terminate();
    waiting.forEach(({ reject }) => reject(failure));
  };
  worker.addEventListener("error", fail);
  worker.addEventListener("message", ({ data: { id, answer } }) => {
    if (!answer) fail();
    waiting.get(id).resolve(answer);
    waiting.delete(id);
  });
  return (method, texts) => new Promise((resolve, reject) => {
    if (failure) throw failure;
    asked += 1;
    waiting.set(asked, { resolve, reject });
    worker.postMessage({ id: asked, method, texts });
  });
}
