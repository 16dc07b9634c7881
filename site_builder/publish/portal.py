"""A portal in its folder: what was made from the sites, with the code and look of a root."""

from collections.abc import Iterable
from pathlib import Path

from site_builder.publish.pagefind import FOLDER as INDEX
from site_builder.publish.swap import staging
from site_builder.publish.tree import write_file
from site_builder.publish.vendor import FACES, package_files
from site_builder.words.generated import GeneratedFile

CACHE = "build/portal-search"
# What the page and its search load, beside each other as on a province's site.
LOOK = (
    "site.css", "site.js", "brand/favicon.svg", "brand/mark.svg", "brand/brocade.svg",
    *(f"js/{name}.js" for name in (
        "ageing", "calendar", "combobox", "data", "fold", "search-entries", "search-large",
        "search-names", "search-rank", "search-worker", "site-search",
    )),
)  # fmt: skip


def is_free(folder: Path) -> bool:
    """Return whether a folder is not there, empty, or holds a portal that was made before."""
    return not folder.exists() or not any(folder.iterdir()) or (folder / INDEX).is_dir()


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
