"""Several processes that each make parts of a site; one that dies fails the whole build."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from site_builder.publish.folders import show
from site_builder.publish.mkdocs import Built, Part, build_site
from site_builder.publish.processes import Tick, give_back, working


@dataclass(frozen=True, slots=True)
class Task:
    """One run of MkDocs: its settings, the folder to fill, what of the site it builds, and whence.

    Where the part has a folder of its own, its files are put there first, out of `docs`.
    """

    config: Path
    output: Path
    part: Part
    docs: Path


def run_tasks(
    workers: Sequence[Sequence[Task]], today: date, tick: Tick = lambda: None
) -> list[list[Built]]:
    """Run the tasks of each worker in a process of its own, and return what each task gave.

    One worker alone is this process. `tick` is called as pages come on, twice for each. What MkDocs
    complains of is a `PublishError`, what the system refuses an `OSError`, a process that died a
    `WorkerError`; no process outlives this call.
    """
    if len(workers) == 1:
        return [_run(today, tasks, tick) for tasks in workers]
    give_back()
    with working(partial(_run_apart, today), workers, tick) as results:
        return results()


def _run_apart(today: date, tasks: Sequence[Task], tick: Tick) -> list[Built]:
    """Run tasks, each without the pages of the one before in memory."""
    built = []
    for task in tasks:
        built += _run(today, [task], tick)
        gc.collect()
    return built


def _run(today: date, tasks: Sequence[Task], tick: Tick) -> list[Built]:
    return [_run_one(today, task, tick) for task in tasks]


def _run_one(today: date, task: Task, tick: Tick) -> Built:
    if task.part.docs is not None:
        show(task.docs, task.part.docs, task.part.names)
    return build_site(task.config, task.output, today, task.part, tick)
