"""Shards: a site that several machines build, each a part of it, and one puts together."""

import contextlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from site_builder.publish.faults import ShardError
from site_builder.publish.mkdocs import Part
from site_builder.publish.parts import gather, share_out
from site_builder.publish.site import Publishing
from site_builder.publish.state import forget_state
from site_builder.publish.swap import scratch, staging
from site_builder.publish.tree import write_file
from site_builder.words.digests import digest

FOLDER = "build/shards"
MANIFEST = "shard.json"
PAGES = "site"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` parts of a site: the folder it lies in, and the digest of each of its files.

    `today` is the day it was built for; `inputs` is the digest of all that the whole site is made
    from, which shards have in common.
    """

    folder: Path
    number: int
    count: int
    today: str
    inputs: str
    files: Mapping[str, str]

    @property
    def name(self) -> str:
        """The shard as people call it: `2/4`."""
        return f"{self.number}/{self.count}"


def build_shard(task: Publishing, number: int, count: int) -> Path:
    """Build a part of the written trees and return its folder, below `build/shards/`."""
    forget_other_shards(task)
    found = task.digests()
    inputs = _inputs(task, found)
    parts = {name: Part(frozenset(digests), has_theme=True) for name, digests in found.items()}
    share = share_out(task.editions, parts, count)[number - 1]
    target = task.root / FOLDER / f"{number}-of-{count}"
    with scratch(task.site) as new:
        task.build(share, new)
        shard = new / "shard"
        shard.mkdir()
        made = gather(new, shard / PAGES)
        files = {path: digest((shard / PAGES / path).read_bytes()) for path in made}
        table = {
            "format": FORMAT, "number": number, "count": count, "today": task.today.isoformat(),
            "inputs": inputs, "files": files,
        }  # fmt: skip
        write_file(shard / MANIFEST, json.dumps(table, ensure_ascii=False).encode())
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shard.rename(target)
    return target


def forget_other_shards(task: Publishing) -> None:
    """Remove the shards of the root that are not of what is built now: they may hold what is gone.

    So may a person who took back a consent; nothing of them may stay on the disk.
    """
    manifests = list((task.root / FOLDER).rglob(MANIFEST))
    inputs = _inputs(task, task.digests()) if manifests else ""
    for manifest in manifests:
        with contextlib.suppress(ShardError):
            if _read(manifest).inputs == inputs:
                continue
        shutil.rmtree(manifest.parent, ignore_errors=True)


def _inputs(task: Publishing, found: Mapping[str, Mapping[str, str]]) -> str:
    return digest(json.dumps([task.environment, found], sort_keys=True).encode())


def merge_shards(task: Publishing, folder: Path) -> int:
    """Put the shards that lie in or below a folder in the place of the site; return how many.

    One that is missing, doubled, damaged, or made for another day or from other records or programs
    than the rest is a `ShardError`, and the site stays as it was.
    """
    shards = sorted((_read(path) for path in folder.rglob(MANIFEST)), key=lambda s: s.number)
    if not shards:
        raise ShardError("no_shards", folder=folder)
    first = shards[0]
    for shard in shards:
        if shard.today != first.today:
            days = {"first_day": first.today, "other_day": shard.today}
            raise ShardError("shards_of_days", first=first.folder, other=shard.folder, **days)
        if (shard.inputs, shard.count) != (first.inputs, first.count):
            raise ShardError("shards_differ", first=first.folder, other=shard.folder)
    numbers = [shard.number for shard in shards]
    missing = [f"{n}/{first.count}" for n in range(1, first.count + 1) if n not in numbers]
    if missing:
        raise ShardError("shard_missing", shards=", ".join(missing))
    with staging(task.site) as staged:
        for shard in shards:
            _put(shard, staged)
    forget_state(task.root)
    return len(shards)


def _read(manifest: Path) -> Shard:
    try:
        table = json.loads(manifest.read_bytes())
        if table["format"] != FORMAT:
            raise ShardError("shard_damaged", path=manifest)
        files = {str(path): str(found) for path, found in table["files"].items()}
        number, count = int(table["number"]), int(table["count"])
        today, inputs = date.fromisoformat(table["today"]).isoformat(), str(table["inputs"])
        return Shard(manifest.parent, number, count, today, inputs, files)
    except (
        ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
    ) as error:  # fmt: skip
        raise ShardError("shard_damaged", path=manifest) from error


def _put(shard: Shard, staged: Path) -> None:
    for name, expected in shard.files.items():
        path, source = PurePosixPath(name), shard.folder / PAGES / name
        if path.is_absolute() or ".." in path.parts or not source.is_file():
            raise ShardError("shard_damaged", path=source)
        content = source.read_bytes()
        target = staged / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if digest(content) != expected or target.exists():
            raise ShardError("shard_damaged", path=source)
        target.write_bytes(content)
