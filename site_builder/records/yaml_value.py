"""The content of a sound YAML text alone: without the places it is read in half the time."""

import re
from collections.abc import Iterator
from typing import Any

from site_builder.records.raw import Raw
from site_builder.records.slips import find_slips
from site_builder.records.yaml_events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    YAMLError,
    events,
)
from site_builder.records.yaml_text import MAX_DEPTH, MAX_KEYS, MERGE_KEY

# What looks like a comment and is hardly meant as one: «Gói #500 g».
LIKE_A_COMMENT = re.compile(r"[ \t]#[^\s#]")
NOTHING = frozenset({"", "~", "null"})


class _DoubtError(Exception):
    """Something may have to be said of the text, with its place."""


def read_value(text: str) -> Raw | None:
    """Return the content of a text of which `read` has nothing to say; none where it may have."""
    if "#" in text and LIKE_A_COMMENT.search(text):
        return None
    # Those that only go on with a value without quotes.
    lines: set[int] = set()
    try:
        value = _document(events(text), lines)
    except (_DoubtError, YAMLError):
        return None
    return None if lines and any(find_slips(text, lines)) else value


def _document(following: Iterator[Any], lines: set[int]) -> Raw:
    next(following)
    if not isinstance(next(following), DocumentStartEvent):
        raise _DoubtError
    value = _value(next(following), following, lines, 0)
    next(following)
    if not isinstance(next(following), StreamEndEvent):
        raise _DoubtError
    return value


def _value(event: Any, following: Iterator[Any], lines: set[int], depth: int) -> Raw:
    """Return the value that begins with an event and stands inside `depth` others."""
    if event.anchor is not None or event.tag is not None:
        raise _DoubtError
    if isinstance(event, ScalarEvent):
        return event.value if event.style else _plain(event, lines)
    if depth == MAX_DEPTH:
        raise _DoubtError
    if isinstance(event, MappingStartEvent):
        return _mapping(following, lines, depth + 1)
    items: list[Raw] = []
    for part in following:
        if isinstance(part, SequenceEndEvent):
            break
        items.append(_value(part, following, lines, depth + 1))
    return items


def _mapping(following: Iterator[Any], lines: set[int], depth: int) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key in following:
        if isinstance(key, MappingEndEvent):
            break
        if not isinstance(key, ScalarEvent) or key.anchor is not None or key.tag is not None:
            raise _DoubtError
        name = key.value
        if name == MERGE_KEY or name in record or len(record) == MAX_KEYS:
            raise _DoubtError
        record[name] = _value(next(following), following, lines, depth)
    return record


def _plain(event: Any, lines: set[int]) -> str:
    """Return the text of a scalar without quotes, noting the lines that it goes on with."""
    text: str = event.value
    if text in NOTHING or (text[0] == "0" and len(text) > 1 and text.isdecimal()):
        raise _DoubtError
    first, end = event.start_mark.line, event.end_mark
    if end.line != first:
        lines.update(range(first + 2, end.line + bool(end.column) + 1))
    return text
