/**
 * What is chosen on a list, as the query of its address: `?group=food&star=4&star=5&q=mien`.
 * What the list does not know (facets, values, anything broken or hostile) is left aside.
 */

import { fold } from "./fold.js";

/** The longest text a list is narrowed by, in characters; the field takes no more either. */
export const LONGEST_TEXT = 100;

/**
 * @typedef {object} Facet
 * @property {string} key
 * @property {[value: string, label: string][]} options
 */

/**
 * @typedef {object} Choice
 * @property {number[][]} chosen for each facet, the numbers of the chosen options
 * @property {string} text as typed
 * @property {string} sort one of the orders of the list
 */

/**
 * Return what an address chooses.
 * @param {string} query with or without its `?`
 * @param {Facet[]} facets
 * @param {string[]} sorts the orders of the list, its own first
 * @returns {Choice}
 */
export function readAddress(query, facets, sorts) {
  const parameters = new URLSearchParams(query);
  const chosen = facets.map(({ key, options }) => {
    const wanted = new Set(parameters.getAll(key));
    return options.flatMap(([value], number) => (wanted.has(value) ? [number] : []));
  });
  const sort = parameters.get("sort");
  return {
    chosen,
    text: (parameters.get("q") ?? "").trim().slice(0, LONGEST_TEXT),
    sort: sorts.includes(sort) ? sort : sorts[0],
  };
}

/**
 * Return the query that `readAddress` reads back, or an empty text where nothing is chosen.
 * @param {Choice} choice
 * @param {Facet[]} facets
 * @param {string[]} sorts
 * @returns {string}
 */
export function writeAddress({ chosen, text, sort }, facets, sorts) {
  const parameters = new URLSearchParams();
  facets.forEach(({ key, options }, facet) => {
    for (const option of chosen[facet]) parameters.append(key, options[option][0]);
  });
  // A text without letters narrows nothing.
  if (fold(text)) parameters.set("q", text.trim());
  if (sort !== sorts[0]) parameters.set("sort", sort);
  const query = parameters.toString();
  return query && `?${query}`;
}
