"""A portal in its folder: what was made from the sites, with the code and look of a root."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from site_builder.publish.lock import locked
from site_builder.publish.swap import clear_staged, staging
from site_builder.publish.tree import write_file
from site_builder.publish.vendor import FACES, package_files
from site_builder.words.generated import GeneratedFile

CACHE = "build/portal-search"
LOCK = "build/.portal.lock"
# What a portal has at its top and no other site has all of, or nothing besides.
TOP = frozenset({"_headers", "assets", "en", "index.html"})
MARK = "assets/portal.css"
# What the page and its search load, beside each other as on a province's site.
LOOK = (
    "site.css", "site.js", "brand/favicon.svg", "brand/mark.svg", "brand/brocade.svg",
    "brand/hills.svg", "brand/sun.svg",
    *(f"js/{name}.js" for name in (
        "ageing", "calendar", "combobox", "data", "fold", "search-entries", "search-large",
        "search-names", "search-rank", "search-worker", "site-search",
    )),
)  # fmt: skip


def is_free(folder: Path) -> bool:
    """Return whether a folder is not there, empty, or holds a portal and nothing besides."""
    names = {path.name for path in folder.iterdir()} if folder.exists() else set()
    return not names or (names <= TOP and (folder / MARK).is_file())


@contextlib.contextmanager
def making_portal(root: Path, folder: Path) -> Iterator[None]:
    """Be the only one who makes a portal with a root; what killed runs left is cleared away first.

    Another one is an `AnotherBuildError`.
    """
    lock = root / LOCK
    lock.parent.mkdir(parents=True, exist_ok=True)
    with locked(lock):
        clear_staged(folder)
        clear_staged(root / CACHE)
        yield


def write_portal(
    folder: Path, files: Iterable[GeneratedFile], assets: Path, node_modules: Path
) -> None:
    """Put a portal in the place of a folder in one step; `assets` are those of a root.

    A missing asset is an `OSError`, a missing package a `MissingPackageError`.
    """
    look = [GeneratedFile(f"assets/{name}", (assets / name).read_bytes()) for name in LOOK]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with staging(folder) as staged:
        for file in (*files, *look, *package_files(node_modules, FACES)):
            write_file(staged / file.path, file.content)
