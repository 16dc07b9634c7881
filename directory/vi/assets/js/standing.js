/** The line that says how many of the shown products hold a star in force, and what others are. */

import { LIVE } from "./ageing.js";
import { dayOfData, say } from "./data.js";
import { hasBit } from "./facets.js";

/**
 * Return a function that gives the sentence for a set of products, as `listings.py` writes it for
 * the whole list.
 * @param {{state: string}[]} products
 * @param {string[]} known every state that occurred on the day of the build, in order
 * @param {(count: number) => string} written
 * @returns {(shown: Uint32Array) => string}
 */
export function standingOf(products, known, written) {
  const states = known.includes("expired") ? known : [...known, "expired"];
  const stateOf = products.map(({ state }) => states.indexOf(state));
  return (shown) => {
    const counts = new Array(states.length).fill(0);
    stateOf.forEach((state, item) => {
      if (hasBit(shown, item)) counts[state] += 1;
    });
    let live = 0;
    const others = [];
    states.forEach((state, number) => {
      const count = counts[number];
      if (LIVE.has(state)) live += count;
      else if (count) others.push(say(`filter.state.${state}`, { count: written(count) }));
    });
    const key = others.length ? "filter.standing" : "filter.standing_live";
    const amounts = { live: written(live), others: others.join(", "), today: dayOfData() };
    return say(key, amounts);
  };
}

/**
 * Return a function that gives the sentence on organisations that no map can show, or nothing.
 * @param {boolean[]} unplaced for each organisation
 * @param {(count: number) => string} written
 * @returns {(shown: Uint32Array) => string}
 */
export function unplacedOf(unplaced, written) {
  return (shown) => {
    const count = unplaced.filter((isUnplaced, item) => isUnplaced && hasBit(shown, item)).length;
    return count ? say("filter.unplaced", { count: written(count) }) : "";
  };
}
