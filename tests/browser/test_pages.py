"""One page of every kind, as a browser shows it: whole, at home and in bounds."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.page_types import SAMPLES, Sample

WIDTHS = (320, 360, 1280)
# Opens a page by its path.
Open = Callable[[str], Page]
# What stands outside the page's width and no box of its own scrolls.
WIDE = """() => [...document.querySelectorAll("body *")].filter(element => {
  const box = element.getBoundingClientRect();
  if (!box.width || box.right <= document.documentElement.clientWidth + 1) return false;
  for (let e = element; e; e = e.parentElement)
    if (e.parentElement && getComputedStyle(e.parentElement).overflowX !== "visible"
        && e.parentElement !== document.body) return false;
  return getComputedStyle(element).position !== "fixed";
}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""
LOADED = """async () => {
  const images = [...document.images];
  images.forEach(image => { image.loading = "eager"; });
  await Promise.all(images.map(image => image.decode().catch(() => null)));
  await document.fonts.ready;
  return {
    images: images.filter(image => !image.naturalWidth).map(image => image.src),
    fonts: [...document.fonts].filter(font => font.status === "error").map(font => font.family),
  };
}"""


@contextmanager
def opened(browser: Browser, url: str, **options: object) -> Iterator[tuple[Page, list[str]]]:
    """Open a page and everything in it; give it with all that went wrong."""
    host = "/".join(url.split("/")[:3]) + "/"
    faults: list[str] = []
    with browser.new_context(**options) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("requestfailed", lambda r: faults.append(f"failed: {r.url}"))
        page.on("response", lambda r: faults.append(r.url) if r.status >= 400 else None)
        page.on(
            "request",
            lambda r: None if r.url.startswith((host, "data:")) else faults.append(r.url),
        )
        page.goto(url)
        for frame in page.locator("iframe").all():
            frame.scroll_into_view_if_needed()
            frame.content_frame.locator(".leaflet-container").wait_for()
        yield page, faults


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_page_is_whole_at_home_and_within_its_width(
    browser: Browser, addresses: Mapping[str, str], sample: Sample
) -> None:
    url = addresses[sample.site] + sample.path
    with opened(browser, url, viewport={"width": 360, "height": 740}) as (page, faults):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                width,
                page.evaluate(WIDE),
            )
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(LOADED) == {"images": [], "fonts": []}
        page.emulate_media(media="print")
        assert faults == []


def test_the_first_page_uses_the_own_font(browser: Browser, addresses: Mapping[str, str]) -> None:
    with opened(browser, f"{addresses['real']}/") as (page, _):
        loaded = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
        assert any("Be Vietnam" in family for family in page.evaluate(loaded))


@pytest.fixture
def without_script(
    browser: Browser, addresses: Mapping[str, str]
) -> Iterator[Callable[[str], Page]]:
    """Open pages in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})

    def visit(path: str) -> Page:
        page = context.new_page()
        page.goto(addresses["real"] + path)
        return page

    yield visit
    context.close()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/san-pham/", "Miến dong Tài Hoan"),
        ("/hop-tac-xa/", "HTX Tài Hoan"),
        ("/huyen/na-ri/", "HTX Tài Hoan"),
        ("/xa/con-minh-02185/", "HTX Tài Hoan"),
        ("/ban-do/", "HTX Tài Hoan"),
        ("/san-pham/sao/5/", "Miến dong Tài Hoan"),
        ("/chuong-trinh/", "Chương trình"),
    ],
)
def test_without_script_the_lists_are_there(without_script: Open, path: str, name: str) -> None:
    page = without_script(path)
    expect(page.locator("article").get_by_role("link", name=name).first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/ban-do/", "/huyen/"])
def test_without_script_the_drawing_is_there_and_leads_on(without_script: Open, path: str) -> None:
    page = without_script(path)
    drawing = page.locator(".overview-map")
    expect(drawing).to_be_visible()
    assert drawing.locator("a").count() == 8


def test_without_script_the_figures_and_their_charts_are_there(
    without_script: Open,
) -> None:
    page = without_script("/so-lieu/ocop/")
    expect(page.locator("table").first).to_be_visible()
    expect(page.locator(".chart svg").first).to_be_visible()


def test_without_script_the_menu_opens(without_script: Open) -> None:
    page = without_script("/")
    page.locator(".menu summary").click()
    expect(page.locator(".menu__panel a").first).to_be_visible()
