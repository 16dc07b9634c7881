// Starts the form: our formats, our widget for ids and our words, then Decap CMS.

import { recordFormat, listFormat } from "./record-format.js";

const DECAP = "vendor/decap-cms/decap-cms.js";

/** The id of a record: chosen once, for it is the name of the file and the address of the page. */
const idControl = () =>
  window.createClass({
    isNew() {
      return this.props.getEntry().get("newRecord") === true;
    },
    isValid() {
      const { field, value } = this.props;
      const isTaken = this.isNew() && field.get("taken").includes(value);
      return isTaken ? { error: { message: field.get("taken_message") } } : true;
    },
    render() {
      const { field, forID, value, onChange, classNameWrapper } = this.props;
      const isNew = this.isNew();
      return window.h("input", {
        id: forID,
        type: "text",
        className: classNameWrapper,
        value: value || "",
        readOnly: !isNew,
        title: isNew ? "" : field.get("read_only"),
        onChange: (event) => onChange(event.target.value.trim()),
        onFocus: this.props.setActiveStyle,
        onBlur: this.props.setInactiveStyle,
      });
    },
  });

/** Whatever a draft holds, the id of a record that is there stays the name of its file. */
const keepId = ({ entry }) => {
  const data = entry.get("data");
  return entry.get("newRecord") || !data.has("id") ? data : data.set("id", entry.get("slug"));
};

// A file of the library would go to the published branch at once; photos come with a record.
const noLibrary = {
  name: "none",
  init: () => ({ show() {}, hide() {}, onClearControl() {}, enableStandalone: () => false }),
};

const merged = (words, more) => {
  const entries = Object.entries(more).map(([key, value]) => [
    key,
    typeof value === "string" ? value : merged(words[key] || {}, value),
  ]);
  return { ...words, ...Object.fromEntries(entries) };
};

const load = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(address)));
    script.src = address;
    document.head.append(script);
  });

const start = async () => {
  const answer = await fetch("config.json");
  const { decap, heads, words } = await answer.json();
  window.CMS_MANUAL_INIT = true;
  await load(DECAP);
  const { CMS } = window;
  for (const collection of decap.collections) {
    const format = collection.folder
      ? recordFormat(collection.fields, heads[collection.name])
      : listFormat(collection.files[0].fields[0]);
    CMS.registerCustomFormat(collection.format, collection.extension, format);
  }
  CMS.registerLocale(decap.locale, merged(CMS.getLocale(decap.locale), words));
  CMS.registerWidget("record-id", idControl());
  CMS.registerMediaLibrary(noLibrary);
  CMS.registerEventListener({ name: "preSave", handler: keepId });
  CMS.init({ config: { ...decap, load_config_file: false } });
};

start().catch((error) => {
  const root = document.getElementById("nc-root");
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.textContent = `${root.dataset.failed} (${error.message})`;
  root.replaceChildren(line);
});
