"""Copies of a root to build in, and the command line run as a visitor of the shell runs it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
# Fetched and copied files, which are the same for whoever has them.
LEFT_OUT = frozenset({"vendor", "outlines"})


def copy_root(source: Path, target: Path) -> Path:
    """Copy the records and settings of a root, with the look and the hand-written pages of ours.

    Generated pages and fetched outlines stay behind. The npm packages are shared by a link, because
    nothing writes there.
    """
    docs = ROOT / "directory"
    generated = _generated(docs)

    def left_out(folder: str, names: list[str]) -> set[str]:
        here = Path(folder)
        manifest = here / ".generated-vi.json"
        return {n for n in names if here / n in {*generated, manifest} or n in LEFT_OUT}

    shutil.copytree(source / "content", target / "content", ignore=left_out)
    shutil.copytree(docs, target / "directory", ignore=left_out)
    shutil.copy(source / "mkdocs.yml", target)
    (target / "node_modules").symlink_to(ROOT / "node_modules")
    return target


def _generated(docs: Path) -> set[Path]:
    manifest = docs / ".generated-vi.json"
    names = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else []
    return {docs / "vi" / name for name in names}


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
    found = {path.relative_to(folder).as_posix(): path.stat() for path in folder.rglob("*")}
    return {name: (state.st_mtime_ns, state.st_ino) for name, state in found.items()}
