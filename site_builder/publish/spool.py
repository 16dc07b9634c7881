"""What is made waits on the disk until it is written: it would fill the memory of a large build."""

import os
import tempfile
import weakref
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.words.generated import GeneratedFile


class Spool:
    """A file without a name in a folder, gone with the last that asks for it.

    A copy of this process may put something aside too, where this one puts nothing from then on.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            self.handle = os.dup(file.fileno())
        weakref.finalize(self, os.close, self.handle)
        self.length = 0

    def put_aside(self, file: GeneratedFile) -> GeneratedFile:
        """Return a file whose bytes are put aside, unless they lie on the disk already."""
        return replace(file, made=self.add(file.made)) if isinstance(file.made, bytes) else file

    def take_over(self, file: GeneratedFile) -> GeneratedFile:
        """Return a file as this process reads it, that a copy of it put aside here."""
        made = file.made
        return replace(file, made=replace(made, spool=self)) if isinstance(made, _Slice) else file

    def add(self, content: bytes) -> "_Slice":
        """Return what was put aside instead of the bytes themselves."""
        start = self.length
        while self.length < start + len(content):
            left = content[self.length - start :]
            self.length += os.pwrite(self.handle, left, self.length)
        return _Slice(self, start, len(content))

    def read(self, start: int, length: int) -> bytes:
        """Return so many bytes from a place on."""
        return os.pread(self.handle, length, start)


@dataclass(frozen=True, slots=True)
class _Slice:
    spool: Spool
    start: int
    length: int

    def read_bytes(self) -> bytes:
        """Return what was put aside."""
        return self.spool.read(self.start, self.length)
