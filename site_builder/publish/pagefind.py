"""The one door to Pagefind: stubs in, the files of a search index out.

An index is kept below `build/` for as long as its stubs stay the same: an edit that changes nothing
one can search for costs no new one. Where even the find.json of each edition is the same, as after
most edits, no stub is made.
"""

import contextlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from site_builder.publish.faults import MissingPackageError, PublishError
from site_builder.publish.processes import Tick, working
from site_builder.publish.state import read_checked, write_checked
from site_builder.publish.swap import staging
from site_builder.publish.vendor import package_file
from site_builder.render.find.data import PATH as FIND_DATA
from site_builder.render.find.large import WORDS, find_entries, words_file
from site_builder.render.find.stubs import Entry, stubs
from site_builder.words.catalogue import ORIGINAL
from site_builder.words.digests import digest, digest_of
from site_builder.words.generated import GeneratedFile, text_file

# The program itself: its wrapper would need Node.js.
PROGRAMS = "@pagefind/*/bin/pagefind*"
LICENCE = "pagefind/LICENSE/LICENSE"
FOLDER = "assets/find"
CACHE = "build/search"
# What the index that is kept there was made of, with the words of each edition.
KNOWN = "build/search.json"
# What the search of ours loads; the rest of the bundle is Pagefind's own search boxes.
PARTS = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*", "*/*.pf_*")
LANGUAGE = "vi"
DIGEST = "digest"


def search_files(
    editions: Mapping[str, Sequence[GeneratedFile]], root: Path, made_by: str
) -> dict[str, list[GeneratedFile]]:
    """Return what the search of a large directory needs beside its find.json, by edition.

    It is made by a process that begins with no memory, and takes as much as the records do. One
    that dies is a `WorkerError`. What the same find.json gave before, by a program of the same
    digest `made_by`, is taken from there.
    """
    found = {
        language: next(file for file in files if file.path == FIND_DATA)
        for language, files in editions.items()
    }
    parts = [made_by, _version(_program(root / "node_modules"))]
    parts += [digest(file.content) for file in found.values()]
    asked = digest(" ".join(parts).encode())
    known = _known(root, asked)
    if known is not None:
        return known
    with tempfile.TemporaryDirectory() as folder:
        for language, file in found.items():
            (Path(folder) / language).write_bytes(file.content)
        job = partial(_search_files, root, Path(folder))
        with working(job, [tuple(editions)], start="spawn") as results:
            (made,) = results()
    _remember(root, asked, made)
    return made


def _known(root: Path, asked: str) -> dict[str, list[GeneratedFile]] | None:
    """Return what was made of the same before, if all of it is still there."""
    table = read_checked(root / KNOWN)
    try:
        if table["asked"] != asked or table["index"] != _digest_of(root / CACHE):
            return None
        files = {name: [text_file(WORDS, text)] for name, text in table["words"].items()}
        files[ORIGINAL] += _with_licence(root / "node_modules", root / CACHE)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return files


def _remember(root: Path, asked: str, made: Mapping[str, Sequence[GeneratedFile]]) -> None:
    """Keep the words of each edition and what they, and the index that is kept, were made of."""
    words = {name: files[0].content.decode() for name, files in made.items()}
    table = {"asked": asked, "index": _digest_of(root / CACHE), "words": words}
    # What cannot be kept costs the next build time, nothing else.
    with contextlib.suppress(OSError):
        write_checked(root / KNOWN, table)


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
    wanted = _digest(program, pages)
    if _digest_of(cache) != wanted:
        cache.parent.mkdir(parents=True, exist_ok=True)
        with staging(cache) as folder:
            _make(program, pages, folder)
            (folder / DIGEST).write_text(wanted, encoding="utf-8")
    return _with_licence(node_modules, cache)


def _with_licence(node_modules: Path, cache: Path) -> list[GeneratedFile]:
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
    return digest_of([_version(program).encode(), *(text.encode() for text in pages)])


def _version(program: Path) -> str:
    return _run([program, "--version"])


def _run(command: Sequence[str | Path]) -> str:
    """Return what the locked program prints, given names of our own folders alone."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        lines = done.stderr.splitlines() or [f"status {done.returncode}"]
        raise PublishError([f"Pagefind: {line}" for line in lines if line])
    return done.stdout


def _digest_of(cache: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (cache / DIGEST).read_text(encoding="utf-8")
    return ""


def _make(program: Path, pages: Sequence[str], folder: Path) -> None:
    with tempfile.TemporaryDirectory() as source:
        # Pages are numbered in the order of their files.
        for number, text in enumerate(pages):
            (Path(source) / f"{number:07}.html").write_text(text, encoding="utf-8")
        made = f"--output-path={folder / 'made'}"
        _run([program, f"--site={source}", made, f"--force-language={LANGUAGE}", "--silent"])
    for path in {path for part in PARTS for path in (folder / "made").glob(part)}:
        target = folder / path.relative_to(folder / "made")
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
    shutil.rmtree(folder / "made")


def _made(cache: Path) -> Iterator[GeneratedFile]:
    for path in sorted(cache.rglob("*")):
        if path.is_file() and path.name != DIGEST:
            yield GeneratedFile(f"{FOLDER}/{path.relative_to(cache).as_posix()}", path.read_bytes())
