"""The QR codes of records: each encodes the permanent address of the record's page."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.records.directory import folder_of
from site_builder.render.addresses import code_address, record_address
from site_builder.render.environment import Site
from site_builder.render.paper.qr import KINDS


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that is published: where it lies, what it encodes, and the record it is of."""

    path: str
    text: str
    source: str
    title: str = ""


def record_codes(site: Site) -> Iterator[Code]:
    """Yield the codes of all organisations and products, at their old addresses, too."""
    directory = site.directory
    for listed in directory.every_organisation_and_product:
        record, folder = listed.record, folder_of(listed)
        page = record_address(folder, record.id)
        for name in (record.id, *record.aliases):
            for suffix in KINDS:
                path = code_address(folder, name, suffix).lstrip("/")
                yield Code(path, site.url(page), listed.path)
