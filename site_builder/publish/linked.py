"""Links of the file system among what is published: MkDocs would follow them to anything."""

import os
from collections.abc import Iterator
from pathlib import Path

from site_builder.records.text import visible
from site_builder.words.issue import Issue


def find_links(root: Path, name: str) -> list[Issue]:
    """Return an issue for every link below the folder `name` of a root, and for it as a link.

    A link is refused wherever it leads: one inside the root may still publish `.git/config`, and
    one inside the folder may have no end.
    """
    found = [name] if (root / name).is_symlink() else sorted(_links_in(root, name))
    return [Issue(visible(path), 1, 1, "", "docs_link") for path in found]


def _links_in(root: Path, folder: str) -> Iterator[str]:
    waiting = [folder] if (root / folder).is_dir() else []
    while waiting:
        inside = waiting.pop()
        with os.scandir(root / inside) as entries:
            for entry in entries:
                name = f"{inside}/{entry.name}"
                if entry.is_symlink():
                    yield name
                elif entry.is_dir():
                    waiting.append(name)
