"""The icons of a built site: there, in the size stated, and whole when a system cuts them."""

import json
from collections.abc import Iterable, Mapping
from math import hypot
from pathlib import Path

import pytest
from PIL import Image

from site_builder.render.paper.icons import GROUND, ICONS
from tests.html_pages import HtmlPage, elements, resolve

BASE = "/assets/manifest.webmanifest"
# Of the width: the part of a maskable icon that every mask leaves.
SAFE_RADIUS = 0.4
GREEN = (18, 87, 64)


@pytest.fixture(scope="module")
def manifest(site: Path) -> list[dict[str, str]]:
    """Return the icons of the manifest."""
    icons: list[dict[str, str]] = json.loads((site / BASE.lstrip("/")).read_bytes())["icons"]
    return icons


def picture(site: Path, address: str) -> Image.Image:
    """Return an icon of a built site with its transparency; it must be a PNG."""
    with Image.open(site / address.lstrip("/")) as image:
        assert image.format == "PNG"
        return image.convert("RGBA")


def size(image: Image.Image) -> str:
    return f"{image.width}x{image.height}"


def colours(image: Image.Image) -> set[tuple[int, ...]]:
    return {colour for _, colour in image.getcolors(image.width * image.height) or []}  # type: ignore[misc]


def test_every_page_names_icons_that_are_there(
    site: Path, every_page: Mapping[str, HtmlPage]
) -> None:
    seen: set[tuple[str, str, str]] = set()
    for page in every_page.values():
        if "/maps/" in page.address:
            continue
        named = {
            (
                link.get("rel", ""),
                resolve(page.address, link.get("href", "")),
                link.get("sizes", ""),
            )
            for link in elements(page.root, "link")
            if "icon" in link.get("rel", "")
        }
        assert sorted((rel, sizes) for rel, _, sizes in named) == [
            ("apple-touch-icon", "180x180"),
            ("icon", "32x32"),
            ("icon", "48x48"),
            ("icon", "any"),
        ], page.address
        seen |= named
    # The same four wherever a page lies, in both editions.
    assert len(seen) == 4
    for _, address, sizes in seen:
        if sizes == "any":
            assert (site / address.lstrip("/")).is_file()
        else:
            image = picture(site, address)
            assert size(image) == sizes
            assert (*GREEN, 255) in colours(image)


def test_the_manifest_has_icons_of_the_sizes_that_systems_ask_for(
    site: Path, manifest: list[dict[str, str]]
) -> None:
    drawn = [icon for icon in manifest if icon["type"] == "image/png"]
    assert {(icon["sizes"], icon["purpose"]) for icon in drawn} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    for icon in drawn:
        assert size(picture(site, resolve(BASE, icon["src"]))) == icon["sizes"]
    # The first is a drawing, for whoever can show one.
    assert [icon["type"] for icon in manifest if icon not in drawn] == ["image/svg+xml"]


def test_every_icon_that_is_made_is_named_somewhere(
    site: Path, manifest: list[dict[str, str]], every_page: Mapping[str, HtmlPage]
) -> None:
    named = {resolve(BASE, icon["src"]) for icon in manifest}
    named |= {resolve("/", link.get("href", "")) for link in elements(every_page["/"].root, "link")}
    made = {f"/{path.relative_to(site)}" for path in (site / "assets/icons").iterdir()}
    assert made == {f"/{icon.path}" for icon in ICONS}
    assert made <= named


def test_a_mask_cuts_nothing_off(site: Path, manifest: list[dict[str, str]]) -> None:
    (icon,) = (icon for icon in manifest if icon.get("purpose") == "maskable")
    image = picture(site, resolve(BASE, icon["src"]))
    ground = (*bytes.fromhex(GROUND.lstrip("#")), 255)
    far = max(distances(image, ground))
    assert 0.3 < far <= SAFE_RADIUS


def distances(image: Image.Image, ground: tuple[int, ...]) -> Iterable[float]:
    """Yield how far each sign of the drawing lies from the middle, as a part of the width."""
    middle = (image.width - 1) / 2
    pixels = image.load()
    assert pixels is not None
    for y in range(image.height):
        for x in range(image.width):
            if pixels[x, y] != ground:
                yield hypot(x - middle, y - middle) / image.width


def test_a_home_screen_of_apple_gets_no_hole_and_a_tab_no_square(site: Path) -> None:
    alphas = {icon.name: picture(site, icon.path).getchannel("A").getextrema()[0] for icon in ICONS}
    assert {name for name, least in alphas.items() if least == 255} == {
        "touch-180", "maskable-512",
    }  # fmt: skip
