"""QR codes, PDF papers and sharing pictures, made once and kept for the next build.

What is kept is named by a hash of all it is made from: the values, the template, the drawings, the
faces and the version of Typst. Several roots and several builds at a time may share one folder.
"""

import contextlib
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from site_builder.publish.tree import TEMPORARY, write_file
from site_builder.publish.typst import Press, font_files, press, recipe, values_text
from site_builder.records.images import as_plain
from site_builder.records.photos import CACHE as PHOTO_CACHE
from site_builder.render.environment import Site
from site_builder.render.paper.codes import Code, record_codes
from site_builder.render.paper.paper import Paper
from site_builder.render.paper.papers import site_papers
from site_builder.render.paper.qr import KINDS, code_name
from site_builder.words.generated import GeneratedFile

CACHE = "build/papers"
DRAWINGS = "directory/vi/assets/brand"
# A kept file that no build has asked for in so many seconds is forgotten.
KEPT_FOR = 7 * 24 * 60 * 60
# The names of what is kept: the folder may be a link to one that holds other files, too.
OURS = re.compile(rf"(qr-)?[0-9a-f]{{16,}}(-\d+)?\.\w+|{re.escape(TEMPORARY)}.*")
# Asking is noted no more often than that.
NOTED_EVERY = 60 * 60


def made_files(site: Site, root: Path) -> list[GeneratedFile]:
    """Return every QR code, paper and card of a site; what lies unused for long is forgotten."""
    cache = root / CACHE
    files = [
        *code_files(record_codes(site), cache),
        *paper_files(site_papers(site), root, cache),
    ]
    forget_unused(cache)
    return files


def code_files(codes: Iterable[Code], cache: Path) -> Iterator[GeneratedFile]:
    """Yield the QR codes that pages offer."""
    for code in codes:
        suffix = PurePosixPath(code.path).suffix
        content = _kept(cache / code_name(code.text, suffix), partial(KINDS[suffix], code.text))
        yield GeneratedFile(code.path, content, code.source)


def paper_files(papers: Iterable[Paper], root: Path, cache: Path) -> Iterator[GeneratedFile]:
    """Yield papers as PDF and PNG; a paper that cannot be set is a `PaperError`.

    `root` holds the drawings, the copies of photos and the npm packages with the faces.
    """
    fonts, drawings = font_files(root / "node_modules"), root / DRAWINGS
    made_by = recipe(fonts, drawings)
    with contextlib.ExitStack() as stack:
        presses: list[Press] = []

        def set_paper(paper: Paper) -> bytes:
            _prepare(paper, root / PHOTO_CACHE, cache)
            if not presses:
                presses.append(stack.enter_context(press(fonts, drawings, cache)))
            return presses[0](paper)

        for paper in papers:
            key = f"{made_by} {paper.template} {values_text(paper.values)}"
            name = hashlib.sha256(key.encode()).hexdigest() + PurePosixPath(paper.path).suffix
            content = _kept(cache / name, partial(set_paper, paper))
            yield GeneratedFile(paper.path, content, paper.source)


def _prepare(paper: Paper, photos: Path, cache: Path) -> None:
    """Make the QR codes and photos that a paper names."""
    for text in paper.codes:
        _kept(cache / code_name(text, ".svg"), partial(KINDS[".svg"], text))
    for name in paper.pictures:
        _kept(cache / name, partial(_as_plain, (photos / name).with_suffix(".webp")))


def _as_plain(photo: Path) -> bytes:
    return as_plain(photo.read_bytes())


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the content of a kept file, made if it is not there."""
    try:
        content = path.read_bytes()
        if time.time() - path.stat().st_mtime > NOTED_EVERY:
            path.touch()
    except FileNotFoundError:
        content = make()
        write_file(path, content)
    return content


def forget_unused(cache: Path) -> None:
    """Remove kept files that no build has asked for in the last days."""
    oldest = time.time() - KEPT_FOR
    for path in cache.iterdir() if cache.is_dir() else ():
        # Another build may remove it at the same moment.
        with contextlib.suppress(FileNotFoundError):
            if OURS.fullmatch(path.name) and path.stat().st_mtime < oldest:
                path.unlink()
