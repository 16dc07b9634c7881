/** Marks around Vietnamese words on a page in another language, as `words/language_marks.py` sets. */

const MARKS = /[\ue000\ue001]/u;
const { lang } = document.documentElement;

/** Return a Vietnamese text, with marks where the page is in another language. @param {string} text */
export function vietnamese(text) {
  return text && lang !== "vi" ? `\ue000${text}\ue001` : text;
}

/**
 * Return what an element is to hold of a text: marked words in an element that names their language.
 * @param {string} text
 * @returns {(string | HTMLElement)[]}
 */
export function spoken(text) {
  return text.split(MARKS).map((part, place) => (place % 2 ? inVietnamese(part) : part));
}

function inVietnamese(text) {
  const made = document.createElement("span");
  made.lang = "vi";
  made.textContent = text;
  return made;
}
