"""YAML text to a raw record, in one reading: every scalar stays text, with its place.

YAML's own guesses (`no`, `012`, `1.10`, `12:30`) are never made; anchors, aliases, tags and
duplicate keys are refused with their position.
"""

import re
from dataclasses import dataclass
from typing import Any

from site_builder.records.raw import FieldPath, Mark, Raw, RawRecord, dotted
from site_builder.records.yaml_events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    MarkedYAMLError,
    ReaderError,
    ScalarEvent,
    events,
)
from site_builder.words.issue import Issue, shown

MAX_DEPTH = 20
MAX_KEYS = 100
MERGE_KEY = "<<"
YAML_TAGS = "tag:yaml.org,2002:"
# Behind a value it is hardly meant as a comment: «Gói #500 g».
GLUED_COMMENT = re.compile(r"[ \t]+(?=#[^\s#])")
# What the parser says, and the message that explains it to people; `yaml_syntax` for the rest.
MESSAGES = {
    "mapping values are not allowed in this context": "yaml_colon",
    "could not find expected ':'": "yaml_no_colon",
    "found character that cannot start any token": "yaml_sign",
    "did not find expected alphabetic or numeric character": "yaml_sign",
    "did not find expected node content": "yaml_sign",
    "found unknown escape character": "yaml_escape",
    "found invalid Unicode character escape code": "yaml_escape",
    "did not find expected hexdecimal number": "yaml_escape",
    "found unexpected end of stream": "yaml_open",
    "found unexpected document indicator": "yaml_open",
    "did not find expected ',' or ']'": "yaml_open",
    "did not find expected ',' or '}'": "yaml_open",
    "did not find expected key": "yaml_indent",
    "did not find expected '-' indicator": "yaml_indent",
}
# Faults that are noticed late: the place where the value begins says more.
NOTICED_LATE = frozenset({"yaml_no_colon", "yaml_open"})


class _UnusableError(Exception):
    """The document cannot be read on; the issue is already noted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading of a text finds: its record, its issues, and the fault that ended it.

    `plain` and `marked` are the lines that only go on with a value begun above, in the first case
    without quotes or the sign of a block.
    """

    record: RawRecord | None
    issues: tuple[Issue, ...]
    fault: Issue | None
    plain: frozenset[int]
    marked: frozenset[int]


def read(name: str, text: str) -> Reading:
    """Read a YAML text up to its end or its first fault of syntax."""
    builder = _Builder(name, text)
    fault = None
    try:
        for event in events(text):
            builder.take(event)
    except _UnusableError:
        builder.root = None
    except ReaderError:
        builder.root = None
        builder.issues.append(Issue(name, 1, 1, "", "bad_sign"))
    except MarkedYAMLError as error:
        builder.root = None
        fault = _syntax_issue(name, error)
    else:
        if builder.root is None:
            builder.issues.append(Issue(name, 1, 1, "", "empty_file"))
    record = builder.record()
    lines = frozenset(builder.plain), frozenset(builder.marked)
    return Reading(record, tuple(builder.issues), fault, *lines)


def _syntax_issue(name: str, error: MarkedYAMLError) -> Issue:
    key = MESSAGES.get(error.problem or "", "yaml_syntax")
    marks = [error.problem_mark, error.context_mark]
    place = next(mark for mark in (reversed(marks) if key in NOTICED_LATE else marks) if mark)
    return Issue(name, place.line + 1, place.column + 1, "", key)


