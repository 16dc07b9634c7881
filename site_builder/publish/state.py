"""What the last build published, so that the next one need not do it again; never just trusted.

The file belongs to one folder of one machine: it names the files of `site/` by their inode. A state
that is missing, damaged, of another version or environment, or of other files is no state.
"""

import hashlib
import json
import os
import platform
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from site_builder.publish.tree import write_file
from site_builder.words.digests import digest

PATH = "build/published.json"
# Raised when the meaning of the file changes.
FORMAT = 1
# File names that are no UTF-8 are texts all the same.
ODD_NAMES = "surrogatepass"

# Inode, size and time of a published file: what any writing to it changes.
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a docs folder: the digest of its bytes, and the published file made from it."""

    digest: str
    address: str


@dataclass(frozen=True, slots=True)
class State:
    """What stands in `site/`: the sources of each edition by name, and every published file."""

    environment: str
    editions: Mapping[str, Mapping[str, Source]]
    files: Mapping[str, Stamp]


def environment_digest(sources: Iterable[Path], today: date | None) -> str:
    """Return the digest of what every page rests on besides its own source.

    That is the day where one is given, Python, every installed package by name and version, and
    `sources`: files, and folders with all that is in them.
    """
    seen = hashlib.blake2b(f"{FORMAT} {today} {sys.version}".encode(), digest_size=16)
    for folder in sys.path:
        if Path(folder).is_dir():
            names = sorted(path.name for path in Path(folder).glob("*-info"))
            seen.update("\n".join(names).encode())
    for source in sources:
        for path in [source] if source.is_file() else sorted(source.rglob("*.*")):
            if path.is_file() and path.suffix != ".pyc":
                inside = path.relative_to(source.parent).as_posix()
                seen.update(f"\0{inside}\0{digest(path.read_bytes())}".encode())
    return seen.hexdigest()


def place(root: Path) -> Sequence[object]:
    """Return what a copy of a root on another disk or machine does not have in common."""
    found = root.stat()
    return [platform.node(), found.st_dev, found.st_ino]


def look(folder: Path, passed_over: Container[str] = ()) -> dict[str, Stamp]:
    """Return the stamp of every file below a folder by its path, but for some."""
    return {name: stamp(found) for name, found in files_in(folder, passed_over)}


def files_in(
    folder: Path, passed_over: Container[str] = ()
) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file below a folder, but for some: its path, and what the system knows of it."""
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(folder / inside) as entries:
            for entry in entries:
                name = f"{inside}{entry.name}"
                if entry.is_dir():
                    waiting.append(f"{name}/")
                elif name not in passed_over:
                    yield name, entry.stat()


def stamp(found: os.stat_result) -> Stamp:
    """Return the stamp in what the system knows of a file."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def read_checked(path: Path) -> Any:  # noqa: ANN401 -- as JSON, to be looked at with care
    """Return the table that `write_checked` wrote, or nothing if it is not whole."""
    try:
        # Another thing of this name, such as a pipe, might never end.
        content = path.read_bytes() if path.is_file() else b""
        checksum, _, body = content.partition(b"\n")
        is_whole = checksum.decode() == digest(body)
        return json.loads(body.decode("utf-8", ODD_NAMES)) if is_whole else None
    except (OSError, ValueError, RecursionError):
        return None


def write_checked(path: Path, table: Mapping[str, object]) -> None:
    """Write a table behind the digest of its text."""
    body = json.dumps(table, ensure_ascii=False).encode("utf-8", ODD_NAMES)
    write_file(path, digest(body).encode() + b"\n" + body)


def read_state(root: Path, site: Path, environment: str) -> State | None:
    """Return the state of a root if it is whole, of this environment and true of `site`."""
    table = read_checked(root / PATH)
    try:
        if table["environment"] != environment:
            return None
        state = State(
            environment,
            {
                name: {path: Source(*pair) for path, pair in sources.items()}
                for name, sources in table["editions"].items()
            },
            {path: (ino, size, time) for path, (ino, size, time) in table["files"].items()},
        )
        return state if look(site) == state.files else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_state(root: Path, state: State) -> None:
    """Remember a state for the next build."""
    editions = {
        name: {path: (source.digest, source.address) for path, source in sources.items()}
        for name, sources in state.editions.items()
    }
    table = {"environment": state.environment, "editions": editions, "files": state.files}
    write_checked(root / PATH, table)


def forget_state(root: Path) -> None:
    """Forget what was published: the next build is a full one."""
    (root / PATH).unlink(missing_ok=True)
