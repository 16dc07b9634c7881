/**
 * What can be found, read from find.json: every record and place with all its names as words.
 */

import { forms, withoutBlanks } from "./search-names.js";

/** The kinds of what is found; of equal answers the earlier kind comes first. */
export const KINDS = ["products", "organisations", "places", "programmes"];

/** Only the names of these begin with a word for their kind; "tinh" is also "essence". */
export const TYPED = ["organisations", "places"];

// From the best on; a state that is none of these is an award in force.
const STATES = ["unverified", "outdated", "expired", "withdrawn", "candidate", "other"];

/**
 * Return an entry for everything in the data: its names, the same without blanks, and all words
 * that tell something about it.
 * @param {object} data the content of find.json, or some of its items with words about each
 * @param {object} kinds what `readKinds` returned
 */
export function readEntries(data, kinds) {
  const formsOf = remembering((text) => forms(text, kinds));
  return KINDS.flatMap((kind) =>
    data[kind].map((item, order) => entry(data, formsOf, kind, item, order)));
}

// Many records share their place, maker and state.
function remembering(make) {
  const made = new Map();
  return (text) => {
    if (!made.has(text)) {
      made.set(text, make(text));
    }
    return made.get(text);
  };
}

function entry(data, formsOf, kind, item, order) {
  const former = item.former ?? [];
  const others = [...(item.other ?? []), ...former.map(([name]) => name)];
  const own = kind === "places" ? item.name.replace(/\s*\(.*\)/, "") : item.name;
  const names = [own, ...others].flatMap((name, place) =>
    formsOf(name).map((form) => ({ ...form, hint: place ? name : undefined })),
  );
  const about = [
    item.maker, item.place, item.old, item.label, item.year,
    kind === "organisations" ? item.kind : "", ...groupLabels(data, kind, item),
    ...(item.about ?? []),
  ].filter(Boolean);
  const kept = names.filter((form) => form.words.length && (!form.core || TYPED.includes(kind)));
  return {
    kind, item, order,
    path: item.url ?? `${kind === "products" ? "san-pham" : "hop-tac-xa"}/${item.id}/`,
    names: kept,
    blankless: [
      ...kept.map((form) => ({ key: withoutBlanks(form.text), hint: form.hint })),
      ...former.flatMap(([name, ...keys]) =>
        keys.map((key) => ({ key: withoutBlanks(formsOf(key)[0].text), hint: name }))),
    ],
    all: [...kept.flatMap((form) => form.words),
      ...about.flatMap(formsOf).flatMap((form) => form.words)],
    star: item.star ?? 0,
    state: STATES.indexOf(item.state),
  };
}

function groupLabels(data, kind, item) {
  const facets = data.facets?.[kind] ?? [];
  return facets.flatMap(({ key, options }, place) =>
    key === "group" || key === "set" ? item.f[place].map((number) => options[number][1]) : []);
}
