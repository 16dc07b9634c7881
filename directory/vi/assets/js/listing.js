/** The rows of a list on the page: which of them show, and in which order. */

import { allBits, eachChange, hasBit } from "./facets.js";

/**
 * Return the rows of a list, tied to its items; an `Error` means that page and data do not fit.
 * @param {HTMLTableElement} table
 * @param {{id: string}[]} items
 */
export function openListing(table, items) {
  const byId = new Map();
  for (const row of table.querySelectorAll("tr[data-id]")) byId.set(row.dataset.id, row);
  const rows = items.map(({ id }) => byId.get(id));
  if (byId.size !== rows.length || rows.includes(undefined)) {
    throw new Error("the data is not of this page");
  }
  const groups = openGroups(table, rows);
  let before = allBits(rows.length);
  return {
    rows,
    /** Show the rows of a set; only those that change are touched. @param {Uint32Array} shown */
    show(shown) {
      eachChange(before, shown, (item) => {
        const isShown = hasBit(shown, item);
        rows[item].hidden = !isShown;
        groups.count(item, isShown ? 1 : -1);
      });
      groups.write();
      before = shown;
    },
    /** Put the rows of a list without groups in order. @param {number[]} order of items */
    sort(order) {
      const [body] = table.tBodies;
      // Thousands of rows move faster while the page does not see it.
      body.remove();
      body.append(...order.map((item) => rows[item]));
      table.append(body);
    },
  };
}

// Rows under headings: each heading counts what shows under it, and goes with the last of them.
function openGroups(table, rows) {
  if (!table.querySelector(".rows__group")) return { count() {}, write() {} };
  const bodies = [...table.tBodies];
  const places = new Map(bodies.map((body, place) => [body, place]));
  const groupOf = rows.map((row) => places.get(row.parentElement));
  const counts = new Array(bodies.length).fill(0);
  for (const group of groupOf) counts[group] += 1;
  const changed = new Set();
  return {
    count(item, step) {
      counts[groupOf[item]] += step;
      changed.add(groupOf[item]);
    },
    write() {
      for (const group of changed) {
        bodies[group].hidden = counts[group] === 0;
        bodies[group].querySelector(".rows__count").textContent = String(counts[group]);
      }
      changed.clear();
    },
  };
}
