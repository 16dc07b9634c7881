/** The letter of inquiry: a text that names products and makers, to be copied and sent by hand. */

import { say, siteUrl } from "./data.js";
import { productUrl } from "./product-parts.js";

/**
 * Return the letter to a maker, or to all of them.
 * @param {object[]} products of find.json
 * @param {string} [maker] nothing for all
 * @returns {string}
 */
export function letter(products, maker) {
  const named = maker === undefined ? products : products.filter((one) => one.maker === maker);
  const items = named.map((product, place) => {
    const { id, name, maker: by = say("list.inquiry.no_maker") } = product;
    const line = say("list.inquiry.item", { number: place + 1, name, maker: by });
    return `${line}\n   ${productUrl(id)}`;
  });
  return say("list.inquiry.letter", {
    to: maker ?? say("list.inquiry.everybody"),
    site: siteUrl(""),
    products: items.join("\n"),
  });
}

/**
 * Make the choice of a maker and the letter follow the list.
 * @param {HTMLSelectElement} choice
 * @param {HTMLTextAreaElement} text
 * @returns {(products: object[]) => void} to be called with the products whenever they change
 */
export function openInquiry(choice, text) {
  let products = [];
  const write = () => {
    text.value = letter(products, choice.selectedOptions[0]?.dataset.maker);
  };
  choice.addEventListener("change", write);
  return (present) => {
    const before = choice.selectedOptions[0]?.dataset.maker;
    products = present;
    choice.replaceChildren(...options(products));
    const same = [...choice.options].find(({ dataset }) => dataset.maker === before);
    if (same) same.selected = true;
    write();
  };
}

function options(products) {
  const makers = [...new Set(products.flatMap(({ maker }) => maker ?? []))];
  const isOne = makers.length === 1 && products.every(({ maker }) => maker);
  const made = makers.map((maker) => {
    const option = new Option(maker);
    option.dataset.maker = maker;
    return option;
  });
  return isOne ? made : [new Option(say("list.inquiry.all")), ...made];
}
