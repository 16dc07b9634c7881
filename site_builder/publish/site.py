"""Publishing: what changed where the last build is known for certain, else everything."""

import contextlib
import math
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_builder.publish.folders import move
from site_builder.publish.index import TREES, Index, clock, read_index, write_index
from site_builder.publish.mkdocs import Built, Part
from site_builder.publish.parts import (
    Edition,
    Parts,
    build_shares,
    gather,
    hand_written_pages,
    share_out,
)
from site_builder.publish.progress import Progress
from site_builder.publish.renewal import renewing
from site_builder.publish.state import (
    Source,
    Stamp,
    State,
    environment_digest,
    files_in,
    forget_state,
    read_state,
    stamp,
    write_state,
)
from site_builder.publish.swap import scratch, staging

Digests = Mapping[str, str]
# The code of this room; what others do stands in the sources.
OURS = Path(__file__).parent
# Fewer pages are built sooner than other processes are started.
MANY_PAGES = 600
# MkDocs keeps all pages of a run in memory, about 40 kB for each, and every run starts anew.
MOST_PAGES = 2000


@dataclass(frozen=True, slots=True)
class Published:
    """How many files of the docs folders a build published, and whether those were all."""

    files: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Work:
    """How many processes build, by default as many as are worth it, and whom they tell of it."""

    jobs: int | None = None
    progress: Progress = lambda _done, _total: None


ALONE = Work()


@dataclass(frozen=True, slots=True)
class Publishing:
    """One build: its root, its `site`, its editions and theme, the day, and how it is done."""

    root: Path
    site: Path
    editions: Sequence[Edition]
    theme: Path
    today: date
    work: Work = ALONE

    @property
    def environment(self) -> str:
        """The digest of what every page rests on."""
        configs = [edition.config for edition in self.editions]
        return environment_digest([*configs, self.theme, OURS], self.today)

    def digests(self) -> dict[str, Digests]:
        """Return the digest of every file of each edition's docs folder."""
        index = read_index(self.root, clock(self.root), TREES)
        found = {edition.name: _digests(edition.docs, index) for edition in self.editions}
        write_index(self.root, index, TREES)
        return found

    def build(self, parts: Parts, new: Path) -> dict[str, list[Built]]:
        """Build parts of the editions below the folder `new`, one folder for each share."""
        pages = [sum(n.endswith(".md") for n in part.names) for part in parts.values()]
        jobs = self.work.jobs or ((os.cpu_count() or 1) if sum(pages) >= MANY_PAGES else 1)
        count = jobs * math.ceil(max(pages) / jobs / MOST_PAGES)
        shares = share_out(self.editions, parts, max(1, min(count, sum(pages))))
        workers = [share for n in range(jobs) if (share := shares[n::jobs])]
        return build_shares(self.editions, workers, new, self.today, self.work.progress)


def _digests(docs: Path, index: Index) -> Digests:
    """Return the digest of every file of a docs folder by its path."""
    return {path: index.digest_of(f"{docs}/{path}", found) for path, found in files_in(docs)}


class _DoubtError(Exception):
    """It is not certain that publishing the changes alone gives the same as publishing all."""


def publish(task: Publishing, *, is_whole: bool = False) -> Published:
    """Publish the written trees of all editions to `site` in one step; a fault leaves it as it was.

    The result is the same whether everything is built (`is_whole`, or nothing certain is known of
    the last build) or only what changed since, and for any number of processes. MkDocs' complaints
    are a `PublishError`, a process that died a `WorkerError`.
    """
    environment, found = task.environment, task.digests()
    state = None if is_whole else read_state(task.root, task.site, environment)
    if state is not None and state.editions.keys() == found.keys():
        with contextlib.suppress(_DoubtError):
            return _publish_changes(task, state, found)
    return _publish_all(task, environment, found)


