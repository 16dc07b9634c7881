/**
 * How well a name answers a query: pure functions over words as fold.js spells them.
 */

import { words } from "./fold.js";

/** Longer queries are cut: no name is as long, and pasted text must not hold up the page. */
export const LONGEST = 100;

// How a query meets a name, from all of it down to words here and there in it. Whole words stand
// above the beginning of a word.
export const WHOLE = 10;
export const WHOLE_CORE = 9;
export const WHOLE_WITHOUT_BLANKS = 8;
const START = 7;
const INSIDE = 6;
export const START_OF_WORD = 5;
const INSIDE_OF_WORD = 4;
export const WORDS = 3;
const PART = 2;
const NONE = 0;

/**
 * Return the words for kinds of organisations and places, read from "long = short; word; …".
 * `shorten` gives for each long form its short one; `kinds` are the words a name may go without.
 * @param {string} text
 */
export function readKinds(text) {
  const pairs = text.split(";").map((pair) => pair.split("=").map(words));
  const shorten = pairs.filter((pair) => pair.length === 2 && pair.every((side) => side.length));
  shorten.sort(([one], [other]) => other.length - one.length);
  return { shorten, kinds: new Set(pairs.map((pair) => pair.at(-1)[0]?.fold)) };
}

/**
 * Return the forms in which a name or query is compared: as written, with short words for kinds,
 * and (`core`) without them at the start. Equal forms come once.
 * @param {string} text
 * @param {{shorten: object[][][], kinds: Set<string>}} kinds
 * @returns {{words: object[], text: string, core: boolean}[]}
 */
export function forms(text, { shorten, kinds }) {
  const written = words(text);
  const short = shorten.reduce(replaceRun, written);
  const first = short.findIndex((word) => !kinds.has(word.fold));
  const found = [form(written, false), form(short, false)];
  if (first > 0) {
    found.push(form(short.slice(first), true));
  }
  return found.filter(({ text: own }, place) => found.findIndex((one) => one.text === own) === place);
}

function form(list, core) {
  return { words: list, text: list.map((word) => word.fold).join(" "), core };
}

function replaceRun(list, [long, short]) {
  const isAt = (start) => long.every((word, step) => list[start + step]?.fold === word.fold);
  const start = list.findIndex((_, index) => isAt(index));
  return start < 0 ? list : [...list.slice(0, start), ...short, ...list.slice(start + long.length)];
}

/**
 * Return how the words of a query meet those of a name; 0 when they do not.
 * `fits(asked, word, begun)` compares two words; `begun` allows the beginning of the second one,
 * which is how the last word of a query is read while it is being typed.
 */
export function level(asked, name, fits) {
  const beside = levelBeside(asked, name, fits);
  if (beside) {
    return beside;
  }
  const within = (begun) => asked.every((word, place) =>
    name.some((other) => fits(word, other, begun && place === asked.length - 1)));
  return within(false) ? WORDS : within(true) ? PART : NONE;
}

/** Return the same as `level`, but of words side by side only. */
export function levelBeside(asked, name, fits) {
  const inside = name.slice(1).map((_, place) => levelAt(asked, name.slice(place + 1), fits));
  return Math.max(
    levelAt(asked, name, fits),
    inside.some((met) => met >= START) ? INSIDE : NONE,
    inside.some(Boolean) ? INSIDE_OF_WORD : NONE,
  );
}

function levelAt(asked, name, fits) {
  const last = asked.length - 1;
  const met = asked.findIndex((word, place) =>
    place >= name.length || !fits(word, name[place], false));
  if (met < 0) {
    return asked.length === name.length ? WHOLE : START;
  }
  return met === last && last < name.length && fits(asked[last], name[last], true)
    ? START_OF_WORD : NONE;
}

/** Compare two words without their marks. */
export function fitsFolded(asked, word, begun) {
  return begun ? word.fold.startsWith(asked.fold) : word.fold === asked.fold;
}

/** Compare two words with the marks that were typed; a word typed without any fits all of them. */
export function fitsMarked(asked, word, begun) {
  if (asked.letters === asked.fold && !asked.tone) {
    return fitsFolded(asked, word, begun);
  }
  return begun
    ? word.letters.startsWith(asked.letters) && (!asked.tone || asked.tone === word.tone)
    : isSame(asked, word);
}

/** Return whether two words have the same letters, marks and tone. */
export function isSame(asked, word) {
  return asked.letters === word.letters && asked.tone === word.tone;
}

/**
 * Return whether one letter too many, missing or wrong, or two swapped, make `asked` of `word`.
 * @param {string} asked
 * @param {string} word
 */
export function isOneTypo(asked, word) {
  let start = 0;
  while (start < asked.length && asked[start] === word[start]) {
    start += 1;
  }
  const [rest, other] = [asked.slice(start), word.slice(start)];
  return (
    asked !== word &&
    (rest.slice(1) === other.slice(1) ||
      rest.slice(1) === other ||
      rest === other.slice(1) ||
      (rest.slice(2) === other.slice(2) && rest[0] === other[1] && rest[1] === other[0]))
  );
}

/** Return a folded text with its words written together, as some type them. */
export function withoutBlanks(text) {
  return text.replaceAll(" ", "");
}

/** Return a folded text with two letters of a word exchanged, in every way. @param {string} text */
export function swaps(text) {
  return [...text].flatMap((sign, at) =>
    at && sign !== " " && text[at - 1] !== " "
      ? [text.slice(0, at - 1) + sign + text[at - 1] + text.slice(at + 1)]
      : []);
}
