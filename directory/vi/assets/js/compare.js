/** The page that puts up to five products side by side. */

import { NOT_LOADED, compare } from "./compare-cells.js";
import { asName, fileUrl, loadData, say, siteUrl } from "./data.js";
import { linkTo, readLink } from "./list-link.js";
import {
  anchor,
  copyPart,
  drawTile,
  element,
  openProducts,
  organisationUrl,
  productUrl,
  stars,
  stateBadge,
} from "./product-parts.js";
import { chosen, watch } from "./shortlist.js";

const MOST = 5;

const root = document.querySelector(".compare");
const part = (name) => root.querySelector(name);
const only = part(".compare__only input");
const records = new Map();

/** Without data the names remain, as links to the pages of the products. */
function showNames() {
  const names = new Map(chosen().map(({ id, name }) => [id, name]));
  const { ids } = readLink(location.search);
  const shown = ids.length ? ids : [...names.keys()];
  const lines = shown.map((id) => element("li", "", anchor(names.get(id) ?? id, productUrl(id))));
  part(".compare__said").textContent = root.dataset.off;
  part(".compare__names").replaceChildren(...lines);
  part(".compare__names").hidden = lines.length === 0;
  root.hidden = false;
}

function start(data) {
  const page = { products: openProducts(data), today: data.today, turn: 0 };
  const open = () => show(page, wanted(page));
  only.addEventListener("change", () => showDifferences());
  addEventListener("popstate", open);
  watch(() => showMore(page));
  root.addEventListener("click", ({ target }) => {
    const { add, remove } = target.closest("button")?.dataset ?? {};
    if (add) change(page, [...page.ids, add]);
    if (remove) change(page, page.ids.filter((id) => id !== remove), remove);
  });
  root.hidden = false;
  open();
}

/** Return the ids to compare: those of the address, else those of the shortlist. */
function wanted(page) {
  const { ids, ignored } = readLink(location.search);
  const asked = ids.length ? ids : chosen().map(({ id }) => id);
  page.gone = asked.filter((id) => !page.products.find(id));
  page.ignored = ignored;
  const present = asked.map((id) => page.products.find(id)?.id).filter(Boolean);
  return [...new Set(present)];
}

function change(page, ids, removed) {
  const place = page.ids.indexOf(removed);
  history.pushState(null, "", linkTo("so-sanh/", ids));
  page.gone = [];
  show(page, ids);
  const buttons = [...root.querySelectorAll("thead button")];
  const focus = removed ? buttons[Math.min(place, buttons.length - 1)] : buttons.at(-1);
  (focus ?? part(".compare__empty a")).focus();
}

async function show(page, ids) {
  const turn = (page.turn += 1);
  page.ids = ids;
  const shown = ids.slice(0, MOST).map((id) => page.products.find(id));
  showEmpty(shown.length === 0);
  part(".compare__body").hidden = shown.length === 0;
  showHead(shown);
  showMore(page);
  showRows(page, shown.map((product) => ({ product, ...records.get(product.id) })), "…");
  tell(page, []);
  const compared = await Promise.all(shown.map(load));
  if (turn !== page.turn) return;
  showRows(page, compared, say("compare.not_loaded"));
  tell(page, compared.filter(({ record }) => !record).map(({ product }) => product.name));
}

/** Show that there is nothing to compare; the way to the shortlist stands there too. */
function showEmpty(isEmpty) {
  part(".compare__empty").hidden = !isEmpty;
  part(".compare__back").hidden = isEmpty;
}

function tell({ ids, gone, ignored }, failed) {
  const over = ids.length - MOST;
  part(".compare__said").textContent = [
    ...gone.map((id) => say("compare.gone", { id })),
    ignored ? say("list.ignored", { count: ignored }) : "",
    over > 0 ? say("compare.over", { most: MOST, count: over }) : "",
    failed.length ? say("compare.failed", { names: failed.join(", ") }) : "",
  ].filter(Boolean).join(" ");
}

/** Return a product with its record and its maker's; what does not arrive is left out. */
async function load(product) {
  const { id } = product;
  if (!records.has(id)) {
    const record = await item(`api/v1/products/${id}.json`);
    const maker = record?.producer && (await item(`api/v1/organisations/${record.producer}.json`));
    if (record) records.set(id, { record, maker });
  }
  return { product, ...records.get(id) };
}

