"""The files of each edition, and what all share, made side by side where that is worth it."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from site_builder.publish.copies import record_copies
from site_builder.publish.handover import Handover
from site_builder.publish.processes import START, Tick, working
from site_builder.publish.spool import Spool
from site_builder.records.directory import Directory
from site_builder.render.data.open_data import Offer, open_data
from site_builder.render.editions import edition_site
from site_builder.render.environment import Site
from site_builder.render.memory import NO_MEMORIES, Memories, Memory, Rendered
from site_builder.render.site import render_shared, render_site
from site_builder.words.catalogue import LANGUAGES, ORIGINAL
from site_builder.words.generated import GeneratedFile

# Where what is made waits until it is written.
WAITING = "build"
# The files of fewer records are made sooner than another process is started.
MANY = 200
# So seldom that telling takes no time.
TOLD_EVERY = 16


@dataclass(frozen=True, slots=True)
class _Rendering:
    """What makes some files of a site, and the memory that it makes them with."""

    files: Callable[[], Iterable[GeneratedFile]]
    memory: Memory


Made = tuple[list[GeneratedFile], dict[str, Rendered]]
Result = Callable[[], list[list[GeneratedFile]]]


def _count_jobs(directory: Directory, jobs: int | None) -> int:
    """Return how many processes render a directory, by default as many as are worth it."""
    if START != "fork":
        # Another process would have to be told all that is known here.
        return 1
    records = len(directory.organisations) + len(directory.products)
    return jobs or ((os.cpu_count() or 1) if records >= MANY else 1)


@contextlib.contextmanager
def rendering_editions(
    original: Site,
    root: Path,
    memories: Memories = NO_MEMORIES,
    jobs: int | None = None,
    languages: Sequence[str] = LANGUAGES,
) -> Iterator[Callable[[], dict[str, list[GeneratedFile]]]]:
    """Make the files of editions while other work is done; call what is given for them.

    What all editions share is in the first one.
    """
    known = {language: memories.get(language, Memory()) for language in LANGUAGES}
    sites = {language: replace(original, memory=known[language]) for language in languages}
    offered = Handover[Offer](root / WAITING, len(languages))
    shared = replace(original, memory=known[ORIGINAL])
    tasks = [_Rendering(partial(_render_shared, shared, root, offered), shared.memory)]
    for taker, (language, site) in enumerate(sites.items()):
        files = partial(_render_edition, site, language, partial(offered.take, taker))
        tasks.append(_Rendering(files, site.memory))
    with _rendering(tasks, root / WAITING, _count_jobs(original.directory, jobs)) as results:

        def result() -> dict[str, list[GeneratedFile]]:
            in_common, *made = results()
            editions = dict(zip(languages, made, strict=True))
            editions.setdefault(ORIGINAL, []).extend(in_common)
            return editions

        yield result


def _render_edition(
    original: Site, language: str, offered: Callable[[], Offer]
) -> Iterator[GeneratedFile]:
    return render_site(edition_site(original, language), offered)


def _render_shared(original: Site, root: Path, offered: Handover[Offer]) -> Iterator[GeneratedFile]:
    yield from open_data(original, offered.give, Spool(root / WAITING).put_aside)
    yield from render_shared(original)
    yield from record_copies(original.directory, root)


@contextlib.contextmanager
def _rendering(renderings: Sequence[_Rendering], folder: Path, jobs: int) -> Iterator[Result]:
    """Make the files of each rendering while other work is done; call what is given for them.

    Their bytes wait in a folder of the disk. With more than one job, each rendering is done by a
    process of its own, else one after the other by this one once it is called. What the files are
    remembered by is in the memories then. A process that dies is a `WorkerError`, and none outlives
    this context.
    """
    tasks = [(one, Spool(folder)) for one in renderings]
    if jobs == 1:
        yield lambda: [[*map(spool.put_aside, one.files())] for one, spool in tasks]
        return
    with working(_make, tasks) as results:

        def result() -> list[list[GeneratedFile]]:
            files = []
            for (one, spool), (made, kept) in zip(tasks, results(), strict=True):
                one.memory.kept.update(kept)
                files.append([*map(spool.take_over, made)])
            return files

        yield result


def _make(task: tuple[_Rendering, Spool], tick: Tick) -> Made:
    one, spool = task
    files = []
    for number, file in enumerate(one.files()):
        files.append(spool.put_aside(file))
        if number % TOLD_EVERY == 0:
            tick()
    return files, one.memory.kept
