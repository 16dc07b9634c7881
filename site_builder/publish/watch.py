"""Waiting for an edit."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from site_builder.publish.state import Stamp, look, stamp
from site_builder.publish.tree import generated_in
from site_builder.records.models.settings import SETTINGS_FILES

# Folders and files that people write; of the docs folders what nobody generated.
WATCHED = ("content", "directory/theme", *SETTINGS_FILES.values())
DOCS = tuple(f"directory/{language}" for language in SETTINGS_FILES)
SECONDS_BETWEEN_LOOKS = 0.2

View = dict[Path, Stamp]


def wait_for_change(
    root: Path, before: View, private: Path | None, pause: Callable[[float], bool]
) -> View:
    """Return the view of a root once it differs from `before`, whenever that changed.

    `pause` waits so many seconds between two looks; where something else happened meanwhile, it
    tells so, and `before` is returned.
    """
    while True:
        # A file that goes while it is looked at is looked for again.
        with contextlib.suppress(FileNotFoundError):
            now = view(root, private)
            if now != before:
                return now
        if pause(SECONDS_BETWEEN_LOOKS):
            return before


def view(root: Path, private: Path | None = None) -> View:
    """Return the stamp of every file that people write, in the root and in the private overlay."""
    return dict(_stamps(root, private))


def _stamps(root: Path, private: Path | None) -> Iterator[tuple[Path, Stamp]]:
    for top in (*(root / name for name in WATCHED), *([private] if private else [])):
        if top.is_dir():
            yield from ((top / path, found) for path, found in look(top).items())
        elif top.is_file():
            yield top, stamp(top.stat())
    for docs in (root / name for name in DOCS):
        if docs.is_dir():
            yield from ((docs / path, found) for path, found in _hand_written(docs).items())


def _hand_written(docs: Path) -> dict[str, Stamp]:
    """Return the stamps of what nobody generated; a build may come and go meanwhile."""
    before = generated_in(docs)
    found = look(docs, before)
    # A file on its way to its place is nobody's yet.
    generated = generated_in(docs)
    return {p: s for p, s in found.items() if p not in generated and "/." not in f"/{p}"}
