"""Everything the directory gives away as files, made once and in one order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from site_builder.render.addresses import API_INDEX, OPENAPI
from site_builder.render.data.api import DataFile, data_files, data_lists
from site_builder.render.data.contact_cards import card_files
from site_builder.render.data.index import index_files
from site_builder.render.data.package import package_files
from site_builder.render.data.points import point_files
from site_builder.render.data.tables import Table, data_tables
from site_builder.render.data.workbook import workbook_file
from site_builder.render.environment import Site


@dataclass(frozen=True, slots=True)
class OpenData:
    """Every data file of a directory, and the tables that some of them are made of."""

    files: tuple[DataFile, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A data file without its content: what it is, where it lies, and its size in bytes."""

    name: str
    form: str
    address: str
    size: int
    count: int | None
    schema: str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page says of the open data: the files by form and name, and the tables without rows.

    The files of single records are left out.
    """

    files: Mapping[tuple[str, str], OfferedFile]
    tables: tuple[Table, ...]


def open_data(site: Site) -> OpenData:
    """Return the open data of the first edition, which all editions share."""
    lists = data_lists(site)
    tables = data_tables(site, lists)
    files = (
        *data_files(site, lists),
        *package_files(site, tables),
        workbook_file(site, tables),
        *point_files(site, lists),
        *card_files(site),
    )
    return OpenData((*files, *index_files(site, files)), tuple(tables))


def offer(data: OpenData) -> Offer:
    """Return what is to be said of the open data."""
    files: dict[tuple[str, str], OfferedFile] = {}
    for file in data.files:
        # The files of single records have no count.
        if file.count is not None or file.address in {API_INDEX, OPENAPI}:
            made = OfferedFile(
                file.name, file.form, file.address, len(file.content), file.count, file.schema
            )
            files[file.form, file.name] = made
    return Offer(files, tuple(replace(table, rows=()) for table in data.tables))
