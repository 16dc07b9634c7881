/** Opening a list from a link: at once, or after a choice where another list would be lost. */

import { say } from "./data.js";
import { element } from "./product-parts.js";
import { MOST, chosen, replaceBy } from "./shortlist.js";

/** @typedef {import("./shortlist.js").Item} Item */

const SAID = { merge: "list.merged", replace: "list.replaced", keep: "list.kept" };

/**
 * Open the list of a link. Where this browser has another one, both are shown and nothing changes
 * before the visitor has chosen.
 * @param {HTMLElement} panel
 * @param {Item[]} linked
 * @param {(text: string, isAnswer?: boolean) => void} done called with what there is to say, or with
 *   nothing; an answer is what follows the choice
 */
export function openLinked(panel, linked, done) {
  const own = chosen();
  if (isSame(own, linked)) {
    done("");
    return;
  }
  if (own.length === 0) {
    replaceBy(linked);
    done(say("list.opened", { count: linked.length }));
    return;
  }
  const merged = [...own, ...missingFrom(own, linked)].slice(0, MOST);
  const results = { merge: merged, replace: linked, keep: own };
  showSides(panel, linked, own);
  panel.hidden = false;
  for (const button of panel.querySelectorAll("[data-choice]")) {
    const { choice } = button.dataset;
    const items = results[choice];
    button.querySelector(".restore__count").textContent = `(${items.length})`;
    button.addEventListener("click", () => {
      panel.hidden = true;
      if (choice !== "keep") replaceBy(items);
      done(say(SAID[choice], { count: items.length }), true);
    });
  }
}

function isSame(one, other) {
  return one.length === other.length && missingFrom(one, other).length === 0;
}

function missingFrom(items, others) {
  const known = new Set(items.map(({ id }) => id));
  return others.filter(({ id }) => !known.has(id));
}

function showSides(panel, linked, own) {
  const alone = new Set(missingFrom(linked, own).map(({ id }) => id));
  for (const [side, items] of [["link", linked], ["own", own]]) {
    const list = panel.querySelector(`[data-side="${side}"]`);
    list.previousElementSibling.querySelector(".restore__count").textContent = `(${items.length})`;
    list.replaceChildren(...items.map(({ id, name }) => {
      const line = element("li", "", name);
      if (side === "own" && alone.has(id)) {
        line.append(" ", element("span", "restore__lost", say("list.only_here")));
      }
      return line;
    }));
  }
}
