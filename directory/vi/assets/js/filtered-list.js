/** A list that the data can narrow: what it shows for a choice, in every part of its page. */

import { loadData, say } from "./data.js";
import { buildIndex, hasBit, narrow } from "./facets.js";
import { setText, showChosen, showCounts } from "./filter-shown.js";
import { fold } from "./fold.js";
import { openListing } from "./listing.js";
import { linkMap } from "./map-link.js";
import { ordered } from "./orders.js";
import { standingOf, unplacedOf } from "./standing.js";

/** @typedef {import("./address.js").Choice} Choice */

const numbers = new Intl.NumberFormat(document.documentElement.lang);
const written = (count) => numbers.format(count);

/**
 * Load the data of a list; an `Error` means that it is missing, or not of this page.
 * @param {object} page the parts of the page, as filter.js looks them up
 * @returns {Promise<{show: (choice: Choice, choose: (choice: Choice, step: string) => void) => void}>}
 */
export async function openList(page) {
  const data = await loadData();
  const items = data[page.kind];
  const listing = page.table.dataset.most
    ? (await import("./split-listing.js")).openSplit(page, items, written)
    : openListing(page.table, items);
  const names = items.map(({ name, other = [] }) => fold([name, ...other].join(" ")));
  const list = {
    items,
    listing,
    index: buildIndex(
      items.map(({ f }) => f),
      sizesOf(page.facets, data.facets[page.kind]),
      names,
    ),
    line: lineOf(page, items, listing.rows),
    tellMap: linkMap(page.root),
    sort: page.sorts[0],
  };
  return { show: (choice, choose) => show(page, list, choice, choose) };
}

// The numbers of the data count the options that stand on the page.
function sizesOf(facets, described) {
  const known = described.map(({ key, options }) => [key, ...options.map(([value]) => value)]);
  const found = facets.map(({ key, options }) => [key, ...options.map(([value]) => value)]);
  if (JSON.stringify(known) !== JSON.stringify(found)) throw new Error("the data is not of this page");
  return facets.map(({ options }) => options.length);
}

// What stands under the count: the stars of products, the organisations no map can show.
function lineOf({ kind, facets }, items, rows) {
  if (kind !== "products") return unplacedOf(rows.map((row) => "unplaced" in row.dataset), written);
  const states = facets.find(({ key }) => key === "state");
  return standingOf(items, states.options.map(([value]) => value), written);
}

function show(page, list, choice, choose) {
  const { kind, form, sorts } = page;
  const { items, listing } = list;
  const { shown, total, counts } = narrow(list.index, choice.chosen, fold(choice.text));
  listing.show(shown);
  if (choice.sort !== list.sort) listing.sort(ordered(items, choice.sort), choice.sort === sorts[0]);
  list.sort = choice.sort;
  if (!listing.isSplit) page.table.hidden = total === 0;
  page.empty.hidden = total > 0;
  showCounts(page.panel, page.facets, choice.chosen, counts, written);
  const isWhole = total === items.length;
  const amounts = { shown: written(total), all: written(items.length) };
  setText(page.count, say(`filter.${isWhole ? "all" : "count"}.${kind}`, amounts));
  setText(page.leave, say(`filter.show.${kind}`, amounts));
  showLine(page.standing, total > 0 ? list.line(shown) : "");
  if (form.elements.q.value.trim() !== choice.text) form.elements.q.value = choice.text;
  if (sorts.length) form.elements.sort.value = choice.sort;
  showChosen(page.chosen, conditions(page, choice, choose), page.count);
  list.tellMap(() => (isWhole ? null : idsOf(items, shown)));
}

function idsOf(items, shown) {
  return items.filter((_, item) => hasBit(shown, item)).map(({ id }) => id);
}

function showLine(line, text) {
  if (!line) return;
  line.hidden = !text;
  if (text) setText(line.querySelector("span"), text);
}

function conditions({ facets }, choice, choose) {
  const { chosen, text } = choice;
  const without = (number, option) =>
    chosen.map((ones, other) => (other === number ? ones.filter((one) => one !== option) : ones));
  const options = facets.flatMap((facet, number) =>
    chosen[number].map((option) => ({
      name: facet.options[option][1],
      remove: () => choose({ ...choice, chosen: without(number, option) }, "done"),
    })),
  );
  const remove = () => choose({ ...choice, text: "" }, "done");
  return fold(text) ? [...options, { name: say("filter.text", { text }), remove }] : options;
}
