"""Geometry of the district areas: the schematic ones, and what real outlines need.

The only module that knows shapely. Everything in and out is plain: points in WGS 84 degrees, and
`Geometry`, the MultiPolygon of GeoJSON with the outer ring first and counter-clockwise.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import shapely
import shapely.affinity
from shapely import MultiPolygon, Polygon
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from site_builder.records.outlines import Geometry

# How the scheme is drawn, in units of the usual distance from a commune to its nearest neighbour.
MARGIN = 0.75
ROUNDING = 0.2
DETAIL = 0.006
# How closely the edge follows the outer points: 0 is every bay, 1 is the convex hull.
CONCAVITY = 0.15
# The distance assumed where there is one point only, about 9 km.
LONE_SPACING = 0.08
SCHEMATIC_DECIMALS = 4
OUTLINE_DECIMALS = 5
# Visvalingam's tolerance in degrees: small enough to recognise a district, 48 kB for eight.
OUTLINE_TOLERANCE = 0.001
# A label of one or two lines is about this many times wider than high.
LABEL_ASPECT = 2.6
# Areas closer than this are neighbours: rounding leaves gaps between them.
TOUCHING = 0.01

Site = tuple[float, float]
Areas = dict[str, BaseGeometry]


@dataclass(frozen=True, slots=True)
class CommunePoint:
    """A present commune's point in degrees; `area_key` is `None` outside the drawn province."""

    code: str
    longitude: float
    latitude: float
    area_key: str | None


