"""The generated file: what rendering hands to publishing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol


class Stored(Protocol):
    """Bytes that lie on the disk, as those of a path do."""

    def read_bytes(self) -> bytes:
        """Return the bytes."""


def bytes_of(made: bytes | Stored) -> bytes:
    """Return bytes, wherever they are."""
    return made if isinstance(made, bytes) else made.read_bytes()


@dataclass(frozen=True, slots=True)
class Standing:
    """Bytes that stand in a file of this name, and the digest that this build found them to have.

    So they need not be read to be told apart.
    """

    name: str
    digest: str

    def read_bytes(self) -> bytes:
        """Return the bytes."""
        return Path(self.name).read_bytes()


@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """One file of the generated tree.

    `path` is relative to MkDocs' `docs_dir`, always with `/`; `made` is the exact bytes to write,
    or what holds them on the disk, as files by the thousand would fill the memory; `source` is the
    record file it was made from (relative to the root), if there is one; `title` is that of a page.
    `is_listed` says that it is a page of which search engines are told, and `changed_on` is the
    newest day in the data of that page.
    """

    path: str
    made: bytes | Stored
    source: str | None = None
    title: str = ""
    is_listed: bool = False
    changed_on: date | None = None

    @property
    def content(self) -> bytes:
        """The exact bytes to write."""
        return bytes_of(self.made)


# Returns the same file, its bytes put where they fill no memory.
PutAside = Callable[[GeneratedFile], GeneratedFile]


def as_it_is(file: GeneratedFile) -> GeneratedFile:
    """Return a file with its bytes left in memory."""
    return file


def text_file(path: str, text: str) -> GeneratedFile:
    """Return a generated file holding `text` as UTF-8."""
    return GeneratedFile(path, text.encode())
