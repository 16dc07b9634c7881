"""A published folder made anew from what stays of it, without touching all that stays.

The former folder is kept beside the published one, with nothing in it but the files that both have,
which are the same files under two names: so it takes no room, shows nothing that was taken back,
and becomes the next edition with a few changes. What it holds is looked at each time.
"""

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from site_builder.publish.folders import link
from site_builder.publish.state import Stamp, stamp
from site_builder.publish.swap import scratch, spare_of, swap
from site_builder.publish.tree import folders_of


@contextlib.contextmanager
def renewing(
    target: Path, files: AbstractSet[str], kept: Mapping[str, Stamp]
) -> Iterator[tuple[Path, dict[str, Stamp]]]:
    """Give a folder with those of the `files` of `target` that stay, and the stamp of each.

    It takes the place of the target when all went well; any exception leaves that as it was.
    """
    target = target.resolve()
    spare = spare_of(target)
    with scratch(target) as folder:
        if spare.is_dir() and not spare.is_symlink():
            spare.rename(folder)
        present = _keep_only(folder, kept)
        copied = link(target, folder, kept.keys() - present)
        yield folder, {**kept, **copied}
        swap(folder, target)
        # Without it, the next edition takes longer, nothing else.
        with contextlib.suppress(OSError):
            _remove(folder, files - kept.keys(), kept)
            folder.rename(spare)


def _keep_only(folder: Path, kept: Mapping[str, Stamp]) -> set[str]:
    """Remove everything from a folder but files of the stamps given; return the paths of these."""
    present, folders = set[str](), []
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        folders.append(inside)
        with os.scandir(folder / inside) as entries:
            for entry in entries:
                name = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                elif kept.get(name) == stamp(entry.stat(follow_symlinks=False)):
                    present.add(name)
                else:
                    (folder / name).unlink()
    needed = folders_of(present)
    for inside in reversed(folders):
        if inside.rstrip("/") not in needed:
            (folder / inside).rmdir()
    return present


def _remove(folder: Path, paths: AbstractSet[str], kept: Iterable[str]) -> None:
    """Remove some files from a folder, and the folders in which none is kept.

    Where somebody put a link in the place of a folder, nothing is removed: that is an `OSError`.
    """
    around = folders_of(paths)
    for inside in around:
        if (folder / inside).is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder / inside))
    for path in paths:
        (folder / path).unlink()
    for inside in sorted(around - folders_of(kept), reverse=True):
        (folder / inside).rmdir()
