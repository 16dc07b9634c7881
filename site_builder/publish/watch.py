"""Waiting for an edit."""

import time
from pathlib import Path
from typing import Literal

WATCHED = ("content", "directory/theme", "directory/vi/assets", "mkdocs.yml", "mkdocs.en.yml")
SECONDS_BETWEEN_LOOKS = 0.5

State = dict[Path, tuple[int, int]]


def wait_for_change(root: Path, private: Path | None = None) -> Literal[True]:
    """Return once a watched file, or one of the private overlay, was written, added or removed."""
    before = look(root, private)
    while look(root, private) == before:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return True


def look(root: Path, private: Path | None = None) -> State:
    """Return time and size of every watched file."""
    tops = [root / name for name in WATCHED] + ([private] if private else [])
    files = [top for top in tops if top.is_file()]
    files += [path for top in tops if top.is_dir() for path in top.rglob("*") if path.is_file()]
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in files}
