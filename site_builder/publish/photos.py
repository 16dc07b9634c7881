"""The published copies of photos, made once and kept for the next build."""

import re
from collections.abc import Iterator
from pathlib import Path

from site_builder.publish.tree import TEMPORARY, write_file
from site_builder.records.directory import Directory
from site_builder.records.images import make_copies
from site_builder.records.photos import CACHE, FOLDER, Picture, read_photo
from site_builder.render.views.photos import PHOTOS
from site_builder.words.generated import GeneratedFile

# The names of copies, and of what a killed build left: a folder may be a link to one with others.
OURS = re.compile(rf"[0-9a-f]+-\d+\.\w+|{re.escape(TEMPORARY)}.*")


def photo_files(directory: Directory, root: Path) -> Iterator[GeneratedFile]:
    """Yield the copies of every photo; copies that no photo needs any more are forgotten."""
    cache = root / CACHE
    for picture in directory.pictures.values():
        if not all((cache / name).is_file() for name in picture.copy_names):
            _fill(cache, picture, root / FOLDER / picture.name)
        for name in picture.copy_names:
            content = (cache / name).read_bytes()
            yield GeneratedFile(PHOTOS.lstrip("/") + name, content)
    needed = {name for picture in directory.pictures.values() for name in picture.copy_names}
    for path in cache.iterdir() if cache.is_dir() else ():
        if OURS.fullmatch(path.name) and path.name not in needed:
            path.unlink()


def _fill(cache: Path, picture: Picture, path: Path) -> None:
    for width, suffix, content in make_copies(read_photo(path), picture.sizes):
        write_file(cache / picture.copy_name(width, suffix), content)
