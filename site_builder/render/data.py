"""The JSON API: the same records as the pages, for scripts (`/api/v1/`).

Field names are those of the records; derived fields are added: the `url` of the page, the `state`
and `ends_on` of an award, the place in both eras.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

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
    """Yield the lists of organisations, products and places, then one file per record."""
    organisations = [_organisation(site, o) for o in site.directory.organisations]
    products = [_product(site, p) for p in site.directory.products]
    yield _list(site, "organisations", organisations)
    yield _list(site, "products", products)
    yield _list(site, "places", list(_places(site)))
    for item in organisations:
        yield _single(site, "organisations", item)
    for item in products:
        yield _single(site, "products", item)


def _list(site: Site, name: str, items: list[Json]) -> DataFile:
    content = {**_head(site), "count": len(items), "items": items}
    schema = f"{API}schema/{name}.json"
    return DataFile(name, f"{API}{name}.json", _write(content), len(items), schema)


def _single(site: Site, kind: str, item: Json) -> DataFile:
    return DataFile(
        item["id"], f"{API}{kind}/{item['id']}.json", _write({**_head(site), "item": item})
    )


def _head(site: Site) -> Json:
    return {"generated_on": site.directory.today.isoformat(), "licence": LICENCE}


def _write(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _url(site: Site, address: str) -> str:
    return urljoin(site.directory.settings.site_url, address.lstrip("/"))


def _organisation(site: Site, organisation: ListedOrganisation) -> Json:
    record = organisation.record
    return {
        **_written(site, record),
        "url": _url(site, organisation_address(record.id)),
        "place": _place(organisation.place),
        "products": [product.record.id for product in organisation.products],
        "programmes": [p.programme.id for p in organisation.participations],
    }


def _product(site: Site, product: ListedProduct) -> Json:
    record = product.record
    written = _written(site, record)
    if product.awards:
        written["awards"] = [_award(assessed) for assessed in product.awards]
    current = product.current
    return {
        **written,
        "url": _url(site, product_address(record.id)),
        "state": current.state if current else None,
        "star": current.award.star if current else None,
        "ends_on": current.ends_on.isoformat() if current and current.ends_on else None,
        "place": _place(product.place) if product.place else None,
    }


def _written(site: Site, record: Organisation | Product) -> Json:
    """Return the fields of a record, its photos with the addresses of their copies."""
    written: Json = record.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    for photo, item in zip(record.photos, written.get("photos", ()), strict=True):
        copies = photo_copies(site.directory.pictures[photo.file])
        item["copies"] = [
            {"url": _url(site, c.address), "type": c.type, "width": c.width, "height": c.height}
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
        }  # fmt: skip
    present = {f.commune for f in former}
    for code in sorted(present):
        yield _commune(site, directory.places.communes[code])


def _district(site: Site, district: District) -> Json:
    return {
        "era": "former", "level": "district", "code": district.code, "type": district.type,
        "name": district.name, "former_province": district.former_province,
        "url": _url(site, district_address(district.slug)),
    }  # fmt: skip


def _commune(site: Site, commune: Commune) -> Json:
    known = commune in site.directory.communes_with_records
    return {
        "era": "present", "level": "commune", "code": commune.code, "type": commune.type,
        "name": commune.name, "province": commune.province,
        "lat": commune.latitude, "lon": commune.longitude,
        "url": _url(site, commune_address(commune.slug)) if known else None,
    }  # fmt: skip
