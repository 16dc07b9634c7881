/**
 * The search box in the header of every page. This module only puts the box where the link to the
 * list from A to Z stood; everything else is loaded when the box is first used.
 */

const SIGN = "http://www.w3.org/2000/svg";
const GLASS = "M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13M15.5 15.5 20.5 20.5";

const slot = document.getElementById("site-search");
if (slot) {
  start(slot);
}

function start(place) {
  const box = build(place);
  place.replaceChildren(box.form);
  let started = false;
  const load = async () => {
    if (started) {
      return;
    }
    started = true;
    try {
      const { attach } = await import("./combobox.js");
      attach(box);
    } catch {
      started = false;
      fail(box);
    }
  };
  box.input.addEventListener("focus", load);
  // A second try, where the first one failed.
  box.input.addEventListener("input", load);
  // Only a search that does not work leads to the list of names, which is the form's address.
  box.form.addEventListener("submit", (event) => box.broken || event.preventDefault());
}

function build(place) {
  const form = make("form", { class: "search", role: "search", autocomplete: "off" });
  const link = place.querySelector("a");
  form.action = link.href;
  const label = make("label", { class: "visually-hidden", for: "search-input" });
  label.textContent = place.dataset.label;
  const input = make("input", {
    class: "search__input", id: "search-input", type: "text", role: "combobox",
    inputmode: "search", enterkeyhint: "search", autocapitalize: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-results",
    placeholder: place.dataset.label,
  });
  const popup = make("div", { class: "search__popup", hidden: "" });
  const message = make("p", { class: "search__message", "aria-hidden": "true" });
  const list = make("div", { class: "search__list", id: "search-results", role: "listbox" });
  const status = make("p", { class: "visually-hidden", role: "status" });
  link.className = "search__all";
  popup.append(message, list, link);
  form.append(label, glass(), input, popup, status);
  const { loading, failed } = place.dataset;
  return { form, input, popup, message, list, status, loading, failed, broken: false };
}

function make(name, attributes) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

function glass() {
  const drawing = document.createElementNS(SIGN, "svg");
  const line = document.createElementNS(SIGN, "path");
  line.setAttribute("d", GLASS);
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon search__icon");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(line);
  return drawing;
}

/** Say in one line that the search does not work; the link below it leads to the list. */
function fail(box) {
  box.broken = true;
  box.list.hidden = true;
  box.message.textContent = box.failed;
  box.status.textContent = box.failed;
  box.popup.hidden = false;
}