async function item(path) {
  // A copy on a disk can fetch nothing: its records came as a script.
  const there = globalThis.diskRecords?.[path];
  if (there) return there.item;
  try {
    const response = await fetch(fileUrl(path));
    return response.ok ? (await response.json()).item : undefined;
  } catch {
    return undefined;
  }
}

function showHead(shown) {
  const row = part("thead tr");
  const heads = shown.map((product) => {
    const head = copyPart(root, '[data-part="head"]');
    const button = head.querySelector("button");
    drawTile(head.querySelector(".tile"), product.group);
    const link = asName(head.querySelector("a"), product);
    link.textContent = product.name;
    link.href = productUrl(product.id);
    button.dataset.remove = product.id;
    button.setAttribute("aria-label", say("compare.remove", { name: product.name }));
    return head;
  });
  row.replaceChildren(row.firstElementChild, ...heads);
  part(".compare__table").dataset.count = String(shown.length);
}

function showRows(page, compared, unknown) {
  const rows = compare(compared, page).map(({ key, cells, differs }) => {
    const name = element("th", "compare__feature", say(`compare.row.${key}`));
    name.scope = "row";
    name.setAttribute("role", "rowheader");
    const row = element("tr", differs ? "compare__differs" : "", name);
    row.setAttribute("role", "row");
    const made = cells.map((lines, place) => makeCell(key, lines, compared[place].product, unknown));
    if (differs) name.append(element("span", "visually-hidden", `, ${say("compare.differs")}`));
    row.append(...(differs || made.length < 2 ? made : [forAll(made)]));
    return row;
  });
  part("tbody").replaceChildren(...rows);
  showDifferences();
}

function makeCell(key, lines, product, unknown) {
  const cell = element("td", "");
  cell.setAttribute("role", "cell");
  cell.dataset.label = product.name;
  if (lines === NOT_LOADED) cell.append(element("span", "missing", unknown));
  else if (!lines.length) cell.append(element("span", "missing", say("compare.missing")));
  else cell.append(...content(key, lines, product));
  return cell;
}

/** Return one cell for all, where all say the same. */
function forAll(cells) {
  const [cell] = cells;
  cell.colSpan = cells.length;
  cell.className = "compare__all";
  cell.prepend(element("span", "", say("compare.all", { count: cells.length })), " ");
  return cell;
}

function content(key, lines, product) {
  const { maker_id: maker } = product;
  if (key === "maker" && maker) return [anchor(lines[0], organisationUrl(maker))];
  if (key === "state") return [stateBadge(root, product, lines.join(", "))];
  const made = lines.map((line) => element("span", "compare__line", line));
  const glyphs = key === "star" ? stars(root, product) : null;
  return glyphs ? [glyphs, ...made] : made;
}

/** Hide the rows that are the same, if the visitor wants that, and say how many show. */
function showDifferences() {
  const rows = [...part("tbody").rows];
  const differing = rows.filter(({ className }) => className).length;
  const isAlone = part("thead tr").cells.length < 3;
  part(".compare__only").hidden = isAlone;
  for (const row of rows) row.hidden = only.checked && !isAlone && !row.className;
  const count = { shown: differing, all: rows.length };
  const text = differing ? say("compare.rows", count) : say("compare.all_same");
  part(".compare__count").textContent = only.checked && !isAlone ? text : "";
}

/** Offer what else is on the shortlist, as long as there is room. */
function showMore({ ids, products }) {
  const others = chosen().map(({ id }) => products.find(id));
  const more = others.filter((one) => one && !ids.includes(one.id));
  const list = part(".compare__more ul");
  part(".compare__more").hidden = more.length === 0 || ids.length >= MOST || ids.length === 0;
  list.replaceChildren(...more.map((product) => {
    const button = element("button", "chip", product.name);
    button.type = "button";
    button.dataset.add = product.id;
    button.setAttribute("aria-label", say("compare.add", { name: product.name }));
    return element("li", "", button);
  }));
}

const { ids: asked, ignored: strange } = readLink(location.search);
if (asked.length || strange || chosen().length) {
  loadData().then(start, showNames);
} else {
  showEmpty(true);
  root.hidden = false;
}
