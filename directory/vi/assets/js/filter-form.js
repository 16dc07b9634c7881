/** The filter form: the panel of links that the page brings becomes checkboxes. */

/**
 * Turn the links of a panel into checkboxes; they belong to the form of this id.
 * @param {HTMLDetailsElement} panel
 * @param {string} form
 * @returns {FacetBoxes[]} for each facet
 *
 * @typedef {object} FacetBoxes
 * @property {string} key
 * @property {[value: string, label: string][]} options
 * @property {HTMLInputElement[]} boxes for each option
 * @property {HTMLElement[]} counts for each option
 * @property {HTMLElement} badge how many are chosen
 * @property {HTMLDetailsElement} details
 */
export function makeBoxes(panel, form) {
  const title = panel.querySelector(".facets__title");
  title.textContent = title.dataset.filter;
  return [...panel.querySelectorAll("[data-facet]")].map((details) => {
    const { facet: key } = details.dataset;
    const items = [...details.querySelectorAll("[data-value]")];
    const options = items.map((item) => [item.dataset.value, item.querySelector("a").textContent]);
    const boxes = items.map((item) => makeBox(item, key, form));
    gather(details);
    return {
      key,
      options,
      boxes,
      counts: items.map((item) => item.querySelector(".facet__count")),
      badge: details.querySelector(".facet__chosen"),
      details,
    };
  });
}

function makeBox(item, key, form) {
  const label = document.createElement("label");
  const name = document.createElement("span");
  const box = document.createElement("input");
  name.textContent = item.querySelector("a").textContent;
  box.type = "checkbox";
  box.name = key;
  box.value = item.dataset.value;
  box.setAttribute("form", form);
  label.append(box, name, item.querySelector(".facet__count"));
  item.replaceChildren(label);
  return box;
}

// The options of a facet become a group that is called like it.
function gather(details) {
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.className = "visually-hidden";
  legend.textContent = details.querySelector(".facet__title").textContent;
  fieldset.append(legend, ...[...details.children].slice(1));
  details.append(fieldset);
}
