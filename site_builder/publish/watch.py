"""Waiting for an edit."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from site_builder.publish.state import Stamp, look, stamp
from site_builder.publish.tree import generated_in
from site_builder.records.models.settings import SETTINGS_FILES

# Folders and files that people write; of the docs folders what nobody generated.
WATCHED = ("content", "directory/theme", *SETTINGS_FILES.values())
DOCS = tuple(f"directory/{language}" for language in SETTINGS_FILES)
SECONDS_BETWEEN_LOOKS = 0.2

View = dict[Path, Stamp]


def wait_for_change(root: Path, before: View, private: Path | None = None) -> View:
    """Return the view of a root once it differs from `before`, whenever that changed."""
    while True:
        # A file that goes while it is looked at is looked for again.
        with contextlib.suppress(FileNotFoundError):
            now = view(root, private)
            if now != before:
                return now
        time.sleep(SECONDS_BETWEEN_LOOKS)


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
            generated = generated_in(docs)
            # A file on its way to its place is nobody's yet.
            yield from (
                (docs / path, found)
                for path, found in look(docs).items()
                if path not in generated and "/." not in f"/{path}"
            )
