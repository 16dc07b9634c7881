"""Record files in their one canonical form; a file that cannot be read for sure stays as it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from site_builder.publish.tree import write_file
from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.load import load_file, parse
from site_builder.records.raw import RawRecord
from site_builder.records.validate import export_schema
from site_builder.records.yaml_comments import find_comments
from site_builder.render.data.record_schemas import NAMES
from site_builder.staff.canonical import canonical_lines
from site_builder.staff.comments import assign_comments
from site_builder.words.issue import Issue, sort_issues

# Faults of a text that reading has mended already, so that writing it mends the file.
MENDED = frozenset({"byte_order_mark", "carriage_return", "not_nfc", "unquoted_code"})
SCHEMA_LINE = "# yaml-language-server: $schema="


class NotARecordFileError(Exception):
    """A path that names no record file of the root, nor a folder of them."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """A record file and its canonical text; none where the issues prevent it."""

    path: Path
    text: str | None
    issues: tuple[Issue, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether the file differs from its canonical text."""
        return self.text is not None and self.path.read_bytes() != self.text.encode()


def record_files(root: Path, paths: Iterable[Path] = ()) -> list[Path]:
    """Return the record files at some paths, all those of a root if none is given; in order."""
    content = root / "content"
    known = {path for name in FOLDERS for path in (content / name).glob("*.yml")}
    known |= {path for name in LISTS if (path := content / f"{name}.yml").exists()}
    wanted = [path.absolute() for path in paths] or [content]
    found: set[Path] = set()
    for path in wanted:
        inside = {file for file in known if file.is_relative_to(path)}
        if not inside:
            raise NotARecordFileError(path)
        found |= inside
    return sorted(found)


def format_files(root: Path, files: Iterable[Path]) -> Iterator[FormattedFile]:
    """Yield each file with its canonical text."""
    for path in files:
        yield format_file(root, path)


def format_file(root: Path, path: Path) -> FormattedFile:
    """Return a record file with its canonical text, or with the issues that leave it as it is."""
    raw, issues = load_file(root, path)
    kept = [issue for issue in issues if issue.key not in MENDED]
    if raw is None or kept:
        return FormattedFile(path, None, tuple(sort_issues(kept)))
    name, many = _kind_of(path)
    if isinstance(raw.value, list) != many or isinstance(raw.value, str):
        fault = raw.issue((), "list_expected" if many else "record_expected")
        return FormattedFile(path, None, (fault,))
    text = canonical_text(raw, name, many=many)
    again, _ = parse(raw.path, text)
    if again is None or again.value != raw.value:
        return FormattedFile(path, None, (raw.issue((), "not_formatted"),))
    return FormattedFile(path, text)


def canonical_text(raw: RawRecord, name: str, *, many: bool) -> str:
    """Return the canonical text of a record file; `name` is that of its folder or list."""
    notes = assign_comments(raw, find_comments(raw.text))
    lines = canonical_lines(raw.value, _schema(name), notes)
    if not any(note.startswith(SCHEMA_LINE) for note in notes.head):
        lines.insert(0, schema_line(name, many=many))
    return "\n".join(lines) + "\n"


def schema_line(name: str, *, many: bool) -> str:
    """Return the first line of a record file, which tells editors its schema."""
    return f"{SCHEMA_LINE}{'' if many else '../'}schemas/{NAMES.get(name, name)}.json"


def write_formatted(file: FormattedFile) -> None:
    """Write the canonical text of a file, in one step."""
    write_file(file.path, (file.text or "").encode())


def _kind_of(path: Path) -> tuple[str, bool]:
    is_listed = path.parent.name in FOLDERS
    return (path.parent.name, False) if is_listed else (path.stem, True)


@cache
def _schema(name: str) -> dict[str, Any]:
    many = name in LISTS
    model = LISTS[name] if many else FOLDERS[name]
    return export_schema(model, many=many)
