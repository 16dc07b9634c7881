"""Everything the directory gives away as files, made once and in one order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.render.data.api import DataFile, FileFacts, Lists, data_files, data_lists
from site_builder.render.data.contact_cards import card_files
from site_builder.render.data.facts import TableFacts, facts_of
from site_builder.render.data.index import index_files
from site_builder.render.data.package import package_files
from site_builder.render.data.points import point_files
from site_builder.render.data.tables import Table, data_tables
from site_builder.render.data.workbook import workbook_file
from site_builder.render.environment import Site
from site_builder.words.generated import GeneratedFile, PutAside, as_it_is


@dataclass(frozen=True, slots=True)
class OpenData:
    """Every data file of a directory.

    `known` is what is known of the files of the whole directory, and `tables` of the tables that
    some of them are made of.
    """

    files: tuple[GeneratedFile, ...]
    known: tuple[FileFacts, ...]
    tables: tuple[TableFacts, ...]


def open_data(site: Site, put_aside: PutAside = as_it_is) -> OpenData:
    """Return the open data of the first edition, which all editions share.

    Each file is `put_aside` once it is made.
    """
    lists = data_lists(site)
    tables = data_tables(site, lists)
    files, known = [], []
    for file in _content_files(site, lists, tables, put_aside):
        files.append(put_aside(_generated(file)))
        if file.count is not None:
            known.append(file.facts)
    index = [*index_files(site, known)]
    files += map(_generated, index)
    known += [file.facts for file in index]
    return OpenData(tuple(files), tuple(known), tuple(map(facts_of, tables)))


def _content_files(
    site: Site, lists: Lists, tables: Sequence[Table], put_aside: PutAside
) -> Iterator[DataFile]:
    """Yield all files but those about them."""
    yield from data_files(site, lists)
    yield from package_files(site, tables)
    yield workbook_file(site, tables, put_aside)
    yield from point_files(site, lists)
    yield from card_files(site)


def _generated(file: DataFile) -> GeneratedFile:
    return GeneratedFile(file.address.lstrip("/"), file.content)
