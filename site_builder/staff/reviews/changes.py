"""What changes for the public between two versions of a directory."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from site_builder.records.directory import Directory
from site_builder.records.models.organisation import ENDED
from site_builder.records.raw import FieldPath, Raw
from site_builder.records.rules.awards import AssessedAward
from site_builder.staff.reviews.versions import Version, VersionedRecord
from site_builder.words.issue import Issue

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value that is new, gone or another; without both, the order of a list alone changed."""

    where: FieldPath
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is new, gone, retired or changed; `old_id` is set where it had another id."""

    record: VersionedRecord
    fields: tuple[FieldChange, ...]
    old_id: str | None = None


@dataclass(frozen=True, slots=True)
class AwardChange:
    """A product whose award speaks otherwise; none where there was, or is, no award."""

    name: str
    id: str
    old: AssessedAward | None
    new: AssessedAward | None


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference, group by group.

    `broken` holds the errors of the new version, `broken_before` those of the base, `warnings` what
    only the new version is warned about: likely duplicates among it. `complete` says that no error
    kept awards and pages from being compared. Pages are addresses with their titles.
    """

    broken: tuple[Issue, ...]
    broken_before: tuple[Issue, ...]
    warnings: tuple[Issue, ...]
    added: tuple[RecordChange, ...]
    retired: tuple[RecordChange, ...]
    removed: tuple[RecordChange, ...]
    changed: tuple[RecordChange, ...]
    awards: tuple[AwardChange, ...]
    pages_added: Mapping[str, str]
    pages_gone: Mapping[str, str]
    complete: bool


def compare(base: Version, head: Version) -> Changes:
    """Return what changes from the base to the new version."""
    renamed = dict(_renamed(base, head))
    olds = {new: renamed.get(new, new) for new in head.records}
    kept = {new: old for new, old in olds.items() if old in base.records}
    changed = [
        _record_change(base.records[old], head.records[new])
        for new, old in kept.items()
        if (old, base.records[old].value) != (new, head.records[new].value)
    ]
    gone = base.records.keys() - set(kept.values())
    complete = base.directory is not None and head.directory is not None
    return Changes(
        broken=_of_severity(head, "error"),
        broken_before=_of_severity(base, "error"),
        warnings=_new_warnings(base, head),
        added=tuple(
            RecordChange(record, tuple(field_changes(None, record.value)))
            for key, record in head.records.items()
            if key not in kept
        ),
        retired=tuple(c for c in changed if _retires(c)),
        removed=tuple(RecordChange(base.records[key], ()) for key in sorted(gone)),
        changed=tuple(c for c in changed if not _retires(c)),
        awards=tuple(_award_changes(base.directory, head.directory)) if complete else (),
        pages_added=_missing_from(base, head) if complete else {},
        pages_gone=_missing_from(head, base) if complete else {},
        complete=complete,
    )


def field_changes(old: Raw | None, new: Raw | None, where: FieldPath = ()) -> Iterator[FieldChange]:
    """Yield every single value in which two values of a field differ."""
    if old == new:
        return
    match old, new:
        case ((str() | None), (str() | None)):
            yield FieldChange(where, old, new)
        case ((dict() | None), (dict() | None)):
            yield from _by_name(old or {}, new or {}, where)
        case ((list() | None), (list() | None)):
            yield from _by_item(old or [], new or [], where)
        case _:
            yield from field_changes(old, None, where)
            yield from field_changes(None, new, where)


def _by_name(old: Any, new: Any, where: FieldPath) -> Iterator[FieldChange]:  # noqa: ANN401
    for name in (*old, *(name for name in new if name not in old)):
        yield from field_changes(old.get(name), new.get(name), (*where, name))


def _by_item(old: Any, new: Any, where: FieldPath) -> Iterator[FieldChange]:  # noqa: ANN401
    """Compare lists: what both have is passed over wherever it stands, the rest goes in pairs."""
    same = Counter(map(repr, old)) & Counter(map(repr, new))
    before, after = _rest(old, same), _rest(new, same)
    if old and not before and not after:
        yield FieldChange(where, None, None)
    for left, right in zip_longest(before, after):
        place, _ = right or left
        yield from field_changes(left and left[1], right and right[1], (*where, place))


def _rest(items: list[Raw], same: Counter[str]) -> list[tuple[Any, Any]]:
    """Return the items, with their places, that are left when those of `same` are taken out."""
    left = Counter(same)
    rest: list[tuple[Any, Any]] = []
    for place, item in enumerate(items):
        if left[repr(item)] > 0:
            left[repr(item)] -= 1
        else:
            rest.append((place, item))
    return rest


def _renamed(base: Version, head: Version) -> Iterator[tuple[Key, Key]]:
    """Yield the new and the old key of each record whose old id became an alias of a new one."""
    for key, record in head.records.items():
        aliases = record.value.get("aliases") if isinstance(record.value, dict) else None
        for alias in aliases if isinstance(aliases, list) and key not in base.records else ():
            old = (record.kind, str(alias))
            if old in base.records and old not in head.records:
                yield key, old
                break


def _record_change(old: VersionedRecord, new: VersionedRecord) -> RecordChange:
    fields = tuple(field_changes(old.value, new.value)) if new.value is not None else ()
    return RecordChange(new, fields, old.id if old.id != new.id else None)


def _retires(change: RecordChange) -> bool:
    return any(
        (field.where[:1] == ("left",) and field.old is None)
        or (field.where == ("status",) and field.new in ENDED)
        for field in change.fields
    )


def _of_severity(version: Version, severity: str) -> tuple[Issue, ...]:
    return tuple(issue for issue in version.issues if issue.severity == severity)


def _new_warnings(base: Version, head: Version) -> tuple[Issue, ...]:
    """Return the warnings that the base does not have, on whatever line they stand."""
    known = {_identity(issue) for issue in base.issues}
    return tuple(i for i in _of_severity(head, "warning") if _identity(i) not in known)


def _identity(issue: Issue) -> tuple[object, ...]:
    return issue.path, issue.where, issue.key, tuple(sorted(issue.params.items()))


def _missing_from(version: Version, other: Version) -> dict[str, str]:
    """Return the pages of the other version that a version does not have."""
    return {a: title for a, title in sorted(other.pages.items()) if a not in version.pages}


def _award_changes(base: Directory | None, head: Directory | None) -> Iterator[AwardChange]:
    """Yield every product whose award is in another state, by id."""
    old, new = _awards(base), _awards(head)
    for key in sorted({*old, *new}):
        (_, before), (name, after) = old.get(key, ("", None)), new.get(key, ("", None))
        if (before and before.state) != (after and after.state):
            yield AwardChange(name or old[key][0], key, before, after)


def _awards(directory: Directory | None) -> dict[str, tuple[str, AssessedAward | None]]:
    products = directory.products if directory else ()
    return {p.record.id: (p.record.name_vi, p.current) for p in products}
