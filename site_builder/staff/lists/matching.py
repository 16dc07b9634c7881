"""A list from elsewhere against the records: new records, and what it adds to those there are.

A row that names a record by its id adds to it: it changes the fields it fills, and appends an award
or a source that the record has not. Any other row is a new record; where that is likely one that
exists, it is left out until the row says by an id which one it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from site_builder.records.content import Content, Shelf
from site_builder.records.raw import RawRecord
from site_builder.records.scalars import ID_FORM
from site_builder.staff.lists.cells import from_text
from site_builder.staff.lists.file import Row
from site_builder.staff.lists.mapping import ID, NAME, ListOrder
from site_builder.staff.lists.rows import Given, Proposal, add_to_record, make_record
from site_builder.staff.new import LONGEST_ID, find_namesakes, own_name, propose_id
from site_builder.staff.workbooks.cells import CellError, clean
from site_builder.staff.workbooks.columns import Labels, Table
from site_builder.staff.workbooks.differences import CellFault
from site_builder.staff.yaml_edit import EditError
from site_builder.words.folding import slugify
from site_builder.words.issue import shown

# A constant of these groups counts only where the group has the field that it cannot be without.
NEEDS = {"awards": "awards.star", "price": "price.amount_vnd"}

# Fields whose answers `new` calls otherwise.
FIELDS = {NAME: "name"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list comes to: its records, the cells that cannot be taken, the rows left out."""

    proposals: tuple[Proposal, ...]
    faults: tuple[CellFault, ...]
    doubles: tuple[CellFault, ...]


def read_rows(
    order: ListOrder,
    rows: Iterable[Row],
    content: Content,
    raws: Mapping[str, RawRecord],
    labels: Mapping[str, Labels | None],
) -> Reading:
    """Return what the rows of a list make of the records; `labels` are those of each field."""
    made: dict[str, Proposal] = {}
    faults: list[CellFault] = []
    doubles: list[CellFault] = []
    lines: dict[tuple[str, str], int] = {}
    for row in rows:
        given, found = _given(order, row, labels)
        faults += found
        answers = {FIELDS.get(item.target.name, item.target.name): item.text for item in given}
        if not {"name", ID} & answers.keys():
            faults += [] if found else [_fault(row, "no_name")]
            continue
        if ID not in answers:
            name = own_name(answers["name"]), answers.get("producer", "")
            double = _double(order.table.folder, row, answers, content, lines.get(name))
            lines.setdefault(name, row.line)
            if double is not None:
                doubles.append(double)
                continue
            answers[ID] = propose_id(content, order.table.folder, answers)
        elif odd := _odd_id(row, next(item for item in given if item.target.name == ID)):
            faults.append(odd)
            continue
        content = _with_id(content, order.table.folder, answers[ID])
        path = f"content/{order.table.folder}/{answers[ID]}.yml"
        before = made.get(path)
        raw = before.raw if before is not None else raws.get(path)
        try:
            made[path] = _merged(before, _propose(order.table, row.line, path, raw, given))
        except CellError as error:
            faults.append(CellFault(str(row.line), "", error.key, error.params))
    changed = (proposal for proposal in made.values() if proposal.differences)
    return Reading(tuple(changed), tuple(faults), tuple(doubles))


def _given(
    order: ListOrder, row: Row, labels: Mapping[str, Labels | None]
) -> tuple[list[Given], list[CellFault]]:
    """Return what a row says of each field, with the constants, and the cells it cannot say."""
    given: dict[str, Given] = {}
    faults: list[CellFault] = []
    if surplus := row.cells.get(""):
        faults.append(_fault(row, "surplus", surplus.name))
    for heading, target in order.columns.items():
        cell = row.cells.get(heading)
        if cell is None:
            continue
        text = clean(str(cell.value))
        known = {
            clean(said): meant for said, meant in order.model.values.get(target.name, {}).items()
        }
        is_day_first = order.model.dates == "day_first"
        try:
            meant = known.get(text) or from_text(
                target.column, text, labels[target.name], is_day_first=is_day_first
            )
        except CellError as error:
            faults.append(CellFault(str(row.line), cell.name, error.key, error.params))
            continue
        given[target.name] = Given(target, cell.name, meant)
    named = {*given, *order.model.constants}
    for name, text in order.model.constants.items():
        if name not in given and NEEDS.get(name.partition(".")[0], name) in named:
            given[name] = Given(order.targets[name], "", text)
    return list(given.values()), faults


def _double(
    folder: str, row: Row, answers: Mapping[str, str], content: Content, line: int | None
) -> CellFault | None:
    """Return why a row without an id is likely a record that exists, or a row above it."""
    if line is not None:
        return _fault(row, "double_row", line=line)
    ids = dict.fromkeys(find_namesakes(content, folder, answers))
    if folder == "cooperatives" and (code := answers.get("tax_code")):
        alike = (entry.model for entry in content.organisations if entry.model.tax_code == code)
        ids |= dict.fromkeys(record.id for record in alike)
    return _fault(row, "double", ids=", ".join(ids)) if ids else None


def _propose(
    table: Table, line: int, path: str, raw: RawRecord | None, given: list[Given]
) -> Proposal:
    """Return what a row makes of the record at a path, or of none; else raise `CellError`."""
    record_id = PurePosixPath(path).stem
    if not slugify(record_id):
        raise CellError("list.fault.no_id")
    if raw is None:
        return make_record(table, path, line, record_id, given)
    if isinstance(raw.value, dict) and "left" in raw.value:
        raise CellError("sheet.fault.gone", value=record_id)
    try:
        return add_to_record(table, raw, line, given)
    except EditError as error:
        raise CellError("sheet.fault.by_hand", path=path) from error


def _merged(before: Proposal | None, after: Proposal) -> Proposal:
    """Return what two rows make of one record."""
    if before is None:
        return after
    differences = (*before.differences, *after.differences)
    return replace(before, raw=after.raw, differences=differences)


def _with_id(content: Content, folder: str, record_id: str) -> Content:
    """Return the content with one more id that no other record can have."""
    if folder == "products":
        shelf = content.products
        return replace(content, products=Shelf(shelf.entries, (*(shelf.ids or ()), record_id)))
    others = content.organisations
    return replace(content, organisations=Shelf(others.entries, (*(others.ids or ()), record_id)))


def _odd_id(row: Row, given: Given) -> CellFault | None:
    """Return why a row is not taken whose id names no file, or one of another folder."""
    params = {"value": shown(given.text), "max_length": str(LONGEST_ID)}
    if not ID_FORM.fits(given.text):
        return CellFault(str(row.line), given.cell, "messages.record_id", params)
    is_long = len(given.text) > LONGEST_ID
    return CellFault(str(row.line), given.cell, "messages.too_long", params) if is_long else None


def _fault(row: Row, key: str, cell: str = "", **params: object) -> CellFault:
    texts = {name: shown(value) for name, value in params.items()}
    return CellFault(str(row.line), cell, f"list.fault.{key}", texts)
