// The page around the map names the organisations to show; pins count these, and go without any.
"use strict";

(() => {
  // On a disk no page has an origin.
  const own = location.protocol === "file:" ? "null" : location.origin;
  let group = null;
  let pins = null;

  L.MarkerClusterGroup.addInitHook(function () {
    group = this;
  });

  addEventListener("message", ({ origin, source, data }) => {
    const isFromPage = source === parent && origin === own;
    if (!isFromPage || !group || data?.type !== "show") return;
    pins ??= group.getLayers();
    show(Array.isArray(data.ids) ? new Set(data.ids) : null);
  });

  function show(ids) {
    for (const pin of pins) {
      const shown = pin.siteEntries.filter(([, href]) => !ids || ids.has(idOf(href)));
      if (shown.length !== pin.siteShown.length || shown.some((entry, n) => entry !== pin.siteShown[n])) {
        pin.closePopup();
        pin.siteShow(shown);
      }
    }
    group.clearLayers();
    group.addLayers(pins.filter((pin) => pin.siteShown.length > 0));
  }

  // Returns "htx-an" of "../hop-tac-xa/htx-an/".
  function idOf(href) {
    return href.split("/").at(-2);
  }
})();
