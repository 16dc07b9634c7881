"""The lists that records refer to, as data: documents, figures, vocabularies, and places."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from site_builder.records.directory import Directory
from site_builder.records.models.common import Model
from site_builder.records.models.reference import (
    Document,
    Figure,
    Indicator,
    OcopSet,
    SupportBody,
    Term,
)
from site_builder.records.places import Commune, District
from site_builder.records.rules.addresses import Place
from site_builder.render.addresses import commune_address, district_address
from site_builder.render.environment import Site

Json = dict[str, Any]

# Every list and its kind of record.
REFERENCES: Mapping[str, type[Model]] = {
    "documents": Document,
    "figures": Figure,
    "indicators": Indicator,
    "bodies": SupportBody,
    "ocop_sets": OcopSet,
    "sectors": Term,
    "topics": Term,
    "programme_types": Term,
}
# The copy of a document is kept by those who keep the directory, and is not published.
UNPUBLISHED = frozenset({"stored_copy"})


def reference_items(directory: Directory) -> dict[str, list[Json]]:
    """Return the entries of every list that records refer to, by its name."""
    lists: Mapping[str, Iterable[Model]] = {
        "documents": directory.documents.values(),
        "figures": [figure.record for figure in directory.figures],
        "indicators": directory.indicators.values(),
        "bodies": directory.bodies,
        "ocop_sets": directory.ocop_sets.values(),
        "sectors": directory.sectors.values(),
        "topics": directory.topics.values(),
        "programme_types": directory.programme_types.values(),
    }
    return {name: [as_written(record) for record in records] for name, records in lists.items()}


def as_written(record: Model) -> Json:
    """Return the fields of a record that have a value."""
    return record.model_dump(
        mode="json", exclude_none=True, exclude_defaults=True, exclude=set(UNPUBLISHED)
    )


def place_codes(place: Place) -> Json:
    """Return the codes of a place in both eras; what is not known is null."""
    return {
        "commune": place.commune.code if place.commune else None,
        "commune_derived": place.commune_derived,
        "former_commune": place.former_commune.code if place.former_commune else None,
        "former_district": place.district.code if place.district else None,
        "former_province": place.former_province.code if place.former_province else None,
    }


def place_items(site: Site) -> Iterator[Json]:
    """Yield the former districts, the former communes and the present ones.

    They are those of the province, and whatever others a record of the lists is in.
    """
    places, used = site.directory.places, list(_places_used(site.directory))
    districts = {d.code: d for d in site.directory.districts}
    districts |= {p.district.code: p.district for p in used if p.district}
    for district in districts.values():
        yield _district(site, district)
    former = [f for f in places.former_communes.values() if f.former_district in districts]
    for commune in former:
        yield {
            "era": "former", "level": "commune", "code": commune.code, "type": commune.type,
            "name": commune.name, "former_district": commune.former_district,
            "commune": commune.commune, "clause": commune.clause,
            **({} if commune.commune else {"divided_among": list(commune.communes)}),
        }  # fmt: skip
    present = {code for f in former for code in f.communes} | {
        p.commune.code for p in used if p.commune
    }
    for code in sorted(present):
        yield _commune(site, places.communes[code])


def _places_used(directory: Directory) -> Iterator[Place]:
    yield from (organisation.place for organisation in directory.organisations)
    yield from (product.place for product in directory.products if product.place)
    yield from (figure.place for figure in directory.figures)


def _district(site: Site, district: District) -> Json:
    return {
        "era": "former", "level": "district", "code": district.code, "type": district.type,
        "name": district.name, "former_province": district.former_province,
        "url": site.url(district_address(district.slug)),
    }  # fmt: skip


def _commune(site: Site, commune: Commune) -> Json:
    known = site.directory.has_records(commune)
    return {
        "era": "present", "level": "commune", "code": commune.code, "type": commune.type,
        "name": commune.name, "province": commune.province,
        "lat": commune.latitude, "lon": commune.longitude,
        "url": site.url(commune_address(commune.slug)) if known else None,
    }  # fmt: skip
