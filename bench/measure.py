"""Whole processes, measured: their time, and the memory of the largest one among them."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

# What the kernel counts resident memory in.
KIB = 1024
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds from start to end, and bytes of the largest process."""

    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Result:
    """Several runs of a command, or the reason why there are none."""

    runs: tuple[Run, ...] = ()
    reason: str = ""

    @property
    def seconds(self) -> float | None:
        """The median of the times."""
        return statistics.median(run.seconds for run in self.runs) if self.runs else None

    @property
    def peak(self) -> int | None:
        """The greatest peak."""
        return max((run.peak for run in self.runs), default=None)


class CommandError(Exception):
    """A command that is measured failed."""


def run_once(command: Sequence[str], folder: Path, log: Path) -> Run:
    """Run a command in a folder; its output goes to a file. A failure is a `CommandError`."""
    with log.open("ab") as out:
        out.write(f"+ {' '.join(command)}\n".encode())
        out.flush()
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        # Counts its children too, of each the greatest: the target is that of the largest process.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"ended with {process.returncode}, see {log.name}"
        raise CommandError(message)
    return Run(seconds, usage.ru_maxrss * KIB)


def measure(
    command: Sequence[str], folder: Path, log: Path, times: int, before: Callable[[int], None]
) -> Result:
    """Return several runs of a command, each after `before(number)`; a failure is its reason."""
    runs = []
    try:
        for number in range(times):
            before(number)
            runs.append(run_once(command, folder, log))
    except (CommandError, OSError) as error:
        return Result(tuple(runs), str(error))
    return Result(tuple(runs))
