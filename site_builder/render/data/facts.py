"""What is known of a table without its rows."""

from dataclasses import dataclass

from site_builder.render.data.tables import Column, Table


@dataclass(frozen=True, slots=True)
class TableFacts:
    """The name of a table, its columns, and how many rows there are."""

    name: str
    columns: tuple[Column, ...]
    count: int


def facts_of(table: Table) -> TableFacts:
    """Return what is known of a table without its rows."""
    return TableFacts(table.name, table.columns, len(table.rows))
