"""The map pages in a real browser, under their own policy, with the real Leaflet."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.publish.faults import MissingPackageError
from site_builder.publish.vendor import vendor_files
from site_builder.records.outlines import Geometry
from site_builder.render.maps.interactive import render_map
from site_builder.render.maps.views import MapArea, MapEntry, MapPin, MapView
from site_builder.words.catalogue import load_words
from site_builder.words.generated import GeneratedFile

ROOT = Path(__file__).parents[2]
WORDS = load_words("vi")
HOSTILE = (
    "${alert(1)}",
    "`alert(1)`",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"double\" 'single' \\ &amp;",
    "two\u2028lines",
    "{{ 7*7 }} {% raw %}",
    "%3Cimg src=x%3E",
)

# A browser asks for an icon of its own accord.
ICON = b'<link rel="icon" href="data:,">'
# A page around the map that can scroll.
HOST = b"""
<meta name="viewport" content="width=device-width">
<body style="height: 2000px">
<p style="height: 120px">A map:</p>
<iframe src="maps/o-vuong.html" title="map" width="320" height="420"></iframe>
"""

Open = Callable[..., Page]


def square(west: float, south: float) -> Geometry:
    ring = [[west, south], [west + 0.5, south], [west + 0.5, south + 0.5], [west, south + 0.5]]
    return {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]]]}


def map_view() -> MapView:
    """Return two areas, a commune with hostile names, an exact pin and three close ones."""
    hostile = tuple(
        MapEntry(name, f"../hop-tac-xa/{number}/", name) for number, name in enumerate(HOSTILE)
    )
    close = tuple(
        MapPin(22.4, 106.3 + number / 1000, f"Gần {number}", (MapEntry("HTX", "../hop-tac-xa/x/"),))
        for number in range(3)
    )
    pins = (
        MapPin(22.1, 105.2, HOSTILE[3], hostile, WORDS("maps.approximate")),
        MapPin(22.1, 106.3, "HTX Đúng Chỗ", (MapEntry("HTX Đúng Chỗ", "../hop-tac-xa/9/"),)),
        *close,
    )
    areas = (
        MapArea("1", "Huyện Ô Vuông", HOSTILE[3], square(105, 22), "../huyen/o-vuong/"),
        MapArea("2", "Huyện Kề Bên", "Kề Bên", square(106, 22)),
    )
    return MapView("o-vuong", HOSTILE[2], "vi", areas, pins)


def write(folder: Path, files: Iterator[GeneratedFile] | tuple[GeneratedFile, ...]) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Return the address of a folder with one map, its assets and a page that embeds it."""
    folder = tmp_path_factory.mktemp("maps")
    try:
        write(folder, vendor_files(ROOT / "node_modules"))
    except MissingPackageError as error:
        pytest.fail(f"{error.path} is missing; run `make test`, which runs `npm ci`.")
    for name in ("maps.js", "maps-filter.js", "maps.css"):
        asset = ROOT / "directory" / "vi" / "assets" / name
        write(folder, (GeneratedFile(f"assets/{name}", asset.read_bytes()),))
    write(folder, render_map(map_view(), WORDS))
    for path in ("huyen/o-vuong", "hop-tac-xa/0"):
        write(folder, (GeneratedFile(f"{path}/index.html", ICON + b"<title>there</title>"),))
    write(folder, (GeneratedFile("host.html", ICON + HOST),))
    return serve(folder)


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Open a page; afterwards no error, no dialog and no other host may have occurred."""
    faults: list[str] = []
    contexts = []

    def open_page(path: str = "maps/o-vuong.html", **options: object) -> Page:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((site, "data:")) else faults.append(request.url)
            ),
        )
        page.on(
            "response",
            lambda response: faults.append(response.url) if response.status >= 400 else None,
        )
        page.goto(f"{site}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def test_pins_bubbles_and_areas_are_drawn(open_page: Open) -> None:
    page = open_page()
    expect(page.locator(".pin-approximate.pin-many")).to_have_text(re.compile(r"^8"))
    expect(page.locator(".pin-exact")).to_have_count(1)
    expect(page.locator(".pin-cluster")).to_have_count(1)
    expect(page.locator("path.area")).to_have_count(2)
    expect(page.locator(".map-scheme")).to_contain_text(WORDS("maps.schematic"))


def test_pins_are_buttons_that_say_what_they_hold(open_page: Open) -> None:
    page = open_page()
    expect(page.get_by_role("button", name="3 tổ chức", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="HTX Đúng Chỗ, 1 tổ chức")).to_be_visible()
    name = f"{HOSTILE[3]}, 8 tổ chức, {WORDS('maps.approximate')}"
    expect(page.get_by_role("button", name=name)).to_be_visible()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_key_opens_the_popup_with_hostile_names_as_text(open_page: Open, key: str) -> None:
    page = open_page()
    page.locator(".pin-many:not(.pin-cluster)").focus()
    page.keyboard.press(key)
    popup = page.locator(".popup")
    expect(popup).to_be_focused()
    expect(popup.locator("h2")).to_have_text(HOSTILE[3])
    expect(popup.locator(".popup-note")).to_have_text(WORDS("maps.approximate"))
    assert [link.text_content() for link in popup.locator("a").all()] == list(HOSTILE)
    assert page.locator("img").count() == 0
    assert page.title() == HOSTILE[2]


def test_escape_closes_the_popup_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page()
    pin = page.locator(".pin-exact")
    pin.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".popup")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".popup")).to_have_count(0)
    expect(pin).to_be_focused()


def test_a_long_popup_scrolls_within_a_small_map(open_page: Open) -> None:
    page = open_page(viewport={"width": 320, "height": 320})
    page.locator(".pin-many:not(.pin-cluster)").focus()
    page.keyboard.press("Enter")
    content = page.locator(".leaflet-popup-content")
    expect(content).to_be_visible()
    assert content.evaluate("node => node.scrollHeight > node.clientHeight")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_links_open_in_the_page_around_the_map(open_page: Open, site: str) -> None:
    page = open_page("host.html")
    frame = page.frame_locator("iframe")
    frame.locator(".pin-many:not(.pin-cluster)").click()
    frame.locator(".popup a").first.click()
    page.wait_for_url(f"{site}/hop-tac-xa/0/")


def test_the_name_of_an_area_is_a_link_and_its_shape_leads_there_too(
    open_page: Open, site: str
) -> None:
    page = open_page("host.html")
    label = page.frame_locator("iframe").get_by_role("link", name=HOSTILE[3])
    expect(label).to_have_attribute("title", "Huyện Ô Vuông")
    label.press("Enter")
    page.wait_for_url(f"{site}/huyen/o-vuong/")
    page.go_back()
    page.frame_locator("iframe").locator("path.area:not(.area-here)").click(
        position={"x": 8, "y": 8}
    )
    page.wait_for_url(f"{site}/huyen/o-vuong/")


def test_one_finger_scrolls_the_page_not_the_map(open_page: Open) -> None:
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 440})
    style = page.locator(".folium-map").evaluate("node => getComputedStyle(node).touchAction")
    assert style == "pan-x pan-y"
    expect(page.locator(".map-gesture")).to_be_visible()
    mouse = open_page()
    assert mouse.locator(".folium-map").evaluate(
        "node => node.classList.contains('leaflet-touch-drag') || "
        "node.classList.contains('leaflet-grab')"
    )


def test_the_first_tap_counts_even_when_the_map_is_half_out_of_sight(open_page: Open) -> None:
    page = open_page(
        "host.html", has_touch=True, is_mobile=True, viewport={"width": 360, "height": 440}
    )
    frame = page.frame_locator("iframe")
    frame.locator(".pin-many:not(.pin-cluster)").tap()
    expect(frame.locator(".popup h2")).to_be_visible()


def test_the_wheel_scrolls_the_page_not_the_map(open_page: Open) -> None:
    page = open_page()
    before = page.locator(".pin-exact").bounding_box()
    page.locator(".folium-map").hover()
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(400)
    assert page.locator(".pin-exact").bounding_box() == before


def test_the_buttons_zoom_and_return_to_the_whole_map(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    pin = page.locator(".pin-exact")
    before = pin.bounding_box()
    page.get_by_role("button", name=WORDS("maps.zoom_in")).click()
    expect(page.get_by_role("button", name=WORDS("maps.zoom_out"))).to_be_visible()
    assert pin.count() == 0 or pin.bounding_box() != before
    page.get_by_role("button", name=WORDS("maps.whole")).click()
    expect(pin).to_be_visible()
    assert pin.bounding_box() == before
