"""One version of a directory, read for a comparison even where its records have errors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_builder import pipeline
from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.directory import Directory
from site_builder.records.load import load_file
from site_builder.records.raw import FieldPath, Raw, dotted
from site_builder.words.issue import Issue

# Stands for a value that names or reaches a person: no text of a record can hold this sign.
REFUSED = "\0"
PERSONAL = frozenset({
    "personal_number", "personal_number_in_text", "phone_in_text", "phone_in_link",
    "email_in_text", "household_private", "mobile_without_page",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class VersionedRecord:
    """A record as its file has it.

    `kind` is its folder or list; `value` holds texts, lists and mappings, or none when the file
    cannot be read. What the check refuses as personal is left out.
    """

    kind: str
    id: str
    path: str
    value: Raw | None


@dataclass(frozen=True, slots=True)
class Version:
    """A whole directory: its records by kind and id, its issues, and its pages with their titles.

    `directory` is none, and `pages` are unknown, where a record has errors.
    """

    records: Mapping[tuple[str, str], VersionedRecord]
    issues: tuple[Issue, ...]
    directory: Directory | None
    pages: Mapping[str, str]


def read_version(root: Path, today: date) -> Version:
    """Return the version that a root holds, judged on a day."""
    directory, issues = pipeline.load_directory(root, today)
    published = pipeline.list_addresses(directory, root) if directory else []
    refused = {(issue.path, issue.where) for issue in issues if issue.key in PERSONAL}
    records = (*_of_folders(root, refused), *_of_lists(root, refused))
    return Version(
        records={(record.kind, record.id): record for record in records},
        issues=tuple(issues),
        directory=directory,
        pages={row.address: row.name for row in published if row.address.endswith("/")},
    )


def _of_folders(root: Path, refused: set[tuple[str, str]]) -> Iterator[VersionedRecord]:
    for kind in FOLDERS:
        for file in sorted((root / "content" / kind).glob("*.yml")):
            raw, _ = load_file(root, file)
            path = file.relative_to(root).as_posix()
            value = _without(raw.value, path, refused) if raw else None
            yield VersionedRecord(kind, file.stem, path, value)


def _of_lists(root: Path, refused: set[tuple[str, str]]) -> Iterator[VersionedRecord]:
    for kind in LISTS:
        path = f"content/{kind}.yml"
        raw, _ = load_file(root, root / path)
        if raw is None or not isinstance(raw.value, list):
            yield VersionedRecord(kind, "", path, None)
            continue
        for place, item in enumerate(raw.value):
            name = item.get("id") if isinstance(item, dict) else None
            if isinstance(name, str):
                yield VersionedRecord(kind, name, path, _without(item, path, refused, (place,)))


def _without(value: Raw, path: str, refused: set[tuple[str, str]], where: FieldPath = ()) -> Raw:
    """Return a value without what the check refuses as personal."""
    if (path, dotted(where)) in refused and isinstance(value, str):
        return REFUSED
    if isinstance(value, dict):
        return {k: _without(v, path, refused, (*where, k)) for k, v in value.items()}
    if isinstance(value, list):
        return [_without(v, path, refused, (*where, i)) for i, v in enumerate(value)]
    return value