class _Builder:
    """Builds text, lists and mappings from parser events, with a place for each.

    A class because PyYAML hands over one event at a time and the open containers are state.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.root: Raw | None = None
        self.issues: list[Issue] = []
        self.marks: dict[FieldPath, Mark] = {}
        self.keys: dict[FieldPath, Mark] = {}
        self.plain: set[int] = set()
        self.marked: set[int] = set()
        self._open: list[tuple[FieldPath, Raw]] = []
        self._key: list[str | None] = []
        self._documents = 0

    def record(self) -> RawRecord | None:
        """Return the record that was read, if any."""
        if self.root is None:
            return None
        return RawRecord(self.name, self.root, self.marks, self.keys, self.text)

    def take(self, event: Event) -> None:
        """Take the next event of the parser."""
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:  # noqa: PLR2004 -- the first one too many
                self._refuse(event, "second_document")
        if self._documents > 1:
            return
        if isinstance(event, AliasEvent):
            self._refuse(event, "alias", value=event.anchor)
            self._put(event, "")
        elif isinstance(event, ScalarEvent | CollectionStartEvent):
            self._take_node(event)
        elif isinstance(event, CollectionEndEvent):
            self._open.pop()
            self._key.pop()

    def _take_node(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "anchor", value=event.anchor)
        if event.tag is not None:
            self._refuse(event, "tag", value=event.tag.replace(YAML_TAGS, "!!"))
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
            return
        if len(self._open) >= MAX_DEPTH:
            self._refuse(event, "too_deep", most=MAX_DEPTH)
            raise _UnusableError
        container: Raw = {} if isinstance(event, MappingStartEvent) else []
        where = self._put(event, container)
        self._open.append((where, container))
        self._key.append(None)

    def _take_scalar(self, event: Any) -> None:
        parent = self._open[-1][1] if self._open else None
        if isinstance(parent, dict) and self._key[-1] is None:
            self._take_key(event, parent)
            return
        plain = not event.style
        last = event.end_mark.line + bool(event.end_mark.column)
        (self.plain if plain else self.marked).update(range(event.start_mark.line + 2, last + 1))
        if plain and len(event.value) > 1 and event.value[0] == "0" and event.value.isdecimal():
            self._refuse(event, "unquoted_code", value=event.value)
        if plain and event.value in {"", "~", "null"} and parent is not None:
            self._refuse(event, "empty_value")
        end = event.end_mark
        if plain and event.value and (found := GLUED_COMMENT.match(self.text, end.index)):
            place = end.line + 1, end.column + len(found[0]) + 1, dotted(self._here())
            self.issues.append(Issue(self.name, *place, "glued_comment"))
        self._put(event, event.value)

    def _take_key(self, event: ScalarEvent, parent: dict[str, Any]) -> None:
        self._key[-1] = event.value
        if len(parent) >= MAX_KEYS:
            self._refuse(event, "too_many_keys", most=MAX_KEYS)
            raise _UnusableError
        if event.value == MERGE_KEY:
            self._refuse(event, "merge_key")
        first = self.keys.setdefault(self._here(), _mark(event))
        if event.value in parent:
            self._refuse(event, "duplicate_key", value=event.value, line=first.line)

    def _put(self, event: Any, value: Raw) -> FieldPath:
        """Store a value in the open container and return its path."""
        where = self._here()
        parent = self._open[-1][1] if self._open else None
        if isinstance(parent, dict):
            parent.setdefault(self._take_pending_key(event), value)
        elif isinstance(parent, list):
            parent.append(value)
        else:
            self.root = value if not self._is_nothing(event) else None
        quoted = bool(getattr(event, "style", None))
        place = _mark(event)
        self.marks.setdefault(where, Mark(place.line, place.column, quoted))
        return where

    def _here(self) -> FieldPath:
        """Return the path of what the parser is reading."""
        if not self._open:
            return ()
        base, parent = self._open[-1]
        step = len(parent) if isinstance(parent, list) else self._key[-1]
        return base if step is None else (*base, step)

    def _take_pending_key(self, event: Any) -> str:
        key = self._key[-1]
        if key is None:  # a list or mapping stands where a key belongs
            self._refuse(event, "odd_key")
            raise _UnusableError
        self._key[-1] = None
        return key

    @staticmethod
    def _is_nothing(event: Any) -> bool:
        return isinstance(event, ScalarEvent) and not event.style and not event.value

    def _refuse(self, event: Any, key: str, **params: object) -> None:
        mark = _mark(event)
        texts = {name: shown(value) for name, value in params.items()}
        place = dotted(self._here())
        self.issues.append(Issue(self.name, mark.line, mark.column, place, key, texts))


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
