"""Everything the directory gives away as files, made once and in one order."""

from collections.abc import Callable, Iterator, Sequence
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
class Offer:
    """What a page says of the open data.

    `known` is what is known of the files of the whole directory, and `tables` of the tables that
    some of them are made of.
    """

    known: tuple[FileFacts, ...]
    tables: tuple[TableFacts, ...]


def open_data(
    site: Site, tell: Callable[[Offer], None], put_aside: PutAside = as_it_is
) -> Iterator[GeneratedFile]:
    """Yield the data files of the first edition, which all editions share.

    Whoever makes the page about them is told of them before the last ones. `put_aside` is where
    parts of a file wait until all of them are made.
    """
    lists = data_lists(site)
    tables = data_tables(site, lists)
    known = []
    for file in _content_files(site, lists, tables, put_aside):
        if file.count is not None:
            known.append(file.facts)
        yield _generated(file)
    index = [*index_files(site, known)]
    tell(Offer((*known, *(file.facts for file in index)), tuple(map(facts_of, tables))))
    yield from map(_generated, index)


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
