"""The files of each edition, made side by side where that is worth it."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
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
class Edition:
    """What makes the files of an edition, and the memory that it makes them with."""

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
    editions: Sequence[Edition], folder: Path, jobs: int = 1
) -> list[list[GeneratedFile]]:
    """Return the files of each edition, whose bytes wait in a folder of the disk.

    At most `jobs` processes make them; one alone is this process. What an edition is remembered by
    is in its memory then. One that dies is a `WorkerError`, and none outlives this call.
    """
    spools = [Spool(folder) for _ in editions]
    numbers = range(len(editions))
    if jobs == 1:
        return [
            [*map(spool.put_aside, edition.files())]
            for edition, spool in zip(editions, spools, strict=True)
        ]
    shares = [numbers[first::jobs] for first in numbers[:jobs]]
    with working(partial(_make, editions, spools), shares) as results:
        made = dict(chain.from_iterable(results()))
    for number, (_, kept) in made.items():
        editions[number].memory.kept.update(kept)
    return [[*map(spools[number].take_over, made[number][0])] for number in numbers]


def _make(
    editions: Sequence[Edition], spools: Sequence[Spool], share: Sequence[int], tick: Tick
) -> list[tuple[int, Made]]:
    return [(number, _make_one(editions[number], spools[number], tick)) for number in share]


def _make_one(edition: Edition, spool: Spool, tick: Tick) -> Made:
    files = []
    for number, file in enumerate(edition.files()):
        files.append(spool.put_aside(file))
        if number % TOLD_EVERY == 0:
            tick()
    return files, edition.memory.kept
