"""What earlier runs read out of YAML files, so that the same bytes need not be parsed again.

Only the content of a file without any fault is kept, under the digest of its bytes. Nothing is
decided by it: the checks and models see the same text and places as after parsing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from site_builder.records.raw import FieldPath, Mark, Raw, RawRecord
from site_builder.words.digests import digest

# The content of a file, and for every value, then for every key, in the order of the file, its
# line and twice its column, one more where the value stands in quotes.
Parsed = tuple[Raw, Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class ParsedFiles:
    """The content of files by the digest of their bytes; `kept` is what this run makes known."""

    known: Mapping[str, Parsed] = field(default_factory=dict)
    kept: dict[str, Parsed] = field(default_factory=dict)

    def recall(self, name: str, content: bytes) -> RawRecord | None:
        """Return the raw record of a file with this content, if it is known."""
        key = digest(content)
        found = self.known.get(key)
        if found is None:
            return None
        self.kept[key] = found
        value, marks, keys = found
        # A file without faults is its own text.
        return RawRecord(
            name, value, _Marks(value, marks), _Marks(value, keys, of_keys=True), content.decode()
        )

    def remember(self, content: bytes, raw: RawRecord) -> None:
        """Keep what was parsed without a fault."""
        marks, keys = (list(_numbers(places)) for places in (raw.marks, raw.keys))
        self.kept[digest(content)] = (raw.value, marks, keys)


class _Marks(Mapping[FieldPath, Mark]):
    """The places of values or keys, put together once anybody asks: mostly nobody does."""

    def __init__(self, value: Raw, numbers: Sequence[int], *, of_keys: bool = False) -> None:
        self._told = value, numbers, of_keys
        self._table: dict[FieldPath, Mark] | None = None

    def __getitem__(self, where: FieldPath) -> Mark:
        return self._places()[where]

    def __iter__(self) -> Iterator[FieldPath]:
        return iter(self._places())

    def __len__(self) -> int:
        return len(self._places())

    def _places(self) -> dict[FieldPath, Mark]:
        if self._table is None:
            value, numbers, of_keys = self._told
            paths = _key_paths(value, ()) if of_keys else _paths(value, ())
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            marks = (Mark(line, column // 2, bool(column % 2)) for line, column in pairs)
            self._table = dict(zip(paths, marks, strict=True))
        return self._table


def _numbers(places: Mapping[FieldPath, Mark]) -> Iterator[int]:
    for mark in places.values():
        yield mark.line
        yield 2 * mark.column + mark.quoted


def _paths(value: Any, here: FieldPath) -> Iterator[FieldPath]:
    """Yield the path of every value, a container before what it holds."""
    yield here
    for step, part in _parts(value):
        yield from _paths(part, (*here, step))


def _key_paths(value: Any, here: FieldPath) -> Iterator[FieldPath]:
    """Yield the path of every key of a mapping, each before what its value holds."""
    for step, part in _parts(value):
        if isinstance(step, str):
            yield (*here, step)
        yield from _key_paths(part, (*here, step))


def _parts(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)
