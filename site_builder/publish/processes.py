"""Several processes that each do a share of the work; one that dies fails the whole."""

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from site_builder.publish.faults import (
    MissingPackageError,
    PaperError,
    PublishError,
    WorkerError,
)

# A copy of this process has everything in memory already; elsewhere than on Linux it is not safe.
START = "fork" if sys.platform == "linux" else "spawn"

Tick = Callable[[], None]
Share = TypeVar("Share")
Made = TypeVar("Made")
# What a process sends before the end; then it sends what it made, in a tuple, or its fault.
TICK = None
FAULTS = (PublishError, PaperError, MissingPackageError, OSError)


def give_back() -> None:
    """Give the system back what this process no longer uses: each copy of it would count that."""
    gc.collect()
    # Not every system's library has this; without it the memory stays for what is made next.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if START == "fork" else None
    if trim is not None:
        trim(0)


@contextlib.contextmanager
def working(
    job: Callable[[Share, Tick], Made],
    shares: Sequence[Share],
    tick: Tick = lambda: None,
    start: str = START,
) -> Iterator[Callable[[], list[Made]]]:
    """Do a job for each share in a process of its own; call what is given for what came of them.

    The processes work meanwhile. `tick` is called, while they are waited for, as often as they call
    theirs. A fault of theirs is raised by that call, a process that died as a `WorkerError`; none
    outlives this context. To `start` one by "spawn" takes longer, but it begins with no memory.
    """
    context: Any = multiprocessing.get_context(start)
    processes: dict[Connection, Any] = {}
    try:
        for share in shares:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(
                target=_work, args=(sender, job, share, os.getpid()), daemon=True
            )
            processes[receiver] = process
            process.start()
            sender.close()
        yield lambda: _collect(processes, tick)
    finally:
        for process in processes.values():
            process.kill()
            process.join()


def _collect(processes: dict[Connection, Any], tick: Tick) -> list[Any]:
    results: dict[Connection, Any] = {}
    while len(results) < len(processes):
        ready: Any = wait([receiver for receiver in processes if receiver not in results])
        for receiver in ready:
            try:
                found = receiver.recv()
            except EOFError:
                processes[receiver].join()
                raise WorkerError(processes[receiver].exitcode) from None
            if found is TICK:
                tick()
            elif isinstance(found, Exception):
                raise found
            else:
                (results[receiver],) = found
    return [results[receiver] for receiver in processes]


def _work(
    sender: Connection, job: Callable[[Share, Tick], Made], share: Share, parent: int
) -> None:
    # What it was born with stays; to look through it for what is gone would copy its memory.
    gc.freeze()
    # Whoever asked for the end asked the parent too, which sees to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def tick() -> None:
        if os.getppid() != parent:
            # The build was killed; nobody waits for this work, and the next build must not.
            os.kill(os.getpid(), signal.SIGKILL)
        sender.send(TICK)

    try:
        sender.send((job(share, tick),))
    except FAULTS as error:
        sender.send(error)
