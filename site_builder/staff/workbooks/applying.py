"""Changes of a workbook made in the texts of the records, and checked before any is written."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from site_builder import pipeline
from site_builder.records.models.settings import SETTINGS_FILES
from site_builder.records.raw import Raw, RawRecord, dotted
from site_builder.staff.workbooks.cells import unflatten
from site_builder.staff.workbooks.columns import holder_of
from site_builder.staff.workbooks.differences import CellFault, Change
from site_builder.staff.workbooks.exporting import heading_of
from site_builder.staff.yaml_edit import EditError, set_field, value_at
from site_builder.words.catalogue import Words
from site_builder.words.issue import Issue

# What a group of fields needs besides those that travel.
NEEDED: Mapping[str, Mapping[str, Raw]] = {"contact": {"kind": "organisation"}}


def apply_changes(
    changes: Iterable[Change], raws: Mapping[str, RawRecord]
) -> tuple[dict[str, RawRecord], list[CellFault]]:
    """Return the changed records by path, and the cells that no machine can bring into the file."""
    made: dict[str, RawRecord] = {}
    faults: list[CellFault] = []
    for change in changes:
        raw = made.get(change.path) or raws[change.path]
        try:
            made[change.path] = apply_change(change, raw)
        except EditError:
            params = {"path": change.path}
            faults.append(CellFault(change.sheet, change.cell, "sheet.fault.by_hand", params))
    return made, faults


def apply_change(change: Change, raw: RawRecord) -> RawRecord:
    """Return the record with one field changed; `EditError` where no machine can."""
    where, column = change.where, change.column
    value = unflatten(column, change.new)
    order = list(holder_of(change.table, column).model_fields)
    group = value_at(raw.value, where[:-1])
    is_last = value is None and isinstance(group, dict) and set(group) == {where[-1]}
    if len(column.path) > 1 and (group is None or is_last):
        # The group comes with its first field and goes with its last.
        if value is not None:
            value = {**NEEDED.get(column.path[0], {}), column.path[-1]: value}
        where, order = where[:-1], list(change.table.model.model_fields)
    return set_field(raw, where, value, order)


def issues_with(
    root: Path, today: date, made: Mapping[str, RawRecord], changed: frozenset[str] = frozenset()
) -> list[Issue]:
    """Return every issue that the records would have with some of them written.

    `changed` are the paths of those in which a likely duplicate is told.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(root / "content", copy / "content")
        for name in SETTINGS_FILES.values():
            shutil.copy(root / name, copy)
        for path, raw in made.items():
            (copy / path).write_bytes(raw.text.encode())
        return pipeline.load_directory(copy, today, changed=changed)[1]


def check_changed(
    root: Path,
    today: date,
    made: Mapping[str, RawRecord],
    changes: Iterable[Change],
    words: Words,
) -> tuple[list[CellFault], list[Issue]]:
    """Return what would be wrong with the changed records, by cell where a cell is to blame."""
    cells = {(change.path, dotted(change.where)): change for change in changes}
    groups = {(change.path, dotted(change.where[:-1])): change for change in changes}
    faults: list[CellFault] = []
    others: list[Issue] = []
    for issue in issues_with(root, today, made):
        if issue.severity != "error":
            continue
        change = _blamed(cells, issue)
        beside = groups.get((issue.path, issue.where.rpartition(".")[0]))
        if change is None and beside is not None and issue.key == "missing":
            faults.append(_lacking(beside, issue.params["field"], words))
        elif change is None:
            others.append(issue)
        else:
            key = "sheet.fault.required" if issue.key == "missing" else f"messages.{issue.key}"
            faults.append(CellFault(change.sheet, change.cell, key, issue.params))
    return faults, others


def _lacking(beside: Change, field: str, words: Words) -> CellFault:
    """Return that a cell was filled whose row lacks what belongs to it."""
    path = (*beside.column.path[:-1], field)
    heading = next((heading_of(c, words) for c in beside.table.columns if c.path == path), field)
    params = {"heading": heading}
    return CellFault(beside.sheet, beside.cell, "sheet.fault.lacking", params)


def _blamed(cells: Mapping[tuple[str, str], Change], issue: Issue) -> Change | None:
    """Return the change that an error is about: its field, or an item of the list it holds."""
    return cells.get((issue.path, issue.where)) or cells.get(
        (issue.path, issue.where.rpartition("[")[0])
    )
