/** The table of the shortlist: one row for each product, those that left the directory included. */

import { asName, say } from "./data.js";
import {
  anchor,
  badge,
  copyPart,
  drawTile,
  element,
  organisationUrl,
  productUrl,
} from "./product-parts.js";

/**
 * @typedef {object} Entry
 * @property {import("./shortlist.js").Item} item
 * @property {object} [product] of find.json; nothing once it has left the directory
 */

/**
 * Show the entries as rows.
 * @param {HTMLElement} root
 * @param {Entry[]} entries
 * @param {Set<string> | null} marked the ids to be compared, where there is a choice
 */
export function showRows(root, entries, marked) {
  const table = root.querySelector(".shortlist__table");
  table.classList.toggle("shortlist__table--marks", marked !== null);
  table.tBodies[0].replaceChildren(...entries.map((entry) => makeRow(root, entry, marked)));
}

function makeRow(root, { item, product }, marked) {
  const row = copyPart(root, '[data-part="row"]');
  const name = product?.name ?? item.name;
  row.dataset.id = item.id;
  const button = row.querySelector(".shortlist__remove button");
  button.setAttribute("aria-label", say("list.remove", { name }));
  const box = row.querySelector("input");
  box.setAttribute("aria-label", say("list.mark", { name }));
  box.checked = marked?.has(item.id) ?? false;
  if (product) fillRow(root, row, product);
  else fillGone(root, row, name);
  return row;
}

function fillRow(root, row, product) {
  const link = asName(row.querySelector("a"), product);
  link.textContent = product.name;
  link.href = productUrl(product.id);
  row.querySelector(".shortlist__address").textContent = productUrl(product.id);
  drawTile(row.querySelector(".tile"), product.group);
  fillCell(root, row, "maker", product.maker_id ? makerLink(product) : product.maker);
  fillCell(root, row, "place", product.place);
  fillCell(root, row, "award", badge(root, product));
}

function fillGone(root, row, name) {
  row.classList.add("shortlist__gone");
  row.querySelector("a").replaceWith(name);
  row.querySelector(".shortlist__address").remove();
  row.querySelector("input").remove();
  fillCell(root, row, "maker");
  fillCell(root, row, "place");
  fillCell(root, row, "award", element("p", "tag", say("list.gone")));
}

function fillCell(root, row, name, content) {
  const cell = row.querySelector(`td.shortlist__${name}`);
  if (content) {
    cell.append(content);
  } else {
    cell.classList.add("is-missing");
    cell.append(root.querySelector('template[data-part="missing"]').content.cloneNode(true));
  }
}

function makerLink({ maker, maker_id: id }) {
  return anchor(maker, organisationUrl(id));
}
