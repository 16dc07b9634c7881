"""The JSON API: the same records as the pages, for scripts (`/api/v1/`).

Field names are those of the records; derived fields are added: the `url` of the page, the `state`
and `ends_on` of an award, the place in both eras.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.records.directory import ListedOrganisation, ListedProduct
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.places import Commune, District
from site_builder.records.rules.addresses import Place
from site_builder.records.rules.awards import AssessedAward
from site_builder.render.addresses import (
    API,
    commune_address,
    district_address,
    organisation_address,
    product_address,
)
from site_builder.render.environment import Site
from site_builder.render.photos import photo_copies

# What the file of a record that left still says.
TOMBSTONE_FIELDS = {"id", "aliases", "left", "name_vi", "name_en", "other_names", "kind"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DataFile:
    """One data file; lists know their `count` and the address of their JSON Schema."""

    name: str
    address: str
    content: bytes
    count: int | None = None
    schema: str | None = None


def data_files(site: Site) -> Iterator[DataFile]:
    """Yield the lists of organisations, products and places, then one file per record.

    The departed keep their file and are in no list.
    """
    directory = site.directory
    organisations = [_organisation(site, o) for o in directory.organisations]
    products = [_product(site, p) for p in directory.products]
    yield _list(site, "organisations", organisations)
    yield _list(site, "products", products)
    yield _list(site, "places", list(_places(site)))
    organisations += [_organisation(site, o) for o in directory.departed_organisations]
    products += [_product(site, p) for p in directory.departed_products]
    for item in organisations:
        yield from _singles(site, "organisations", item)
    for item in products:
        yield from _singles(site, "products", item)


def _list(site: Site, name: str, items: list[Json]) -> DataFile:
    content = {**_head(site), "count": len(items), "items": items}
    schema = f"{API}schema/{name}.json"
    return DataFile(name, f"{API}{name}.json", _write(content), len(items), schema)


def _singles(site: Site, kind: str, item: Json) -> Iterator[DataFile]:
    """Yield the file of a record, and the same again at its old addresses.

    A static host cannot send a program on, so that an old address gives the record itself; its
    `id` tells the present address.
    """
    content = _write({**_head(site), "item": item})
    for name in (item["id"], *item.get("aliases", ())):
        yield DataFile(name, f"{API}{kind}/{name}.json", content)


def _head(site: Site) -> Json:
    return {"generated_on": site.directory.today.isoformat(), "licence": LICENCE}


def _write(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _organisation(site: Site, organisation: ListedOrganisation) -> Json:
    record = organisation.record
    if record.left is not None:
        return _tombstone(record, site.url(organisation_address(record.id)))
    return {
        **_written(site, record),
        "url": site.url(organisation_address(record.id)),
        "place": _place(organisation.place),
        "products": [product.record.id for product in organisation.products],
        "programmes": [p.programme.id for p in organisation.participations],
    }


def _product(site: Site, product: ListedProduct) -> Json:
    record = product.record
    if record.left is not None:
        return _tombstone(record, site.url(product_address(record.id)))
    written = _written(site, record)
    if product.awards:
        written["awards"] = [_award(assessed) for assessed in product.awards]
    current = product.current
    return {
        **written,
        "url": site.url(product_address(record.id)),
        "state": current.state if current else None,
        "star": current.award.star if current else None,
        "ends_on": current.ends_on.isoformat() if current and current.ends_on else None,
        "place": _place(product.place) if product.place else None,
    }


def _tombstone(record: Organisation | Product, url: str) -> Json:
    """Return what stays of a record that left: its names, and when and why it left."""
    written = record.model_dump(mode="json", exclude_defaults=True, include=TOMBSTONE_FIELDS)
    return {**written, "url": url}


def _written(site: Site, record: Organisation | Product) -> Json:
    """Return the fields of a record, its photos with the addresses of their copies."""
    written: Json = record.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    for photo, item in zip(record.photos, written.get("photos", ()), strict=True):
        copies = photo_copies(site.directory.pictures[photo.file])
        item["copies"] = [
            {"url": site.url(c.address), "type": c.type, "width": c.width, "height": c.height}
            for of_type in copies.values()
            for c in of_type
        ]
    return written


def _award(assessed: AssessedAward) -> Json:
    return {
        **assessed.award.model_dump(mode="json", exclude_none=True),
        "state": assessed.state,
        "ends_on": assessed.ends_on.isoformat() if assessed.ends_on else None,
    }


def _place(place: Place) -> Json:
    """Return the codes of a place in both eras; what is not known is null."""
    return {
        "commune": place.commune.code if place.commune else None,
        "commune_derived": place.commune_derived,
        "former_commune": place.former_commune.code if place.former_commune else None,
        "former_district": place.district.code if place.district else None,
        "former_province": place.former_province.code if place.former_province else None,
    }


def _places(site: Site) -> Iterator[Json]:
    directory = site.directory
    for district in directory.districts:
        yield _district(site, district)
    codes = {district.code for district in directory.districts}
    former = [f for f in directory.places.former_communes.values() if f.former_district in codes]
    for commune in former:
        yield {
            "era": "former", "level": "commune", "code": commune.code, "type": commune.type,
            "name": commune.name, "former_district": commune.former_district,
            "commune": commune.commune, "clause": commune.clause,
            **({} if commune.commune else {"divided_among": commune.communes}),
        }  # fmt: skip
    present = {code for commune in former for code in commune.communes}
    for code in sorted(present):
        yield _commune(site, directory.places.communes[code])


def _district(site: Site, district: District) -> Json:
    return {
        "era": "former", "level": "district", "code": district.code, "type": district.type,
        "name": district.name, "former_province": district.former_province,
        "url": site.url(district_address(district.slug)),
    }  # fmt: skip


def _commune(site: Site, commune: Commune) -> Json:
    known = commune in site.directory.communes_with_records
    return {
        "era": "present", "level": "commune", "code": commune.code, "type": commune.type,
        "name": commune.name, "province": commune.province,
        "lat": commune.latitude, "lon": commune.longitude,
        "url": site.url(commune_address(commune.slug)) if known else None,
    }  # fmt: skip
