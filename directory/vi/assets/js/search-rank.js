/**
 * How well an entry answers a query, and the order of answers: the same for every engine that finds
 * the candidates.
 */

import { KINDS, TYPED } from "./search-entries.js";
import {
  START_OF_WORD, WHOLE, WHOLE_CORE, WHOLE_WITHOUT_BLANKS, WORDS,
  fitsFolded, fitsMarked, isOneTypo, isSame, level, levelBeside, withoutBlanks,
} from "./search-names.js";

// The whole answer, with marks as typed; without them; only in maker, place …; with one typo; words
// here and there in what is said of a programme.
const MARKED = 3;
const FOLDED = 2;
const ELSEWHERE = 1;
const TYPO = 0;
const SCATTERED = -1;

/** A typo is looked for when there are fewer answers without one, and none is a whole name. */
export const FEW = 5;

/**
 * Return entries with their ranks, the best first; those without a rank are no answers.
 * @param {object[]} entries
 * @param {(entry: object) => object | null} order
 */
export function rankAll(entries, order) {
  return [...new Set(entries)]
    .map((one) => ({ entry: one, rank: order(one) }))
    .filter(({ rank: found }) => found)
    .sort(compare);
}

/** Compare two ranked entries: the better one comes first. */
export function compare(one, other) {
  const place = one.rank.order.findIndex((value, index) => value !== other.rank.order[index]);
  return place < 0 ? 0 : other.rank.order[place] - one.rank.order[place];
}

/** Return whether the whole name of a ranked entry was asked for. */
export function isWhole({ rank: { order: [band, , met] } }) {
  return band >= FOLDED && met >= WHOLE_CORE;
}

/** Return a ranked entry as the search box shows it. */
export function hit({ entry: { kind, item, path }, rank: { hint } }) {
  return { kind, item, path, name: item.name, hint };
}

/** Return the rank of an entry, given the forms of a query; null where it is no answer. */
export function rank(one, asked) {
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

/** Return the same for a query in one word of which a letter is wrong. */
export function rankTypo(one, asked) {
  // Three letters alone, one of them wrong, could be almost any word.
  const long = asked.filter(({ words: [first, ...more] }) => more.length || first.fold.length > 3);
  const ways = asked[0].words.filter((word) => word.fold.length > 2).map((typo) => {
    const fits = (word, other, begun) =>
      word.fold === typo.fold ? isOneTypo(word.fold, other.fold) : fitsFolded(word, other, begun);
    return [TYPO, fits];
  });
  return bestName(one, long, ways, levelBeside);
}

/** Few look for a programme, and the long names of programmes hold many words. */
export function isMain(one) {
  return one.kind === "programmes" ? 0 : 1;
}

function ranked(one, band, met, hint, same) {
  const order = [
    isMain(one) || met > WORDS ? band : SCATTERED, isMain(one), met, -KINDS.indexOf(one.kind), hint ? 0 : 1, same,
    -one.state, one.star, -one.order,
  ];
  return { order, hint };
}
