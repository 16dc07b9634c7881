"""The overview map: a drawing of all areas whose parts are links, for pages without JavaScript."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from site_builder.records.outlines import Geometry
from site_builder.render.maps.schematic import Site, area_tints, label_point

# The drawing's width in its own units; on a phone one unit is about one pixel.
WIDTH = 340
MARGIN = 4
# From the middle of a label to the base line of its name and of its count, in the same units.
NAME_SHIFT = -2
COUNT_SHIFT = 12
# How wide a letter of a name is on average, and how high a line, in the same units.
LETTER = 6.4
LINE = 13
TINTS = 4

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class OverviewArea:
    """An area of the overview: `name` in full, `label` on the drawing, `count` under it.

    `count` says in words what is there ("12 tổ chức"); `href` is as seen from the page.
    """

    key: str
    name: str
    label: str
    count: str
    href: str
    geometry: Geometry


@dataclass(frozen=True, slots=True)
class _Projection:
    """From degrees to the drawing: equirectangular, true to scale at the middle latitude."""

    west: float
    north: float
    horizontal: float
    vertical: float

    def __call__(self, site: Site) -> tuple[float, float]:
        longitude, latitude = site
        x = MARGIN + (longitude - self.west) * self.horizontal
        y = MARGIN + (self.north - latitude) * self.vertical
        return round(x, 1), round(y, 1)


def render_overview(areas: Sequence[OverviewArea], label: str, caption: str) -> str:
    """Return one line of HTML: a `<nav>` named `label`, an inline SVG and the caption under it.

    `caption` says what the shapes are ("Sơ đồ, không phải ranh giới hành chính"). Looks come from
    `assets/overview.css` alone. No areas give an empty text.
    """
    if not areas:
        return ""
    projection, height = _projection(areas)
    nav = ET.Element("nav", {"class": "overview", "aria-label": label})
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "overview-map",
        "viewBox": f"0 0 {WIDTH} {height:g}",
        "role": "group",
        "aria-label": caption,
    }
    drawing = ET.SubElement(nav, "svg", attributes)
    tints = area_tints({area.key: area.geometry for area in areas})
    drawing.extend(_link(area, tints[area.key] % TINTS, projection) for area in areas)
    # After all shapes, so that none covers a name; the titles of the links say the same.
    names = ET.SubElement(drawing, "g", {"class": "overview-labels", "aria-hidden": "true"})
    names.extend(_labels(areas, projection))
    ET.SubElement(nav, "p", {"class": "overview-caption"}).text = caption
    return ET.tostring(nav, encoding="unicode")


def _link(area: OverviewArea, tint: int, projection: _Projection) -> ET.Element:
    link = ET.Element("a", {"class": f"overview-area overview-tint-{tint}", "href": area.href})
    title = ET.SubElement(link, "title")
    title.text = f"{area.name}: {area.count}" if area.count else area.name
    ET.SubElement(link, "path", {"d": " ".join(_path(area.geometry, projection))})
    return link


def _labels(areas: Sequence[OverviewArea], projection: _Projection) -> Iterator[ET.Element]:
    """Yield the label of each area and the count under it; one that would cover another is left."""
    taken: list[Box] = []
    for area in areas:
        x, y = projection(label_point(area.geometry))
        half = LETTER * max(len(area.label), len(area.count)) / 2
        box = (x - half, y + NAME_SHIFT - LINE, x + half, y + COUNT_SHIFT)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            yield from _texts(area, x, y)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _texts(area: OverviewArea, x: float, y: float) -> Iterator[ET.Element]:
    """Yield the label and, under it, the count, around the place with most room."""
    lines = [("overview-name", area.label, NAME_SHIFT), ("overview-count", area.count, COUNT_SHIFT)]
    for css_class, words, shift in lines:
        text = ET.Element("text", {"class": css_class, "x": f"{x:g}", "y": f"{y + shift:g}"})
        text.text = words
        yield text


def _path(geometry: Geometry, projection: _Projection) -> Iterator[str]:
    """Yield a subpath for each ring; the last position repeats the first and is left out."""
    for polygon in geometry["coordinates"]:
        for ring in polygon:
            corners = [projection((site[0], site[1])) for site in ring[:-1]]
            yield "M" + "L".join(f"{x:g} {y:g}" for x, y in corners) + "Z"


def _projection(areas: Sequence[OverviewArea]) -> tuple[_Projection, float]:
    """Return the projection that fits the areas into the drawing, and the drawing's height."""
    sites = [
        site for area in areas for polygon in area.geometry["coordinates"] for site in polygon[0]
    ]
    west, east = min(site[0] for site in sites), max(site[0] for site in sites)
    south, north = min(site[1] for site in sites), max(site[1] for site in sites)
    horizontal = (WIDTH - 2 * MARGIN) / (east - west)
    vertical = horizontal / math.cos(math.radians((south + north) / 2))
    height = math.ceil((north - south) * vertical + 2 * MARGIN)
    return _Projection(west, north, horizontal, vertical), height
