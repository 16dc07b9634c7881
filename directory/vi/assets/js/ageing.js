/** The data of an old build on a later day: awards that have ended since say so. Pure. */

import { written } from "./calendar.js";

/** The states in which an award is in force and shows its stars. */
export const LIVE = new Set(["valid", "expiring", "extended"]);

/**
 * Return the data as it stands on a day; `today` in it is that day, or the day of the build where
 * a visitor's clock lies before that.
 * @param {object} data the content of find.json, or of search.json with some of the items
 * @param {string} today YYYY-MM-DD
 * @param {string} [language]
 * @returns {object}
 */
export function aged(data, today, language) {
  const day = today > data.generated_on ? today : data.generated_on;
  const hasEnded = ({ state, ends_on: end }) => LIVE.has(state) && end < day;
  const makers = new Set(data.products.filter(hasEnded).map(({ maker_id: maker }) => maker));
  if (!makers.size) return { ...data, today: day };
  const products = data.products.map((one) => (hasEnded(one) ? ended(data, one, language) : one));
  const organisations = data.organisations.map((one) =>
    makers.has(one.id) ? inStates(one, data.facets.organisations, statesOf(products, one)) : one,
  );
  return { ...data, today: day, products, organisations };
}

function ended({ words, facets }, product, language) {
  const stars = facets.products.find(({ key }) => key === "star")?.options ?? [];
  const [, level = words["ended.no_star"]] =
    stars.find(([value]) => value === String(product.star)) ?? [];
  const label = words["ended.label"]
    .replace("{stars}", () => level)
    .replace("{end}", () => written(product.ends_on, language));
  return inStates({ ...product, state: "expired", label }, facets.products, ["expired"]);
}

function statesOf(products, { id }) {
  return products.filter(({ maker_id: maker }) => maker === id).map(({ state }) => state);
}

// A state that no record had on the day of the build has no number.
function inStates(item, facets, states) {
  const place = facets.findIndex(({ key }) => key === "state");
  const known = facets[place]?.options.map(([value]) => value) ?? [];
  const numbers = known.flatMap((state, number) => (states.includes(state) ? [number] : []));
  return { ...item, f: item.f?.map((old, facet) => (facet === place ? numbers : old)) };
}
