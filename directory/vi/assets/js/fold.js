/**
 * Folding: one form of a Vietnamese text in which tone marks, case and blanks do not count.
 * site_builder/words/folding.py is the same rule; tests/fixtures/folding_cases.json holds both.
 */

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const MARKS = /\p{M}/gu;
// Grave, acute, tilde, hook above, dot below.
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * Return `text` in lower case without marks, every run of other signs as one blank.
 * `fold("Miến dong Tài Hoan") === "mien dong tai hoan"`; NFC and NFD, `hoà` and `hòa` meet.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return words(text).map((word) => word.fold).join(" ");
}

/**
 * Return the words of `text`, each folded and as it is spelled: `letters` with `đ` and the marks of
 * vowels, `tone` apart from them, because it may stand on either vowel of `hoà`; `own` has all.
 * @param {string} text
 * @returns {{own: string, fold: string, letters: string, tone: string}[]}
 */
export function words(text) {
  const found = text.normalize("NFC").toLowerCase().match(WORD) ?? [];
  return found.map(spell).filter((word) => word.fold);
}

function spell(word) {
  const parts = word.normalize("NFD");
  return {
    own: word.replace(MARKS, ""),
    fold: parts.replaceAll("đ", "d").replace(MARKS, ""),
    letters: parts.replace(TONES, ""),
    tone: parts.match(TONES)?.join("") ?? "",
  };
}
