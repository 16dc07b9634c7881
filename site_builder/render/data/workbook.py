"""The tables as one workbook: a sheet each, with the dictionary of their columns."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from site_builder.render.addresses import DOWNLOADS, WORKBOOK
from site_builder.render.data.api import LICENCE, DataFile
from site_builder.render.data.dictionary import (
    described_columns,
    heading,
    meaning,
    table_title,
    type_of,
    values_of,
)
from site_builder.render.data.package import written
from site_builder.render.data.tables import Column, Table
from site_builder.render.data.tables import Value as TableValue
from site_builder.render.environment import Site
from site_builder.render.memory import Memory
from site_builder.words.catalogue import ORIGINAL, load_words
from site_builder.words.digests import digest, digest_of
from site_builder.words.formats import format_date
from site_builder.words.generated import GeneratedFile, PutAside, Stored, as_it_is, bytes_of
from site_builder.words.sheets import Head, Page, Value, part_name, parts_of
from site_builder.words.workbook import make_sheet, write_workbook

PATH = WORKBOOK.lstrip("/")
KINDS = {"integer": "number", "number": "number", "date": "date"}
WIDTHS = {"number": 10, "date": 13}
LONG_TEXT = 600
# More does not fit into a cell of Excel; the CSV file has it whole.
MOST_SIGNS = 32_767
DICTIONARY = ("table", "field", "heading", "type", "meaning", "meaning_en", "values")


def workbook_file(site: Site, tables: Sequence[Table], put_aside: PutAside = as_it_is) -> DataFile:
    """Return the workbook; its first sheet says of which day it is, the licence and the counts.

    `put_aside` is where the sheets wait until all of them are made.
    """
    words = site.words
    about = [
        site.directory.settings.site_name,
        words("open_data.workbook.as_of", date=format_date(site.directory.today, words)),
        words("open_data.workbook.licence", licence=LICENCE),
        words("open_data.workbook.state"),
        words("open_data.workbook.names"),
        words("open_data.workbook.more", address=site.url(DOWNLOADS)),
        "",
        *(f"{table_title(words, table)}: {len(table.rows)}" for table in tables),
    ]
    pages = [*(_page(site, table) for table in tables), _dictionary(site, tables)]
    told = words("open_data.workbook.about"), about
    sheets = _sheets(site.memory, pages, put_aside)
    values = told, [(title, found) for title, (found, _) in sheets.items()]
    parts = {title: part for title, (_, part) in sheets.items()}

    def render() -> list[bytes]:
        return [write_workbook(told, pages, made=parts)]

    (content,) = site.memory.recall([PATH], values, render)
    return DataFile("workbook", WORKBOOK, bytes_of(content), form="xlsx", count=len(tables))


def _sheets(
    memory: Memory, pages: Sequence[Page], put_aside: PutAside
) -> dict[str, tuple[str, bytes | Stored]]:
    """Return digest and bytes of the sheet of each page by its title.

    They are from the last workbook where it is the same.
    """
    within = memory.within(PATH, parts_of)
    # The sheet about the workbook is the first one.
    names = [f"{PATH}#{part_name(number)}" for number in range(2, len(pages) + 2)]
    parts = {}
    for name, page in zip(names, pages, strict=True):
        # All rows written down at once would fill much memory.
        values = page.title, page.heads, digest_of(repr(row).encode() for row in page.rows)
        (found,) = within.recall([name], values, partial(_made, page))
        part = bytes_of(found)
        parts[page.title] = digest(part), put_aside(GeneratedFile(name, part)).made
    return parts


def _made(page: Page) -> list[bytes]:
    return [make_sheet(page)]


def _page(site: Site, table: Table) -> Page:
    heads = tuple(_head(site, column) for column in table.columns)
    rows = tuple(tuple(map(_cell, table.columns, row)) for row in table.rows)
    return Page(table_title(site.words, table), heads, rows)


def _head(site: Site, column: Column) -> Head:
    kind = "text" if column.is_list else KINDS.get(type_of(column), "text")
    is_long = column.schema.get("maxLength", 0) >= LONG_TEXT
    width = 60 if is_long else WIDTHS.get(kind, 28)
    return Head(column.name, heading(site.words, column), kind, width=width)


def _cell(column: Column, value: TableValue) -> Value:
    cell = written(value)
    if cell == "":
        return None
    if isinstance(cell, str) and len(cell) > MOST_SIGNS:
        return f"{cell[: MOST_SIGNS - 1]}…"
    is_day = type_of(column) == "date" and not column.is_list
    return date.fromisoformat(str(cell)) if is_day else cell


def _dictionary(site: Site, tables: Sequence[Table]) -> Page:
    words = site.words
    heads = tuple(
        Head(name, words(f"open_data.dictionary.{name}"), "text", width=28) for name in DICTIONARY
    )
    rows = tuple(
        (
            table_title(words, table),
            column.name,
            heading(words, column),
            words(f"open_data.type.{'list' if column.is_list else type_of(column)}"),
            meaning(load_words(ORIGINAL), column),
            meaning(load_words("en"), column),
            "; ".join(values_of(words, column)) or None,
        )
        for table, column in described_columns(tables)
    )
    return Page(words("open_data.dictionary.title"), heads, rows)
