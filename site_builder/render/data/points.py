"""Organisations and products as points on the map (GeoJSON, RFC 7946).

Each point says how exact it is. One that only stands for the commune is marked as approximate, and
a record whose commune is not known has no geometry rather than a guess.
"""

from collections.abc import Iterator, Sequence

from site_builder.records.directory import ListedOrganisation
from site_builder.records.json_text import json_lines
from site_builder.records.models.common import Location
from site_builder.records.rules.addresses import Place
from site_builder.render.addresses import POINTS
from site_builder.render.data.api import DataFile, Json, Lists, head
from site_builder.render.environment import Site

PROPERTIES = {
    "organisations": ("name_vi", "name_en", "kind", "status", "sector", "url"),
    "products": (
        "name_vi", "name_en", "kind", "producer", "ocop_group", "star", "state", "ends_on",
        "generated_on", "url",
    ),
}  # fmt: skip


def point_files(site: Site, lists: Lists) -> Iterator[DataFile]:
    """Yield the points of the organisations and of the products."""
    directory = site.directory
    of_organisations = [_organisation_point(o) for o in directory.organisations]
    of_products = [_commune_point(p.place) for p in directory.products]
    yield _collection(site, "organisations", lists["organisations"], of_organisations)
    yield _collection(site, "products", lists["products"], of_products)


# Longitude, latitude and how exact they are: `exact`, `village` or `commune`.
Point = tuple[float, float, str] | None


def _organisation_point(organisation: ListedOrganisation) -> Point:
    location: Location | None = organisation.record.location
    if location is None:
        return _commune_point(organisation.place)
    return float(location.lon), float(location.lat), location.precision


def _commune_point(place: Place | None) -> Point:
    if place is None or place.commune is None:
        return None
    return place.commune.longitude, place.commune.latitude, "commune"


def _collection(site: Site, name: str, items: Sequence[Json], points: Sequence[Point]) -> DataFile:
    day = site.directory.today.isoformat()
    features = [
        _feature(name, {**item, "generated_on": day}, point)
        for item, point in zip(items, points, strict=True)
    ]
    content = {"type": "FeatureCollection", **head(site), "count": len(features)}
    return DataFile(
        name,
        f"{POINTS}{name}.geojson",
        json_lines({**content, "features": features}),
        form="geojson",
        count=len(features),
    )


def _feature(name: str, item: Json, point: Point) -> Json:
    place = item["place"] or {}
    properties = {field: item.get(field) for field in PROPERTIES[name]}
    return {
        "type": "Feature",
        "id": item["id"],
        "geometry": {"type": "Point", "coordinates": list(point[:2])} if point else None,
        "properties": {
            **properties,
            "commune": place.get("commune"),
            "former_district": place.get("former_district"),
            "precision": point[2] if point else None,
            "approximate": point[2] != "exact" if point else None,
        },
    }
