"""The raw record: the content of one YAML document as text, with the place of every value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from site_builder.words.issue import Issue, shown

FieldPath = tuple[str | int, ...]
Raw = str | list[Any] | dict[str, Any]

# Longer than any path of a right record.
LONGEST_PATH = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, counted from 1; `quoted` tells whether the scalar stands in quotes."""

    line: int
    column: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a file, with its `#`; `alone` on its line, or behind a value."""

    line: int
    column: int
    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One mapping of a file before checking.

    `path` is relative to the root; `value` holds only text, lists and mappings; `marks` gives the
    place of each value by its path, `keys` the place of each mapping key; `text` is the whole file,
    comments included.
    """

    path: str
    value: Raw
    marks: Mapping[FieldPath, Mark] = field(repr=False)
    keys: Mapping[FieldPath, Mark] = field(repr=False)
    text: str = field(default="", repr=False)

    def mark(self, where: FieldPath) -> Mark:
        """Return the place of a field, or of the nearest thing around it that exists."""
        for end in range(len(where), -1, -1):
            found = self.marks.get(where[:end])
            if found is not None:
                return found
        return Mark(1, 1)

    def key_mark(self, where: FieldPath) -> Mark:
        """Return the place of a mapping key."""
        return self.keys.get(where) or self.mark(where)

    def issue(self, where: FieldPath, key: str, **params: object) -> Issue:
        """Return an error about a field of this record."""
        mark = self.mark(where)
        texts = {name: str(value) for name, value in params.items()}
        return Issue(self.path, mark.line, mark.column, dotted(where), key, texts)

    def warning(self, where: FieldPath, key: str, **params: object) -> Issue:
        """Return a warning about a field of this record."""
        mark = self.mark(where)
        texts = {name: str(value) for name, value in params.items()}
        return Issue(self.path, mark.line, mark.column, dotted(where), key, texts, "warning")


def dotted(where: FieldPath) -> str:
    """Return a field path as people read it: `awards[1].star` (lists count from 1)."""
    text = ""
    for step in where[:LONGEST_PATH]:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{shown(step)}"
    return text.removeprefix(".") + ("…" if len(where) > LONGEST_PATH else "")
