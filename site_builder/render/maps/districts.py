"""The maps of a directory: what stands where, province and former districts."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from site_builder.records.directory import Directory, ListedOrganisation
from site_builder.records.outlines import Geometry
from site_builder.records.places import District
from site_builder.render.addresses import (
    ASSETS,
    MAPS,
    district_address,
    edition_address,
    organisation_address,
    relative_link,
)
from site_builder.render.environment import Site
from site_builder.render.maps.bounds import area_bounds
from site_builder.render.maps.schematic import CommunePoint, majority_areas, middle, schematic_areas
from site_builder.render.maps.views import MapArea, MapEntry, MapPin, MapView
from site_builder.render.views.life_cycle import kind_in_lists
from site_builder.render.views.texts import former_name, unit_name
from site_builder.words.order import vietnamese_order

PROVINCE_MAP = "tinh"
# The map of a district draws so many of the nearest, itself included: those of a whole country on
# each of its hundreds of maps would be most of the site.
DRAWN_AROUND = 24


def district_areas(
    directory: Directory, outlines: Mapping[str, Geometry] | None
) -> dict[str, Geometry]:
    """Return an area for each former district: the fetched outlines, else a scheme."""
    if outlines is not None:
        return dict(outlines)
    places = directory.places
    codes = {district.code for district in directory.districts}
    former: dict[str, list[str]] = defaultdict(list)
    for commune in places.former_communes.values():
        if commune.former_district in codes:
            for present in commune.communes:
                former[present].append(commune.former_district)
    keys = majority_areas(former)
    return schematic_areas(
        CommunePoint(commune.code, commune.longitude, commune.latitude, keys.get(commune.code))
        for commune in places.communes.values()
    )


def map_views(site: Site) -> Iterator[MapView]:
    """Yield the map of the province, then one for each former district that has an area."""
    directory = site.directory
    drawn = [district for district in directory.districts if district.code in site.areas]
    yield _view(site, site.words("pages.map.title"), None, drawn, directory.organisations)
    middles = {district.code: middle(site.areas[district.code]) for district in drawn}
    for district in drawn:
        title = site.words("pages.district.map", name=former_name(site.words, district))
        near = _nearest(district.code, middles)
        around = [other for other in drawn if other.code in near]
        members = directory.organisations_in_district(district.code)
        yield _view(site, title, district, around, members)


def _nearest(code: str, middles: Mapping[str, tuple[float, float]]) -> set[str]:
    """Return the areas that stand around one, and itself."""
    by_distance = sorted(middles, key=lambda other: math.dist(middles[code], middles[other]))
    return set(by_distance[:DRAWN_AROUND])


def map_source(district: District | None) -> str:
    """Return the address of a map's own page, for the frame."""
    return f"{MAPS}{district.slug if district else PROVINCE_MAP}.html"


def _view(
    site: Site,
    title: str,
    district: District | None,
    drawn: Sequence[District],
    organisations: Sequence[ListedOrganisation],
) -> MapView:
    areas = tuple(
        MapArea(
            key=other.code,
            name=former_name(site.words, other),
            label=other.name,
            geometry=site.areas[other.code],
            href="" if other == district else _from_map(district_address(other.slug)),
            is_schematic=not site.has_outlines,
        )
        for other in drawn
    )
    own = [area for area in areas if district and area.key == district.code]
    return MapView(
        path_stem=district.slug if district else PROVINCE_MAP,
        title=title,
        language=site.words.language,
        assets=relative_link(edition_address(MAPS, site.words.language), ASSETS),
        areas=areas,
        pins=tuple(_pins(site, organisations)),
        bounds=area_bounds(own[0]) if own else None,
    )


def _pins(site: Site, organisations: Sequence[ListedOrganisation]) -> Iterator[MapPin]:
    """Yield the pins in the order of the lists; those of one commune share a pin."""
    entries: dict[MapPin, list[MapEntry]] = defaultdict(list)
    for organisation in by_commune_order(organisations):
        pin = _empty_pin(site, organisation)
        if pin is not None:
            entries[pin].append(_entry(site, organisation))
    for pin, held in entries.items():
        yield replace(pin, entries=tuple(held))


def _empty_pin(site: Site, organisation: ListedOrganisation) -> MapPin | None:
    """Return where an organisation stands: its own place, else its commune, else nowhere."""
    record, commune = organisation.record, organisation.place.commune
    approximate = site.words("maps.approximate")
    if record.location is not None:
        return MapPin(
            latitude=float(record.location.lat),
            longitude=float(record.location.lon),
            title=record.name_vi,
            entries=(),
            note="" if record.location.precision == "exact" else approximate,
        )
    if commune is None:
        return None
    name = unit_name(site.words, commune)
    return MapPin(commune.latitude, commune.longitude, name, (), approximate)


def unplaced(organisations: Sequence[ListedOrganisation]) -> list[ListedOrganisation]:
    """Return the organisations that no map can show, because no commune is known."""
    return [o for o in organisations if o.record.location is None and o.place.commune is None]


def by_commune_order(organisations: Sequence[ListedOrganisation]) -> list[ListedOrganisation]:
    """Return organisations in the order of communes, of pins there, then of names."""
    return sorted(organisations, key=_commune_order)


def _commune_order(organisation: ListedOrganisation) -> tuple[object, ...]:
    commune = organisation.place.commune
    return (
        commune is None,
        vietnamese_order(commune.name if commune else ""),
        commune.code if commune else "",
        organisation.record.location is not None,
        vietnamese_order(organisation.record.name_vi),
    )


def _entry(site: Site, organisation: ListedOrganisation) -> MapEntry:
    kind = kind_in_lists(site.words, organisation.record)
    products = len(organisation.products)
    detail = site.words("ui.product_count", n=products) if products else ""
    return MapEntry(
        name=organisation.record.name_vi,
        href=_from_map(organisation_address(organisation.record.id)),
        kind_label=" · ".join(part for part in (kind, detail) if part),
    )


def _from_map(address: str) -> str:
    return relative_link(MAPS, address)
