"""Several processes that each build parts of a site; one that dies fails the whole build."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from site_builder.publish.faults import PublishError, WorkerError
from site_builder.publish.mkdocs import Built, Part, build_site

# A copy of this process has everything in memory already; elsewhere than on Linux it is not safe.
START = "fork" if sys.platform == "linux" else "spawn"

Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One run of MkDocs: its settings, the folder to fill, and what of the site it builds."""

    config: Path
    output: Path
    part: Part | None


def run_tasks(
    workers: Sequence[Sequence[Task]], today: date, tick: Tick = lambda: None
) -> list[list[Built]]:
    """Run the tasks of each worker in a process of its own, and return what each task gave.

    One worker alone is this process. `tick` is called as pages come on, twice for each. What MkDocs
    complains of is a `PublishError`, what the system refuses an `OSError`, a process that died a
    `WorkerError`; no process outlives this call.
    """
    if len(workers) == 1:
        return [_run(tasks, today, tick) for tasks in workers]
    context: Any = multiprocessing.get_context(START)
    processes: dict[Connection, Any] = {}
    try:
        for tasks in workers:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(
                target=_work, args=(sender, tasks, today, os.getpid()), daemon=True
            )
            processes[receiver] = process
            process.start()
            sender.close()
        return _collect(processes, tick)
    finally:
        for process in processes.values():
            process.kill()
            process.join()


def _run(tasks: Sequence[Task], today: date, tick: Tick) -> list[Built]:
    return [build_site(task.config, task.output, today, task.part, tick) for task in tasks]


def _collect(processes: dict[Connection, Any], tick: Tick) -> list[list[Built]]:
    results: dict[Connection, list[Built]] = {}
    while len(results) < len(processes):
        ready: Any = wait([receiver for receiver in processes if receiver not in results])
        for receiver in ready:
            try:
                found = receiver.recv()
            except EOFError:
                processes[receiver].join()
                raise WorkerError(processes[receiver].exitcode) from None
            if found is None:
                tick()
            elif isinstance(found, Exception):
                raise found
            else:
                results[receiver] = found
    return [results[receiver] for receiver in processes]


def _work(sender: Connection, tasks: Sequence[Task], today: date, parent: int) -> None:
    # Whoever asked for the end asked the parent too, which sees to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def tick() -> None:
        if os.getppid() != parent:
            # The build was killed; nobody waits for these pages, and the next build must not.
            os.kill(os.getpid(), signal.SIGKILL)
        sender.send(None)

    try:
        sender.send(_run(tasks, today, tick))
    except (PublishError, OSError) as error:
        sender.send(error)
