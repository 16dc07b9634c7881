"""Walks through a page with the Tab key, stop by stop, into the frames it shows."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

# More stops than any page that is walked has.
MOST = 400
# `nextStop()` tells of the stop before: only now is known how it looks without the focus.
PREPARE = """() => {
  const visited = new Set();
  let stop = null;
  const name = element => element.outerHTML.slice(0, 120);
  // A drawn area shows the focus by its line, a field may do so by its frame.
  const look = element => [element, element.querySelector("path"), element.closest("label, form")]
    .filter(part => part)
    .map(part => {
      const { outline, boxShadow, borderColor, stroke, strokeWidth } = getComputedStyle(part);
      return [outline, boxShadow, borderColor, stroke, strokeWidth].join();
    })
    .join(" ");
  const focused = () => {
    let element = document.activeElement;
    while (element?.contentDocument) element = element.contentDocument.activeElement;
    return element?.matches("body, html") ? null : element;
  };
  // Some of what lies within the window lies behind nothing.
  const isSeen = element => {
    const { innerWidth, innerHeight } = element.ownerDocument.defaultView;
    return [...element.getClientRects()].some(({ left, right, top, bottom }) => {
      const [near, far] = [Math.max(left, 0), Math.min(right, innerWidth)];
      const [high, low] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
      return near < far && high < low && [0.5, 0.1, 0.9].some(part => {
        const y = high + (low - high) * part;
        const front = element.ownerDocument.elementFromPoint((near + far) / 2, y);
        return front && (element.contains(front) || front.contains(element));
      });
    });
  };
  window.nextStop = () => {
    const last = stop && { ...stop.told, isMarked: look(stop.element) !== stop.look };
    const element = focused();
    const isNew = element !== null && !visited.has(element);
    visited.add(element);
    stop = element && {
      element, look: look(element), told: { name: name(element), isSeen: isSeen(element) },
    };
    return { last, isNew };
  };
  window.missedStops = () => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex]",
  )].filter(element =>
    element.tabIndex >= 0 && !element.disabled && !visited.has(element)
    && element.checkVisibility({ visibilityProperty: true })).map(name);
}"""


@dataclass(frozen=True)
class Walk:
    """What a walk through a page came upon, each element as the beginning of its HTML."""

    stops: tuple[str, ...]
    # With the focus they look as without it.
    unmarked: tuple[str, ...]
    # Outside the window or behind something else while they have the focus.
    unseen: tuple[str, ...]
    # Not come to, though they can have the focus.
    missed: tuple[str, ...]


def walk(page: Page) -> Walk:
    """Press Tab from the top of a page until the focus has gone round."""
    page.evaluate(PREPARE)
    found = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        step = page.evaluate("nextStop()")
        if step["last"]:
            found.append(step["last"])
        if not step["isNew"]:
            break
    return Walk(
        stops=tuple(stop["name"] for stop in found),
        unmarked=tuple(stop["name"] for stop in found if not stop["isMarked"]),
        unseen=tuple(stop["name"] for stop in found if not stop["isSeen"]),
        missed=tuple(page.evaluate("missedStops()")),
    )


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until an element has the focus; it must be further on in the page."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    message = f"Tab does not come to {target}"
    raise AssertionError(message)
