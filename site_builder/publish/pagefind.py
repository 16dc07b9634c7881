"""The one door to Pagefind: stubs in, the files of a search index out.

An index is kept below `build/` for as long as its stubs stay the same: an edit that changes nothing
one can search for costs no new one.
"""

import contextlib
import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from site_builder.publish.faults import MissingPackageError, PublishError
from site_builder.publish.processes import Tick, working
from site_builder.publish.swap import staging
from site_builder.publish.vendor import package_file
from site_builder.render.find.data import PATH as FIND_DATA
from site_builder.render.find.large import find_entries, words_file
from site_builder.render.find.stubs import Entry, stubs
from site_builder.words.catalogue import ORIGINAL
from site_builder.words.generated import GeneratedFile

# The program itself: its wrapper would need Node.js.
PROGRAMS = "@pagefind/*/bin/pagefind*"
LICENCE = "pagefind/LICENSE/LICENSE"
FOLDER = "assets/find"
CACHE = "build/search"
# What the search of ours loads; the rest of the bundle is Pagefind's own search boxes.
PARTS = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*", "*/*.pf_*")
LANGUAGE = "vi"
DIGEST = "digest"


def search_files(
    editions: Mapping[str, Sequence[GeneratedFile]], root: Path
) -> dict[str, list[GeneratedFile]]:
    """Return what the search of a large directory needs beside its find.json, by edition.

    It is made by a process that begins with no memory, and takes as much as the records do. One
    that dies is a `WorkerError`.
    """
    with tempfile.TemporaryDirectory() as folder:
        for language, files in editions.items():
            (file,) = (file for file in files if file.path == FIND_DATA)
            (Path(folder) / language).write_bytes(file.content)
        job = partial(_search_files, root, Path(folder))
        with working(job, [tuple(editions)], start="spawn") as results:
            (made,) = results()
    return made


def _search_files(
    root: Path, folder: Path, languages: Sequence[str], _tick: Tick
) -> dict[str, list[GeneratedFile]]:
    """Return what the search needs, made of the find.json of each language in a folder."""
    found = {name: json.loads((folder / name).read_bytes()) for name in languages}
    entries = list(find_entries(found))
    files = {language: [words_file(data, entries)] for language, data in found.items()}
    files[ORIGINAL] += index_files(entries, root / "node_modules", root / CACHE)
    return files


def index_files(entries: Iterable[Entry], node_modules: Path, cache: Path) -> list[GeneratedFile]:
    """Return the search index of entries, below `assets/find/`; the same entries give the same.

    It is taken from the folder `cache` if it was made from the same, and kept there otherwise. A
    missing program is a `MissingPackageError`, one that fails a `PublishError`.
    """
    program = _program(node_modules)
    pages = list(stubs(entries))
    digest = _digest(program, pages)
    if _digest_of(cache) != digest:
        cache.parent.mkdir(parents=True, exist_ok=True)
        with staging(cache) as folder:
            _make(program, pages, folder)
            (folder / DIGEST).write_text(digest, encoding="utf-8")
    licence = package_file(node_modules / LICENCE)
    return [*_made(cache), GeneratedFile(f"{FOLDER}/LICENSE", licence)]


def _program(node_modules: Path) -> Path:
    # Its checksums lie beside it.
    found = (path for path in sorted(node_modules.glob(PROGRAMS)) if path.suffix in {"", ".exe"})
    program = next(found, None)
    if program is None:
        raise MissingPackageError((node_modules / PROGRAMS).as_posix())
    return program.resolve()


def _digest(program: Path, pages: Sequence[str]) -> str:
    made_by = subprocess.run(  # noqa: S603 -- a locked program
        [program, "--version"], capture_output=True, check=True
    ).stdout
    digest = hashlib.sha256(made_by)
    for text in pages:
        digest.update(text.encode())
    return digest.hexdigest()


def _digest_of(cache: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (cache / DIGEST).read_text(encoding="utf-8")
    return ""


def _make(program: Path, pages: Sequence[str], folder: Path) -> None:
    with tempfile.TemporaryDirectory() as source:
        # Pages are numbered in the order of their files.
        for number, text in enumerate(pages):
            (Path(source) / f"{number:07}.html").write_text(text, encoding="utf-8")
        done = subprocess.run(  # noqa: S603 -- a locked program, given names of our own folders
            [
                program,
                f"--site={source}",
                f"--output-path={folder / 'made'}",
                f"--force-language={LANGUAGE}",
                "--silent",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        lines = done.stderr.splitlines() or [f"status {done.returncode}"]
        raise PublishError([f"Pagefind: {line}" for line in lines if line])
    for path in {path for part in PARTS for path in (folder / "made").glob(part)}:
        target = folder / path.relative_to(folder / "made")
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
    shutil.rmtree(folder / "made")


def _made(cache: Path) -> Iterator[GeneratedFile]:
    for path in sorted(cache.rglob("*")):
        if path.is_file() and path.name != DIGEST:
            yield GeneratedFile(f"{FOLDER}/{path.relative_to(cache).as_posix()}", path.read_bytes())
