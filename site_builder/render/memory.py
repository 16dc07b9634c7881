"""What an earlier build rendered, so that equal values need not go through a template again.

A file is made by a pure function of values that can be written down; what is written down is the
key of the file. Nothing is kept here but digests: the files themselves stand where they were
written, and are only left there while they are still what they were.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol

from site_builder.words.digests import digest
from site_builder.words.generated import Stored

# How Python writes what has no form in writing: it says nothing about the values within.
UNWRITTEN = " at 0x"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The key of some values, and the digest of each file that was made of them."""

    key: str
    digests: tuple[str, ...]


class Found(Stored, Protocol):
    """What stands at a path at present, and its digest."""

    @property
    def digest(self) -> str:
        """The digest of the bytes."""


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes that are in memory already."""

    content: bytes

    @property
    def digest(self) -> str:
        """The digest of the bytes."""
        return digest(self.content)

    def read_bytes(self) -> bytes:
        """Return the bytes."""
        return self.content


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of earlier files by the path of the first of each group.

    `find` returns what stands at a path at present, if anything does; `kept` is what this build
    makes known.
    """

    known: Mapping[str, Rendered] = field(default_factory=dict)
    find: Callable[[str], Found | None] = lambda _path: None
    kept: dict[str, Rendered] = field(default_factory=dict)

    def recall(
        self, paths: Sequence[str], values: object, render: Callable[[], Sequence[bytes]]
    ) -> Sequence[bytes | Stored]:
        """Return the contents for some paths: those that are there, or else what `render` makes.

        `render` depends on `values` alone, and on what never changes while a memory is kept.
        """
        written = repr(values)
        if UNWRITTEN in written:
            return render()
        key = digest(written.encode("utf-8", "surrogatepass"))
        known = self.known.get(paths[0])
        if known is not None and known.key == key:
            found = [there for path in paths if (there := self.find(path)) is not None]
            if tuple(there.digest for there in found) == known.digests:
                self.kept[paths[0]] = known
                return found
        contents = render()
        self.kept[paths[0]] = Rendered(key, tuple(map(digest, contents)))
        return contents

    def within(self, path: str, parts_of: Callable[[bytes], Mapping[str, bytes]]) -> "Memory":
        """Return the memory of what is in a file, each part by the path, `#` and its name.

        `parts_of` takes the content apart, if it is what was made.
        """
        there, known = self.find(path), self.known.get(path)
        parts: Mapping[str, Found] = {}
        if there is not None and known is not None and known.digests == (there.digest,):
            made = parts_of(there.read_bytes())
            parts = {f"{path}#{name}": Held(part) for name, part in made.items()}
        return replace(self, find=parts.get)


# The memory of each edition by its language; of none, where everything is to be made.
Memories = Mapping[str, Memory]
NO_MEMORIES: Memories = MappingProxyType({})
