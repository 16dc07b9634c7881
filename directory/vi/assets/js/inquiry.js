/** The letter of inquiry: a text that names products and makers, to be copied and sent by hand. */

import { say, siteUrl } from "./data.js";
import { productUrl } from "./product-parts.js";

/** @typedef {{product: object, maker?: string}} Wanted a product of find.json, its maker's name */

/**
 * Return the letter to a maker, or to all of them.
 * @param {Wanted[]} wanted
 * @param {string} [to] the name of a maker; nothing for all
 * @returns {string}
 */
export function letter(wanted, to) {
  const named = to === undefined ? wanted : wanted.filter(({ maker }) => maker === to);
  const items = named.map(({ product }, place) => {
    const { id, name, maker: by = say("list.inquiry.no_maker") } = product;
    const line = say("list.inquiry.item", { number: place + 1, name, maker: by });
    return `${line}\n   ${productUrl(id)}`;
  });
  return say("list.inquiry.letter", {
    to: to ?? say("list.inquiry.everybody"),
    site: siteUrl(""),
    products: items.join("\n"),
  });
}

/**
 * Make the choice of a maker and the letter follow the list.
 * @param {HTMLSelectElement} choice
 * @param {HTMLTextAreaElement} text
 * @returns {(wanted: Wanted[]) => void} to be called whenever the list changes
 */
export function openInquiry(choice, text) {
  let wanted = [];
  const write = () => {
    text.value = letter(wanted, choice.selectedOptions[0]?.dataset.maker);
  };
  choice.addEventListener("change", write);
  return (present) => {
    const before = choice.selectedOptions[0]?.dataset.maker;
    wanted = present;
    choice.replaceChildren(...options(wanted));
    const same = [...choice.options].find(({ dataset }) => dataset.maker === before);
    if (same) same.selected = true;
    write();
  };
}

function options(wanted) {
  const makers = [...new Set(wanted.flatMap(({ maker }) => maker ?? []))];
  const isOne = makers.length === 1 && wanted.every(({ maker }) => maker);
  const made = makers.map((maker) => {
    const option = new Option(maker);
    option.dataset.maker = maker;
    return option;
  });
  return isOne ? made : [new Option(say("list.inquiry.all")), ...made];
}
