"""The map pages: safe, self-contained, the same bytes every time."""

import json
import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import folium
import pytest

from site_builder.records.directory import Directory
from site_builder.records.outlines import Geometry
from site_builder.render.environment import Site
from site_builder.render.maps import districts
from site_builder.render.maps.bounds import area_bounds
from site_builder.render.maps.interactive import render_map
from site_builder.render.maps.schematic import middle
from site_builder.render.maps.views import MapArea, MapEntry, MapPin, MapView
from site_builder.words.catalogue import load_words

WORDS = load_words("vi")
HOSTILE = (
    "${alert(1)}",
    "`alert(1)`",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"double\" 'single' \\ &amp;",
    "two\u2028lines\u2029and a\nthird",
    "*/ {{ 7*7 }} {% raw %} {# x #} //",
    "%41 100 % \\u0041",
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)


def square(west: float, south: float) -> Geometry:
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1]]
    return {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]]]}


def map_view(name: str = "Ô Vuông", note: str = "Vị trí gần đúng") -> MapView:
    areas = (
        MapArea("1", f"Huyện {name}", name, square(105, 22), "../huyen/o-vuong/"),
        MapArea("2", "Huyện Kề Bên", "Kề Bên", square(106, 22)),
    )
    entries = (
        MapEntry(name, "../hop-tac-xa/mot/", f"Hợp tác xã {name}"),
        MapEntry("HTX Hai", "../hop-tac-xa/hai/"),
    )
    pins = (
        MapPin(22.5, 105.5, f"Xã {name}", entries, note),
        MapPin(22.6, 106.5, "HTX Ba", (MapEntry("HTX Ba", "../hop-tac-xa/ba/"),)),
    )
    return MapView("o-vuong", f"Bản đồ {name}", "vi", areas, pins)


def page_and_script(view: MapView) -> tuple[str, str]:
    page, script = render_map(view, WORDS)
    return page.content.decode(), script.content.decode()


class TagReader(HTMLParser):
    """Collects the start tags and the text of a page."""

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a start tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every tag of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]


def read_page(page: str) -> TagReader:
    reader = TagReader()
    reader.feed(page)
    return reader


def data_of(script: str) -> tuple[str, list[str]]:
    """Return the code of a script without its data, and the data: the features and the rows."""
    literal = re.compile(r"(?<=_add\()\{.*\}(?=\);\n)|(?<=var data = )\[.*\](?=;\n)")
    return literal.sub("", script), literal.findall(script)


def decoded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return JSON data with its texts as `maps.js` reads them."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    return unquote(value) if isinstance(value, str) else value


def test_a_map_is_a_page_and_a_script_of_the_same_name() -> None:
    assert [file.path for file in render_map(map_view(), WORDS)] == [
        "maps/o-vuong.html",
        "maps/o-vuong.js",
    ]


def test_the_page_has_language_title_policy_and_a_zoomable_viewport() -> None:
    reader = read_page(page_and_script(map_view())[0])
    assert reader.all("html") == [{"lang": "vi"}]
    metas = {meta.get("http-equiv") or meta.get("name"): meta.get("content")
             for meta in reader.all("meta")}  # fmt: skip
    assert metas["Content-Security-Policy"] == POLICY
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert "Bản đồ Ô Vuông" in reader.text


def test_the_page_has_no_inline_code_and_asks_no_other_host() -> None:
    page, script = page_and_script(map_view())
    reader = read_page(page)
    sources = [tag["src"] for tag in reader.all("script")]
    assert sources == [
        "../assets/vendor/leaflet/leaflet.js",
        "../assets/vendor/leaflet.markercluster/leaflet.markercluster.js",
        "../assets/maps.js",
        "../assets/maps-filter.js",
        "o-vuong.js",
    ]
    assert all("defer" in tag for tag in reader.all("script"))
    assert reader.all("style") == []
    assert not [tag for tag in reader.tags if tag[1].keys() & {"style", "onclick", "onload"}]
    assert "//" not in page + script


