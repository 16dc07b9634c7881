/**
 * The one data file that search, filters, comparison and shortlists share, and the words of the
 * search through a large directory. Each is fetched once, when it is first needed.
 */

import { aged } from "./ageing.js";
import { todayInVietnam, written } from "./calendar.js";

const ROOT = new URL("../../", import.meta.url);
const { lang } = document.documentElement;
// Pages and words are there once for each language, the first of which has no folder.
const EDITION = lang === "en" ? new URL(`${lang}/`, ROOT) : ROOT;
const ADDRESS = new URL("assets/data/find.json", EDITION);
const SEARCH_ADDRESS = new URL("assets/data/search.json", EDITION);
// Of a copy on a disk no server answers for a folder.
const FILE = location.protocol === "file:" ? "index.html" : "";
const LISTS = ["products", "organisations", "places", "programmes"];

let pending = null;
let words = {};
let today = "";

/** The data file is missing, cut short, or not what it should be. */
export class DataError extends Error {
  /** @param {URL} address @param {string} reason @param {unknown} [cause] */
  constructor(address, reason, cause) {
    super(`${address.pathname}: ${reason}`, { cause });
    this.name = "DataError";
  }
}

/**
 * Return the content of find.json as it stands today; every caller gets the same promise.
 * A failure is a `DataError`, and the next call tries again.
 * @returns {Promise<object>}
 */
export function loadData() {
  pending ??= fetchData().catch((error) => {
    pending = null;
    throw error;
  });
  return pending;
}

/**
 * Return the content of search.json: the day of the data, what is said of awards and the words that
 * names have; its `words` are those of the search. A failure is a `DataError`.
 * @returns {Promise<object>}
 */
export async function loadSearch() {
  const content = await fetched(SEARCH_ADDRESS);
  const { words: own, facets, known } = content ?? {};
  if (typeof own !== "object" || typeof facets !== "object" || !Array.isArray(known)) {
    throw new DataError(SEARCH_ADDRESS, "not the expected content");
  }
  words = { ...words, ...own };
  return content;
}

/**
 * Return data, of search.json or find.json, as it stands today.
 * @param {object} data
 * @returns {object}
 */
export function current(data) {
  return aged(data, todayInVietnam(), lang);
}

/**
 * Return the words of the catalogue entry `find.<key>`, with `{name}` replaced by `params.name`,
 * and `{name:one|many}` by the word that fits that number.
 * Before the data is there, or for an unknown key, the key itself comes back.
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 * @returns {string}
 */
export function say(key, params = {}) {
  const text = Object.hasOwn(words, key) ? words[key] : key;
  return text.replace(/\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, name, one, many) => {
    if (!Object.hasOwn(params, name)) return whole;
    const value = String(params[name]);
    if (one === undefined) return value;
    return value === "1" ? one : many;
  });
}

/**
 * Say in an element that it holds the name of an item of find.json, and return it: names are
 * Vietnamese on every page, if the item does not tell otherwise.
 * @template {HTMLElement} Named
 * @param {Named} element
 * @param {{lang?: string}} [item]
 * @returns {Named}
 */
export function asName(element, item = {}) {
  const own = item.lang ?? "vi";
  if (own !== lang) element.lang = own;
  return element;
}

/** Return the day on which the data stands, in words. @returns {string} */
export function dayOfData() {
  return written(today, lang);
}

/**
 * Return the full address of a page in the language of this one: `siteUrl("san-pham/an-mai/")`.
 * A leading slash does not count.
 * @param {string} path
 * @returns {string}
 */
export function siteUrl(path) {
  const { href } = new URL(path.replace(/^\/+/, ""), EDITION);
  return href.endsWith("/") ? href + FILE : href;
}

/**
 * Return the full address of a file that all languages share: `fileUrl("api/v1/places.json")`.
 * @param {string} path
 * @returns {string}
 */
export function fileUrl(path) {
  return new URL(path.replace(/^\/+/, ""), ROOT).href;
}

async function fetchData() {
  // A copy on a disk can fetch nothing: its data came as a script.
  return read(globalThis.findData ?? (await fetched(ADDRESS)));
}

async function fetched(address) {
  let response;
  try {
    response = await fetch(address);
  } catch (error) {
    throw new DataError(address, "not reachable", error);
  }
  if (!response.ok) {
    throw new DataError(address, `status ${response.status}`);
  }
  try {
    return await response.json();
  } catch (error) {
    throw new DataError(address, "not complete JSON", error);
  }
}

function read(data) {
  if (!LISTS.every((list) => Array.isArray(data?.[list])) || typeof data.words !== "object") {
    throw new DataError(ADDRESS, "not the expected content");
  }
  const standing = current(data);
  ({ words, today } = standing);
  return standing;
}
