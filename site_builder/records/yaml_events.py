"""What PyYAML's parser in C finds in a text: the events of its structure, or its tokens."""

from collections.abc import Iterator

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError
from yaml.tokens import Token

__all__ = [
    "AliasEvent", "CollectionEndEvent", "CollectionStartEvent", "DocumentStartEvent", "Event",
    "MappingEndEvent", "MappingStartEvent", "MarkedYAMLError", "ReaderError", "ScalarEvent",
    "SequenceEndEvent", "StreamEndEvent", "YAMLError", "events", "tokens",
]  # fmt: skip

LOADER = yaml.CSafeLoader


def events(text: str) -> Iterator[Event]:
    """Yield the events of a text up to its end; a `YAMLError` says what is wrong with it."""
    return iter(LOADER(text).get_event, None)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text up to its end; a `YAMLError` says what is wrong with it."""
    return iter(LOADER(text).get_token, None)
