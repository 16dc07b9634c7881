"""The open data, made where what it takes does not stay in the memory of whoever asks for it."""

from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from site_builder.publish.processes import Tick, working
from site_builder.publish.rendering import TOLD_EVERY
from site_builder.publish.spool import Spool
from site_builder.render.data.open_data import OpenData, open_data
from site_builder.render.environment import Site
from site_builder.render.memory import Rendered
from site_builder.words.generated import GeneratedFile


def open_data_apart(site: Site, folder: Path, jobs: int = 1) -> OpenData:
    """Return the open data of a site, whose bytes wait in a folder of the disk.

    With several `jobs` it is made by a process of its own: this one would keep the room that the
    tables took, and so would every copy of it. What the data is remembered by is in the memory of
    the site then. A process that dies is a `WorkerError`.
    """
    spool = Spool(folder)
    if jobs == 1:
        return open_data(site, spool.put_aside)
    with working(partial(_make, site), [spool]) as results:
        ((data, kept),) = results()
    site.memory.kept.update(kept)
    return replace(data, files=tuple(map(spool.take_over, data.files)))


def _make(site: Site, spool: Spool, tick: Tick) -> tuple[OpenData, dict[str, Rendered]]:
    numbers = count()

    def put_aside(file: GeneratedFile) -> GeneratedFile:
        if next(numbers) % TOLD_EVERY == 0:
            tick()
        return spool.put_aside(file)

    return open_data(site, put_aside), site.memory.kept
