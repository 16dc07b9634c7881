/** Links that carry products: `danh-sach/?sp=a,b` and `so-sanh/?sp=a,b`. */

import { siteUrl } from "./data.js";
import { MOST, isId } from "./shortlist.js";

/**
 * Return the ids of an address; what has no form of an id is counted and left aside, as is what
 * exceeds the longest list.
 * @param {string} query with or without its `?`
 * @returns {{ids: string[], ignored: number, over: number}}
 */
export function readLink(query) {
  const texts = new URLSearchParams(query).getAll("sp").join(",").split(",");
  const named = texts.map((text) => text.trim()).filter(Boolean);
  const ids = [...new Set(named.filter(isId))];
  return {
    ids: ids.slice(0, MOST),
    ignored: named.filter((text) => !isId(text)).length,
    over: Math.max(0, ids.length - MOST),
  };
}

/**
 * Return the full address of a page with ids in it.
 * @param {string} page such as "danh-sach/"
 * @param {string[]} ids
 * @returns {string}
 */
export function linkTo(page, ids) {
  // Ids need no escaping, and a comma in a query none either: the link stays readable.
  return siteUrl(page) + (ids.length ? `?sp=${ids.join(",")}` : "");
}
