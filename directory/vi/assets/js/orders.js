/**
 * The orders of a list. The page itself stands in Vietnamese alphabetical order, so the place of
 * an item there is its place by name.
 */

import { LIVE } from "./ageing.js";

// The higher the key, the nearer to the top.
const KEYS = {
  name: () => 0,
  star: ({ state, star = 0 }) => star + (LIVE.has(state) ? 10 : 0),
  expiry: ({ ends_on = "" }) => Number(ends_on.replaceAll("-", "")),
  products: ({ products = 0 }) => products,
};

/**
 * Return the numbers of the items in an order; those that are equal in it stand by name.
 * @param {object[]} items in the order of the page
 * @param {string} sort "name", "star", "expiry" or "products"
 * @returns {number[]}
 */
export function ordered(items, sort) {
  const keys = items.map(KEYS[sort]);
  return [...items.keys()].sort((a, b) => keys[b] - keys[a] || a - b);
}
