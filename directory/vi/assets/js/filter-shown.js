/**
 * What the filters show of a choice: live counts in the panel, and for every condition chosen a
 * button that takes it away.
 */

import { say } from "./data.js";

/** @typedef {import("./filter-form.js").FacetBoxes} FacetBoxes */

/**
 * Show in the panel what is chosen and how many items each option would show.
 * @param {HTMLDetailsElement} panel
 * @param {FacetBoxes[]} facets
 * @param {number[][]} chosen
 * @param {number[][]} counts
 * @param {(count: number) => string} written
 */
export function showCounts(panel, facets, chosen, counts, written) {
  facets.forEach(({ boxes, counts: shown, badge }, facet) => {
    boxes.forEach((box, option) => {
      box.checked = chosen[facet].includes(option);
      setText(shown[option], written(counts[facet][option]));
      box.closest("li").classList.toggle("is-none", counts[facet][option] === 0);
    });
    showBadge(badge, chosen[facet].length, written);
  });
  const all = chosen.reduce((sum, options) => sum + options.length, 0);
  showBadge(panel.querySelector(".facets__chosen"), all, written);
}

function showBadge(badge, count, written) {
  badge.hidden = count === 0;
  setText(badge, written(count));
}

/**
 * Write a text, but leave an element alone that says the same already.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Show every condition as a button that takes it away. The focus of a button that goes moves to
 * the next one, after the last of them to `fallback`.
 * @param {HTMLElement} area holds a list and the button that clears everything
 * @param {{name: string, remove: () => void}[]} conditions
 * @param {HTMLElement} fallback
 */
export function showChosen(area, conditions, fallback) {
  const list = area.querySelector("ul");
  const place = [...list.children].findIndex((item) => item.contains(document.activeElement));
  const hadFocus = area.contains(document.activeElement);
  list.replaceChildren(...conditions.map(conditionItem));
  area.hidden = conditions.length === 0;
  if (area.hidden && hadFocus) fallback.focus({ preventScroll: true });
  else if (place >= 0) {
    list.children[Math.min(place, conditions.length - 1)].firstChild.focus({ preventScroll: true });
  }
}

function conditionItem({ name, remove }) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const cross = document.createElement("span");
  button.type = "button";
  button.className = "chip";
  button.setAttribute("aria-label", say("filter.remove", { name }));
  cross.className = "chosen__cross";
  button.append(name, cross);
  button.addEventListener("click", remove);
  item.append(button);
  return item;
}
