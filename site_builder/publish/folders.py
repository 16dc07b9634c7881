"""Many files at once from one folder to another on the same disk.

Names are texts here: for tens of thousands of files, objects would take as long as the work.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from site_builder.publish.state import Stamp, stamp


def make_folders(folder: Path, paths: Iterable[str]) -> None:
    """Make the folders in which files of a folder belong, each once."""
    for inside in {path.rpartition("/")[0] for path in paths}:
        (folder / inside).mkdir(parents=True, exist_ok=True)


def move(source: Path, folder: Path, files: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Move files to another folder, and return their stamps."""
    make_folders(folder, files)
    for path in files:
        os.rename(f"{source}/{path}", f"{folder}/{path}")  # noqa: PTH104
    return dict(files)


def show(source: Path, folder: Path, paths: Iterable[str]) -> None:
    """Let files be seen in another folder too, without touching them: a second name would."""
    paths = list(paths)
    make_folders(folder, paths)
    top = source.absolute()
    for path in paths:
        there, here = f"{top}/{path}", f"{folder}/{path}"
        try:
            os.symlink(there, here)  # noqa: PTH211
        except OSError:
            # This system has no links, or not for everybody.
            shutil.copyfile(there, here)


def link(source: Path, folder: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Put files into another folder too, as the same files where it can be.

    The stamps of those are returned that had to be copied.
    """
    paths = list(paths)
    make_folders(folder, paths)
    copied = {}
    for path in paths:
        there, here = f"{source}/{path}", f"{folder}/{path}"
        try:
            os.link(there, here)
        except OSError:
            # This file system knows no second name for a file.
            shutil.copyfile(there, here)
            copied[path] = stamp(Path(here).stat())
    return copied
