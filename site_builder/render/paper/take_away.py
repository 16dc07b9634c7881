"""What a reader can take from the page of a record: its QR code and its sheet to print."""

from dataclasses import dataclass

from site_builder.records.directory import OrganisationOrProduct, folder_of
from site_builder.render.addresses import code_address, data_address, sheet_address
from site_builder.render.environment import Site
from site_builder.render.paper.paper import scan_text

# Of the pages that offer it.
STYLES = ("records",)


@dataclass(frozen=True, slots=True)
class TakeAway:
    """The addresses of the files; what is said of the code, and read aloud in its place."""

    text: str
    alt: str
    svg: str
    png: str
    sheet: str


def file_values(site: Site, listed: OrganisationOrProduct) -> dict[str, str | TakeAway]:
    """Return the files of an organisation or a product, as the templates of its page name them."""
    record, folder = listed.record, folder_of(listed)
    return {
        "data_href": data_address(folder, record.id),
        "taken": TakeAway(
            text=scan_text(site, "paper.block.text"),
            alt=site.words("paper.block.alt", name=record.name_vi),
            svg=code_address(folder, record.id, ".svg"),
            png=code_address(folder, record.id, ".png"),
            sheet=sheet_address(folder, record.id),
        ),
    }