def _publish_all(task: Publishing, environment: str, found: Mapping[str, Digests]) -> Published:
    parts = {name: Part(frozenset(digests), has_theme=True) for name, digests in found.items()}
    with scratch(task.site) as new, staging(task.site) as folder:
        built = task.build(parts, new)
        files = gather(new, folder)
    sources = {
        e.name: _sources(e, built[e.name][0], found[e.name], files) for e in task.editions
    }
    # The site is published: what cannot be remembered costs the next build time, nothing else.
    with contextlib.suppress(OSError):
        try:
            _be_certain(built, found, sources)
            write_state(task.root, State(environment, sources, files))
        except _DoubtError:
            forget_state(task.root)
    return Published(sum(map(len, found.values())), is_whole=True)


def _sources(
    edition: Edition, built: Built, digests: Digests, files: Iterable[str]
) -> dict[str, Source]:
    """Return the sources of an edition; what MkDocs leaves out has no address."""
    published = set(files)
    addresses = {path: edition.address(inside) for path, inside in built.addresses.items()}
    return {
        path: Source(found, addresses[path] if addresses.get(path) in published else "")
        for path, found in digests.items()
    }


def _be_certain(
    built: Mapping[str, Sequence[Built]],
    found: Mapping[str, Digests],
    sources: Mapping[str, Mapping[str, Source]],
) -> None:
    """Refuse a tree in which a published file does not come from one source, known to MkDocs."""
    addresses = [s.address for table in sources.values() for s in table.values() if s.address]
    if len(set(addresses)) < len(addresses):
        raise _DoubtError
    for name, outcomes in built.items():
        for outcome in outcomes:
            known = outcomes[0].addresses
            if not outcome.is_plain or not outcome.addresses.items() <= known.items():
                raise _DoubtError
            if known.keys() != found[name].keys():
                raise _DoubtError


def _publish_changes(task: Publishing, state: State, found: Mapping[str, Digests]) -> Published:
    changes = {e.name: _changed(e, state.editions[e.name], found[e.name]) for e in task.editions}
    if not any(changes.values()) and not any(_gone(state, found).values()):
        return Published(0, is_whole=False)
    sources = dict(state.editions)
    with scratch(task.site) as new:
        built = task.build({name: Part(names) for name, names in changes.items()}, new)
        made = gather(new, new / "all")
        for edition in task.editions:
            before, names = state.editions[edition.name], changes[edition.name]
            if built[edition.name]:
                fresh = _sources(edition, built[edition.name][0], found[edition.name], made)
                sources[edition.name] = {p: fresh[p] if p in names else before[p] for p in fresh}
            else:
                sources[edition.name] = {p: before[p] for p in found[edition.name]}
        _be_certain(built, found, sources)
        staying = _kept(state, sources, made)
        with renewing(task.site, state.files.keys(), staying) as (folder, kept):
            stamps = kept | move(new / "all", folder, made)
    with contextlib.suppress(OSError):
        write_state(task.root, State(state.environment, sources, stamps))
    return Published(sum(map(len, changes.values())), is_whole=False)


def _gone(state: State, found: Mapping[str, Digests]) -> dict[str, set[str]]:
    return {name: table.keys() - found[name].keys() for name, table in state.editions.items()}


def _changed(edition: Edition, before: Mapping[str, Source], digests: Digests) -> frozenset[str]:
    """Return the files to publish anew; any change may break a link of a hand-written page."""
    changed = {p for p, found in digests.items() if p not in before or before[p].digest != found}
    if changed or before.keys() - digests.keys():
        changed |= hand_written_pages(edition, frozenset(digests))
    return frozenset(changed)


def _kept(
    state: State, sources: Mapping[str, Mapping[str, Source]], made: Mapping[str, Stamp]
) -> dict[str, Stamp]:
    """Return the published files that stay, or refuse where a new one takes another's place."""
    before = {s.address for table in state.editions.values() for s in table.values()}
    after = {s.address for table in sources.values() for s in table.values()}
    shared = state.files.keys() - before
    if not shared.isdisjoint(after) or not made.keys() <= after:
        raise _DoubtError
    gone = before - after
    return {p: s for p, s in state.files.items() if p not in made and p not in gone}