def majority_areas(former_areas: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the area key of each commune: that of most of its former communes.

    `former_areas` lists, for each present commune, the area of every former commune in it. Where
    two areas gave equally many, the one with more former communes in all takes it (a city has few
    and would otherwise cut its neighbour in two).
    """
    sizes = Counter(area for areas in former_areas.values() for area in areas)
    return {
        commune: min(set(areas), key=lambda area: (-areas.count(area), -sizes[area], area))
        for commune, areas in former_areas.items()
        if areas
    }


def schematic_areas(points: Iterable[CommunePoint]) -> dict[str, Geometry]:
    """Return an area for each area key: a scheme of who is where, never a boundary.

    The cells of all points (Voronoi), cut to a rounded hull of the points that have a key and
    dissolved by key. The same points give the same areas in any order.
    """
    ordered = sorted(points, key=lambda point: (point.area_key or "", point.code))
    inside = [point for point in ordered if point.area_key is not None]
    if not inside:
        return {}
    stretch = math.cos(math.radians(sum(p.latitude for p in inside) / len(inside)))
    sites = _sites(ordered, stretch)
    own = [site for site, key in sites.items() if key is not None]
    spacing = _spacing(own)
    hull = shapely.concave_hull(shapely.MultiPoint(own), ratio=CONCAVITY).buffer(MARGIN * spacing)
    areas = _round_corners(_dissolved_cells(sites, hull), ROUNDING * spacing, DETAIL * spacing)
    return {key: _geometry(_scale(area, 1 / stretch), SCHEMATIC_DECIMALS) for key, area in areas}


def simplify_outlines(outlines: Mapping[str, Mapping[str, Any]]) -> dict[str, Geometry]:
    """Return GeoJSON areas simplified together, so that neighbours keep their common border.

    A `ValueError` names the first key whose shape is no area.
    """
    keys = sorted(outlines)
    areas = [_polygons(_shape(outlines[key])) for key in keys]
    for key, area in zip(keys, areas, strict=True):
        if area.is_empty:
            raise ValueError(key)
    simplified = shapely.coverage_simplify(areas, OUTLINE_TOLERANCE)
    return {
        key: _geometry(area, OUTLINE_DECIMALS) for key, area in zip(keys, simplified, strict=True)
    }


def middle(geometry: Mapping[str, Any]) -> Site:
    """Return the (longitude, latitude) in the middle of the box around a GeoJSON geometry.

    A `ValueError` means that it is no geometry or an empty one.
    """
    west, south, east, north = _shape(geometry).bounds
    if not all(math.isfinite(edge) for edge in (west, south, east, north)):
        message = "an empty geometry has no middle"
        raise ValueError(message)
    return (west + east) / 2, (south + north) / 2


def label_point(geometry: Geometry) -> Site:
    """Return the (longitude, latitude) where a short line of text has most room in an area.

    It is the centre of the largest ellipse of a label's proportions, found as the largest circle
    of the area squeezed by these proportions.
    """
    area = _shape(geometry)
    squeeze = math.cos(math.radians(area.centroid.y)) / LABEL_ASPECT
    squeezed = _scale(area, squeeze)
    circle = shapely.maximum_inscribed_circle(squeezed, tolerance=squeezed.length / 1000)
    x, latitude = circle.coords[0]
    return round(x / squeeze, SCHEMATIC_DECIMALS), round(latitude, SCHEMATIC_DECIMALS)


def area_tints(geometries: Mapping[str, Geometry]) -> dict[str, int]:
    """Return a small number for each area, another one than any of its neighbours has."""
    shapes = {key: _shape(geometry) for key, geometry in sorted(geometries.items())}
    tints: dict[str, int] = {}
    for key, area in shapes.items():
        near = area.buffer(TOUCHING)
        taken = {tint for other, tint in tints.items() if near.intersects(shapes[other])}
        tints[key] = next(tint for tint in range(len(shapes)) if tint not in taken)
    return tints


def _sites(points: Sequence[CommunePoint], stretch: float) -> dict[Site, str | None]:
    """Return the area key of each distinct place, in degrees of latitude both ways.

    Where points of different areas fall together, the later one moves aside, so that no area is
    lost; points of the same area become one.
    """
    sites: dict[Site, str | None] = {}
    for point in sorted(points, key=lambda point: point.area_key is None):
        site = (round(point.longitude * stretch, 6), round(point.latitude, 6))
        while sites.get(site, point.area_key) != point.area_key:
            site = (round(site[0] + LONE_SPACING / 4, 6), site[1])
        sites[site] = point.area_key
    return sites


def _spacing(sites: Sequence[Site]) -> float:
    """Return the median distance from a site to its nearest neighbour."""
    nearest = sorted(
        min((math.dist(site, other) for other in sites if other != site), default=LONE_SPACING)
        for site in sites
    )
    return nearest[len(nearest) // 2]


def _dissolved_cells(sites: Mapping[Site, str | None], hull: BaseGeometry) -> Areas:
    """Return the union of each area's cells within the hull."""
    if len(sites) == 1:
        return {key: hull for key in sites.values() if key is not None}
    points = shapely.MultiPoint(list(sites))
    cells = shapely.voronoi_polygons(points, extend_to=hull.buffer(1), ordered=True)
    by_key = defaultdict(list)
    for cell, key in zip(shapely.get_parts(cells), sites.values(), strict=True):
        if key is not None:
            by_key[key].append(cell)
    return {
        key: shapely.intersection(shapely.union_all(cells), hull)
        for key, cells in sorted(by_key.items())
    }


def _round_corners(
    areas: Areas, radius: float, tolerance: float
) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield the areas with round corners, so that they do not look like measured borders."""
    for key, area in areas.items():
        closed = area.buffer(radius).buffer(-2 * radius).buffer(radius)
        # What rounding would swallow stays as it is.
        rounded = closed if _parts(closed) == _parts(area) else area
        yield key, rounded.simplify(tolerance)


def _parts(area: BaseGeometry) -> int:
    return len(shapely.get_parts(area))


def _scale(area: BaseGeometry, horizontal: float) -> MultiPolygon:
    return shapely.affinity.scale(_polygons(area), xfact=horizontal, yfact=1, origin=(0, 0))


def _shape(geometry: Mapping[str, Any]) -> BaseGeometry:
    try:
        flat = shapely.force_2d(shape(dict(geometry)))
        return shapely.make_valid(flat, method="structure", keep_collapsed=False)
    # What shapely raises for a malformed mapping is not one kind of error.
    except (ShapelyError, AttributeError, LookupError, TypeError, ValueError) as error:
        message = "not a GeoJSON geometry"
        raise ValueError(message) from error


def _polygons(geometry: BaseGeometry) -> MultiPolygon:
    """Return the polygons of a geometry; lines and points are left out."""
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    return MultiPolygon(parts)


def _geometry(area: BaseGeometry, decimals: int) -> Geometry:
    """Return an area as GeoJSON, rounded, in one order whatever made it."""
    polygons = shapely.get_parts(shapely.orient_polygons(shapely.normalize(_polygons(area))))
    return Geometry(
        type="MultiPolygon",
        coordinates=[
            [_ring(ring, decimals) for ring in (polygon.exterior, *polygon.interiors)]
            for polygon in polygons
        ],
    )


def _ring(ring: BaseGeometry, decimals: int) -> list[list[float]]:
    """Return the positions of a closed ring, rounded, none twice in a row."""
    rounded = [[round(x, decimals), round(y, decimals)] for x, y in ring.coords]
    return [rounded[0], *(b for a, b in pairwise(rounded) if a != b)]
