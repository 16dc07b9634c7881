"""Photos in a browser: seen with their credit, in their room before they come, and light."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Serve
from tests.building import build, copy_root
from tests.pictures import encoded, give_photo, put

PRODUCT, MAKER = "/san-pham/mien-mau/", "/hop-tac-xa/htx-mau-day-du/"
WIDTHS = (360, 1280)
ALT, CREDIT = "Ô màu tổng hợp để thử", "Bộ thử của danh bạ"
# Signs that Markdown, HTML, Jinja and JavaScript understand.
HOSTILE = """{{ 7*7 }} **đậm** [x](javascript:1) ${7*7} " onload="x & `mã` """.strip()
# What a first visit may load besides photos is the concern of test_weight.
PHOTO_BUDGET = 100_000
SHOWN = "image => image.complete && image.naturalWidth > 0 && image.getBoundingClientRect().width"

Figure = Callable[[str, object], None]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, example_site: Path, serve: Serve) -> str:
    """Return the address of the example with a wide, a tall and a small photo."""
    root = copy_root(example_site, tmp_path_factory.mktemp("photos") / "root")
    put(root, "rong.jpg", encoded("JPEG", 1600, 900))
    put(root, "cao.png", encoded("PNG", 600, 1200))
    put(root, "nho.webp", encoded("WEBP", 200, 150))
    give_photo(root, "products/mien-mau", "rong.jpg", "cao.png", "nho.webp")
    record = root / "content" / "products" / "mien-mau.yml"
    text = record.read_text(encoding="utf-8")
    for words in (ALT, CREDIT):
        text = text.replace(words, f"'{words} {HOSTILE}'")
    record.write_text(text, encoding="utf-8")
    return serve(build(root))


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a page as wide as a phone, then as wide as a desktop."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


def test_every_photo_is_seen_with_its_credit_and_licence(page: Page, address: str) -> None:
    page.goto(address + PRODUCT)
    figures = page.locator("figure.photo")
    assert figures.count() == 3
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        image = figure.get_by_role("img", name=f"{ALT} {HOSTILE}", exact=True)
        page.wait_for_function(SHOWN, arg=image.element_handle())
        assert image.evaluate("image => image.currentSrc").endswith(".avif")
        caption = figure.locator("figcaption")
        assert caption.is_visible()
        assert f"{CREDIT} {HOSTILE}" in caption.inner_text()
        assert caption.get_by_role("link", name="CC BY 4.0").is_visible()
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) == 0


def test_a_photo_has_its_room_before_it_comes(page: Page, address: str) -> None:
    boxes = []
    for pattern in ("**/assets/photos/*", "**/no-such-file"):
        page.route(pattern, lambda route: route.abort())
        page.goto(address + PRODUCT)
        boxes.append([f.bounding_box() for f in page.locator("figure.photo").all()])
        page.unroute(pattern)
    heights = [[round(box["height"]) for box in row if box] for row in boxes]
    assert heights[0] == heights[1]
    assert len(heights[0]) == 3


def test_a_card_shows_a_small_photo_and_the_others_their_drawing(page: Page, address: str) -> None:
    page.goto(address + MAKER)
    image = page.locator(".card .tile--photo img")
    image.scroll_into_view_if_needed()
    page.wait_for_function(SHOWN, arg=image.element_handle())
    assert "-240." in image.evaluate("image => image.currentSrc")
    box = image.bounding_box()
    drawn = page.locator(".card div.tile").first.bounding_box()
    assert box
    assert drawn
    assert (box["width"], box["height"]) == (drawn["width"], drawn["height"])


def test_photos_are_light_and_those_below_wait(
    page: Page, address: str, record_property: Figure
) -> None:
    loaded: dict[str, int] = {}
    page.on(
        "response",
        lambda response: (
            loaded.update({response.url: len(response.body())})
            if "/assets/photos/" in response.url
            else None
        ),
    )
    page.goto(address + PRODUCT, wait_until="networkidle")
    width = page.viewport_size["width"] if page.viewport_size else 0
    weight = sum(loaded.values())
    record_property("figure", f"{weight:7,} bytes of photos on a first visit at {width} px")
    assert 0 < weight <= PHOTO_BUDGET
