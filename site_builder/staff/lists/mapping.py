"""The mapping of a list: which heading holds which field, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_builder.records.load import load_file
from site_builder.records.models.common import SourceRef
from site_builder.records.models.mapping import ListMapping
from site_builder.records.raw import FieldPath, RawRecord
from site_builder.records.validate import nearest, validate_record
from site_builder.staff.lists.file import heading_of
from site_builder.staff.workbooks.columns import AWARDS, ORGANISATIONS, PRODUCTS, Column, Table
from site_builder.words.issue import Issue, shown

ID, NAME = "id", "name_vi"
SOURCES = Table(
    "sources",
    "",
    SourceRef,
    (Column("document", refers="documents"), Column("fact"), Column("quote")),
    inside="sources",
)


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a list can fill: of the record itself, or of one more item of a list in it."""

    table: Table
    column: Column

    @property
    def name(self) -> str:
        """The field as mappings name it: `awards.star`."""
        inside = self.table.inside
        return f"{inside}.{self.column.field}" if inside else self.column.field

    def where(self, position: int = 0) -> FieldPath:
        """Return the path of the field in the record, in the item at a position from 0."""
        inside = self.table.inside
        return (inside, position, *self.column.path) if inside else self.column.path


@dataclass(frozen=True, slots=True)
class ListOrder:
    """A sound mapping with its raw form, the table of its records and the fields it can fill."""

    raw: RawRecord
    model: ListMapping
    table: Table
    targets: Mapping[str, Target]

    @property
    def columns(self) -> dict[str, Target]:
        """The field of each heading."""
        pairs = self.model.columns.items()
        return {heading_of(heading): self.targets[field] for heading, field in pairs}


def targets_of(table: Table) -> dict[str, Target]:
    """Return every field that a list of records can fill, by its name."""
    inner = [AWARDS, SOURCES] if table is PRODUCTS else [SOURCES]
    own = Target(table, Column(ID, "code"))
    targets = [own, *(Target(t, column) for t in (table, *inner) for column in t.columns)]
    return {target.name: target for target in targets}


def read_mapping(path: Path, today: date) -> tuple[ListOrder | None, list[Issue]]:
    """Return a mapping read from its file, or none; every issue of it, at its line."""
    raw, issues = load_file(path.parent, path)
    if raw is None:
        return None, issues
    entry, found = validate_record(raw, ListMapping, today)
    issues += found
    if entry is None or issues:
        return None, issues
    table = ORGANISATIONS if entry.model.records == ORGANISATIONS.name else PRODUCTS
    order = ListOrder(raw, entry.model, table, targets_of(table))
    issues += _field_issues(order)
    return (None if issues else order), issues


def _field_issues(order: ListOrder) -> Iterator[Issue]:
    raw, model = order.raw, order.model
    for heading, field in model.columns.items():
        if field not in order.targets:
            yield _unknown(order, ("columns", heading), field)
        elif list(model.columns.values()).index(field) != list(model.columns).index(heading):
            yield raw.issue(("columns", heading), "list_field_twice", value=field)
    for part, fields in (("constants", model.constants), ("values", model.values)):
        for field in fields:
            if field not in order.targets:
                yield _unknown(order, (part, field), field)
    if NAME not in model.columns.values():
        yield raw.issue(("columns",), "list_no_name", value=NAME)


def _unknown(order: ListOrder, where: FieldPath, field: str) -> Issue:
    known = list(order.targets)
    near = nearest(field, known)
    key = "unknown_key_near" if near else "unknown_key"
    return order.raw.issue(where, key, value=shown(field), near=near, known=", ".join(known))


def heading_issues(order: ListOrder, headings: Sequence[str]) -> Iterator[Issue]:
    """Yield an issue for every heading of the mapping that the list has not, or has twice."""
    for heading in order.model.columns:
        count = headings.count(heading_of(heading))
        if count == 1:
            continue
        near = nearest(heading_of(heading), list(headings)) if not count else ""
        key = "list_heading_twice" if count else "list_heading_near" if near else "list_heading"
        mark = order.raw.key_mark(("columns", heading))
        params = {"value": shown(heading), "near": near, "known": shown(", ".join(headings))}
        yield Issue(order.raw.path, mark.line, mark.column, "columns", key, params)
