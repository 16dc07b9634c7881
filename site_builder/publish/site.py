"""Publishing: what changed where the last build is known for certain, else everything."""

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_builder.publish.mkdocs import Built, Part, build_site
from site_builder.publish.state import (
    Source,
    Stamp,
    State,
    digest,
    environment_digest,
    forget_state,
    look,
    read_state,
    stamp,
    write_state,
)
from site_builder.publish.swap import scratch, staging
from site_builder.publish.tree import generated_in

Digests = Mapping[str, str]


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


@dataclass(frozen=True, slots=True)
class Published:
    """How many files of the docs folders a build published, and whether those were all."""

    files: int
    is_whole: bool


class _DoubtError(Exception):
    """It is not certain that publishing the changes alone gives the same as publishing all."""


def publish(
    root: Path,
    site: Path,
    editions: Sequence[Edition],
    theme: Path,
    today: date,
    *,
    is_whole: bool = False,
) -> Published:
    """Publish the written trees of all editions to `site` in one step; a fault leaves it as it was.

    The result is the same whether everything is built (`is_whole`, or nothing certain is known of
    the last build) or only what changed since. MkDocs' complaints are a `PublishError`.
    """
    environment = environment_digest([*(e.config for e in editions), theme], today)
    found = {edition.name: read_digests(edition.docs) for edition in editions}
    state = None if is_whole else read_state(root, site, environment)
    if state is not None and state.editions.keys() == found.keys():
        with contextlib.suppress(_DoubtError):
            return _publish_changes(root, site, editions, today, state, found)
    return _publish_all(root, site, editions, today, environment, found)


def read_digests(docs: Path) -> dict[str, str]:
    """Return the digest of every file of a docs folder by its path."""
    return {path: digest((docs / path).read_bytes()) for path in look(docs)}


def _publish_all(
    root: Path,
    site: Path,
    editions: Sequence[Edition],
    today: date,
    environment: str,
    found: Mapping[str, Digests],
) -> Published:
    with staging(site) as folder:
        built = [build_site(e.config, folder / e.folder, today) for e in editions]
        files = look(folder)
    sources = {
        edition.name: _sources(edition, outcome, found[edition.name], files)
        for edition, outcome in zip(editions, built, strict=True)
    }
    # The site is published: what cannot be remembered costs the next build time, nothing else.
    with contextlib.suppress(OSError):
        try:
            _be_certain(editions, built, found, sources)
            write_state(root, State(environment, sources, files))
        except _DoubtError:
            forget_state(root)
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
    editions: Sequence[Edition],
    built: Sequence[Built],
    found: Mapping[str, Digests],
    sources: Mapping[str, Mapping[str, Source]],
) -> None:
    """Refuse a tree in which a published file does not come from one source, known to MkDocs."""
    addresses = [s.address for table in sources.values() for s in table.values() if s.address]
    if len(set(addresses)) < len(addresses) or not all(outcome.is_plain for outcome in built):
        raise _DoubtError
    for edition, outcome in zip(editions, built, strict=True):
        if outcome.addresses.keys() != found[edition.name].keys():
            raise _DoubtError


def _publish_changes(
    root: Path,
    site: Path,
    editions: Sequence[Edition],
    today: date,
    state: State,
    found: Mapping[str, Digests],
) -> Published:
    changes = {e.name: _changed(e, state.editions[e.name], found[e.name]) for e in editions}
    stale = [e for e in editions if changes[e.name] or state.editions[e.name].keys() - found[e.name]]
    if not stale:
        return Published(0, is_whole=False)
    sources = dict(state.editions)
    with scratch(site) as new, staging(site) as folder:
        built = [
            build_site(e.config, new / e.folder, today, Part(changes[e.name])) for e in stale
        ]
        made = look(new)
        for edition, outcome in zip(stale, built, strict=True):
            names = changes[edition.name]
            if not outcome.anchored <= names:
                raise _DoubtError
            fresh = _sources(edition, outcome, found[edition.name], made)
            before = state.editions[edition.name]
            sources[edition.name] = {p: fresh[p] if p in names else before[p] for p in fresh}
        _be_certain(stale, built, found, sources)
        kept = _kept(state, sources, made)
        stamps = _link(site, folder, kept) | _move(new, folder, made)
    with contextlib.suppress(OSError):
        write_state(root, State(state.environment, sources, stamps))
    return Published(sum(map(len, changes.values())), is_whole=False)


def _changed(edition: Edition, before: Mapping[str, Source], digests: Digests) -> frozenset[str]:
    """Return the files to publish anew.

    The links of hand-written pages are MkDocs' to follow, so that any change may break them.
    """
    changed = {p for p, found in digests.items() if p not in before or before[p].digest != found}
    if changed or before.keys() - digests.keys():
        changed |= {p for p in digests.keys() - generated_in(edition.docs) if p.endswith(".md")}
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


def _link(site: Path, folder: Path, kept: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Put the published files that stay into a new folder, as the same files where it can be."""
    stamps = dict(kept)
    for path in kept:
        target = _placed(folder, path)
        try:
            os.link(site / path, target)
        except OSError:
            # This file system knows no second name for a file.
            shutil.copyfile(site / path, target)
            stamps[path] = stamp(target.stat())
    return stamps


def _move(new: Path, folder: Path, made: Mapping[str, Stamp]) -> dict[str, Stamp]:
    for path in made:
        (new / path).rename(_placed(folder, path))
    return dict(made)


def _placed(folder: Path, path: str) -> Path:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target
