"""Builds in processes of their own, to be stopped at a moment or on the way in or out of a stage.

The processes are forks of one that has imported everything, so that a test can afford many.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from site_builder.cli import main
from tests.building import TODAY

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.killing"])
MARKER, OUTPUT = "stopped-here", "output"
# Far longer than a build takes.
PATIENCE = 60
LEFTOVERS = (".site-new-*", "directory/**/.new-*", "build/**/.new-*")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a build stops itself: around one function of a module or class.

    With `below` it is a method of a path, and stops for the first one below this folder.
    """

    owner: str
    function: str
    after: bool = False
    below: str = ""

    def __str__(self) -> str:
        """Name the moment."""
        return f"{'after' if self.after else 'before'} {self.function}"


def leftovers(root: Path) -> list[Path]:
    """Return the temporary files and folders in a root."""
    return [path for pattern in LEFTOVERS for path in root.glob(pattern)]


@contextmanager
def started(
    root: Path,
    stop: Stop | None = None,
    sign: int = signal.SIGKILL,
    *options: str,
    command: str = "build",
) -> Iterator[Any]:
    """Start a build that sends itself `sign` at a stop; whatever happens, it is gone afterwards."""
    process = FORKS.Process(target=_run, args=(root, stop, sign, (command, *options)))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def finished(
    root: Path,
    stop: Stop | None = None,
    sign: int = signal.SIGKILL,
    *options: str,
    command: str = "build",
) -> int:
    """Run a build to its end and return how it ended: its exit status, or minus the signal."""
    with started(root, stop, sign, *options, command=command) as process:
        return ended(process)


def killed_after(root: Path, seconds: float) -> bool:
    """Kill a build so long after its start; return whether it was still running."""
    with started(root) as process:
        process.join(seconds)
        process.kill()
        return ended(process) == -signal.SIGKILL


def ended(process: ForkServerProcess) -> int:
    """Wait for the end of a build and return its exit status."""
    process.join(PATIENCE)
    assert process.exitcode is not None, "the build hangs"
    return process.exitcode


def wait_for_stop(root: Path) -> None:
    """Return once a build has reached its stop."""
    deadline = time.monotonic() + PATIENCE
    while not (root / MARKER).exists():
        assert time.monotonic() < deadline, "the build never came to its stop"
        time.sleep(0.01)


def output_of(root: Path) -> str:
    """Return what the last build of a root printed."""
    return (root / OUTPUT).read_text(encoding="utf-8")


def _run(root: Path, stop: Stop | None, sign: int, arguments: tuple[str, ...]) -> None:
    # As in a terminal: what a shell runs in the background ignores SIGINT.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with (root / OUTPUT).open("wb") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    if stop is not None:
        module, _, name = stop.owner.partition(":")
        owner = getattr(import_module(module), name) if name else import_module(module)
        setattr(owner, stop.function, _stopping(stop, getattr(owner, stop.function), root, sign))
    main([*arguments, "--root", str(root), "--today", TODAY.isoformat()])


def _stopping(
    stop: Stop, function: Callable[..., Any], root: Path, sign: int
) -> Callable[..., Any]:
    def stopping(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 (any function fits)
        if stop.below and f"/{stop.below}/" not in str(arguments[0]):
            return function(*arguments, **options)
        result = function(*arguments, **options) if stop.after else None
        (root / MARKER).touch()
        os.kill(os.getpid(), sign)
        # A stopped process goes on here.
        return result if stop.after else function(*arguments, **options)

    return stopping
