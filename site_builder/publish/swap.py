"""Replacing the published folder in one step, so that a visitor never meets half a site."""

import contextlib
import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


@contextlib.contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Give a new empty folder beside `target`; it takes the target's place when all went well.

    Any exception leaves the target as it was; the staged folder is removed either way.
    """
    staged = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-new-"))
    try:
        staged.chmod(0o755)
        yield staged
        swap(staged, target)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def swap(staged: Path, target: Path) -> None:
    """Put `staged` in the place of `target`; the old content, if any, ends up in `staged`."""
    if not target.exists():
        staged.rename(target)
    elif not _exchange(staged, target):
        # Without an atomic exchange (not Linux) there is a moment between two renames.
        old = target.with_name(f"{staged.name}-old")
        target.rename(old)
        try:
            staged.rename(target)
        except OSError:
            old.rename(target)
            raise
        old.rename(staged)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders by `renameat2(2)`; return whether the system could."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = renameat2(
        AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE
    )
    return done == 0
