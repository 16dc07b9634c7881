/** What the pages for buyers show of a product, made of the templates that these pages bring. */

import { LIVE } from "./ageing.js";
import { asName, siteUrl } from "./data.js";
import { spoken } from "./language-marks.js";

const GROUP = /^[a-z]+$/;
// A long list copies the same few templates thousands of times: each is looked for once.
const partsOf = new WeakMap();

/**
 * Return the products of find.json, to be found by their ids, the former ones included.
 * @param {object} data
 */
export function openProducts({ products, facets }) {
  const byId = new Map();
  for (const product of products) {
    for (const id of product.was ?? []) byId.set(id, product);
  }
  for (const product of products) byId.set(product.id, product);
  return {
    /** @param {string} id @returns {object | undefined} */
    find: (id) => byId.get(id),
    /** Return the labels of a product's values of a facet. @returns {string[]} */
    labels(product, key) {
      const place = facets.products.findIndex((facet) => facet.key === key);
      const numbers = product.f?.[place] ?? [];
      return numbers.map((number) => facets.products[place].options[number][1]);
    },
    /** Return the maker's name; nothing where only the kind of maker is known. */
    maker(product) {
      return this.labels(product, "maker").includes(product.maker) ? undefined : product.maker;
    },
    /** Return the label of a value of a facet, or the value. @returns {string} */
    label(key, value) {
      const facet = facets.products.find((one) => one.key === key);
      return facet?.options.find(([known]) => known === value)?.[1] ?? value;
    },
  };
}

/** Return the address of a product's page. @param {string} id */
export function productUrl(id) {
  return siteUrl(`san-pham/${id}/`);
}

/** Return the address of an organisation's page. @param {string} id */
export function organisationUrl(id) {
  return siteUrl(`hop-tac-xa/${id}/`);
}

/**
 * Return a new element with a class and its content.
 * @param {string} tag
 * @param {string} name the class, or nothing
 * @param {...(Node | string)} content
 * @returns {HTMLElement}
 */
export function element(tag, name, ...content) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content.flatMap((part) => (typeof part === "string" ? spoken(part) : part)));
  return made;
}

/** Return a link under the name of a record. @param {string} text @param {string} href */
export function anchor(text, href) {
  const link = asName(element("a", "", text));
  link.href = href;
  return link;
}

/**
 * Return a copy of a template's only element.
 * @param {HTMLElement} root
 * @param {string} selector such as `[data-part="row"]`
 * @returns {Element | null} nothing where the page has no such template
 */
export function copyPart(root, selector) {
  if (!partsOf.has(root)) partsOf.set(root, new Map());
  const parts = partsOf.get(root);
  if (!parts.has(selector)) {
    const template = root.querySelector(`template${selector}`);
    parts.set(selector, template?.content.firstElementChild ?? null);
  }
  return parts.get(selector)?.cloneNode(true) ?? null;
}

/** Set the drawing of a tile. @param {HTMLElement} tile @param {string} [group] */
export function drawTile(tile, group) {
  if (GROUP.test(group ?? "")) tile.classList.replace("tile--other", `tile--${group}`);
}

/**
 * Return the stars of a product, or nothing where its award is not in force.
 * @param {HTMLElement} root
 * @param {object} product
 * @returns {HTMLElement | null}
 */
export function stars(root, { state, star }) {
  if (!LIVE.has(state) || !Number.isInteger(star) || star < 1 || star > 5) return null;
  const glyphs = element("span", "stars");
  glyphs.setAttribute("aria-hidden", "true");
  for (let count = 0; count < star; count += 1) {
    glyphs.append(copyPart(root, '[data-part="star"]'));
  }
  return glyphs;
}

/**
 * Return the badge of a state with the words given; a product without award has a plain tag.
 * @param {HTMLElement} root
 * @param {object} product
 * @param {string} label
 * @returns {HTMLElement}
 */
export function stateBadge(root, { state }, label) {
  const made = copyPart(root, `[data-state="${CSS.escape(state)}"]`);
  if (!made) return element("p", "tag", label);
  made.querySelector(".award__label").textContent = label;
  return made;
}

/**
 * Return the badge of a product as every list shows it: stars in force, level, state and day.
 * @param {HTMLElement} root
 * @param {object} product
 * @returns {HTMLElement}
 */
export function badge(root, product) {
  const made = stateBadge(root, product, product.label);
  const glyphs = stars(root, product);
  if (glyphs) made.querySelector(".award__text").prepend(glyphs);
  return made;
}
