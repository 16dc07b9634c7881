// What the maps are built with in the browser. folium's script hands over rows and areas with every
// text percent-encoded; here it becomes a text node, and every link is one of this site, so no name
// can turn into code.
"use strict";

const siteMap = (() => {
  const words = document.body.dataset;
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const isNarrow = innerWidth < 480;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const decode = decodeURIComponent;
  const shapes = new Map();
  const labels = [];
  // How far a label may move from the middle of its area, in pixels, nearest first.
  const STEPS = Array.from({ length: 17 }, (_, step) => step - 8);
  const LABEL_MOVES = STEPS.flatMap((x) => STEPS.map((y) => [7 * x, 6 * y]))
    .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  // What a second line of a label costs, beside what it covers and leaves.
  const WRAPPING = 30;
  // The signs of `words/language_marks.py`.
  const MARKS = /[\ue000\ue001]/gu;
  // markercluster moves its bubbles for this long after a change of zoom, in milliseconds.
  const SETTLING = 300;

  L.Map.mergeOptions({
    // One finger scrolls the page the map stands in; two fingers move and zoom the map.
    dragging: !isTouch,
    zoomAnimation: !isStill,
    fadeAnimation: !isStill,
    markerZoomAnimation: !isStill,
  });
  L.MarkerClusterGroup.mergeOptions({ animate: !isStill });

  L.Map.addInitHook(function () {
    const map = this;
    const bounds = L.latLngBounds(map.options.siteBounds);
    let isFramed = true;
    const frame = () => {
      map.fitBounds(bounds, { padding: [14, 14], animate: false });
      isFramed = true;
    };
    // Leaflet focuses the map at every press; the page around must not jump under the finger.
    const container = map.getContainer();
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
    // Labels lie under the pins.
    map.createPane("labels").style.zIndex = 450;
    L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
    addFrameButton(map, frame);
    frame();
    map.on("dragstart zoomstart", () => { isFramed = false; });
    map.on("resize", () => { if (isFramed) frame(); });
    map.on("popupopen", ({ popup }) => preparePopup(map, popup));
    document.addEventListener("DOMContentLoaded", () => arrangeLabels(map));
    map.on("moveend", () => setTimeout(arrangeLabels, SETTLING, map));
    // A narrow map has no room for both a popup and the buttons.
    map.on("popupopen popupclose", ({ type }) =>
      container.classList.toggle("has-popup", type === "popupopen"));
  });

  function addFrameButton(map, frame) {
    const button = element("a", "map-whole", "");
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const corners = document.createElementNS("http://www.w3.org/2000/svg", "path");
    drawing.setAttribute("viewBox", "0 0 16 16");
    corners.setAttribute("d", "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4");
    drawing.append(corners);
    button.append(drawing);
    button.href = "#";
    button.title = words.whole;
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", words.whole);
    button.addEventListener("click", (event) => { event.preventDefault(); frame(); });
    map.getContainer().querySelector(".leaflet-control-zoom").append(button);
  }

  function element(tag, className, text) {
    const node = document.createElement(tag);
    node.className = className;
    // Every second part of a text with marks is Vietnamese on a page in another language.
    node.append(...text.split(MARKS).map((part, place) => (place % 2 ? inVietnamese(part) : part)));
    return node;
  }

  function inVietnamese(text) {
    const node = document.createElement("span");
    node.lang = "vi";
    node.textContent = text;
    return node;
  }

  function unmarked(text) {
    return text.replaceAll(MARKS, "");
  }

  // Returns a link that opens in the page around the map, or plain text where `href` leaves the site.
  function link(href, text, className) {
    const address = href ? new URL(href, location.href) : null;
    const isOurs = address?.protocol === location.protocol && address.host === location.host;
    const node = element(isOurs ? "a" : "span", className, text);
    if (isOurs) {
      node.href = address.href;
      node.target = "_top";
      node.draggable = false;
    }
    return node;
  }

  function drawArea(feature, layer) {
    const { key, href, schematic, tint } = feature.properties;
    if (feature.geometry.type === "Point") return;
    const kind = schematic ? "area-schematic" : "area-outline";
    layer.options.className = `area area-tint-${tint % 4} ${kind}${href ? "" : " area-here"}`;
    shapes.set(key, layer);
    // The label is the link for keyboards and screen readers; the shape is only a larger target.
    if (href) layer.on("click", () => link(href, "", "").click());
    else layer.options.interactive = false;
  }

  function drawLabel(feature, position) {
    const { key, name, label, href } = feature.properties;
    const text = link(href, decode(label), href ? "area-label" : "area-label area-label-here");
    text.title = unmarked(decode(name));
    const icon = L.divIcon({ className: "area-anchor", html: text, iconSize: [0, 0] });
    const marker = L.marker(position, { icon, pane: "labels", interactive: false, keyboard: false });
    labels.push({ marker, text, key });
    return marker;
  }

  // Moves each label to the best place in its area: over no pin or other label, and not across the edge.
  function arrangeLabels(map) {
    const taken = [...document.querySelectorAll(".pin-body")].map((pin) => pin.getBoundingClientRect());
    const size = ({ key }) => {
      const { width, height } = shapes.get(key).getElement().getBoundingClientRect();
      return width * height;
    };
    // Small areas leave least choice, so they go first.
    for (const label of [...labels].sort((a, b) => size(a) - size(b))) {
      // Nothing that cannot be seen may get the focus.
      label.text.hidden = !map.getBounds().contains(label.marker.getLatLng());
      if (label.text.hidden) continue;
      const { x, y, box, isWrapped } = bestPlace(map, label, taken);
      label.text.classList.toggle("area-label-wrapped", isWrapped);
      label.text.style.transform = `translate(calc(-50% + ${x}px), calc(-50% + ${y}px))`;
      taken.push(box);
    }
  }

  // On one line or, where that would cover something, a line for each word.
  function bestPlace(map, label, taken) {
    const places = [false, true].map((isWrapped) => {
      label.text.classList.toggle("area-label-wrapped", isWrapped);
      return { ...bestMove(map, label, taken), isWrapped };
    });
    return places[1].cost + WRAPPING < places[0].cost ? places[1] : places[0];
  }

  function bestMove(map, { marker, text, key }, taken) {
    const anchor = marker.getElement().getBoundingClientRect();
    const origin = map.latLngToLayerPoint(marker.getLatLng());
    const shape = shapes.get(key).getElement();
    const isInside = (x, y) => shape.isPointInFill(new DOMPoint(origin.x + x, origin.y + y));
    // Without the padding that makes the label easy to hit.
    const [width, height] = [text.offsetWidth - 8, text.offsetHeight - 8];
    const sides = [-width / 2, 0, width / 2].flatMap((x) => [[x, -height / 2], [x, height / 2]]);
    let best = { cost: Infinity };
    for (const [x, y] of LABEL_MOVES) {
      // A name whose middle lies elsewhere would be read as the neighbour's.
      if (best.box && !isInside(x, y)) continue;
      const box = boxAround(anchor.x + x, anchor.y + y, width, height);
      const covered = taken.reduce((sum, other) => sum + overlap(box, other), 0);
      const outside = sides.filter(([left, top]) => !isInside(x + left, y + top)).length;
      const cost = 3 * covered + 45 * outside + Math.hypot(x, y) / 2;
      if (cost < best.cost) best = { cost, x, y, box };
    }
    return best;
  }

  function boxAround(x, y, width, height) {
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  }

  function overlap(a, b) {
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return Math.max(0, width) * Math.max(0, height);
  }

  function drawPin([latitude, longitude, encodedTitle, encodedNote, rows]) {
    const title = decode(encodedTitle);
    const note = decode(encodedNote);
    const marker = L.marker([latitude, longitude], { title: unmarked(title), riseOnHover: true });
    marker.siteEntries = rows.map(([name, href, kind]) => [decode(name), href, decode(kind)]);
    // What a pin shows of its entries: all of them, until `maps-filter.js` leaves some out.
    marker.siteShow = (entries) => {
      marker.siteShown = entries;
      marker.siteCount = entries.length;
      marker.setIcon(pinIcon(title, note, entries.length));
    };
    marker.siteShow(marker.siteEntries);
    marker.bindPopup(() => popupOf(title, note, marker.siteShown), {
      maxWidth: Math.min(300, innerWidth - 56),
      maxHeight: Math.max(110, document.querySelector(".folium-map").clientHeight - 110),
      autoPanPadding: [8, 8],
    });
    // A button answers to the space bar too.
    marker.on("keydown", ({ originalEvent }) => {
      if (originalEvent.key === " ") {
        originalEvent.preventDefault();
        marker.openPopup();
      }
    });
    return marker;
  }

  function pinIcon(title, note, count) {
    const shape = `pin ${note ? "pin-approximate" : "pin-exact"} ${count > 1 ? "pin-many" : "pin-one"}`;
    const name = [title, counted(count), note].filter(Boolean).join(", ");
    return bubble(shape, count > 1 ? String(count) : "", name, isNarrow ? 24 : 32);
  }

  function drawCluster(cluster) {
    const count = cluster.getAllChildMarkers().reduce((sum, marker) => sum + marker.siteCount, 0);
    const size = (isNarrow ? 28 : 36) + (count < 10 ? 0 : 6);
    return bubble("pin pin-cluster", String(count), counted(count), size);
  }

  // `{count}` is the number, `{count:one|many}` the word that fits it (`words/catalogue.py`).
  function counted(count) {
    return words.count
      .replace(/\{count:([^{}|]*)\|([^{}|]*)\}/g, (_, one, many) => (count === 1 ? one : many))
      .replace("{count}", count);
  }

  // Returns an icon that shows `sign` and is called `name` by screen readers.
  function bubble(className, sign, name, size) {
    const body = element("span", "pin-body", "");
    const seen = element("span", "pin-sign", sign);
    seen.setAttribute("aria-hidden", "true");
    body.append(seen, element("span", "unseen", name));
    return L.divIcon({ className, html: body, iconSize: [size, size], popupAnchor: [0, -size / 2] });
  }

  function popupOf(title, note, entries) {
    const box = element("section", "popup", "");
    const list = element("ul", "popup-list", "");
    for (const [name, href, kind] of entries) {
      const item = element("li", "", "");
      item.append(link(href, name, "popup-name"));
      if (kind) item.append(element("span", "popup-kind", kind));
      list.append(item);
    }
    box.append(element("h2", "popup-title", title));
    if (note) box.append(element("p", "popup-note", note));
    box.append(list);
    box.setAttribute("aria-label", unmarked(title));
    box.tabIndex = -1;
    return box;
  }

  // Moves the focus into an opened popup and back to its pin when the popup closes.
  function preparePopup(map, popup) {
    const frame = popup.getElement();
    const box = frame.querySelector(".popup");
    const close = frame.querySelector(".leaflet-popup-close-button");
    close.title = words.close;
    close.setAttribute("aria-label", words.close);
    frame.addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup(popup);
    });
    popup.once("remove", () => {
      if (frame.contains(document.activeElement)) popup._source?.getElement()?.focus();
    });
    box.focus({ preventScroll: true });
  }

  return { drawArea, drawLabel, drawPin, drawCluster };
})();
