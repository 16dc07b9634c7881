"""What is made waits on the disk until it is written: it would fill the memory of a large build."""

import os
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.words.generated import GeneratedFile


class _Spool:
    """A file without a name, gone with the last that asks for it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            self.handle = os.dup(file.fileno())
        weakref.finalize(self, os.close, self.handle)
        self.length = 0

    def add(self, content: bytes) -> "_Slice":
        """Put some bytes aside."""
        start = self.length
        while self.length < start + len(content):
            left = content[self.length - start :]
            self.length += os.pwrite(self.handle, left, self.length)
        return _Slice(self, start, len(content))


@dataclass(frozen=True, slots=True)
class _Slice:
    spool: _Spool
    start: int
    length: int

    def read_bytes(self) -> bytes:
        """Return what was put aside."""
        return os.pread(self.spool.handle, self.length, self.start)


def spooling(folder: Path) -> Callable[[GeneratedFile], GeneratedFile]:
    """Return what puts the bytes of a file aside in `folder`, on the disk to be written to."""
    spool = _Spool(folder)

    def put_aside(file: GeneratedFile) -> GeneratedFile:
        return replace(file, made=spool.add(file.made)) if isinstance(file.made, bytes) else file

    return put_aside
