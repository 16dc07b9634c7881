/**
 * The search: one index over everything in find.json, and the order of what it finds.
 * MiniSearch finds the candidates; how their names answer the query puts them in order.
 */

import MiniSearch from "../vendor/minisearch/index.js";
import { loadData, say } from "./data.js";
import { KINDS, TYPED, readEntries } from "./search-entries.js";
import {
  START_OF_WORD, WHOLE, WHOLE_CORE, WHOLE_WITHOUT_BLANKS,
  fitsFolded, fitsMarked, forms, isOneTypo, isSame, level, levelBeside, readKinds, withoutBlanks,
} from "./search-names.js";

// Longer queries are cut: no name is as long, and pasted text must not hold up the page.
const LONGEST = 100;
// A typo is looked for when there are fewer answers without one, and none is a whole name.
const FEW = 5;
// The whole answer, with marks as typed; without them; only in maker, place …; with one typo.
const [MARKED, FOLDED, ELSEWHERE, TYPO] = [3, 2, 1, 0];

/**
 * Load the data and return the search.
 * `search(text)` gives `{hits, near}`: hits `{kind, item, path, name, hint}` from the best on;
 * `near` tells that none has all words. `path` is for `siteUrl`; `hint` is the other or former name
 * that answered. A query without letters and digits finds nothing.
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
  const ranked = rankAll(entries, candidates(index, asked), (one) => rank(one, asked));
  if (ranked.length < FEW && !ranked.some(isWhole)) {
    const known = new Set(ranked.map(({ entry: one }) => one));
    const close = withTypo(index, asked).filter((id) => !known.has(entries[id]));
    ranked.push(...rankAll(entries, close, (one) => rankTypo(one, asked)));
  }
  if (ranked.length) {
    return { hits: ranked.map(hit), near: false };
  }
  return { hits: nearest(index, entries, asked[0]).map(hit), near: true };
}

function candidates(index, asked) {
  const key = withoutBlanks(asked[0].text);
  return searchAll(index, [...asked.map((form) => form.text), ...(key.length > 3 ? [key] : [])]);
}

function isWhole({ rank: { order: [band, , met] } }) {
  return band >= FOLDED && met >= WHOLE_CORE;
}

function withTypo(index, asked) {
  const { text } = asked.at(-1);
  // One edit of MiniSearch does not swap letters.
  return searchAll(index, [text], (term) => (term.length > 2 ? 1 : false))
    .concat(searchAll(index, swaps(text)));
}

function swaps(text) {
  return [...text].flatMap((sign, at) =>
    at && sign !== " " && text[at - 1] !== " "
      ? [text.slice(0, at - 1) + sign + text[at - 1] + text.slice(at + 1)]
      : []);
}

function searchAll(index, texts, fuzzy = false) {
  const queries = texts.map((text) => ({ queries: [text], combineWith: "AND" }));
  const prefix = (term, place, all) => place === all.length - 1;
  return index.search({ queries, combineWith: "OR" }, { prefix, fuzzy }).map(({ id }) => id);
}

function rankAll(entries, ids, order) {
  return [...new Set(ids)]
    .map((id) => ({ entry: entries[id], rank: order(entries[id]) }))
    .filter(({ rank: found }) => found)
    .sort(compare);
}

function compare(one, other) {
  const place = one.rank.order.findIndex((value, index) => value !== other.rank.order[index]);
  return place < 0 ? 0 : other.rank.order[place] - one.rank.order[place];
}

function hit({ entry: { kind, item, path }, rank: { hint } }) {
  return { kind, item, path, name: item.name, hint };
}

function rank(one, asked) {
  return bestName(one, asked, [[MARKED, fitsMarked], [FOLDED, fitsFolded]])
    ?? blanklessName(one, asked[0])
    ?? elsewhere(one, asked);
}

function bestName(one, asked, ways, measure = level) {
  let best = null;
  for (const name of one.names) {
    for (const query of asked) {
      if (query.core && !TYPED.includes(one.kind)) {
        continue;
      }
      const found = ways
        .map(([band, fits]) => ({ band, met: measure(query.words, name.words, fits) }))
        .find(({ met }) => met);
      if (found) {
        const met = found.met === WHOLE && (query.core || name.core) ? WHOLE_CORE : found.met;
        const next = ranked(one, found.band, met, name.hint, sameWords(query, name));
        best = best && compare({ rank: best }, { rank: next }) <= 0 ? best : next;
      }
    }
  }
  return best;
}

function sameWords(query, name) {
  return query.words.filter((word) => name.words.some((other) => isSame(word, other))).length;
}

function blanklessName(one, query) {
  const asked = withoutBlanks(query.text);
  const whole = one.blankless.find(({ key }) => key === asked);
  const begun = whole ?? one.blankless.find(({ key }) => asked.length > 3 && key.startsWith(asked));
  return begun
    ? ranked(one, FOLDED, whole ? WHOLE_WITHOUT_BLANKS : START_OF_WORD, begun.hint, 0)
    : null;
}

function elsewhere(one, asked) {
  const meets = (fits) => asked.some((query) => !query.core && level(query.words, one.all, fits));
  return meets(fitsFolded) ? ranked(one, ELSEWHERE, meets(fitsMarked) ? 1 : 0, undefined, 0) : null;
}

function rankTypo(one, asked) {
  // Three letters alone, one of them wrong, could be almost any word.
  const long = asked.filter(({ words: [first, ...more] }) => more.length || first.fold.length > 3);
  const ways = asked[0].words.filter((word) => word.fold.length > 2).map((typo) => {
    const fits = (word, other, begun) =>
      word.fold === typo.fold ? isOneTypo(word.fold, other.fold) : fitsFolded(word, other, begun);
    return [TYPO, fits];
  });
  return bestName(one, long, ways, levelBeside);
}

// Few look for a programme, and the long names of programmes hold many words.
function isMain(one) {
  return one.kind === "programmes" ? 0 : 1;
}

function ranked(one, band, met, hint, same) {
  const order = [
    band, isMain(one), met, -KINDS.indexOf(one.kind), hint ? 0 : 1, same,
    -one.state, one.star, -one.order,
  ];
  return { order, hint };
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
