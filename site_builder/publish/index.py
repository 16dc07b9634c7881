"""Digests of files that are kept, so that a file is read again only when its stamp is another.

This saves reading and decides nothing: what counts is always the digest of the contents. It works
as Git's index does. A stamp (inode, size, both times) stands for the bytes of a file only if the
file had been at rest when it was looked at: one that was written in the same tick of the clock
could be written once more without another stamp, so that its digest is not kept ("racy").
"""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.publish.state import read_checked, write_checked
from site_builder.publish.tree import write_file
from site_builder.words.digests import digest, digest_of

PATH = "build/index.json"
# That of the trees, which other stages of a build ask for.
TREES = "build/trees.json"
CLOCK = "build/.clock"
# No file that anything rests on is larger.
MOST_BYTES = 100_000_000
SECOND = 10**9
# The longest tick of a file system that counts whole seconds.
LONG_TICK = 2 * SECOND
# The tick of most systems is 1 to 10 ms; so many of so many seconds are waited for.
SHORT_TICK = 0.002
SHORT_TICKS = 10

# Inode, size, time of the contents, time of anything.
Stamp = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Index:
    """Digests by the path of the file; `kept` are those of this run, for the next one.

    `now` is the clock of the file system before anything was looked at, or an earlier moment;
    `restless` are the files that may have been written to since.
    """

    now: int = 0
    known: Mapping[str, tuple[Stamp, str]] = field(default_factory=dict)
    kept: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    restless: list[str] = field(default_factory=list)

    def digest_of(self, path: str, found: os.stat_result) -> str:
        """Return the digest of a file of which the system knows `found`."""
        mark = stamp(found)
        known = self.known.get(path)
        if known is None or known[0] != mark:
            known = (mark, digest(Path(path).read_bytes()))
        if is_at_rest(mark, self.now):
            self.kept[path] = known
        else:
            self.restless.append(path)
        return known[1]

    def look(self, path: str) -> str | None:
        """Return the digest of the file at a path, or nothing where it cannot be read."""
        try:
            return self.digest_of(path, os.stat(path))  # noqa: PTH116 -- a `Path` takes longer
        except OSError:
            return None

    def describe(self, tops: Iterable[Path], left_out: str = "") -> Iterator[str]:
        """Yield a line for everything that some files and folders hold, in a fixed order.

        A link is what it says, for no file of ours is read through one; what is neither file nor
        folder is its kind. What is named `left_out` counts nowhere.
        """
        waiting = [(str(top), top.lstat()) for top in tops]
        while waiting:
            path, found = waiting.pop()
            if stat.S_ISREG(found.st_mode):
                _refuse_size(path, found.st_size)
                yield f"{path}\0{self.digest_of(path, found)}"
            elif stat.S_ISDIR(found.st_mode):
                yield path
                inside = (entry for entry in _listed(path) if entry.name != left_out)
                waiting += [(entry.path, entry.stat(follow_symlinks=False)) for entry in inside]
            elif stat.S_ISLNK(found.st_mode):
                yield f"{path}\0>{Path(path).readlink()}"
            else:
                yield f"{path}\0?{stat.S_IFMT(found.st_mode)}"


def _refuse_size(path: str, size: int) -> None:
    if size > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)


def stamp(found: os.stat_result) -> Stamp:
    """Return what any writing to a file changes, in what the system knows of it."""
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def is_at_rest(mark: Stamp, now: int) -> bool:
    """Return whether a file cannot be written to after `now` without another stamp."""
    newest = max(mark[2:])
    return newest < now and (newest % SECOND != 0 or newest < now - LONG_TICK)


def clock(root: Path) -> int:
    """Return the time by the clock of the file system of a root; none where it is read-only."""
    path = root / CLOCK
    try:
        write_file(path, b"")
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def next_tick(root: Path) -> int:
    """Return the time by that clock once it has moved on, so that all written before is at rest.

    Where its ticks are long it is not waited for: then what was just written is not at rest.
    """
    first = now = clock(root)
    for _ in range(SHORT_TICKS):
        if now != first:
            break
        time.sleep(SHORT_TICK)
        now = clock(root)
    return now


def read_index(root: Path, now: int, path: str = PATH) -> Index:
    """Return the index that an earlier run left, or an empty one, for a moment."""
    table = read_checked(root / path)
    known: dict[str, tuple[Stamp, str]] = {}
    with contextlib.suppress(TypeError, ValueError, AttributeError):
        known = {p: ((i, s, m, c), text) for p, (i, s, m, c, text) in table.items()}
    return Index(now, known)


def write_index(root: Path, index: Index, path: str = PATH) -> None:
    """Keep the digests for the next run; what cannot be kept costs it time, nothing else."""
    if index.kept != index.known:
        table = {name: (*mark, found) for name, (mark, found) in index.kept.items()}
        with contextlib.suppress(OSError):
            write_checked(root / path, table)


def installed() -> str:
    """Return Python and every installed package, by name and version."""
    names = [sys.version]
    for folder in filter(os.path.isdir, sys.path):
        names += sorted(e.name for e in os.scandir(folder) if e.name.endswith("-info"))
    return "\n".join(names)


def stamps_digest(folders: Iterable[Path], now: int) -> str | None:
    """Return the digest of the stamps of all that lies in some folders.

    It is none where a file may still be written to without another stamp.
    """
    lines = _stamp_lines(folders, now)
    try:
        return digest_of(f"{line}\n".encode("utf-8", "surrogateescape") for line in lines)
    except _RestlessError:
        return None


class _RestlessError(Exception):
    """A file may still be written to without another stamp."""


def _stamp_lines(folders: Iterable[Path], now: int) -> Iterator[str]:
    waiting = [str(folder) for folder in folders]
    while waiting:
        for entry in _listed(waiting.pop()):
            mark = stamp(entry.stat(follow_symlinks=False))
            if entry.is_dir(follow_symlinks=False):
                yield entry.path
                waiting.append(entry.path)
            elif is_at_rest(mark, now):
                yield f"{entry.path} {mark}"
            else:
                raise _RestlessError


def are_at_rest(folder: Path, moment_of: Callable[[str], int]) -> bool:
    """Return whether no file below a folder was written to after the moment given for its path."""
    waiting = [str(folder)]
    while waiting:
        for entry in _listed(waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif not is_at_rest(stamp(entry.stat(follow_symlinks=False)), moment_of(entry.path)):
                return False
    return True


def _listed(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)
