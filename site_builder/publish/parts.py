"""Parts of a site: how the pages of its editions are shared out, built and put together again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from pathlib import Path

from site_builder.publish.folders import move
from site_builder.publish.mkdocs import Built, Part
from site_builder.publish.progress import Progress
from site_builder.publish.state import Stamp, look
from site_builder.publish.tree import generated_in
from site_builder.publish.workers import Task, run_tasks

# What is built of each edition, by its name.
Parts = Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language: its settings, its docs folder, and its folder in the site."""

    name: str
    config: Path
    docs: Path
    folder: str = ""

    def address(self, inside: str) -> str:
        """Return the path in the whole site of a file of this edition."""
        return f"{self.folder}/{inside}" if self.folder else inside


def hand_written_pages(edition: Edition, names: frozenset[str]) -> frozenset[str]:
    """Return the pages among files of an edition that people wrote: MkDocs follows their links."""
    return frozenset(name for name in _hand_written(edition, names) if name.endswith(".md"))


def _hand_written(edition: Edition, names: frozenset[str]) -> frozenset[str]:
    return names - generated_in(edition.docs)


def share_out(
    editions: Sequence[Edition], parts: Parts, number_of_shares: int
) -> list[dict[str, Part]]:
    """Return so many shares of the parts, on every machine the same ones.

    The files go round; those that people wrote are in the first share.
    """
    shares: list[dict[str, Part]] = [{} for _ in range(number_of_shares)]
    for edition in editions:
        part = parts[edition.name]
        first = _hand_written(edition, part.names)
        # Pages apart, so that each share has as many.
        others = sorted(part.names - first, key=lambda name: (not name.endswith(".md"), name))
        for number, share in enumerate(shares):
            names = frozenset(others[number::number_of_shares])
            share[edition.name] = Part(names) if number else Part(names | first, part.has_theme)
    return shares


def build_shares(
    editions: Sequence[Edition],
    workers: Sequence[Sequence[Parts]],
    folder: Path,
    today: date,
    progress: Progress = lambda _done, _total: None,
) -> dict[str, list[Built]]:
    """Build the shares of each worker, a process, one after the other, below `folder`.

    What is known of each edition is returned, first what is known of all its files. Every share
    fills a folder of its own, named by its number. Links to parts of pages that another share
    builds are followed afterwards.
    """
    number = count()
    shares = [[(next(number), share) for share in worker] for worker in workers]
    tasks = [
        [
            (e, share[e.name], _task(e, share[e.name], folder, place))
            for place, share in worker
            for e in editions
            if share[e.name].names or share[e.name].has_theme
        ]
        for worker in shares
    ]
    counting = _counting([share for worker in workers for share in worker], progress)
    results = run_tasks([[task for *_, task in worker] for worker in tasks], today, counting)
    built: dict[str, list[Built]] = {edition.name: [] for edition in editions}
    for (edition, part, _), outcome in chain(*map(zip, tasks, results)):
        built[edition.name].append(outcome)
        if not outcome.anchored <= part.names:
            names = outcome.anchored | hand_written_pages(edition, part.names)
            check = Task(edition.config, folder / "links", Part(names), edition.docs)
            run_tasks([[check]], today)
    return built


def _task(edition: Edition, part: Part, folder: Path, place: int) -> Task:
    """Return the run of MkDocs for a share; but for the first one, it sees its own files alone.

    It looks at all that it sees in every run. The links of generated pages are written out and need
    no other file.
    """
    sight = folder / "docs" / str(place) / edition.name if place else None
    output = folder / str(place) / edition.folder
    return Task(edition.config, output, replace(part, docs=sight), edition.docs)


def _counting(shares: Sequence[Parts], progress: Progress) -> Callable[[], None]:
    """Return what tells the progress each time that a page is read or written."""
    names = (name for share in shares for part in share.values() for name in part.names)
    total = 2 * sum(name.endswith(".md") for name in names)
    done = count(1)
    return lambda: progress(next(done), total)


def gather(new: Path, folder: Path) -> dict[str, Stamp]:
    """Put the shares that `build_shares` built below `new` together in a folder.

    It is new or empty; the files are moved there, and the stamp of each is returned.
    """
    shares = sorted(path for path in new.iterdir() if path.name.isdecimal())
    if not shares:
        folder.mkdir(exist_ok=True)
        return {}
    first, *others = shares
    first.rename(folder)
    made = look(folder)
    for share in others:
        made |= move(share, folder, look(share))
    return made
