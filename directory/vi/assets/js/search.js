/**
 * The search of most directories: one index over everything in find.json, made in the browser.
 * MiniSearch finds the candidates; how their names answer the query puts them in order.
 * `../data/engine.js` takes this module or search-large.js.
 */

import MiniSearch from "../vendor/minisearch/index.js";
import { loadData, say } from "./data.js";
import { readEntries } from "./search-entries.js";
import { LONGEST, forms, readKinds, swaps, withoutBlanks } from "./search-names.js";
import { FEW, compare, hit, isMain, isWhole, rank, rankAll, rankTypo } from "./search-rank.js";

/**
 * Load the data and return the search.
 * `search(text)` gives `{hits, near}`: hits `{kind, item, path, name, hint}` from the best
 * on; `near` tells that none has all words. `path` is for `siteUrl`; `hint` is the other or former
 * name that answered. A query without letters and digits finds nothing.
 * @returns {Promise<(text: string) => {hits: object[], near: boolean}>}
 */
export async function openSearch() {
  const data = await loadData();
  const kinds = readKinds(say("search.type_words"));
  const entries = readEntries(data, kinds);
  const index = buildIndex(entries);
  return (text) => find(index, entries, forms(text.slice(0, LONGEST), kinds));
}

function buildIndex(entries) {
  const index = new MiniSearch({
    fields: ["name", "all"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term,
    searchOptions: { boost: { name: 3 } },
  });
  index.addAll(entries.map(({ names, blankless, all }, id) => ({
    id,
    name: [...names.map((form) => form.text), ...blankless.map(({ key }) => key)].join(" "),
    all: [...new Set(all.map((word) => word.fold))].join(" "),
  })));
  return index;
}

function find(index, entries, asked) {
  if (!asked[0].words.length) {
    return { hits: [], near: false };
  }
  const found = candidates(index, asked).map((id) => entries[id]);
  const ranked = rankAll(found, (one) => rank(one, asked));
  if (ranked.length < FEW && !ranked.some(isWhole)) {
    const known = new Set(ranked.map(({ entry: one }) => one));
    const close = withTypo(index, asked).map((id) => entries[id]);
    const others = close.filter((one) => !known.has(one));
    ranked.push(...rankAll(others, (one) => rankTypo(one, asked)));
    ranked.sort(compare);
  }
  const near = !ranked.length;
  const hits = (near ? nearest(index, entries, asked[0]) : ranked).map(hit);
  return { hits, near };
}

function candidates(index, asked) {
  const key = withoutBlanks(asked[0].text);
  return searchAll(index, [...asked.map((form) => form.text), ...(key.length > 3 ? [key] : [])]);
}

function withTypo(index, asked) {
  const { text } = asked.at(-1);
  // One edit of MiniSearch does not swap letters.
  return searchAll(index, [text], (term) => (term.length > 2 ? 1 : false))
    .concat(searchAll(index, swaps(text)));
}

function searchAll(index, texts, fuzzy = false) {
  const queries = texts.map((text) => ({ queries: [text], combineWith: "AND" }));
  const prefix = (term, place, all) => place === all.length - 1;
  return index.search({ queries, combineWith: "OR" }, { prefix, fuzzy }).map(({ id }) => id);
}

function nearest(index, entries, { text }) {
  return index
    .search(text, { combineWith: "OR", fuzzy: false, prefix: false })
    .map(({ id, score, queryTerms }) => {
      const one = entries[id];
      return { entry: one, rank: { order: [new Set(queryTerms).size, isMain(one), score] } };
    })
    .filter(({ rank: { order } }) => order[0] > 1)
    .sort(compare);
}
