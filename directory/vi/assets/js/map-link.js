/** The map beside a list: it shows the same organisations. */

// On a disk no page has an origin; the ids of organisations are no secret.
const OWN = location.protocol === "file:" ? "*" : location.origin;

/**
 * Return a function that tells the map which organisations to show (all of them: `null`), now or
 * as soon as it is loaded. Where the page has no map it does nothing.
 * @param {HTMLElement} root
 * @returns {(ids: () => string[] | null) => void}
 */
export function linkMap(root) {
  const frame = root.querySelector(".map__frame");
  if (!frame) return () => {};
  let ids = null;
  const send = () => {
    // The frame is lazy: until it is loaded there is nobody to tell, and `load` will.
    frame.contentWindow?.postMessage({ type: "show", ids }, OWN);
  };
  frame.addEventListener("load", send);
  return (shown) => {
    ids = shown();
    send();
  };
}
