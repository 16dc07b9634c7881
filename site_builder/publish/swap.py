"""Replacing the published folder in one step, so that a visitor never meets half a site."""

import contextlib
import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

STAGED = ".{name}-new-"
OLD = "-old"
SPARE = ".{name}-spare"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


@contextlib.contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Give a new empty folder beside `target`; it takes the target's place when all went well.

    Any exception leaves the target as it was; the staged folder is removed either way.
    """
    with scratch(target) as staged:
        yield staged
        # A link stays, and what it leads to is replaced: servers know that place.
        swap(staged, target.resolve())
        shutil.rmtree(spare_of(target), ignore_errors=True)


@contextlib.contextmanager
def scratch(target: Path) -> Iterator[Path]:
    """Give a new empty folder beside `target`, on the same disk, for the time of a build."""
    target = target.resolve()
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=STAGED.format(name=target.name)))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def spare_of(target: Path) -> Path:
    """Return the folder beside a target that keeps what stayed of it for the next time."""
    target = target.resolve()
    return target.with_name(SPARE.format(name=target.name))


def swap(staged: Path, target: Path) -> None:
    """Put `staged` in the place of `target`; the old content, if any, ends up in `staged`."""
    if not target.exists():
        staged.rename(target)
    elif not _exchange(staged, target):
        # Without an atomic exchange (not Linux) there is a moment between two renames.
        old = target.with_name(staged.name + OLD)
        target.rename(old)
        try:
            staged.rename(target)
        except OSError:
            old.rename(target)
            raise
        old.rename(staged)


def clear_staged(target: Path) -> None:
    """Remove the folders that killed builds left beside `target`; no build may run meanwhile.

    A build that was killed between two renames took the target away: then it comes back.
    """
    target = target.resolve()
    for left in sorted(target.parent.glob(STAGED.format(name=target.name) + "*"), reverse=True):
        if left.name.endswith(OLD) and not target.exists():
            left.rename(target)
        else:
            shutil.rmtree(left, ignore_errors=True)


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
