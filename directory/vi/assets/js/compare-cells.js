/**
 * What the comparison says of a product: for each row the lines of its cell. No lines mean that the
 * record states nothing; `NOT_LOADED` that nobody knows, because the record could not be loaded.
 */

import { LIVE } from "./ageing.js";
import { written } from "./calendar.js";
import { say } from "./data.js";
import { vietnamese } from "./language-marks.js";

/** In the place of lines, while the record is on its way or where it did not arrive. */
export const NOT_LOADED = Symbol("not loaded");

const language = document.documentElement.lang;
const numbers = new Intl.NumberFormat(language);

/**
 * @typedef {object} Compared
 * @property {object} product of find.json
 * @property {object} [record] of /api/v1/products/
 * @property {object} [maker] of /api/v1/organisations/, where the record names one
 *
 * @typedef {object} Context
 * @property {object} products the opened products of find.json
 * @property {string} today the day of the data, YYYY-MM-DD
 */

/** The rows in their order, each with its cell. */
export const ROWS = {
  maker: ({ product }) => known(product.maker),
  place: ({ product }) => known(product.place),
  group: ({ product }, { products }) => products.labels(product, "group"),
  set: ({ product }, { products }) => products.labels(product, "set"),
  star: starLines,
  state: stateLines,
  decision: ofRecord(decisionLines),
  marks: ofRecord(markLines),
  season: ({ product }) => known(product.season),
  net_content: ofRecord(({ record }) => known(vietnamese(record.net_content))),
  price: ofRecord(priceLines),
  honours: ofRecord(({ record }) => (record.honours ?? []).map((one) => inLanguage(one, "title"))),
  sources: ofRecord(({ record: { sources = [] } }) => [
    say("compare.sources", { count: sources.length }),
  ]),
};

/**
 * Return the rows of a comparison.
 * @param {Compared[]} compared
 * @param {Context} context
 * @returns {{key: string, cells: (string[] | typeof NOT_LOADED)[], differs: boolean}[]} `differs`
 *   also where a record is not loaded
 */
export function compare(compared, context) {
  return Object.entries(ROWS).map(([key, linesOf]) => {
    const cells = compared.map((one) => linesOf(one, context));
    const isWhole = !cells.includes(NOT_LOADED);
    const said = isWhole ? new Set(cells.map((lines) => lines.join("\n"))) : null;
    return { key, cells, differs: !isWhole || said.size > 1 };
  });
}

function ofRecord(linesOf) {
  return (one, context) => (one.record ? linesOf(one, context) : NOT_LOADED);
}

function day(date) {
  return written(date, language);
}

function known(text) {
  return text ? [text] : [];
}

function inLanguage(item, name) {
  return (language === "en" && item[`${name}_en`]) || vietnamese(item[`${name}_vi`]);
}

function hasAward({ state }) {
  return state !== "candidate" && state !== "other";
}

function starLines({ product }, { products }) {
  if (!hasAward(product)) return [say("compare.no_award")];
  return product.star ? products.labels(product, "star") : [say("compare.no_star")];
}

function stateLines({ product }, { products }) {
  if (!hasAward(product)) return [product.label];
  const lines = products.labels(product, "state");
  const end = product.ends_on && day(product.ends_on);
  if (end && LIVE.has(product.state)) lines.push(say("compare.until", { date: end }));
  if (end && product.state === "expired") return [say("compare.expired", { date: end })];
  return lines;
}

function decisionLines({ product, record }) {
  if (!hasAward(product)) return [say("compare.no_award")];
  // As the site itself does: the newest award in force speaks, else the newest.
  const awards = record.awards ?? [];
  const award = awards.findLast(({ state }) => LIVE.has(state)) ?? awards.at(-1);
  if (!award?.decision_number) return [];
  const { decision_number: number, decision_date: date, issuer } = award;
  const line = date
    ? say("compare.decision", { number, date: day(date) })
    : say("compare.undated_decision", { number });
  return [line, ...known(vietnamese(issuer))];
}

function markLines({ product, record, maker }, { products, today }) {
  if (record.producer && !maker) return NOT_LOADED;
  const held = (maker?.certificates ?? []).filter((one) => one.products?.includes(product.id));
  const certificates = [...(record.certificates ?? []), ...held];
  return [
    ...(record.marks ?? []).map((mark) => inLanguage(mark, "text")),
    ...certificates.map((one) => certificateLine(one, products, today)),
  ];
}

function certificateLine({ type, valid_until: until }, products, today) {
  const name = products.label("mark", type);
  if (!until) return name;
  const key = until < today ? "compare.ended" : "compare.until";
  return `${name}, ${say(key, { date: day(until) })}`;
}

function priceLines({ record: { price, regulatory_class: kind } }) {
  if (kind === "alcohol") return [say("compare.no_price")];
  if (!price) return [];
  const amount = `${numbers.format(price.amount_vnd)}\u00a0₫`;
  return [say("compare.price", { amount, unit: vietnamese(price.unit), date: day(price.as_of) })];
}
