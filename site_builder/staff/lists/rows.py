"""What one row of a list makes: a new record, or additions to one that there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from site_builder.records.load import parse
from site_builder.records.raw import FieldPath, Raw, RawRecord, dotted
from site_builder.staff.fmt import canonical_text
from site_builder.staff.lists.mapping import ID, Target
from site_builder.staff.workbooks.applying import NEEDED, apply_change
from site_builder.staff.workbooks.cells import CellError, flatten, same, unflatten
from site_builder.staff.workbooks.columns import AWARDS, Table
from site_builder.staff.workbooks.differences import Change
from site_builder.staff.yaml_edit import set_field, value_at
from site_builder.words.issue import Issue


@dataclass(frozen=True, slots=True)
class Given:
    """The value that a cell gives a field; a constant of the mapping has no cell."""

    target: Target
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a row sets: where it stands in the record, what was there, who says so."""

    where: FieldPath
    old: str
    given: Given


@dataclass(frozen=True, slots=True)
class Proposal:
    """The record that a row makes or changes."""

    line: int
    raw: RawRecord
    is_new: bool
    differences: tuple[Difference, ...]

    def blamed(self, issue: Issue) -> Given | None:
        """Return what an issue of the record is about: a field, or an item of the list it holds."""
        places = {dotted(found.where): found.given for found in self.differences}
        return places.get(issue.where) or places.get(issue.where.rpartition("[")[0])


def make_record(
    table: Table, path: str, line: int, record_id: str, given: Sequence[Given]
) -> Proposal:
    """Return the new record of a row, in its canonical form."""
    value: dict[str, Any] = {ID: record_id}
    for item in given:
        _put(value, item.target.where(), unflatten(item.target.column, item.text))
    for group, needed in NEEDED.items():
        if group in value:
            value[group] = {**needed, **value[group]}
    text = canonical_text(RawRecord(path, value, {}, {}), table.folder, many=False)
    made, _ = parse(path, text)
    raw = made or RawRecord(path, value, {}, {}, text)
    differences = (Difference(item.target.where(), "", item) for item in given)
    return Proposal(line, raw, is_new=True, differences=tuple(differences))


def _put(holder: Any, where: FieldPath, value: Raw | None) -> None:  # noqa: ANN401
    """Put a value at a path, with the groups and items that lead to it."""
    for step, after in pairwise(where):
        inner: Raw = [] if isinstance(after, int) else {}
        if isinstance(step, int):
            holder += [inner] if step == len(holder) else []
            holder = holder[step]
        else:
            holder = holder.setdefault(step, inner)
    holder[where[-1]] = value


def add_to_record(table: Table, raw: RawRecord, line: int, given: Sequence[Given]) -> Proposal:
    """Return a record with what a row adds; `EditError` where no machine can add it."""
    differences: list[Difference] = []
    items: dict[str, list[Given]] = {}
    for item in given:
        target, column = item.target, item.target.column
        if target.table.inside:
            items.setdefault(target.table.inside, []).append(item)
            continue
        now = flatten(column, value_at(raw.value, column.path))
        is_free = item.cell or not now  # a constant replaces nothing
        if column.field != ID and is_free and not same(column, now, item.text):
            key = raw.path.rpartition("/")[2].removesuffix(".yml")
            change = Change("", item.cell, table, key, column, now, item.text)
            raw = apply_change(change, raw)
            differences.append(Difference(change.where, now, item))
    for inside, parts in items.items():
        before = value_at(raw.value, (inside,)) or []
        assert isinstance(before, list)  # noqa: S101 -- the model says so
        if _is_there(before, parts):
            continue
        fields = list(parts[0].target.table.model.model_fields)
        parts.sort(key=lambda part: fields.index(part.target.column.field))
        made = {p.target.column.field: unflatten(p.target.column, p.text) for p in parts}
        raw = set_field(raw, (inside,), [*before, made], list(table.model.model_fields))
        wheres = (part.target.where(len(before)) for part in parts)
        differences += (Difference(w, "", p) for w, p in zip(wheres, parts, strict=True))
    return Proposal(line, raw, is_new=False, differences=tuple(differences))


def _is_there(items: list[Any], parts: Sequence[Given]) -> bool:
    """Return whether a record has an award or source already; one that differs is refused."""
    said = {part.target.column.field: part for part in parts}
    of_award = parts[0].target.table is AWARDS
    key = "decision_number" if of_award else "document"
    for item in items:
        alike = [same(p.target.column, str(item.get(f, "")), p.text) for f, p in said.items()]
        if all(alike):
            return True
        if key in said and item.get(key) == said[key].text:
            if of_award:
                raise CellError("list.fault.award_differs", value=said[key].text)
            return True
    return False
