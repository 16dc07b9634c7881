/** The page of the shortlist. */

import { copyField } from "./copy.js";
import { csvText, saveFile } from "./csv.js";
import { loadData, say } from "./data.js";
import { openInquiry } from "./inquiry.js";
import { linkTo, readLink } from "./list-link.js";
import { openLinked } from "./list-restore.js";
import { showRows } from "./list-table.js";
import { anchor, element, openProducts, productUrl } from "./product-parts.js";
import { MOST, chosen, isStored, replaceBy, watch } from "./shortlist.js";

const MOST_COMPARED = 5;
const COLUMNS = ["id", "name", "maker", "place", "group", "star", "state", "ends_on", "address"];

const root = document.querySelector(".shortlist");
const part = (name) => root.querySelector(name);
const undo = part(".said__undo");

/** Without data the names of the link's or the chosen products remain, as links to their pages. */
function showNames() {
  const { ids } = readLink(location.search);
  const known = new Map(chosen().map((item) => [item.id, item]));
  const linked = ids.map((id) => known.get(id) ?? { id, name: id });
  const items = ids.length ? linked : [...known.values()];
  const names = part(".shortlist__names");
  part(".said__text").textContent = root.dataset.off;
  const lines = items.map(({ id, name }) => element("li", "", anchor(name, productUrl(id))));
  names.replaceChildren(...lines);
  names.hidden = items.length === 0;
  part(".shortlist__empty").hidden = true;
  root.hidden = false;
}

function start(data) {
  const products = openProducts(data);
  const write = openInquiry(part("#gui-ai"), part("#loi-thu"));
  const page = { products, data, marked: new Set(), isMarkedByHand: false, write };
  const asked = readLink(location.search);
  update(products);
  let isOpen = false;
  const show = () => {
    if (isOpen) showList(page);
  };
  const finish = (text, isAnswer = false) => {
    isOpen = true;
    tell([text, ...complaints(asked)]);
    show();
    if (isAnswer) part(".shortlist__count").focus();
  };
  listen(page);
  watch(show);
  root.hidden = false;
  if (asked.ids.length) {
    openLinked(part(".restore"), asked.ids.map((id) => itemOf(products, id)), finish);
  } else {
    finish("");
  }
}

function complaints({ ignored, over }) {
  return [
    ignored ? say("list.ignored", { count: ignored }) : "",
    over ? say("list.over", { most: MOST, count: over }) : "",
  ];
}

function itemOf(products, id) {
  const product = products.find(id);
  return product ? { id: product.id, name: product.name } : { id, name: id };
}

/** Give the chosen products the ids and names that they have today. */
function update(products) {
  const items = chosen();
  const today = items.map((item) => (products.find(item.id) ? itemOf(products, item.id) : item));
  if (JSON.stringify(today) !== JSON.stringify(items)) replaceBy(today);
}

function entriesOf({ products }) {
  return chosen().map((item) => ({ item, product: products.find(item.id) }));
}

function showList(page) {
  const entries = entriesOf(page);
  const present = entries.flatMap(({ product }) => product ?? []);
  const ids = entries.map(({ item }) => item.id);
  part(".shortlist__empty").hidden = entries.length > 0;
  part(".shortlist__body").hidden = entries.length === 0;
  part(".shortlist__count").textContent = say("list.count", { count: entries.length });
  part("#lien-ket").value = linkTo("danh-sach/", ids);
  // What the browser does not store stays in the address, so that the page can be loaded again.
  history.replaceState(null, "", linkTo("danh-sach/", isStored() ? [] : ids));
  part(".shortlist__lost").hidden = isStored();
  chooseMarks(page, present);
  showRows(root, entries, present.length > MOST_COMPARED ? page.marked : null);
  showCompare(page, present);
  page.write(present.map((product) => ({ product, maker: page.products.maker(product) })));
}

