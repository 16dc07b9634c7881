"""Everything the directory gives away as files, made once and in one order."""

from dataclasses import dataclass

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
