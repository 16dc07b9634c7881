"""The overview drawing: links, names and a caption that survive hostile texts and Markdown."""

from xml.etree import ElementTree as ET

import pytest
from markdown import markdown

from site_builder.render.maps.overview import OverviewArea, render_overview
from site_builder.render.maps.schematic import CommunePoint, schematic_areas

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "${alert(1)}",
    "`alert(1)`",
    "</script><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "\"quoted\" and 'quoted' & <b>",
    "two\u2028lines",
    "**bold** _under_ [x](y)",
)


def overview_areas(name: str = "Ô Vuông") -> list[OverviewArea]:
    points = [
        CommunePoint("1", 105.0, 22.0, "a"),
        CommunePoint("2", 105.2, 22.0, "b"),
        CommunePoint("3", 105.1, 22.3, "c"),
    ]
    return [
        OverviewArea(key, f"Huyện {name} {key}", f"{name} {key}", f"{number} tổ chức",
                     f"huyen/{key}/", geometry)
        for number, (key, geometry) in enumerate(schematic_areas(points).items(), start=1)
    ]  # fmt: skip


def parse(html: str) -> ET.Element:
    return ET.fromstring(html)  # noqa: S314 - our own output


def render(areas: list[OverviewArea]) -> ET.Element:
    return parse(render_overview(areas, "Chọn huyện", "Sơ đồ"))


def test_every_area_is_a_link_named_by_its_title() -> None:
    links = list(render(overview_areas()).iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["huyen/a/", "huyen/b/", "huyen/c/"]
    assert [link.findtext(f"{SVG}title") for link in links] == [
        "Huyện Ô Vuông a: 1 tổ chức",
        "Huyện Ô Vuông b: 2 tổ chức",
        "Huyện Ô Vuông c: 3 tổ chức",
    ]


def test_names_and_counts_stand_on_the_drawing() -> None:
    drawing = render(overview_areas()).find(f"{SVG}svg")
    assert drawing is not None
    _, _, width, height = (float(number) for number in drawing.get("viewBox", "").split())
    texts = list(drawing.iter(f"{SVG}text"))
    assert [text.text for text in texts][:2] == ["Ô Vuông a", "1 tổ chức"]
    for text in texts:
        assert 0 < float(text.get("x", "nan")) < width
        assert 0 < float(text.get("y", "nan")) < height


def test_it_is_a_named_landmark_with_the_caption() -> None:
    nav = render(overview_areas())
    assert (nav.tag, nav.get("aria-label")) == ("nav", "Chọn huyện")
    assert nav.findtext("p") == "Sơ đồ"


def test_north_is_up() -> None:
    names = {
        text.text: float(text.get("y", "nan"))
        for text in render(overview_areas()).iter(f"{SVG}text")
    }
    assert names["Ô Vuông c"] < names["Ô Vuông a"]


def test_it_has_no_style_and_no_script_of_its_own() -> None:
    html = render_overview(overview_areas(), "Chọn huyện", "Sơ đồ")
    assert "style=" not in html
    assert "<script" not in html
    assert "\n" not in html


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_text_even_inside_markdown(name: str) -> None:
    html = render_overview(overview_areas(name), name, name)
    page = parse(f"<div>{markdown(html)}</div>")
    link = page.find(f".//{SVG}a")
    assert link is not None
    assert link.findtext(f"{SVG}title") == f"Huyện {name} a: 1 tổ chức"
    assert {element.tag.removeprefix(SVG) for element in page.iter()} == {
        "div", "nav", "svg", "a", "title", "path", "g", "text", "p"
    }  # fmt: skip


def test_no_areas_draw_nothing() -> None:
    assert render_overview([], "Chọn huyện", "Sơ đồ") == ""
