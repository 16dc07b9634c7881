"""The one door to Pillow: what a picture file really is, and the smaller copies made of it.

Bytes come from anybody: nothing is decoded before its format and size are known to be fit.
"""

import contextlib
import io
import warnings
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

import PIL
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

# Many phones write a JPEG with a second picture behind the first (MPO).
SUFFIXES = {
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
}
READ = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000
ORIENTATION = 0x0112
SIDEWAYS = (5, 6, 7, 8)
# By suffix, best first. One thread, because the bytes of AVIF depend on how many there are.
ENCODERS: dict[str, dict[str, Any]] = {
    ".avif": {"format": "AVIF", "quality": 55, "speed": 6, "max_threads": 1},
    ".webp": {"format": "WEBP", "quality": 70, "method": 4},
}
# For paper: what a PDF takes in as it is.
PLAIN_SUFFIX = ".jpg"
PLAIN_QUALITY = 82
# Changes with everything that changes the bytes of a copy.
RECIPE = f"Pillow {PIL.__version__} {ENCODERS}"

# Our own limit is lower and stands before it.
Image.MAX_IMAGE_PIXELS = None


class PictureError(Exception):
    """A file cannot be used as a picture; `key` and `params` name the message."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def measure(name: str, content: bytes) -> tuple[int, int]:
    """Return width and height of a picture as it is seen; a file that is none is refused.

    Format and size are judged by the first bytes, before any pixel is decoded.
    """
    with _refusing(), _opened(content) as image:
        path = PurePosixPath(name)
        suffixes = SUFFIXES[image.format or ""]
        if path.suffix not in suffixes:
            raise PictureError("photo_name", right=path.with_suffix(suffixes[0]).name)
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise PictureError("photo_pixels", width=width, height=height, most=MAX_PIXELS)
        is_sideways = image.getexif().get(ORIENTATION) in SIDEWAYS
        return (height, width) if is_sideways else (width, height)


def check_whole(content: bytes) -> None:
    """Decode a measured picture; one that is damaged or cut off is refused."""
    with _refusing(), _opened(content) as image:
        image.load()


def make_copies(
    content: bytes, sizes: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, str, bytes]]:
    """Yield width, suffix and bytes of each copy: upright, in sRGB, nothing but pixels."""
    with _refusing(), _opened(content) as image:
        pixels = _pixels(image)
        for size in sizes:
            resized = pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
            for suffix, options in ENCODERS.items():
                file = io.BytesIO()
                resized.save(file, **options)
                yield size[0], suffix, file.getvalue()


def as_plain(content: bytes) -> bytes:
    """Return a copy that `make_copies` gave as JPEG, which a PDF takes in as it is."""
    with _refusing(), _opened(content) as image:
        file = io.BytesIO()
        image.save(file, format="JPEG", quality=PLAIN_QUALITY, optimize=True)
        return file.getvalue()


def _pixels(image: Image.Image) -> Image.Image:
    """Return only the pixels of a picture, on white: no EXIF, no place, no colour profile."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):
        # Sixteen bits of grey, which Pillow would cut off at 255.
        upright = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    coloured = _in_srgb(upright)
    plain = Image.new("RGB", coloured.size, "white")
    if coloured.has_transparency_data:
        layered = coloured.convert("RGBA")
        plain.paste(layered, mask=layered.getchannel("A"))
    else:
        plain.paste(coloured.convert("RGB"))
    return plain


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "L", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        # A profile that cannot be read leaves the numbers of the pixels as they are.
        return image
    return converted or image


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=READ)
    except UnidentifiedImageError as error:
        raise PictureError("photo_format") from error


@contextlib.contextmanager
def _refusing() -> Iterator[None]:
    """Turn whatever a decoder says of hostile bytes into a refusal; it may warn of them, too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except PictureError:
            raise
        except Exception as error:
            raise PictureError("photo_damaged") from error
