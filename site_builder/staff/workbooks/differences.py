"""A workbook against the records: what differs, field by field, and what cannot be taken.

A difference counts against what was exported, which the workbook remembers: so a record that
somebody else changed meanwhile is noticed, and a workbook imported twice says the same once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.records.raw import FieldPath, RawRecord
from site_builder.staff.workbooks.cells import CellError, from_cell, same
from site_builder.staff.workbooks.columns import TABLES, Column, Labels, Table, labels_of
from site_builder.staff.workbooks.exporting import KEY, OF, Rows, rows_of
from site_builder.staff.workbooks.reading import SheetError
from site_builder.words.catalogue import Words
from site_builder.words.issue import shown
from site_builder.words.sheets import BASE, FIRST_ROW, NAMES_ROW, Cell, Grid
from site_builder.words.workbook_sheets import cell_name


@dataclass(frozen=True, slots=True)
class Change:
    """One field to change: where it stands in the workbook and in the records."""

    sheet: str
    cell: str
    table: Table
    key: str
    column: Column
    old: str
    new: str

    @property
    def path(self) -> str:
        """The file of the record."""
        return f"content/{self.table.folder}/{self.key.partition('#')[0]}.yml"

    @property
    def base(self) -> FieldPath:
        """The path of the row inside the file: empty, or that of the item of a list."""
        _, _, number = self.key.partition("#")
        return (self.table.inside, int(number) - 1) if number else ()

    @property
    def where(self) -> FieldPath:
        """The path of the field inside the file."""
        return (*self.base, *self.column.path)


@dataclass(frozen=True, slots=True)
class CellFault:
    """Something a person must mend in the workbook; without a cell it is about the sheet."""

    sheet: str
    cell: str
    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Records:
    """What the differences of one table are taken against."""

    table: Table
    title: str
    exported: Rows
    now: Rows
    names: Mapping[str, str]
    labels: Mapping[str, Labels | None]


def find_changes(
    book: Mapping[str, Grid],
    raws: Mapping[str, RawRecord],
    lists: Mapping[str, Labels],
    words: Words,
) -> tuple[list[Change], list[CellFault]]:
    """Return what a workbook changes in the records, and every cell that cannot be taken."""
    exported = _exported(book)
    changes: list[Change] = []
    faults = list(_strange_sheets(book, words))
    for table in TABLES:
        title = words(f"sheet.title.{table.name}")
        if title not in book:
            continue
        now = rows_of(table, raws)
        records = _Records(
            table,
            title,
            exported[table.name],
            now,
            _names(table, exported),
            {c.field: labels_of(table, c, words, lists) for c in table.columns},
        )
        for found in _compare(records, book[title]):
            (changes if isinstance(found, Change) else faults).append(found)  # type: ignore[arg-type]
    return changes, faults


def _strange_sheets(book: Mapping[str, Grid], words: Words) -> Iterator[CellFault]:
    """Yield a fault for each sheet of records under another name: its edits would be lost."""
    titles = [words(f"sheet.title.{table.name}") for table in TABLES]
    for title, grid in book.items():
        names = (cell.value for (row, _), cell in grid.items() if row == NAMES_ROW)
        if title not in titles and KEY in names:
            params = {"known": ", ".join(titles)}
            yield CellFault(shown(title), "", "sheet.fault.unknown_sheet", params)


def _names(table: Table, exported: Mapping[str, Rows]) -> dict[str, str]:
    """Return the name of its record that stands in a row of a list."""
    whole = next(t for t in TABLES if t.folder == table.folder and not t.inside)
    records = exported[whole.name] if table.inside else {}
    return {
        key: records.get(key.partition("#")[0], {}).get("name_vi", "")
        for key in exported[table.name]
        if table.inside
    }


def _exported(book: Mapping[str, Grid]) -> dict[str, Rows]:
    """Return the values that the workbook was made with."""
    grid = book.get(BASE, {})
    tables: dict[str, Rows] = {table.name: {} for table in TABLES}
    for row in sorted({row for row, _ in grid}):
        cells = [grid.get((row, place)) for place in range(1, 5)]
        name, key, column, text = ("" if cell is None else str(cell.value) for cell in cells)
        values = tables.setdefault(name, {}).setdefault(key, {})
        if column:
            values[column] = text
    if not any(tables.values()):
        raise SheetError("sheet.file.not_ours")
    return tables


def _compare(records: _Records, grid: Grid) -> Iterator[Change | CellFault]:
    places: dict[str, int] = {}
    known = {KEY, OF, *(column.field for column in records.table.columns)}
    for (row, place), cell in sorted(grid.items()):
        if row != NAMES_ROW:
            continue
        name = str(cell.value)
        if name not in known or name in places:
            key = "twice_field" if name in places else "unknown_field"
            yield _fault(records, cell.name, key, value=name)
        places.setdefault(name, place)
    if KEY not in places:
        yield _fault(records, "", "no_keys")
        return
    seen: set[str] = set()
    for row in sorted({row for row, _ in grid if row >= FIRST_ROW}):
        cells = {name: grid[row, place] for name, place in places.items() if (row, place) in grid}
        yield from _compare_row(records, cells, places, row, seen)


def _compare_row(
    records: _Records,
    cells: Mapping[str, Cell],
    places: Mapping[str, int],
    row: int,
    seen: set[str],
) -> Iterator[Change | CellFault]:
    if not cells:
        return
    first = next(iter(cells.values()))
    if KEY in cells and cells[KEY].fault:
        yield _fault(records, cells[KEY].name, cells[KEY].fault)
        return
    key = str(cells[KEY].value) if KEY in cells else ""
    if not key or key not in records.exported or key in seen:
        fault = "new_row" if not key else "twice_row" if key in seen else "unknown_row"
        yield _fault(records, first.name, fault, value=key)
        return
    seen.add(key)
    name = records.names.get(key)
    if OF in places and name is not None and (OF not in cells or cells[OF].value != name):
        yield _fault(records, cells.get(OF, first).name, "read_only", right=name)
        return
    changes: list[Change] = []
    for column in records.table.columns:
        if column.field not in places:
            continue
        cell = cells.get(column.field) or Cell(cell_name(row, places[column.field]))
        try:
            new = from_cell(column, cell, records.labels[column.field])
        except CellError as error:
            yield CellFault(records.title, cell.name, error.key, error.params)
            continue
        old = records.exported[key].get(column.field, "")
        if not same(column, old, new):
            changes.append(Change(records.title, cell.name, records.table, key, column, old, new))
    yield from _against_now(records, key, changes)


def _against_now(
    records: _Records, key: str, changes: list[Change]
) -> Iterator[Change | CellFault]:
    """Yield the changes that are still to be made, or that the record changed meanwhile."""
    if changes and key not in records.now:
        yield _fault(records, changes[0].cell, "gone", value=key)
        return
    new = {change.column.field: change.new for change in changes}
    for change in changes:
        now = records.now[key][change.column.field]
        if same(change.column, now, change.new):
            continue
        # The items of a list have no id: another field tells whether it is still the same item.
        around = records.table.columns if records.table.inside else (change.column,)
        if any(_has_moved(records, key, column, new) for column in around):
            params = {"old": change.old, "now": now, "new": change.new}
            yield _fault(records, change.cell, "conflict", **params)
        else:
            yield change


def _has_moved(records: _Records, key: str, column: Column, new: Mapping[str, str]) -> bool:
    """Return whether a field changed since the export into something the workbook does not say."""
    now = records.now[key][column.field]
    before = records.exported[key].get(column.field, "")
    return not same(column, now, before) and not same(column, now, new.get(column.field, before))


def _fault(records: _Records, cell: str, key: str, **params: object) -> CellFault:
    texts = {name: shown(value) for name, value in params.items()}
    return CellFault(records.title, cell, f"sheet.fault.{key}", texts)
