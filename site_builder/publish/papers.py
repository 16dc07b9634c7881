"""QR codes, PDF papers and sharing pictures, made once and kept for the next build.

What is kept is named by a hash of all it is made from: the values, the template, the drawings, the
faces and the version of Typst. Several roots and several builds at a time may share one folder.
"""

import contextlib
import hashlib
import os
import pickle
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from site_builder.publish.index import clock, read_index, write_index
from site_builder.publish.processes import START, Tick, working
from site_builder.publish.tree import TEMPORARY, write_file
from site_builder.publish.typst import Press, font_files, press, recipe, values_text
from site_builder.records.images import as_plain
from site_builder.records.photos import CACHE as PHOTO_CACHE
from site_builder.render.environment import Site
from site_builder.render.paper.codes import Code, record_codes
from site_builder.render.paper.paper import Paper
from site_builder.render.paper.papers import site_papers
from site_builder.render.paper.qr import KINDS, code_name
from site_builder.words.generated import GeneratedFile, Standing

BUILD = "build"
CACHE = f"{BUILD}/papers"
# The digests of what is kept.
DIGESTS = f"{BUILD}/papers.json"
DRAWINGS = "directory/vi/assets/brand"
# A kept file that no build has asked for in so many seconds is forgotten.
KEPT_FOR = 7 * 24 * 60 * 60
# The names of what is kept: the folder may be a link to one that holds other files, too.
OURS = re.compile(rf"(qr-)?[0-9a-f]{{16,}}(-\d+)?\.\w+|{re.escape(TEMPORARY)}.*")
# Asking is noted no more often than that.
NOTED_EVERY = 60 * 60
# Fewer are made sooner than another process is started.
MANY = 40
# A site of fewer fills less memory than a process that begins with none is worth the time.
LARGE = 15_000
# So seldom that what is told stays in the pipe until somebody reads it.
TOLD_EVERY = 16

Item = Code | Paper


class Order(NamedTuple):
    """A file to make: what it is about, and where what it is made from is put aside."""

    about: str
    place: int


class Aside(NamedTuple):
    """A file that holds what is to be made, and the place in it of the shares of the processes.

    They are not told more: a process that dies at its start would leave us waiting for it to read.
    """

    path: Path
    shares: int


Result = Callable[[], list[GeneratedFile]]


@contextlib.contextmanager
def making_files(site: Site, root: Path, jobs: int | None = None) -> Iterator[Result]:
    """Make every QR code, paper and card of a site while other work is done; see `making`."""
    items: Iterator[Item] = chain(record_codes(site), site_papers(site))
    with making(items, root, root / CACHE, jobs) as files:
        yield files


@contextlib.contextmanager
def making(
    items: Iterable[Item], root: Path, cache: Path, jobs: int | None = None
) -> Iterator[Result]:
    """Make the codes and papers that are not kept; call what is given to wait for all of them.

    `root` holds the drawings, the copies of photos and the npm packages with the faces. `jobs`
    processes work, by default as many as are worth it. It is never this one: Typst starts threads,
    and a copy of a process that has some stands still. A paper that cannot be set is a
    `PaperError`.
    """
    made_by = recipe(font_files(root / "node_modules"), root / DRAWINGS)
    wanted: list[tuple[str, str, str | None]] = []
    missing: dict[str, Order] = {}
    (root / BUILD).mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=root / BUILD, prefix=TEMPORARY) as aside:
        for item in items:
            name = _name(item, made_by)
            wanted.append((item.path, f"{cache}/{name}", item.source))
            if name not in missing and not _is_kept(cache / name):
                missing[name] = Order(item.source or item.path, aside.tell())
                pickle.dump(item, aside)
        count = jobs or ((os.cpu_count() or 1) if len(missing) >= MANY else 1)
        shares, place = _share_out(missing, count), aside.tell()
        pickle.dump(shares, aside)
        aside.flush()
        start = START if len(wanted) < LARGE else "spawn"
        job = partial(_make, root, cache, Aside(Path(aside.name), place))
        with working(job, range(len(shares)), start=start) as results:

            def result() -> list[GeneratedFile]:
                results()
                forget_unused(cache)
                return _standing(root, wanted)

            yield result


