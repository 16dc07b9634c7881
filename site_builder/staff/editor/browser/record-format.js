// Between a record file and the form. Every value stays the text that stands in the file, and a
// saved file is the old one with what was changed: its comments, quotes and blanks stay.

import { Document, isMap, isScalar, isSeq, parseDocument } from "./vendor/yaml/index.js";

// Only texts, lists and mappings: no number is rounded, no zero of a code is lost.
const READ = { schema: "failsafe" };
const WRITE = { lineWidth: 96, flowCollectionPadding: false };
// These must not stand without quotes; `site-builder fmt` sees to the finer points.
const NEEDS_QUOTES = /^(0\d+|~|null)$/i;

/** The format of a folder with one record a file; `head` is the first line of a new file. */
export const recordFormat = (fields, head) => {
  const texts = new Map();
  return {
    fromFile(text) {
      const value = read(text).toJSON();
      texts.set(value.id, text);
      return toForm(value, fields);
    },
    toFile(data) {
      const value = toRecord(data, fields);
      return write(texts.get(value.id), value, head);
    },
  };
};

/** The format of a file that is one list; the form sees a record with one field. */
export const listFormat = (field) => {
  let before;
  return {
    fromFile(text) {
      before = text;
      return toForm({ [field.name]: read(text).toJSON() }, [field]);
    },
    toFile(data) {
      return write(before, toRecord(data, [field])[field.name] || []);
    },
  };
};

const read = (text) => {
  const found = parseDocument(text, READ);
  if (found.errors.length > 0) throw new Error(found.errors[0].message);
  return found;
};

const write = (before, value, head) => {
  const made = before === undefined ? new Document(undefined, READ) : read(before);
  made.contents = updated(made, made.contents, value);
  if (before === undefined && head) made.contents.commentBefore = head;
  return made.toString(WRITE);
};

// From the values of a file to those of the form: a group that may be missing is a list of one.

const toForm = (value, fields) =>
  mapFields(value, fields, (inner, field) => {
    if (field.single) return [toForm(inner, field.fields)];
    if (!field.fields) return inner;
    return Array.isArray(inner)
      ? inner.map((item) => toForm(item, field.fields))
      : toForm(inner, field.fields);
  });

// And back: without what is empty, in the order of the fields.

const toRecord = (value, fields) =>
  mapFields(value, fields, (inner, field) => {
    if (field.single) return group(toList(inner)[0], field);
    const part = (item) => (field.fields ? group(item, field) : toText(item));
    return Array.isArray(inner) ? toList(inner).map(part).filter(isFull) : part(inner);
  });

const toList = (value) => (value || []).filter(isFull);

/** The record of a group, with the fields that leave no choice where it says anything at all. */
const group = (value, field) => {
  const constants = field.constants || {};
  const chosen = toRecord(value || {}, field.fields);
  const isBare = Object.keys(chosen).every((name) => name in constants);
  return isBare ? {} : { ...constants, ...chosen };
};

const mapFields = (value, fields, change) => {
  const known = new Map(fields.map((field) => [field.name, field]));
  const names = [...known.keys(), ...Object.keys(value).filter((name) => !known.has(name))];
  const entries = names
    .filter((name) => name in value)
    .map((name) => [name, change(value[name], known.get(name) || {})])
    .filter(([, inner]) => isFull(inner));
  return Object.fromEntries(entries);
};

const isFull = (value) => {
  if (value === null || value === undefined) return false;
  return typeof value === "object" ? Object.keys(value).length > 0 : String(value).trim() !== "";
};

/** A value as a line of text: what a box of several lines broke is one line again. */
const toText = (value) =>
  !isFull(value) || typeof value === "object" ? value : String(value).normalize("NFC").trim().replace(/\s*\n\s*/g, " ");

// The parts of a file that say the same as before stay as they are.

const updated = (made, node, value) => {
  if (node && same(node.toJSON(), value)) return node;
  if (isMap(node) && isRecord(value)) return updatedMap(made, node, value);
  if (isSeq(node) && Array.isArray(value)) return updatedList(made, node, value);
  if (isScalar(node) && typeof value === "string") node.value = value;
  else node = made.createNode(value);
  quote(node);
  return node;
};

const updatedMap = (made, node, value) => {
  for (const { key } of [...node.items]) {
    if (!(key.value in value)) node.delete(key.value);
  }
  let place = 0;
  for (const [name, inner] of Object.entries(value)) {
    const old = node.items.findIndex(({ key }) => key.value === name);
    if (old < 0) node.items.splice(place, 0, made.createPair(name, updated(made, null, inner)));
    else node.items[old].value = updated(made, node.items[old].value, inner);
    place = (old < 0 ? place : old) + 1;
  }
  return node;
};

const updatedList = (made, node, value) => {
  const old = node.items.map((item) => item.toJSON());
  const first = alike(old, value);
  const last = alike(old.slice(first).reverse(), value.slice(first).reverse());
  const gone = node.items.slice(first, old.length - last);
  const come = value.slice(first, value.length - last);
  node.items.splice(
    first,
    gone.length,
    ...come.map((item, index) => updated(made, gone[index], item)),
  );
  return node;
};

/** With how many same items two lists begin. */
const alike = (one, other) => {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    if (!same(one[index], other[index])) return index;
  }
  return length;
};

const quote = (node) => {
  if (isScalar(node) && NEEDS_QUOTES.test(node.value)) node.type = "QUOTE_DOUBLE";
  for (const item of node.items || []) quote(isScalar(item) || item.items ? item : item.value);
};

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// The order of the fields does not count.
const same = (one, other) => JSON.stringify(one, sorted) === JSON.stringify(other, sorted);

const sorted = (_, value) =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
