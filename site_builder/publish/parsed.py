"""The content of record files as it was parsed, on the disk; never just trusted.

It lies in several files, so that an edit writes a small part of it anew.
"""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from site_builder.publish.state import environment_digest, place, read_checked, write_checked
from site_builder.records.parsed import ParsedFiles
from site_builder.records.raw import Raw

PATH = "build/parsed/{shard}.json"
# The first sign of a digest.
SHARDS = "0123456789abcdef"
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
    files = ParsedFiles(known)
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
