"""Whole processes, measured: their time, and the memory of the largest one among them."""

import os
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

# What the kernel counts resident memory in.
KIB = 1024
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds from start to end, and bytes of the largest process.

    `work` are the seconds of processor time of all its processes.
    """

    seconds: float
    peak: int
    work: float = 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """Several runs of a command, or the reason why there are none.

    `longer_than` are the seconds after which a run was ended that was not done.
    """

    runs: tuple[Run, ...] = ()
    reason: str = ""
    longer_than: float | None = None

    @property
    def seconds(self) -> float | None:
        """The median of the times."""
        return statistics.median(run.seconds for run in self.runs) if self.runs else None

    @property
    def work(self) -> float | None:
        """The median of the processor times."""
        return statistics.median(run.work for run in self.runs) if self.runs else None

    @property
    def peak(self) -> int | None:
        """The greatest peak."""
        return max((run.peak for run in self.runs), default=None)


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a command is run, and how many seconds each run may take."""

    times: int
    patience: float | None = None


class CommandError(Exception):
    """A command that is measured failed."""


class PatienceError(Exception):
    """A command that is measured took longer than it was given."""


def run_once(command: Sequence[str], folder: Path, log: Path, patience: float | None = None) -> Run:
    """Run a command in a folder; its output goes to a file. A failure is a `CommandError`.

    One that takes longer than `patience`, in seconds, is ended with all it started and is a
    `PatienceError`.
    """
    with log.open("ab") as out:
        out.write(f"+ {' '.join(command)}\n".encode())
        out.flush()
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        # The group is ended with its command, by the alarm or by whoever interrupts the measuring.
        alarm = threading.Timer(patience or 0, os.killpg, (process.pid, signal.SIGKILL))
        try:
            if patience is not None:
                alarm.start()
            # Counts its children too, of each the greatest: the target is that of the largest.
            _, status, usage = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        finally:
            alarm.cancel()
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if patience is not None and process.returncode == -signal.SIGKILL and seconds >= patience:
        message = f"not done after {patience:.0f} s"
        raise PatienceError(message)
    if process.returncode:
        message = f"ended with {process.returncode}, see {log.name}"
        raise CommandError(message)
    return Run(seconds, usage.ru_maxrss * KIB, usage.ru_utime + usage.ru_stime)


def measure(
    command: Sequence[str], folder: Path, log: Path, tries: Tries, before: Callable[[int], None]
) -> Result:
    """Return several runs of a command, each after `before(number)`; a failure is its reason."""
    runs = []
    try:
        for number in range(tries.times):
            before(number)
            runs.append(run_once(command, folder, log, tries.patience))
    except PatienceError as error:
        return Result(tuple(runs), str(error), tries.patience)
    except (CommandError, OSError) as error:
        return Result(tuple(runs), str(error))
    return Result(tuple(runs))
