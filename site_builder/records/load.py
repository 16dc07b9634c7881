"""YAML text to raw records: every scalar stays text, every value keeps its line and column.

YAML's own guesses (`no`, `012`, `1.10`, `12:30`) are never made; anchors, aliases, tags, duplicate
keys and damaged files are refused with their position.
"""

from pathlib import Path
from typing import Any

import yaml

from site_builder.records.raw import FieldPath, Mark, Raw, RawRecord, dotted
from site_builder.records.text import read_text
from site_builder.words.issue import Issue

MAX_DEPTH = 20
LOADER = yaml.CSafeLoader


class _Unusable(Exception):
    """The document cannot be read on; the issue is already noted."""


def load_file(root: Path, path: Path) -> tuple[RawRecord | None, list[Issue]]:
    """Return the raw content of one YAML file and every issue of its text.

    The content is `None` only when nothing sensible can be read; with mendable issues (a code
    without quotes, a doubled key) it is returned too, so that one run shows every problem.
    """
    name = path.relative_to(root).as_posix()
    text, issues = read_text(name, path)
    if text is None:
        return None, issues
    record, more = parse(name, text)
    tabs = {issue.line for issue in issues if issue.key == "tab"}
    return record, issues + [i for i in more if not (i.key == "yaml_syntax" and i.line in tabs)]


def parse(name: str, text: str) -> tuple[RawRecord | None, list[Issue]]:
    """Return the one document of a YAML text as a raw record, with its issues."""
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except _Unusable:
        return None, builder.issues
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, [Issue(name, line, 1, "", "bad_sign")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = error.problem or error.context or ""
        issue = Issue(name, line, column, "", "yaml_syntax", {"reason": reason})
        return None, [*builder.issues, issue]
    if builder.root is None:
        return None, [*builder.issues, Issue(name, 1, 1, "", "empty_file")]
    return RawRecord(name, builder.root, builder.marks, builder.keys), builder.issues


class _Builder:
    """Builds text, lists and mappings from parser events, with a place for each.

    A class because PyYAML hands over one event at a time and the open containers are state.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Raw | None = None
        self.issues: list[Issue] = []
        self.marks: dict[FieldPath, Mark] = {}
        self.keys: dict[FieldPath, Mark] = {}
        self._open: list[tuple[FieldPath, Raw]] = []
        self._key: list[str | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "second_document")
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, "alias", value=event.anchor)
            self._put(event, "")
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._take_node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._key.pop()

    def _take_node(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "anchor", value=event.anchor)
        if event.tag is not None:
            self._refuse(event, "tag", value=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
            return
        container: Raw = {} if isinstance(event, yaml.MappingStartEvent) else []
        where = self._put(event, container)
        if len(self._open) >= MAX_DEPTH:
            self._refuse(event, "too_deep")
            raise _Unusable
        self._open.append((where, container))
        self._key.append(None)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        parent = self._open[-1][1] if self._open else None
        if isinstance(parent, dict) and self._key[-1] is None:
            self._take_key(event, parent)
            return
        plain = not event.style
        if plain and len(event.value) > 1 and event.value[0] == "0" and event.value.isdecimal():
            self._refuse(event, "unquoted_code", value=event.value)
        if plain and event.value in {"", "~", "null"} and parent is not None:
            self._refuse(event, "empty_value")
        self._put(event, event.value)

    def _take_key(self, event: yaml.ScalarEvent, parent: dict[str, Any]) -> None:
        where = (*self._open[-1][0], event.value)
        if event.value in parent:
            first = self.keys[where]
            self._refuse(event, "duplicate_key", value=event.value, line=first.line)
        else:
            self.keys[where] = _mark(event)
        self._key[-1] = event.value

    def _put(self, event: Any, value: Raw) -> FieldPath:
        """Store a value in the open container and return its path."""
        if not self._open:
            self.root = value if not self._is_nothing(event) else None
            where: FieldPath = ()
        else:
            base, parent = self._open[-1]
            step: str | int
            if isinstance(parent, dict):
                step = self._take_pending_key(event)
                parent.setdefault(step, value)
            else:
                assert isinstance(parent, list)  # noqa: S101 -- scalars are never opened
                step = len(parent)
                parent.append(value)
            where = (*base, step)
        quoted = bool(getattr(event, "style", None))
        place = _mark(event)
        self.marks.setdefault(where, Mark(place.line, place.column, quoted))
        return where

    def _take_pending_key(self, event: Any) -> str:
        key = self._key[-1]
        if key is None:  # a list or mapping stands where a key belongs
            self._refuse(event, "odd_key")
            raise _Unusable
        self._key[-1] = None
        return key

    @staticmethod
    def _is_nothing(event: Any) -> bool:
        return isinstance(event, yaml.ScalarEvent) and not event.style and not event.value

    def _refuse(self, event: Any, key: str, **params: object) -> None:
        mark = _mark(event)
        texts = {name: str(value) for name, value in params.items()}
        place = dotted(self._open[-1][0]) if self._open else ""
        self.issues.append(Issue(self.name, mark.line, mark.column, place, key, texts))


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
