/**
 * The filters of a list page: form, address, rows and map always say the same.
 * The page is whole as it comes, so the data, and what reads it, is loaded at the first use only.
 * Without this script, or without the data, the page keeps its whole list and its links.
 */

import { readAddress, writeAddress } from "./address.js";
import { makeBoxes } from "./filter-form.js";

// From here on the panel stands beside the list, as in site.css.
const WIDE = matchMedia("(min-width: 75em)");
// What a wide screen shows open: those of the first facets that are short.
const FIRST_FACETS = 5;
const SHORT_FACET = 8;

const root = document.querySelector("[data-list]");
if (root) start(openPage(root));

function start(page) {
  const { facets, form, panel, sorts } = page;
  let list = null;
  const load = () => (list ??= loadList(page));
  const choose = async (choice, step) => {
    const loaded = await load();
    if (!loaded) return;
    loaded.show(choice, choose);
    // Afterwards, because the browser lays out the page to note where it is scrolled to.
    if (step) setTimeout(remember, 0, writeAddress(choice, facets, sorts), step);
  };
  const asked = readAddress(location.search, facets, sorts);
  if (writeAddress(asked, facets, sorts)) choose(asked);
  // Whoever points at the filters is about to use them.
  for (const part of [form, panel]) {
    for (const sign of ["focusin", "pointerover"]) part.addEventListener(sign, load, { once: true });
  }
  listen(page, choose);
  arrangePanel(page, asked);
  form.hidden = false;
}

// The list, or nothing where its data is missing or of another build.
async function loadList(page) {
  page.listing.setAttribute("aria-busy", "true");
  try {
    const { openList } = await import("./filtered-list.js");
    return await openList(page);
  } catch (reason) {
    turnOff(page, reason);
    return null;
  } finally {
    page.listing.setAttribute("aria-busy", "false");
  }
}

function openPage(root) {
  const part = (selector) => root.querySelector(selector);
  const form = part(".filter-fields");
  const panel = part(".facets");
  const plain = panel.cloneNode(true);
  const facets = makeBoxes(panel, form.id);
  return {
    root,
    form,
    panel,
    plain,
    facets,
    kind: root.dataset.list,
    sorts: [...(form.elements.sort?.options ?? [])].map(({ value }) => value),
    leave: part(".facets__show"),
    listing: part(".listing"),
    count: part(".listing__count"),
    chosen: part(".chosen"),
    standing: part(".listing__standing"),
    table: part("table.rows"),
    empty: part(".listing__empty"),
  };
}

// Back to the page as it came, with one line that says why.
function turnOff({ form, listing, panel, plain }, reason) {
  plain.open = panel.open;
  panel.replaceWith(plain);
  form.hidden = true;
  listing.classList.add("is-off");
  listing.querySelector(".listing__off").textContent = listing.dataset.off;
  console.warn(reason);
}

// One entry of the history for every condition, and one for a text while it is being typed.
function remember(query, step) {
  const isTyping = step === "typing";
  const address = `${location.pathname}${query}${location.hash}`;
  if (query === location.search) return;
  if (isTyping && history.state?.isTyping) history.replaceState({ isTyping }, "", address);
  else history.pushState({ isTyping }, "", address);
}

function readForm({ facets, form, sorts }) {
  return {
    chosen: facets.map(({ boxes }) => boxes.flatMap((box, option) => (box.checked ? [option] : []))),
    text: form.elements.q.value.trim(),
    sort: form.elements.sort?.value ?? sorts[0],
  };
}

function listen(page, choose) {
  const { root, form, facets, sorts, count } = page;
  root.addEventListener("change", ({ target }) => {
    if (target.form === form && target.name !== "q") choose(readForm(page), "done");
  });
  form.addEventListener("input", ({ target }) => {
    if (target.name === "q") choose(readForm(page), "typing");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of root.querySelectorAll(".chosen__clear, .listing__empty button")) {
    button.addEventListener("click", () => {
      choose({ ...readForm(page), chosen: facets.map(() => []), text: "" }, "done");
      count.focus({ preventScroll: true });
    });
  }
  addEventListener("popstate", () => choose(readAddress(location.search, facets, sorts)));
}

// Beside the list the panel is open; above it, it opens on demand and closes at its own button.
function arrangePanel({ count, facets, leave, listing, panel }, { chosen }) {
  const isBeside = panel.parentElement.classList.contains("catalogue");
  const arrange = () => {
    panel.open = isBeside && WIDE.matches;
  };
  facets.forEach(({ details, options }, number) => {
    const isFirst = WIDE.matches && number < FIRST_FACETS && options.length <= SHORT_FACET;
    details.open = chosen[number].length > 0 || (isBeside && isFirst);
  });
  arrange();
  WIDE.addEventListener("change", arrange);
  panel.addEventListener("toggle", () => {
    if (panel.open && panel.getBoundingClientRect().top < 0) panel.scrollIntoView();
  });
  leave.hidden = false;
  leave.addEventListener("click", () => {
    panel.open = false;
    listing.scrollIntoView();
    count.focus({ preventScroll: true });
  });
}
