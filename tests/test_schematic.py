"""The scheme of the areas: what holds for any points, however few."""

import json
from itertools import combinations

import pytest
from shapely import MultiPolygon, Point

from site_builder.records.outlines import Geometry
from site_builder.render.maps.schematic import (
    CommunePoint,
    area_tints,
    label_point,
    majority_areas,
    middle,
    schematic_areas,
    simplify_outlines,
)

# Four areas in a square of five by five communes, and a row of communes outside to the south.
QUARTERS = tuple(
    CommunePoint(
        f"{row}{column}",
        105 + column * 0.1,
        22 + row * 0.1,
        f"{'north' if row > 2 else 'south'}-{'east' if column > 2 else 'west'}",
    )
    for row in range(1, 6)
    for column in range(1, 6)
)
OUTSIDE = tuple(CommunePoint(f"9{c}", 105 + c * 0.1, 22.0, None) for c in range(1, 6))
POINTS = QUARTERS + OUTSIDE


def shape(geometry: Geometry) -> MultiPolygon:
    return MultiPolygon([(polygon[0], polygon[1:]) for polygon in geometry["coordinates"]])


def commune(code: str, longitude: float, key: str | None) -> CommunePoint:
    return CommunePoint(code, longitude, 22.0, key)


def test_every_commune_lies_in_its_own_area() -> None:
    areas = schematic_areas(POINTS)
    assert list(areas) == ["north-east", "north-west", "south-east", "south-west"]
    for point in QUARTERS:
        holders = [
            key
            for key, geometry in areas.items()
            if shape(geometry).contains(Point(point.longitude, point.latitude))
        ]
        assert holders == [point.area_key]


def test_communes_outside_the_province_keep_their_ground() -> None:
    areas = schematic_areas(POINTS)
    for point in OUTSIDE:
        site = Point(point.longitude, point.latitude)
        assert not any(shape(geometry).contains(site) for geometry in areas.values())


def test_areas_share_no_ground() -> None:
    shapes = [shape(geometry) for geometry in schematic_areas(POINTS).values()]
    total = sum(area.area for area in shapes)
    common = sum(a.intersection(b).area for a, b in combinations(shapes, 2))
    assert common < total / 1000


def test_the_order_of_the_points_does_not_matter() -> None:
    assert json.dumps(schematic_areas(POINTS)) == json.dumps(schematic_areas(POINTS[::-1]))


def test_shapes_are_valid_closed_counterclockwise_and_rounded() -> None:
    for geometry in schematic_areas(POINTS).values():
        area = shape(geometry)
        assert area.is_valid
        assert geometry["type"] == "MultiPolygon"
        for polygon in area.geoms:
            assert polygon.exterior.is_ccw
        for polygon_rings in geometry["coordinates"]:
            for ring in polygon_rings:
                assert ring[0] == ring[-1]
                assert all(round(number, 4) == number for site in ring for number in site)


@pytest.mark.parametrize(
    "points",
    [
        [commune("1", 105.0, "a")],
        [commune("1", 105.0, "a"), commune("2", 105.1, "b")],
        [commune("1", 105.0, "a"), commune("2", 105.1, "b"), commune("3", 105.2, "c")],
        [commune("1", 105.0, "a"), commune("2", 105.1, None)],
        [commune("1", 105.0, "a"), commune("2", 105.0, "a")],
        [commune("1", 105.0, "a"), commune("2", 105.0, "b"), commune("3", 105.0, None)],
    ],
    ids=["one", "two", "three in a line", "one inside", "same place", "same place, other areas"],
)
def test_few_points_and_points_in_one_place_still_give_every_area(
    points: list[CommunePoint],
) -> None:
    areas = schematic_areas(points)
    assert set(areas) == {point.area_key for point in points if point.area_key}
    assert all(shape(geometry).area > 0 for geometry in areas.values())


def test_no_points_give_no_areas() -> None:
    assert schematic_areas([]) == {}
    assert schematic_areas(OUTSIDE) == {}


def test_a_commune_belongs_to_the_area_of_most_of_its_former_communes() -> None:
    former = {"1": ["a", "b", "b"], "2": ["a", "a"], "3": []}
    assert majority_areas(former) == {"1": "b", "2": "a"}


def test_a_tie_goes_to_the_area_with_more_former_communes() -> None:
    former = {"shared": ["city", "district"], "2": ["city"], "3": ["district", "district"]}
    assert majority_areas(former)["shared"] == "district"


def test_neighbours_have_different_tints() -> None:
    tints = area_tints(schematic_areas(POINTS))
    assert tints["north-east"] != tints["north-west"]
    assert tints["north-east"] != tints["south-east"]
    assert max(tints.values()) <= 3


def test_the_label_stands_inside_where_the_area_is_wide() -> None:
    wide_below: Geometry = {
        "type": "MultiPolygon",
        "coordinates": [
            [[[0, 0], [4, 0], [4, 2], [2.2, 2], [2.2, 6], [1.8, 6], [1.8, 2], [0, 2], [0, 0]]]
        ],
    }
    longitude, latitude = label_point(wide_below)
    assert 1 < longitude < 3
    assert 0.5 < latitude < 1.5


def test_simplified_outlines_keep_their_common_border() -> None:
    crooked = [[1.0001 if number % 2 else 1.0, number / 100] for number in range(101)]
    outlines = {
        "west": {"type": "Polygon", "coordinates": [[[0, 0], *crooked, [0, 1], [0, 0]]]},
        "east": {"type": "Polygon", "coordinates": [[[2, 0], *crooked, [2, 1], [2, 0]]]},
    }
    simplified = simplify_outlines(outlines)
    west, east = (
        {tuple(site) for site in simplified[key]["coordinates"][0][0]} for key in ("west", "east")
    )
    assert len(west) < 50
    assert {site for site in west if 0.9 < site[0] < 1.1} == {
        site for site in east if 0.9 < site[0] < 1.1
    }


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [["x"]]},
        {"type": "Square", "coordinates": []},
        {"type": "Polygon", "coordinates": []},
    ],
)
def test_what_is_no_geometry_is_a_value_error(geometry: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="geometry"):
        middle(geometry)
