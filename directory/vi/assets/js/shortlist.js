/**
 * The shortlist: the products a visitor chose, kept in this browser and nowhere else.
 * What the browser holds is not trusted: whatever is not a list of this version is no list.
 */

const KEY = "shortlist";
const VERSION = 1;
// The form of ids, as records have it (`RecordId`), and the longest name of a record.
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST_ID = 80;
const LONGEST_NAME = 200;

/** How many products a list takes. */
export const MOST = 100;

/**
 * @typedef {object} Item
 * @property {string} id
 * @property {string} name as it was when it was chosen, for products that leave the directory
 */

const listeners = new Set();
// The list of this page alone, where the browser stores nothing; else null.
let unstored = null;

/**
 * Return whether a text has the form of an id.
 * @param {unknown} text
 * @returns {boolean}
 */
export function isId(text) {
  return typeof text === "string" && text.length <= LONGEST_ID && ID.test(text);
}

/**
 * Return what is chosen, in the order of choosing.
 * @returns {Item[]}
 */
export function chosen() {
  if (unstored) return unstored;
  try {
    return parse(localStorage.getItem(KEY));
  } catch {
    return [];
  }
}

/** Return whether the list outlives this page. @returns {boolean} */
export function isStored() {
  return unstored === null;
}

/**
 * Put a list in the place of the present one, cut at `MOST`, and tell whoever watches.
 * @param {Item[]} items
 */
export function replaceBy(items) {
  const list = unique(items).slice(0, MOST);
  unstored = store(list) ? null : list;
  tell();
}

/**
 * Choose a product, or give it up if it is chosen; a full list stays as it is.
 * @param {Item} item
 * @returns {boolean} whether the list changed
 */
export function toggle(item) {
  const items = chosen();
  const others = items.filter(({ id }) => id !== item.id);
  if (others.length === items.length && items.length >= MOST) return false;
  replaceBy(others.length < items.length ? others : [...items, item]);
  return true;
}

/**
 * Call a function whenever the list changes, here or in another window.
 * @param {() => void} listener
 */
export function watch(listener) {
  listeners.add(listener);
}

function parse(text) {
  const { version, items } = JSON.parse(text) ?? {};
  if (version !== VERSION || !Array.isArray(items)) return [];
  const valid = items.filter((item) => isId(item?.id)).map(({ id, name }) => ({
    id,
    name: typeof name === "string" && name.trim() ? name.slice(0, LONGEST_NAME) : id,
  }));
  return unique(valid).slice(0, MOST);
}

function unique(items) {
  const seen = new Set();
  return items.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function store(items) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: VERSION, items }));
    return true;
  } catch {
    return false;
  }
}

function tell() {
  for (const listener of listeners) listener();
}

addEventListener("storage", ({ key }) => {
  if (key === KEY || key === null) tell();
});
// A page from the browser's memory of the way back may show an old list.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) tell();
});
