"""Records to a workbook: what each row and cell holds, and what is remembered of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from site_builder.records.directory import Directory
from site_builder.records.load import load_file
from site_builder.records.raw import Raw, RawRecord
from site_builder.staff.workbooks.cells import flatten, to_cell
from site_builder.staff.workbooks.columns import (
    TABLES,
    Column,
    Labels,
    Table,
    labels_of,
    references,
)
from site_builder.words.catalogue import Words
from site_builder.words.sheets import Head, Page, Value
from site_builder.words.workbook import write_workbook

# What hidden columns and the rows of the hidden sheet are called.
KEY, OF = "_id", "_of"
WIDTHS = {"date": 12, "number": 10, "code": 14, "months": 14, "time": 12, "list": 36}
WIDE = frozenset({"name_vi", "description_vi", "description_en", "note_vi", "note_en"})

# The values of a table by the key of the row and the field.
Rows = dict[str, dict[str, str]]


def load_raws(root: Path) -> dict[str, RawRecord]:
    """Return the records that have a sheet, as they stand in their files, by path."""
    folders = dict.fromkeys(table.folder for table in TABLES)
    paths = [p for name in folders for p in sorted((root / "content" / name).glob("*.yml"))]
    raws = (load_file(root, path)[0] for path in paths)
    return {raw.path: raw for raw in raws if raw is not None}


def rows_of(table: Table, raws: Mapping[str, RawRecord]) -> Rows:
    """Return the rows of a table; a record that left the directory has none.

    The key of a row is the id of the record, with the place in the list for one of its items.
    """
    start = f"content/{table.folder}/"
    return {
        key: {column.field: flatten(column, _at(item, column)) for column in table.columns}
        for path, raw in raws.items()
        if path.startswith(start) and isinstance(raw.value, dict) and "left" not in raw.value
        for key, item in _items(table, raw.value)
    }


def _items(table: Table, record: dict[str, Raw]) -> Iterator[tuple[str, Raw]]:
    name = str(record["id"])
    if not table.inside:
        yield name, record
        return
    for number, item in enumerate(record.get(table.inside, []), start=1):
        yield f"{name}#{number}", item


def _at(value: Raw, column: Column) -> Raw | None:
    found: Raw | None = value
    for step in column.path:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def name_of(key: str, table: Table, raws: Mapping[str, RawRecord]) -> str:
    """Return the name of the record that a row is of."""
    raw = raws[f"content/{table.folder}/{key.partition('#')[0]}.yml"]
    return str(raw.value["name_vi"]) if isinstance(raw.value, dict) else ""


def export_workbook(directory: Directory, root: Path, words: Words) -> bytes:
    """Return the workbook of a directory; its words are those of the language of the records."""
    raws = load_raws(root)
    lists = references(directory, raws)
    pages: list[Page] = []
    base: list[tuple[str, ...]] = []
    for table in TABLES:
        rows = rows_of(table, raws)
        labels = {c.field: labels_of(table, c, words, lists) for c in table.columns}
        pages.append(_page(table, rows, labels, words, raws))
        for key, values in rows.items():
            base.append((table.name, key, "", ""))
            base += [(table.name, key, name, text) for name, text in values.items() if text]
    lines = words("sheet.about.text").split("\n")
    return write_workbook((words("sheet.about.title"), lines), pages, base)


def _page(
    table: Table,
    rows: Rows,
    labels: Mapping[str, Labels | None],
    words: Words,
    raws: Mapping[str, RawRecord],
) -> Page:
    heads = [Head(KEY, words("sheet.column.id"), "code", words("sheet.hint.id"), is_hidden=True)]
    if table.inside:
        heads.append(Head(OF, words("sheet.column.of"), "text", words("sheet.hint.of"), width=36))
    heads += [_head(column, labels[column.field], words) for column in table.columns]

    def row(key: str, values: Mapping[str, str]) -> tuple[Value, ...]:
        cells = (to_cell(c, values[c.field], labels[c.field]) for c in table.columns)
        of = (name_of(key, table, raws),) if table.inside else ()
        return key, *of, *cells

    filled = tuple(row(key, values) for key, values in rows.items())
    return Page(words(f"sheet.title.{table.name}"), tuple(heads), filled)


def _head(column: Column, labels: Labels | None, words: Words) -> Head:
    kind = "choice" if labels is not None else column.kind
    return Head(
        name=column.field,
        heading=heading_of(column, words),
        hint=words(f"sheet.hint.{kind}"),
        kind=column.kind,
        choices=tuple(labels.values()) if labels else (),
        width=48 if column.field in WIDE else WIDTHS.get(column.kind, 24),
    )


def heading_of(column: Column, words: Words) -> str:
    """Return what people call a field."""
    known = f"fields.{column.field}"
    return words(known) if known in words else words(f"sheet.column.{column.field}")
