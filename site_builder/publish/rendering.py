"""The files of each edition, and what all share, made side by side where that is worth it."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.publish.processes import START, Tick, working
from site_builder.publish.spool import Spool
from site_builder.records.directory import Directory
from site_builder.render.memory import Memory, Rendered
from site_builder.words.generated import GeneratedFile

# The files of fewer records are made sooner than another process is started.
MANY = 200
# So seldom that telling takes no time.
TOLD_EVERY = 16


@dataclass(frozen=True, slots=True)
class Rendering:
    """What makes some files of a site, and the memory that it makes them with."""

    files: Callable[[], Iterable[GeneratedFile]]
    memory: Memory


Made = tuple[list[GeneratedFile], dict[str, Rendered]]


def count_jobs(directory: Directory, jobs: int | None) -> int:
    """Return how many processes render a directory, by default as many as are worth it."""
    if START != "fork":
        # Another process would have to be told all that is known here.
        return 1
    records = len(directory.organisations) + len(directory.products)
    return jobs or ((os.cpu_count() or 1) if records >= MANY else 1)


def render_apart(
    renderings: Sequence[Rendering], folder: Path, jobs: int = 1
) -> list[list[GeneratedFile]]:
    """Return the files of each rendering, whose bytes wait in a folder of the disk.

    With more than one job, each is done by a process of its own, else one after the other by this
    one. What the files are remembered by is in the memories then. A process that dies is a
    `WorkerError`, and none outlives this call.
    """
    spools = [Spool(folder) for _ in renderings]
    if jobs == 1:
        return [
            [*map(spool.put_aside, rendering.files())]
            for rendering, spool in zip(renderings, spools, strict=True)
        ]
    tasks = [*zip(renderings, spools, strict=True)]
    with working(_make, tasks) as results:
        made = results()
    for rendering, (_, kept) in zip(renderings, made, strict=True):
        rendering.memory.kept.update(kept)
    return [[*map(spool.take_over, files)] for spool, (files, _) in zip(spools, made, strict=True)]


def _make(task: tuple[Rendering, Spool], tick: Tick) -> Made:
    rendering, spool = task
    files = []
    for number, file in enumerate(rendering.files()):
        files.append(spool.put_aside(file))
        if number % TOLD_EVERY == 0:
            tick()
    return files, rendering.memory.kept
