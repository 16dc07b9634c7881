/**
 * The search box as a combobox with a list of answers (ARIA Authoring Practices, "Editable Combobox
 * With List Autocomplete"). The focus stays in the box; `aria-activedescendant` names the answer.
 */

import { asName, say, siteUrl } from "./data.js";
import { KINDS } from "./search-entries.js";
// The engine that fits the size of the directory.
import { openSearch } from "../data/engine.js";

// Answers shown of one kind.
const SHOWN = 5;
// The count is spoken when typing pauses, in milliseconds.
const PAUSE = 400;

/**
 * Make the search box work.
 * @param {{form: HTMLFormElement, input: HTMLInputElement, popup: HTMLElement,
 *   message: HTMLElement, list: HTMLElement, status: HTMLElement, loading: string, failed: string,
 *   broken: boolean}} box what site-search.js built; `broken` says that there is no search now
 */
export function attach(box) {
  const state = {
    box, search: null, opening: null, asked: null, answered: null, active: -1, timer: 0,
  };
  for (const event of ["input", "focus", "click"]) {
    box.input.addEventListener(event, () => answer(state));
  }
  box.input.addEventListener("keydown", (event) => press(state, event));
  box.form.addEventListener("submit", () => submit(state));
  box.form.addEventListener("focusout", ({ relatedTarget }) => leave(state, relatedTarget));
  // On a touch screen a tap beside the box does not always take its focus.
  document.addEventListener("pointerdown", ({ target }) => leave(state, target));
  // A press on an answer must not take the focus, and with it the list, away.
  box.popup.addEventListener("mousedown", (event) => event.preventDefault());
  answer(state);
}

function answer(state) {
  state.answered = answerNewest(state);
}

function leave(state, target) {
  if (!state.box.form.contains(target)) {
    close(state);
  }
}

async function answerNewest(state) {
  const { box } = state;
  if (!state.search && box.input.value) {
    show(state, box.loading, []);
  }
  const asked = Symbol("question");
  state.asked = asked;
  const found = await ask(state);
  // Meanwhile another question came, or the box was closed.
  if (state.asked !== asked) {
    return;
  }
  if (!box.form.contains(document.activeElement)) {
    close(state);
  } else if (box.broken) {
    show(state, box.failed, []);
  } else if (!box.input.value) {
    close(state);
  } else {
    const groups = groupsOf(found.hits);
    show(state, summary(box.input.value, found, groups), groups);
  }
}

async function ask(state) {
  const { box } = state;
  try {
    state.opening ??= openSearch();
    state.search = await state.opening;
    const found = await state.search(box.input.value);
    box.broken = false;
    return found;
  } catch {
    state.opening = null;
    box.broken = true;
    return null;
  }
}

/** Return the kinds in the order of their best answers, each with the first few of them. */
function groupsOf(hits) {
  const kinds = [...new Set(hits.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    kind,
    hits: hits.filter((hit) => hit.kind === kind).slice(0, SHOWN),
  }));
}

function summary(text, { hits, near, hasMore }, groups) {
  if (!hits.length) {
    return say(/[\p{L}\p{N}]/u.test(text) ? "search.none" : "search.help");
  }
  if (near) {
    return say("search.near");
  }
  const shown = groups.reduce((sum, group) => sum + group.hits.length, 0);
  if (hasMore) {
    return say("search.count_more", { shown });
  }
  const total = hits.length;
  return say(shown < total ? "search.count_some" : "search.count", { total, shown });
}

function show(state, text, groups) {
  const { box } = state;
  deactivate(state);
  const drawn = groups.map((group) => drawGroup(group));
  drawn.flatMap((group) => options(group)).forEach((option, place) => {
    option.id = `search-option-${place}`;
  });
  box.list.replaceChildren(...drawn);
  box.list.hidden = !groups.length;
  box.list.setAttribute("aria-label", say("search.results"));
  box.message.textContent = text;
  box.popup.hidden = false;
  box.popup.scrollTop = 0;
  box.input.setAttribute("aria-expanded", String(groups.length > 0));
  clearTimeout(state.timer);
  state.timer = setTimeout(() => { box.status.textContent = text; }, PAUSE);
}

function drawGroup({ kind, hits }) {
  const group = element("div", "search__group");
  const title = element("div", "search__kind", say(`search.group.${kind}`));
  title.id = `search-kind-${KINDS.indexOf(kind)}`;
  title.setAttribute("role", "presentation");
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", title.id);
  group.append(title, ...hits.map(drawHit));
  return group;
}

function drawHit(hit) {
  const option = element("a", "search__option");
  option.href = siteUrl(hit.path);
  option.tabIndex = -1;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const name = element("span", "search__name", hit.name);
  // In other languages the names of places hold words of the page.
  option.append(hit.kind === "places" ? name : asName(name, hit.item));
  details(hit).forEach((text) => option.append(" ", element("span", "search__detail", text)));
  return option;
}

function details({ kind, item, hint }) {
  const about = {
    products: () => [item.label, item.place ?? item.maker],
    organisations: () => [item.kind, item.place],
    places: () => [item.place, item.empty && say("search.no_records")],
    programmes: () => [item.year, item.place],
  }[kind]().filter(Boolean).join(" · ");
  const key = kind === "places" ? "search.former" : "search.other_name";
  return [about, hint && say(key, { name: hint })].filter(Boolean);
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function options(list) {
  return [...list.querySelectorAll("[role=option]")];
}

function deactivate(state) {
  state.active = -1;
  state.box.input.removeAttribute("aria-activedescendant");
}

function close(state) {
  const { box } = state;
  state.asked = null;
  deactivate(state);
  clearTimeout(state.timer);
  box.popup.hidden = true;
  box.status.textContent = "";
  box.input.setAttribute("aria-expanded", "false");
}

function press(state, event) {
  // While a Vietnamese keyboard composes a letter, its keys belong to it.
  if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const found = state.box.popup.hidden ? [] : options(state.box.list);
  const moves = {
    ArrowDown: () => (event.altKey || state.active === found.length - 1 ? 0 : state.active + 1),
    ArrowUp: () => (state.active > 0 ? state.active - 1 : found.length - 1),
    Home: () => (state.active < 0 ? null : 0),
    End: () => (state.active < 0 ? null : found.length - 1),
  };
  if (event.key === "Escape") {
    escape(state, event);
  } else if (event.key === "ArrowDown" && state.box.popup.hidden) {
    event.preventDefault();
    answer(state);
  } else if (Object.hasOwn(moves, event.key) && found.length) {
    const next = moves[event.key]();
    if (next !== null) {
      event.preventDefault();
      activate(state, found, next);
    }
  }
}

function escape(state, event) {
  event.preventDefault();
  if (state.box.popup.hidden) {
    state.box.input.value = "";
  }
  close(state);
}

function activate(state, found, next) {
  state.active = next;
  found.forEach((option, place) => option.setAttribute("aria-selected", String(place === next)));
  state.box.input.setAttribute("aria-activedescendant", found[next].id);
  found[next].scrollIntoView({ block: "nearest" });
}

/** Open the chosen answer, else the first one to what was typed last. */
async function submit(state) {
  if (state.search && state.active < 0) {
    await state.answered;
  }
  options(state.box.list)[Math.max(state.active, 0)]?.click();
}
