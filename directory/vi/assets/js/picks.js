/** On every page: the buttons that put a product on the shortlist, and the bar that counts it. */

import { linkTo } from "./list-link.js";
import { chosen, isStored, toggle, watch } from "./shortlist.js";

const bar = document.querySelector(".picked");
const said = document.querySelector(".picked-said");

/** Make a button in every empty slot of a table, show those that the page brings, and what is chosen. */
export function fillSlots() {
  for (const table of document.querySelectorAll("table[data-pick]")) {
    const { pick: word, pickName } = table.dataset;
    const button = makeButton(word);
    for (const slot of table.querySelectorAll("td.pick[data-id]:empty")) {
      const copy = button.cloneNode(true);
      copy.setAttribute("aria-label", pickName.replace("{name}", () => nameOf(slot)));
      slot.append(copy);
    }
  }
  for (const slot of document.querySelectorAll("p.pick")) slot.hidden = false;
  show();
}

function makeButton(text) {
  const button = document.createElement("button");
  const word = document.createElement("span");
  button.type = "button";
  button.className = "pick__button";
  button.setAttribute("aria-pressed", "false");
  word.className = "pick__word";
  word.textContent = text;
  button.append(word);
  return button;
}

/** A slot tells its product's name, or stands in a row that does. */
function nameOf(slot) {
  return slot.dataset.name ?? slot.parentElement.querySelector("a").textContent;
}

function show() {
  const ids = chosen().map(({ id }) => id);
  const known = new Set(ids);
  for (const button of document.getElementsByClassName("pick__button")) {
    const isPressed = String(known.has(button.parentElement.dataset.id));
    // Thousands of rows: only what changes is touched.
    if (button.getAttribute("aria-pressed") !== isPressed) {
      button.setAttribute("aria-pressed", isPressed);
    }
  }
  if (bar) showBar(ids);
}

function showBar(ids) {
  bar.hidden = ids.length === 0;
  bar.querySelector(".picked__count").textContent = String(ids.length);
  bar.querySelector(".picked__lost").hidden = isStored();
  // What is not stored must travel in the link.
  bar.querySelector(".picked__see").href = linkTo("danh-sach/", isStored() ? [] : ids);
  const compare = bar.querySelector(".picked__compare");
  compare.href = linkTo("so-sanh/", isStored() ? [] : ids);
  compare.hidden = ids.length < 2;
}

function pick({ target }) {
  const slot = target.closest?.(".pick__button")?.parentElement;
  if (!slot) return;
  const isTaken = toggle({ id: slot.dataset.id, name: nameOf(slot) });
  const count = bar?.querySelector(".picked__text").textContent.trim();
  if (bar) said.textContent = isTaken ? count : bar.dataset.full;
}

fillSlots();
watch(show);
document.addEventListener("click", pick);
