/**
 * A list that is too long for one page: the page shows its letters, and this the items that the
 * filters leave, at most as many as the table says. The first screen of them stands at once, the
 * others follow a few at a time, so that no visitor waits for rows out of sight.
 */

import { written } from "./calendar.js";
import { say } from "./data.js";
import { hasBit } from "./facets.js";
import { fillSlots } from "./picks.js";
import {
  anchor,
  badge,
  copyPart,
  drawTile,
  organisationUrl,
  productUrl,
} from "./product-parts.js";

// More than a tall screen shows.
const AT_ONCE = 30;

/**
 * Return the rows of such a list, with the same use as `openListing`.
 * @param {{root: HTMLElement, kind: string, table: HTMLTableElement}} page
 * @param {object[]} items
 * @param {(count: number) => string} number
 */
export function openSplit(page, items, number) {
  const { root, table } = page;
  const [body] = table.tBodies;
  const more = root.querySelector(".listing__more");
  const letters = root.querySelector(".letters");
  const most = Number(table.dataset.most);
  const makeRow = page.kind === "products" ? productRow : organisationRow;
  let order = [...items.keys()];
  let isSorted = false;
  let shown = null;
  let waiting = [];
  const drawRows = (rows) => {
    const rest = rows.slice(AT_ONCE);
    body.append(...rows.slice(0, AT_ONCE).map((item) => makeRow(root, items[item])));
    fillSlots();
    // Their room, so that whoever has scrolled down, or comes back, stays where they are.
    body.style.setProperty("--rest", rest.length);
    table.setAttribute("aria-busy", rest.length > 0);
    waiting = rest;
    // A later choice has other rows.
    if (rest.length) afterPaint(() => waiting === rest && drawRows(rest));
  };
  const draw = () => {
    const found = order.filter((item) => hasBit(shown, item));
    const isWhole = found.length === items.length && !isSorted;
    letters.hidden = !isWhole;
    table.hidden = isWhole || found.length === 0;
    more.hidden = isWhole || found.length <= most;
    body.replaceChildren();
    drawRows(isWhole ? [] : found.slice(0, most));
    const amounts = { most: number(most), all: number(found.length) };
    if (!more.hidden) more.textContent = say("filter.most", amounts);
  };
  return {
    rows: [],
    isSplit: true,
    /** @param {Uint32Array} set of the items to show */
    show(set) {
      shown = set;
      draw();
    },
    /** @param {number[]} sorted items @param {boolean} isOwn whether it is the order of the page */
    sort(sorted, isOwn) {
      order = sorted;
      isSorted = !isOwn;
      draw();
    },
  };
}

function afterPaint(action) {
  requestAnimationFrame(() => setTimeout(action));
}

function productRow(root, item) {
  const row = copyPart(root, '[data-part="row"]');
  drawTile(row.querySelector(".tile"), item.group);
  name(row, item, productUrl);
  const maker = item.maker_id ? anchor(item.maker, organisationUrl(item.maker_id)) : item.maker;
  fill(root, row, "maker", maker);
  fill(root, row, "place", item.place);
  fill(root, row, "award", badge(root, item));
  fill(root, row, "ends", item.ends_on && written(item.ends_on, document.documentElement.lang));
  row.querySelector(".pick").dataset.id = item.id;
  return row;
}

function organisationRow(root, item) {
  const row = copyPart(root, '[data-part="row"]');
  name(row, item, organisationUrl);
  fill(root, row, "kind", item.kind);
  fill(root, row, "place", item.place);
  fill(root, row, "products", item.products && say("filter.products", { n: item.products }));
  return row;
}

function name(row, item, urlOf) {
  row.dataset.id = item.id;
  const link = row.querySelector(".row__name a");
  link.href = urlOf(item.id);
  link.textContent = item.name;
}

function fill(root, row, key, content) {
  const cell = row.querySelector(`.row__${key}`);
  if (content) cell.append(content);
  else cell.replaceWith(copyPart(root, '[data-part="missing"]'));
}
