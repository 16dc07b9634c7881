"""Folders that are costly to make: one of each for all processes of a test run."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that `make` filled for the process that asked first; nothing may change it.

    The others wait at the lock. What a failed attempt left is removed before the next one.
    `make test` names a folder for its runs, because each run has temporary folders of its own.
    """
    base = Path(os.environ.get("SHARED_ROOTS") or factory.getbasetemp())
    if "SHARED_ROOTS" not in os.environ and "PYTEST_XDIST_WORKER" in os.environ:
        # Each worker has a folder of its own inside that of the run.
        base = base.parent
    folder, is_made = base / f"shared-{name}", base / f"shared-{name}.made"
    with (base / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            is_made.touch()
    return folder
