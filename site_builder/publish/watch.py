"""Waiting for an edit."""

import time
from pathlib import Path
from typing import Literal

WATCHED = ("content", "directory/theme", "directory/vi/assets", "mkdocs.yml")
SECONDS_BETWEEN_LOOKS = 0.5

State = dict[Path, tuple[int, int]]


def wait_for_change(root: Path) -> Literal[True]:
    """Return once a watched file was written, added or removed."""
    before = look(root)
    while look(root) == before:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return True


def look(root: Path) -> State:
    """Return time and size of every watched file."""
    tops = [root / name for name in WATCHED]
    files = [top for top in tops if top.is_file()]
    files += [path for top in tops if top.is_dir() for path in top.rglob("*") if path.is_file()]
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in files}
