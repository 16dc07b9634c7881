"""What tables and columns are called and what they mean: the dictionary of the data."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from site_builder.render.data.facts import TableFacts
from site_builder.render.data.tables import Column, Table
from site_builder.render.views.closed_lists import LABELS, of_field
from site_builder.words.catalogue import Words

# A heading is what a description says first.
AFTER = re.compile(r"[:;.(…]|, ví dụ|, such as")
AnyTable = TypeVar("AnyTable", Table, TableFacts)
TYPES = {"integer": "integer", "number": "number", "boolean": "boolean", "string": "string"}


def type_of(column: Column) -> str:
    """Return the type of one value, as Table Schema names it."""
    if column.schema.get("format") == "date":
        return "date"
    return TYPES[column.schema["type"]]


def meaning(words: Words, column: Column) -> str:
    """Return what a column means."""
    return words(f"dictionary.{column.described}")


def heading(words: Words, column: Column) -> str:
    """Return a short name of a column, those of the objects it stands in before it."""
    return ": ".join(
        first_part(words(f"dictionary.{described}"))
        for described in (*column.outer, column.described)
    )


def first_part(text: str) -> str:
    """Return what a description says before its first sign."""
    return AFTER.split(text)[0].strip()


def table_title(words: Words, table: Table | TableFacts) -> str:
    """Return what a table is called."""
    return words(f"open_data.table.{table.name}")


def values_of(words: Words, column: Column) -> Sequence[str]:
    """Return the values that a column of a closed list may have, each with what it is called."""
    table = of_field(LABELS, *column.described.split("."))
    values = map(str, column.schema.get("enum", ()))
    return [f"{value}: {words(f'{table}.{value}')}" if table else value for value in values]


def described_columns(tables: Sequence[AnyTable]) -> Iterator[tuple[AnyTable, Column]]:
    """Yield every column with its table."""
    yield from ((table, column) for table in tables for column in table.columns)