def _standing(root: Path, wanted: Iterable[tuple[str, str, str | None]]) -> list[GeneratedFile]:
    """Return files by path, name of what is kept and source, with the digest of each."""
    index = read_index(root, clock(root), DIGESTS)
    files = [
        GeneratedFile(path, Standing(name, index.digest_of(name, os.stat(name))), source)  # noqa: PTH116
        for path, name, source in wanted
    ]
    write_index(root, index, DIGESTS)
    return files


def _name(item: Item, made_by: str) -> str:
    """Return the name of the kept file, the same for the same bytes."""
    suffix = PurePosixPath(item.path).suffix
    if isinstance(item, Code):
        return code_name(item.text, suffix)
    key = f"{made_by} {item.template} {values_text(item.values)}"
    return hashlib.sha256(key.encode()).hexdigest() + suffix


def _is_kept(path: Path) -> bool:
    """Return whether a file is there, and note that it was asked for."""
    try:
        if time.time() - path.stat().st_mtime > NOTED_EVERY:
            os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _share_out(missing: Mapping[str, Order], count: int) -> list[dict[str, Order]]:
    """Return at most so many shares; what is about one record shows one code and stays together."""
    numbers: dict[str, int] = {}
    shares: list[dict[str, Order]] = [{} for _ in range(count)]
    for name, order in missing.items():
        number = numbers.setdefault(order.about, len(numbers))
        shares[number % count][name] = order
    return [share for share in shares if share]


def _make(root: Path, cache: Path, aside: Aside, number: int, tick: Tick) -> None:
    """Make the files of the share of a number."""
    with contextlib.ExitStack() as stack:
        waiting = stack.enter_context(aside.path.open("rb"))
        presses: list[Press] = []

        def set_paper(paper: Paper) -> bytes:
            _prepare(paper, root / PHOTO_CACHE, cache)
            if not presses:
                fonts = font_files(root / "node_modules")
                presses.append(stack.enter_context(press(fonts, root / DRAWINGS, cache)))
            return presses[0](paper)

        for done, (name, order) in enumerate(_at(waiting, aside.shares)[number].items()):
            item: Item = _at(waiting, order.place)
            suffix = PurePosixPath(name).suffix
            made = KINDS[suffix](item.text) if isinstance(item, Code) else set_paper(item)
            write_file(cache / name, made)
            if done % TOLD_EVERY == 0:
                tick()


def _at(aside: IO[bytes], place: int) -> Any:  # noqa: ANN401 -- whatever was put there
    """Return what this run put aside at a place of a file."""
    aside.seek(place)
    return pickle.load(aside)  # noqa: S301


def _prepare(paper: Paper, photos: Path, cache: Path) -> None:
    """Make the QR codes and photos that a paper names."""
    for text in paper.codes:
        _keep(cache / code_name(text, ".svg"), partial(KINDS[".svg"], text))
    for name in paper.pictures:
        _keep(cache / name, partial(_as_plain, (photos / name).with_suffix(".webp")))


def _as_plain(photo: Path) -> bytes:
    return as_plain(photo.read_bytes())


def _keep(path: Path, make: Callable[[], bytes]) -> None:
    """Make a file if it is not kept."""
    if not _is_kept(path):
        write_file(path, make())


def forget_unused(cache: Path) -> None:
    """Remove kept files that no build has asked for in the last days."""
    oldest = time.time() - KEPT_FOR
    for path in cache.iterdir() if cache.is_dir() else ():
        # Another build may remove it at the same moment.
        with contextlib.suppress(FileNotFoundError):
            if OURS.fullmatch(path.name) and path.stat().st_mtime < oldest:
                path.unlink()
