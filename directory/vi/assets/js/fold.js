/**
 * Folding: one form of a Vietnamese text in which tone marks, case and blanks do not count.
 * The same rule as site_builder/words/folding.py; tests/fixtures/folding_cases.json holds both to it.
 */

const MARKS = /\p{M}/gu;
const WORDS = /[\p{L}\p{N}]+/gu;

/**
 * Return `text` in lower case without marks, every run of other signs as one blank.
 * `fold("Miến dong Tài Hoan") === "mien dong tai hoan"`; NFC and NFD, `hoà` and `hòa` meet.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  const bare = lowered(text).replaceAll("đ", "d").normalize("NFD").replace(MARKS, "");
  return (bare.match(WORDS) ?? []).join(" ");
}

/**
 * Return `text` in lower case with its marks: what `fold` starts from.
 * @param {string} text
 * @returns {string}
 */
export function lowered(text) {
  return text.normalize("NFC").toLowerCase();
}