def test_assets_may_lie_elsewhere() -> None:
    page, _ = page_and_script(replace(map_view(), assets="../../assets"))
    assert 'src="../../assets/maps.js"' in page


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_reaches_the_script_only_as_data(name: str) -> None:
    page, script = page_and_script(map_view(name))
    code, (features, rows) = data_of(script)
    assert code == data_of(page_and_script(map_view())[1])[0]
    assert not re.search("[<>&'`$\u2028\u2029]|{[{%#]", features + rows)
    assert decoded(json.loads(rows)[0][2:]) == [
        f"Xã {name}",
        "Vị trí gần đúng",
        [[name, "../hop-tac-xa/mot/", f"Hợp tác xã {name}"], ["HTX Hai", "../hop-tac-xa/hai/", ""]],
    ]
    labels = {feature["properties"]["label"] for feature in json.loads(features)["features"]}
    assert set(map(unquote, labels)) == {name, "Kề Bên"}
    reader = read_page(page)
    assert len(reader.all("script")) == 5
    assert reader.all("img") == []
    assert f"Bản đồ {name}" in reader.text


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "https://example.org/", "//example.org/", "../a b/", "a\n/"]
)
def test_an_address_that_is_not_ours_is_refused(href: str) -> None:
    pin = MapPin(22.5, 105.5, "Xã", (MapEntry("HTX", href),))
    with pytest.raises(ValueError, match="not an address of this site"):
        render_map(replace(map_view(), pins=(pin,)), WORDS)


def test_the_area_the_map_is_about_lies_on_top_of_its_neighbours() -> None:
    features = json.loads(data_of(page_and_script(map_view())[1])[1][0])["features"]
    shapes = [f["properties"] for f in features if f["geometry"]["type"] == "MultiPolygon"]
    assert [shape["href"] for shape in shapes] == ["../huyen/o-vuong/", ""]
    assert shapes[0]["tint"] != shapes[1]["tint"]


def test_a_scheme_says_that_it_is_no_boundary() -> None:
    page, _ = page_and_script(map_view())
    assert WORDS("maps.schematic") in page
    assert WORDS("maps.credit.outlines") not in page


def test_real_outlines_are_attributed_instead() -> None:
    view = map_view()
    areas = tuple(replace(area, is_schematic=False) for area in view.areas)
    page, _ = page_and_script(replace(view, areas=areas))
    assert WORDS("maps.schematic") not in page
    assert WORDS("maps.outlines") in page
    assert WORDS("maps.credit.outlines") in page


def test_dashed_rings_are_explained_where_there_are_any() -> None:
    assert WORDS("maps.dashed") in page_and_script(map_view())[0]
    assert WORDS("maps.dashed") not in page_and_script(map_view(note=""))[0]


def test_further_credits_stand_with_the_sources() -> None:
    page, _ = page_and_script(replace(map_view(), credits=("Nghị quyết <1683>",)))
    assert "<p>Nghị quyết &lt;1683&gt;</p>" in page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_word_of_a_map_is_in_both_languages(language: str) -> None:
    view = replace(map_view(), language=language)
    page, _ = render_map(view, load_words(language))
    assert f'lang="{language}"' in page.content.decode()


def test_a_map_without_anything_on_it_is_still_a_page() -> None:
    page, script = page_and_script(MapView("trong", "Trống", "vi", (), ()))
    assert WORDS("maps.schematic") not in page
    assert "var data = [];" in script


def test_the_frame_is_around_everything_or_as_told() -> None:
    def frame(view: MapView) -> list[float]:
        found = re.search(r'"siteBounds": ([^a-z]*?),\n}', page_and_script(view)[1])
        assert found
        return [float(number) for number in re.findall(r"[\d.]+", found[1])]

    view = map_view()
    assert frame(view) == [22.0, 105.0, 23.0, 107.0]
    assert frame(replace(view, bounds=area_bounds(view.areas[0]))) == [22.0, 105.0, 23.0, 106.0]


def test_leaflet_gets_an_end_of_zooming_which_clusters_need() -> None:
    assert '"maxZoom": 13' in page_and_script(map_view())[1]


def test_two_maps_of_the_same_view_are_the_same_bytes() -> None:
    assert render_map(map_view(), WORDS) == render_map(map_view(), WORDS)


def test_rendering_leaves_folium_as_it_was() -> None:
    scripts, styles = list(folium.Map.default_js), list(folium.Map.default_css)
    render_map(map_view(), WORDS)
    assert (folium.Map.default_js, folium.Map.default_css) == (scripts, styles)
    assert folium.Map().get_name() != folium.Map().get_name()


def test_the_map_of_a_district_draws_the_nearest_areas_and_that_of_all_draws_all(
    real_directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(districts, "DRAWN_AROUND", 2)
    areas = districts.district_areas(real_directory, None)
    site = Site(real_directory, WORDS, areas=areas, has_outlines=False)
    whole, *views = districts.map_views(site)
    assert {area.key for area in whole.areas} == areas.keys()
    assert len(views) == len(areas) > 2
    middles = {key: middle(geometry) for key, geometry in areas.items()}
    for view in views:
        own, other = sorted(view.areas, key=lambda area: bool(area.href))
        assert (own.href, bool(other.href)) == ("", True)
        distances = {k: math.dist(middles[own.key], m) for k, m in middles.items() if k != own.key}
        assert other.key == min(distances, key=lambda key: distances[key])
