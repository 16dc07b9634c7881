"""Reading the fetched outlines: none, good ones, and every way they may be broken."""

import json
from pathlib import Path

import pytest

from site_builder.records.outlines import FILE, FOLDER, load_outlines


def test_without_the_file_there_are_no_outlines_and_no_issue(tmp_path: Path) -> None:
    assert load_outlines(tmp_path) == (None, [])


RING = [[105, 22], [106, 22], [106, 23], [105, 22]]


def feature(code: object = "001", geometry: object = None) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"code": code, "name": "Ô Vuông"},
        "geometry": geometry or {"type": "Polygon", "coordinates": [RING]},
    }


def test_a_polygon_is_read_as_a_multipolygon(tmp_path: Path) -> None:
    write_outlines(tmp_path, [feature()])
    outlines, issues = load_outlines(tmp_path)
    assert issues == []
    assert outlines == {"001": {"type": "MultiPolygon", "coordinates": [[RING]]}}


@pytest.mark.parametrize(
    ("features", "key", "where"),
    [
        ([], "outlines_shape", "features"),
        ([feature("1")], "outlines_shape", "features.0.properties.code"),
        ([feature(), feature()], "outlines_twice", "features.1.properties.code"),
        ([feature(geometry={"type": "Point"})], "outlines_shape", "features.0.geometry"),
        (
            [feature(geometry={"type": "Polygon", "coordinates": [RING[:3]]})],
            "outlines_shape",
            "features.0.geometry.Polygon.coordinates.0",
        ),
        (
            [feature(geometry={"type": "Polygon", "coordinates": [[[22, 105], *RING]]})],
            "outlines_shape",
            "features.0.geometry.Polygon.coordinates.0.0.1",
        ),
    ],
)
def test_outlines_of_a_wrong_shape_are_one_issue(
    tmp_path: Path, features: list[object], key: str, where: str
) -> None:
    write_outlines(tmp_path, features)
    outlines, issues = load_outlines(tmp_path)
    assert outlines is None
    assert [(issue.path, issue.key, issue.where) for issue in issues] == [(FILE, key, where)]


@pytest.mark.parametrize("text", ["", "{", "[" * 200_000, '{"type":\n "FeatureCollection",}'])
def test_outlines_that_are_not_json_are_one_issue(tmp_path: Path, text: str) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FILE).write_text(text)
    outlines, issues = load_outlines(tmp_path)
    assert outlines is None
    assert [issue.key for issue in issues] == ["outlines_not_json"]


def write_outlines(root: Path, features: list[object]) -> None:
    (root / FOLDER).mkdir(parents=True)
    (root / FILE).write_text(json.dumps({"type": "FeatureCollection", "features": features}))
