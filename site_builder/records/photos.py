"""The photo files of a root: which are there, which of them are good, and what is made of each."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.records.images import ENCODERS, RECIPE, PictureError, check_whole, measure
from site_builder.records.text import megabytes

FOLDER = "content/photos"
# Copies made by earlier builds; whatever lies there can be made again.
CACHE = "build/photos"
MAX_BYTES = 10_000_000
# For a card, a phone and a large screen; a copy is never wider than its picture.
WIDTHS = (240, 480, 960)


@dataclass(frozen=True, slots=True)
class Picture:
    """A good picture: its size as it is seen, and a key that its bytes and our recipe give it."""

    name: str
    key: str
    width: int
    height: int

    @property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """Width and height of each copy, the smallest first."""
        widths = dict.fromkeys(min(width, self.width) for width in WIDTHS)
        return tuple((w, max(1, round(self.height * w / self.width))) for w in widths)

    def copy_name(self, width: int, suffix: str) -> str:
        """Return the file name of a copy."""
        return f"{self.key}-{width}{suffix}"

    @property
    def copy_names(self) -> tuple[str, ...]:
        """The file names of all copies."""
        return tuple(
            self.copy_name(width, suffix) for width, _ in self.sizes for suffix in ENCODERS
        )


@dataclass(frozen=True, slots=True)
class Photos:
    """The files in the folder of photos by name: the good ones, and what is wrong with the rest."""

    pictures: Mapping[str, Picture]
    faults: Mapping[str, PictureError]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files, exactly as they are written."""
        return tuple(sorted({*self.pictures, *self.faults}))


def load_photos(root: Path) -> Photos:
    """Return every file in `content/photos/`, judged by what it holds."""
    folder = root / FOLDER
    pictures: dict[str, Picture] = {}
    faults: dict[str, PictureError] = {}
    if folder.is_dir() and not folder.is_symlink():
        for path in sorted(folder.iterdir()):
            if not path.name.startswith("."):
                try:
                    pictures[path.name] = _load(path, root / CACHE)
                except PictureError as error:
                    faults[path.name] = error
    return Photos(pictures, faults)


def _load(path: Path, cache: Path) -> Picture:
    content = read_photo(path)
    width, height = measure(path.name, content)
    key = hashlib.sha256(RECIPE.encode() + content).hexdigest()[:16]
    picture = Picture(path.name, key, width, height)
    # What copies were made of has been decoded whole before.
    if not all((cache / name).is_file() for name in picture.copy_names):
        check_whole(content)
    return picture


def read_photo(path: Path) -> bytes:
    """Return the bytes of a plain file of a sensible weight."""
    try:
        if path.is_symlink() or not path.is_file():
            raise PictureError("not_a_file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise PictureError("photo_too_heavy", size=megabytes(size), most=megabytes(MAX_BYTES))
        return path.read_bytes()
    except OSError as error:
        raise PictureError("unreadable", reason=error.strerror or "") from error
