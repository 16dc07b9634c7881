"""What earlier runs read out of YAML files, so that the same bytes need not be parsed again.

Only the content of a file without any fault is kept, under the digest of its bytes. Nothing is
decided by it: the checks and models see the same text and places as after parsing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from site_builder.records.raw import FieldPath, Mark, Raw, RawRecord
from site_builder.records.yaml_text import read
from site_builder.words.digests import digest


@dataclass(frozen=True, slots=True)
class ParsedFiles:
    """The content of files by the digest of their bytes; `kept` is what this run makes known."""

    known: Mapping[str, Raw] = field(default_factory=dict)
    kept: dict[str, Raw] = field(default_factory=dict)

    def recall(self, name: str, content: bytes) -> RawRecord | None:
        """Return the raw record of a file with this content, if it is known."""
        key = digest(content)
        found = self.known.get(key)
        if found is None:
            return None
        self.kept[key] = found
        # A file without faults is its own text.
        return sound_record(name, found, content.decode())

    def remember(self, content: bytes, value: Raw) -> None:
        """Keep what was parsed without a fault."""
        self.kept[digest(content)] = value


def sound_record(name: str, value: Raw, text: str) -> RawRecord:
    """Return the raw record of a text without any fault, whose content is known already."""
    return RawRecord(name, value, _Places(text), _Places(text, of_keys=True), text)


class _Places(Mapping[FieldPath, Mark]):
    """The places of values or keys in a text, read once anybody asks: mostly nobody does."""

    def __init__(self, text: str, *, of_keys: bool = False) -> None:
        self._told = text, of_keys
        self._table: Mapping[FieldPath, Mark] | None = None

    def __getitem__(self, where: FieldPath) -> Mark:
        return self._places()[where]

    def __iter__(self) -> Iterator[FieldPath]:
        return iter(self._places())

    def __len__(self) -> int:
        return len(self._places())

    def _places(self) -> Mapping[FieldPath, Mark]:
        if self._table is None:
            text, of_keys = self._told
            record = read("", text).record
            places = record and (record.keys if of_keys else record.marks)
            self._table = places or {}
        return self._table
