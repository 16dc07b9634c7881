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
EXAMPLE = ROOT / "tests" / "example_site"
TODAY = date(2026, 11, 22)


def copy_root(source: Path, target: Path) -> Path:
    """Copy what people wrote of a root, without generated pages and fetched outlines.

    The npm packages are shared by a link, because nothing writes there.
    """
    generated = _generated(source)

    def left_out(folder: str, names: list[str]) -> set[str]:
        here = Path(folder)
        return {n for n in names if here / n in generated or n in {"vendor", "outlines"}}

    shutil.copytree(source / "content", target / "content", ignore=left_out)
    if (source / "directory").is_dir():
        shutil.copytree(source / "directory", target / "directory", ignore=left_out)
        for manifest in (target / "directory").glob(".generated-*.json"):
            manifest.unlink()
    shutil.copy(source / "mkdocs.yml", target)
    (target / "node_modules").symlink_to(ROOT / "node_modules")
    return target


def _generated(source: Path) -> set[Path]:
    paths = set()
    for manifest in (source / "directory").glob(".generated-*.json"):
        folder = source / "directory" / manifest.stem.removeprefix(".generated-")
        paths |= {folder / name for name in json.loads(manifest.read_text(encoding="utf-8"))}
    return paths


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
