"""The JSON API: the same records as the pages, for scripts (`/api/v1/`).

Field names are those of the records; derived fields are added: the `url` of the page, the `state`
and `ends_on` of an award, the place in both eras.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_builder.records.directory import (
    ListedOrganisation,
    ListedProduct,
    ListedProgramme,
)
from site_builder.records.json_text import json_lines
from site_builder.records.models.common import Record
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.rules.awards import AssessedAward
from site_builder.render.addresses import (
    API,
    organisation_address,
    product_address,
    programme_address,
)
from site_builder.render.data.reference import (
    as_written,
    place_codes,
    place_items,
    reference_items,
)
from site_builder.render.environment import Site
from site_builder.render.views.photos import photo_copies

# What the file of a record that left still says.
TOMBSTONE_FIELDS = {"id", "aliases", "left", "name_vi", "name_en", "other_names", "kind", "type"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

Json = dict[str, Any]
# The items of every list by its name.
Lists = Mapping[str, Sequence[Json]]


@dataclass(frozen=True, slots=True)
class DataFile:
    """One data file; those of the page of downloads know their `count` and their schema.

    `name` is that of the list, `form` what kind of file it is.
    """

    name: str
    address: str
    content: bytes
    form: str = "json"
    count: int | None = None
    schema: str | None = None

    @property
    def facts(self) -> "FileFacts":
        """What is known of the file without its content."""
        size = len(self.content)
        return FileFacts(self.name, self.address, self.form, size, self.count, self.schema)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a data file without its content; `size` is in bytes."""

    name: str
    address: str
    form: str
    size: int
    count: int | None
    schema: str | None


def data_lists(site: Site) -> Lists:
    """Return the items of every list; the departed are in none."""
    directory = site.directory
    return {
        "organisations": [_organisation(site, o) for o in directory.organisations],
        "products": [_product(site, p) for p in directory.products],
        "programmes": [_programme(site, p) for p in directory.programmes],
        "places": list(place_items(site)),
        **reference_items(directory),
    }


def data_files(site: Site, lists: Lists) -> Iterator[DataFile]:
    """Yield the file of every list, then one file per record, the departed too."""
    for name, items in lists.items():
        content = json_lines({**head(site), "count": len(items), "items": items})
        address, schema = f"{API}{name}.json", f"{API}schema/{name}.json"
        yield DataFile(name, address, content, count=len(items), schema=schema)
    directory = site.directory
    departed = {
        "organisations": [_organisation(site, o) for o in directory.departed_organisations],
        "products": [_product(site, p) for p in directory.departed_products],
        "programmes": [_programme(site, p) for p in directory.departed_programmes],
    }
    for kind, items in departed.items():
        for item in (*lists[kind], *items):
            yield from _singles(site, kind, item)


def _singles(site: Site, kind: str, item: Json) -> Iterator[DataFile]:
    """Yield the file of a record, and the same again at its old addresses.

    A static host cannot send a program on, so that an old address gives the record itself; its
    `id` tells the present address.
    """
    content = json_lines({**head(site), "item": item})
    for name in (item["id"], *item.get("aliases", ())):
        yield DataFile(name, f"{API}{kind}/{name}.json", content)


def head(site: Site) -> Json:
    """Return what every file begins with: the day for which states hold, and the licence."""
    return {"generated_on": site.directory.today.isoformat(), "licence": LICENCE}


def _organisation(site: Site, organisation: ListedOrganisation) -> Json:
    record = organisation.record
    url = site.url(organisation_address(record.id))
    if record.left is not None:
        return _tombstone(record, url)
    return {
        **_with_photos(site, record),
        "url": url,
        "place": place_codes(organisation.place),
        "products": [product.record.id for product in organisation.products],
        "programmes": [p.programme.id for p in organisation.participations],
    }


def _product(site: Site, product: ListedProduct) -> Json:
    record = product.record
    url = site.url(product_address(record.id))
    if record.left is not None:
        return _tombstone(record, url)
    written = _with_photos(site, record)
    if product.awards:
        written["awards"] = [_award(assessed) for assessed in product.awards]
    current = product.current
    return {
        **written,
        "url": url,
        "state": current.state if current else None,
        "star": current.award.star if current else None,
        "ends_on": current.ends_on.isoformat() if current and current.ends_on else None,
        "place": place_codes(product.place) if product.place else None,
    }


def _programme(site: Site, programme: ListedProgramme) -> Json:
    record = programme.record
    url = site.url(programme_address(record.id))
    if record.left is not None:
        return _tombstone(record, url)
    return {**as_written(record), "url": url}


def _tombstone(record: Record, url: str) -> Json:
    """Return what stays of a record that left: its names, and when and why it left."""
    written = record.model_dump(mode="json", exclude_defaults=True, include=TOMBSTONE_FIELDS)
    return {**written, "url": url}


def _with_photos(site: Site, record: Organisation | Product) -> Json:
    """Return the fields of a record, its photos with the addresses of their copies."""
    written = as_written(record)
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
        **as_written(assessed.award),
        "state": assessed.state,
        "ends_on": assessed.ends_on.isoformat() if assessed.ends_on else None,
    }
