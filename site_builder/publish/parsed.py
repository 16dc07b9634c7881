"""The content of record files as it was parsed, on the disk; never just trusted.

It lies in several files, so that an edit writes a small part of it anew.
"""

import contextlib
import os
import threading
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from site_builder.publish.faults import WorkerError
from site_builder.publish.processes import Tick, working
from site_builder.publish.state import environment_digest, place, read_checked, write_checked
from site_builder.records.content import FOLDERS
from site_builder.records.parsed import ParsedFiles
from site_builder.records.raw import Raw
from site_builder.records.text import decode, name_in, read_content
from site_builder.records.yaml_value import read_value
from site_builder.words.digests import digest

PATH = "build/parsed/{shard}.json"
# The first sign of a digest.
SHARDS = "0123456789abcdef"
# For fewer files a second process is not worth its start.
MANY = 1000
# So many files are read between two looks whether anybody still waits for them.
AT_ONCE = 100
PROGRAM = Path(__file__).parent.parent
# What makes a parsed file of its bytes, beside the parser.
MAKERS = [PROGRAM / "records", PROGRAM / "words"]


@contextlib.contextmanager
def known_files(root: Path) -> Iterator[ParsedFiles]:
    """Give what is known of the files of a root; what is read with it is known later.

    What cannot be kept costs the next run time, nothing else.
    """
    maker = [environment_digest(MAKERS, None), place(root)]
    known: dict[str, Raw] = {}
    for shard in SHARDS:
        known |= _read(root, shard, maker)
    files = ParsedFiles(known | _read_ahead(root, known))
    yield files
    with contextlib.suppress(OSError):
        for shard in SHARDS:
            kept = {key: found for key, found in files.kept.items() if key.startswith(shard)}
            if kept.keys() != {key for key in known if key.startswith(shard)}:
                write_checked(root / PATH.format(shard=shard), {"maker": maker, "files": kept})


def _read(root: Path, shard: str, maker: Sequence[object]) -> dict[str, Raw]:
    table = read_checked(root / PATH.format(shard=shard))
    try:
        if table["maker"] != maker:
            return {}
        return dict(table["files"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}


def _read_ahead(root: Path, known: Mapping[str, Raw]) -> dict[str, Raw]:
    """Return the content of sound record files that is not known yet, read by several processes.

    There are none for few such files, and no copy may be made of a process with threads. Files that
    are not read ahead, for want of memory or for faults, are read in their turn.
    """
    folders = (root / "content" / name for name in FOLDERS)
    paths = sorted(path for folder in folders for path in folder.glob("*.yml"))
    count = os.cpu_count() or 1
    found: dict[str, Raw] = {}
    if len(paths) - len(known) >= MANY and count > 1 and threading.active_count() == 1:
        shares = [paths[start::count] for start in range(count)]
        job = partial(_read_share, root, frozenset(known))
        with contextlib.suppress(WorkerError, OSError), working(job, shares) as results:
            for part in results():
                found |= part
    return found


def _read_share(
    root: Path, known: Container[str], paths: Sequence[Path], tick: Tick
) -> dict[str, Raw]:
    """Return the content of the sound ones among some files by the digest of their bytes."""
    found: dict[str, Raw] = {}
    for number, path in enumerate(paths):
        if number % AT_ONCE == 0:
            tick()
        name = name_in(root, path)
        content, _ = read_content(name, path)
        key = digest(content) if content is not None else ""
        if content is None or key in known:
            continue
        text, issues = decode(name, content)
        value = read_value(text) if text is not None and not issues else None
        if value is not None:
            found[key] = value
    return found