// Where there are too many to compare, the first five are marked until the visitor marks others.
function chooseMarks(page, present) {
  const kept = present.filter(({ id }) => page.marked.has(id));
  const others = present.filter(({ id }) => !page.marked.has(id));
  const marked = page.isMarkedByHand && kept.length ? kept : [...kept, ...others];
  page.marked = new Set(marked.slice(0, MOST_COMPARED).map(({ id }) => id));
}

function showCompare({ marked }, present) {
  const ids = present.map(({ id }) => id).filter((id) => marked.has(id));
  const link = part('[data-tool="compare"]');
  link.hidden = ids.length < 2;
  link.href = linkTo("so-sanh/", ids);
  link.textContent = say("list.compare", { count: ids.length });
}

// What answers a button stays in sight; `previous` is the list that can be had back.
function tell(texts, isNear = false, previous = null) {
  part(".said__text").textContent = texts.filter(Boolean).join(" ");
  part(".said").classList.toggle("said--near", isNear);
  undo.hidden = previous === null;
  undo.onclick = () => {
    replaceBy(previous);
    tell([say("list.count", { count: previous.length })]);
    part(".shortlist__count").focus();
  };
}

function remove(row) {
  const items = chosen();
  const name = row.querySelector(".shortlist__name").firstChild.textContent;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const { id: following } = next?.dataset ?? {};
  tell([say("list.removed", { name })], true, items);
  replaceBy(items.filter(({ id }) => id !== row.dataset.id));
  const rows = [...root.querySelectorAll("tbody tr")];
  const focus = rows.find(({ dataset }) => dataset.id === following)?.querySelector("button");
  (focus ?? undo).focus();
}

function mark(page, box) {
  const { id } = box.closest("tr").dataset;
  if (box.checked && page.marked.size >= MOST_COMPARED) {
    box.checked = false;
    tell([say("list.most", { most: MOST_COMPARED })], true);
    return;
  }
  page.isMarkedByHand = true;
  if (box.checked) page.marked.add(id);
  else page.marked.delete(id);
  showCompare(page, entriesOf(page).flatMap(({ product }) => product ?? []));
}

function saveCsv(page) {
  const header = COLUMNS.map((name) => say(`list.csv.${name}`));
  const rows = entriesOf(page).map((entry) => csvRow(page.products, entry));
  saveFile(say("list.file", { date: page.data.generated_on }), csvText([header, ...rows]));
}

function csvRow(products, { item, product }) {
  if (!product) return [item.id, item.name, "", "", "", "", say("list.gone"), "", ""];
  const [group = ""] = products.labels(product, "group");
  const [state = product.label] = products.labels(product, "state");
  return [
    product.id,
    product.name,
    product.maker ?? "",
    product.place ?? "",
    group,
    String(product.star ?? ""),
    state,
    product.ends_on ?? "",
    productUrl(product.id),
  ];
}

function clear() {
  const items = chosen();
  tell([say("list.cleared", { count: items.length })], true, items);
  replaceBy([]);
  undo.focus();
}

async function copy(button) {
  const isCopied = await copyField(document.getElementById(button.dataset.copy));
  button.nextElementSibling.textContent = say(isCopied ? "list.copied" : "list.not_copied");
}

function listen(page) {
  const tools = { print: () => print(), csv: () => saveCsv(page), clear };
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const row = button.closest("tbody tr");
    if (row) remove(row);
    else if (button.dataset.copy) copy(button);
    else tools[button.dataset.tool]?.();
  });
  root.addEventListener("change", ({ target }) => {
    if (target.matches(".shortlist__compare input")) mark(page, target);
  });
}

/** Load the data once there is something to show. */
function open() {
  const { ids, ignored } = readLink(location.search);
  if (ids.length || ignored || chosen().length) {
    loadData().then(start, showNames);
    return true;
  }
  part(".shortlist__empty").hidden = false;
  root.hidden = false;
  return false;
}

let isOpened = open();
// A product may be chosen in another window.
watch(() => {
  isOpened ||= open();
});
