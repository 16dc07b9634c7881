/**
 * The filters of a list page: form, address, rows and map always say the same.
 * Without this script, or without its data, the page keeps its whole list and its links.
 */

import { readAddress, writeAddress } from "./address.js";
import { loadData, say } from "./data.js";
import { buildIndex, hasBit, narrow } from "./facets.js";
import { makeBoxes, setText, showChosen, showCounts } from "./filter-form.js";
import { fold } from "./fold.js";
import { openListing } from "./listing.js";
import { linkMap } from "./map-link.js";
import { ordered } from "./orders.js";
import { standingOf, unplacedOf } from "./standing.js";

// From here on the panel stands beside the list, as in site.css.
const WIDE = matchMedia("(min-width: 75em)");
// What a wide screen shows open: those of the first facets that are short.
const FIRST_FACETS = 5;
const SHORT_FACET = 8;

const numbers = new Intl.NumberFormat(document.documentElement.lang);
const written = (count) => numbers.format(count);

const root = document.querySelector("[data-list]");
if (root) start(root).catch((reason) => turnOff(root, reason));

async function start(root) {
  const list = openList(root, await loadData());
  const choose = (choice, step) => {
    show(list, choice);
    showChosen(list.parts.chosen, conditions(list, choice, choose), list.parts.count);
    // Afterwards, because the browser lays out the page to note where it is scrolled to.
    if (step) setTimeout(remember, 0, writeAddress(choice, list.facets, list.sorts), step);
  };
  listen(list, choose);
  const choice = readAddress(location.search, list.facets, list.sorts);
  choose(choice);
  arrangePanel(list, choice);
  list.form.hidden = false;
}

function turnOff(root, reason) {
  const listing = root.querySelector(".listing");
  listing.classList.add("is-off");
  listing.querySelector(".listing__off").textContent = listing.dataset.off;
  console.warn(reason);
}

function openList(root, data) {
  const kind = root.dataset.list;
  const items = data[kind];
  const facets = data.facets[kind];
  const parts = partsOf(root);
  const { form } = parts;
  const listing = openListing(parts.table, items);
  const names = items.map(({ name, other = [] }) => fold([name, ...other].join(" ")));
  const index = buildIndex(
    items.map(({ f }) => f),
    facets.map(({ options }) => options.length),
    names,
  );
  const sorts = [...(form.elements.sort?.options ?? [])].map(({ value }) => value);
  const line = lineOf(kind, items, facets, listing.rows);
  const boxes = makeBoxes(parts.panel, facets, form.id);
  const tellMap = linkMap(root);
  return { kind, items, facets, parts, form, listing, index, sorts, line, boxes, tellMap, sort: sorts[0] };
}

// Looked up once: a long list stands between them.
function partsOf(root) {
  const part = (selector) => root.querySelector(selector);
  return {
    root,
    form: part(".filter-fields"),
    panel: part(".facets"),
    leave: part(".facets__show"),
    listing: part(".listing"),
    count: part(".listing__count"),
    chosen: part(".chosen"),
    standing: part(".listing__standing"),
    table: part("table.rows"),
    empty: part(".listing__empty"),
  };
}

// What stands under the count: the stars of products, the organisations no map can show.
function lineOf(kind, items, facets, rows) {
  if (kind !== "products") return unplacedOf(rows.map((row) => "unplaced" in row.dataset), written);
  const states = facets.find(({ key }) => key === "state");
  return standingOf(items, states.options.map(([value]) => value), written);
}

function show(list, choice) {
  const { kind, items, parts, form, listing } = list;
  const { shown, total, counts } = narrow(list.index, choice.chosen, fold(choice.text));
  listing.show(shown);
  if (choice.sort !== list.sort) listing.sort(ordered(items, choice.sort));
  list.sort = choice.sort;
  parts.table.hidden = total === 0;
  parts.empty.hidden = total > 0;
  showCounts(parts.panel, list.boxes, choice.chosen, counts, written);
  const isWhole = total === items.length;
  const amounts = { shown: written(total), all: written(items.length) };
  setText(parts.count, say(`filter.${isWhole ? "all" : "count"}.${kind}`, amounts));
  setText(parts.leave, say(`filter.show.${kind}`, amounts));
  showLine(parts.standing, total > 0 ? list.line(shown) : "");
  if (form.elements.q.value.trim() !== choice.text) form.elements.q.value = choice.text;
  if (form.elements.sort) form.elements.sort.value = choice.sort;
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

// One entry of the history for every condition, and one for a text while it is being typed.
function remember(query, step) {
  const isTyping = step === "typing";
  const address = `${location.pathname}${query}${location.hash}`;
  if (query === location.search) return;
  if (isTyping && history.state?.isTyping) history.replaceState({ isTyping }, "", address);
  else history.pushState({ isTyping }, "", address);
}

function readForm({ boxes, form, sorts }) {
  return {
    chosen: boxes.map((facet) => facet.boxes.flatMap((box, option) => (box.checked ? [option] : []))),
    text: form.elements.q.value.trim(),
    sort: form.elements.sort?.value ?? sorts[0],
  };
}

function conditions(list, { chosen, text, sort }, choose) {
  const options = list.facets.flatMap((facet, number) =>
    chosen[number].map((option) => ({
      name: facet.options[option][1],
      remove: () => {
        const left = chosen.map((ones, other) =>
          other === number ? ones.filter((one) => one !== option) : ones,
        );
        choose({ chosen: left, text, sort }, "done");
      },
    })),
  );
  const remove = () => choose({ chosen, text: "", sort }, "done");
  return fold(text) ? [...options, { name: say("filter.text", { text }), remove }] : options;
}

function listen(list, choose) {
  const { parts, form, facets, sorts } = list;
  parts.root.addEventListener("change", ({ target }) => {
    if (target.form === form && target.name !== "q") choose(readForm(list), "done");
  });
  form.addEventListener("input", ({ target }) => {
    if (target.name === "q") choose(readForm(list), "typing");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of parts.root.querySelectorAll(".chosen__clear, .listing__empty button")) {
    button.addEventListener("click", () => {
      choose({ chosen: facets.map(() => []), text: "", sort: list.sort }, "done");
      parts.count.focus({ preventScroll: true });
    });
  }
  addEventListener("popstate", () => choose(readAddress(location.search, facets, sorts)));
}

// Beside the list the panel is open; above it, it opens on demand and closes at its own button.
function arrangePanel(list, { chosen }) {
  const { boxes, parts } = list;
  const { panel } = parts;
  const isBeside = panel.parentElement.classList.contains("catalogue");
  const arrange = () => {
    panel.open = isBeside && WIDE.matches;
  };
  boxes.forEach(({ details, boxes: options }, number) => {
    const isFirst = WIDE.matches && number < FIRST_FACETS && options.length <= SHORT_FACET;
    details.open = chosen[number].length > 0 || (isBeside && isFirst);
  });
  arrange();
  WIDE.addEventListener("change", arrange);
  panel.addEventListener("toggle", () => {
    if (panel.open && panel.getBoundingClientRect().top < 0) panel.scrollIntoView();
  });
  parts.leave.hidden = false;
  parts.leave.addEventListener("click", () => {
    panel.open = false;
    parts.listing.scrollIntoView();
    parts.count.focus({ preventScroll: true });
  });
}
