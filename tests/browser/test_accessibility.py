"""WCAG 2.2 AA as far as a program can tell: axe-core, zoom, text spacing, motion, own colours."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import COLOURS, violations
from tests.browser.conftest import Visit
from tests.browser.page_types import PAGE_TYPES, SAMPLES, Sample, type_of
from tests.html_pages import read_site

WIDTHS = (360, 1280)
# 1280 by 1024 pixels, four times as large.
ZOOMED = {"width": 320, "height": 256}
# What a reader may set without loss (WCAG 1.4.12).
SPACE_OUT = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
  `);
  document.adoptedStyleSheets.push(style);
}"""
# What stands outside the window or is cut off by its own box. Tables and maps may scroll, and a
# strip of things each of which fits (the W3C's "Understanding Reflow").
CUT = """() => {
  const MAY_SCROLL = ".table-box, .compare__box, .leaflet-container, svg, textarea";
  const isUnseen = element => !element.checkVisibility({ visibilityProperty: true })
    || element.getBoundingClientRect().width <= 1 || element.closest(".visually-hidden, .unseen");
  const isStrip = element => /auto|scroll/.test(getComputedStyle(element).overflowX)
    && [...element.children].every(child => child.offsetWidth <= element.clientWidth);
  const isCut = element => {
    const { left, right } = element.getBoundingClientRect();
    const { overflowX, overflowY } = getComputedStyle(element);
    const tooWide = overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    const tooHigh = /hidden|clip/.test(overflowY)
      && element.scrollHeight > element.clientHeight + 1;
    return left < -1 || right > innerWidth + 1 || tooHigh || (tooWide && !isStrip(element));
  };
  const isFree = element => element.closest(MAY_SCROLL)
    || (element.parentElement && isStrip(element.parentElement))
    || (element.parentElement && isFree(element.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter(element => !isUnseen(element) && !isFree(element) && isCut(element))
    .map(element => element.outerHTML.slice(0, 150));
}"""
MOVING = """() => ["", "::before", "::after"].flatMap(part =>
  [...document.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element, part);
    const durations = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
    return durations.some(duration => parseFloat(duration) > 0.001)
      || style.scrollBehavior === "smooth";
  }).map(element => element.outerHTML.slice(0, 150) + part))"""


@pytest.mark.parametrize("root", ["real_root", "built_example"])
def test_every_page_is_of_a_type_that_is_looked_at(
    root: str, request: pytest.FixtureRequest
) -> None:
    pages = read_site(request.getfixturevalue(root) / "site")
    assert [path for path in pages if type_of(path) is None] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_axe_finds_nothing(visit: Visit, sample: Sample, width: int) -> None:
    assert_accessible(visit(sample, width))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/san-pham/?group=food", "/ban-do/"])
def test_axe_finds_nothing_in_the_open_filters(visit: Visit, path: str, width: int) -> None:
    page = visit(Sample("example", path), width)
    page.evaluate("document.querySelectorAll('.facets, .facet').forEach(d => { d.open = true; })")
    expect(page.locator(".facet input").last).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/ban-do/", "/huyen/ba-be/"])
def test_axe_finds_nothing_in_the_open_map(visit: Visit, path: str, width: int) -> None:
    page = visit(Sample("real", path), width, reduced_motion="reduce")
    frame = page.locator("iframe").content_frame
    frame.locator(".pin:not(.pin-cluster)").first.press("Enter")
    expect(frame.locator(".popup")).to_be_focused()
    frame.locator("summary").click()
    assert_accessible(page)


def test_axe_finds_nothing_in_the_open_menu(visit: Visit) -> None:
    page = visit(Sample("real", "/"), 360)
    page.locator(".menu summary").click()
    assert_accessible(page)


@pytest.mark.parametrize("pattern", PAGE_TYPES)
def test_at_400_percent_and_with_wide_text_nothing_is_cut_off(
    visit: Visit, samples: Mapping[str, Sample], pattern: str
) -> None:
    page = visit(samples[pattern], **ZOOMED)
    assert page.evaluate(CUT) == []
    page.evaluate(SPACE_OUT)
    for width in (ZOOMED["width"], *WIDTHS):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CUT) == []


@pytest.mark.parametrize("pattern", PAGE_TYPES)
def test_nothing_moves_for_those_who_ask_for_it(
    visit: Visit, samples: Mapping[str, Sample], pattern: str
) -> None:
    page = visit(samples[pattern], 1280, reduced_motion="reduce")
    assert [frame.evaluate(MOVING) for frame in page.frames] == [[] for _ in page.frames]


def assert_accessible(page: Page) -> None:
    """Let axe-core look at a page by day, and at its colours by night: nothing else changes."""
    page.emulate_media(color_scheme="light")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []
