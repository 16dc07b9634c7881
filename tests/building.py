"""Copies of a root to build in, and the command line run as a visitor of the shell runs it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from click.testing import Result

from site_builder.publish.papers import CACHE as PAPERS
from site_builder.words.catalogue import LANGUAGES

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
MANIFEST = ".generated-vi.json"
SETTINGS = ("mkdocs.yml", *(f"mkdocs.{language}.yml" for language in LANGUAGES[1:]))
# What a build sets for MkDocs; a test that builds in its own process gives it back.
SET_BY_A_BUILD = ("SOURCE_DATE_EPOCH", "DISABLE_MKDOCS_2_WARNING", "NO_MKDOCS_2_WARNING")
# Folders of files that somebody may have fetched.
FETCHED = frozenset({"vendor", "outlines"})

# Runs a command with its arguments in the process of the tests.
Run = Callable[..., Result]


def copy_root(source: Path, target: Path) -> Path:
    """Copy the records and settings of a root, with the look and the hand-written pages of ours.

    Generated pages and fetched outlines stay behind. The npm packages are shared by a link, because
    nothing writes there, and so are the papers.
    """
    docs = ROOT / "directory"
    _copy_files(source / "content", target / "content", set())
    _copy_files(docs, target / "directory", _generated(docs))
    for name in SETTINGS:
        shutil.copy(source / name, target)
    (target / "node_modules").symlink_to(ROOT / "node_modules")
    share_papers(target)
    return target


def share_papers(root: Path) -> None:
    """Let a root use the papers that other builds have set: each is named by what it is made of."""
    kept = ROOT / PAPERS
    kept.mkdir(parents=True, exist_ok=True)
    (root / PAPERS).parent.mkdir(parents=True, exist_ok=True)
    (root / PAPERS).symlink_to(kept)


def _generated(docs: Path) -> set[Path]:
    """Return the files of every edition that no person wrote, and the lists of them."""
    found = set()
    for language in LANGUAGES:
        manifest = docs / f".generated-{language}.json"
        names = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else []
        found |= {manifest, *(docs / language / name for name in names)}
    return found


def _copy_files(source: Path, target: Path, left_out: set[Path]) -> None:
    for path in source.rglob("*"):
        inside = path.relative_to(source)
        if path.is_file() and path not in left_out and FETCHED.isdisjoint(inside.parts):
            (target / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / inside)


def run_command(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m site_builder` in a folder and return how it went."""
    return subprocess.run(
        [sys.executable, "-m", "site_builder", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def build(root: Path, today: date = TODAY, environment: Mapping[str, str] | None = None) -> Path:
    """Build the site of a root and return its folder."""
    done = run_command("build", "--today", today.isoformat(), folder=root, environment=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return time and identity of everything below a folder: what any writing changes."""
    # Of a link its own: others write to the folder of papers that all roots share.
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {name: (state.st_mtime_ns, state.st_ino) for name, state in found.items()}


def damage(root: Path) -> Path:
    """Give a record two faults in a field each, and return its file."""
    path = root / "content" / "products" / "chi-co-ten.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "knd: other\nprice:\n  amount_vnd: 45.000\n", encoding="utf-8")
    return path
