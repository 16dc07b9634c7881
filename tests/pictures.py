"""Synthetic pictures: fields of colour with everything in them that a photo may bring along."""

import io
import zlib
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw

# What must never be published: the secret words of every kind of metadata.
MAKER, PLACE, REMARK = "SECRET-CAMERA", "SECRET-PLACE", "SECRET-REMARK"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>{REMARK}</secret></x:xmpmeta>'.encode()
GPS, LATITUDE, LATITUDE_REF, AREA = 0x8825, 2, 1, 28
MAKE, ORIENTATION, COPYRIGHT = 0x010F, 0x0112, 0x8298
PHOTO = """photos:
  - file: {name}
    alt_vi: Ô màu tổng hợp để thử
    alt_en: Synthetic field of colours
    credit: Bộ thử của danh bạ
    licence: cc-by-4
    source: trang-so-mau
    taken_on: 2026-05
"""


def drawing(width: int, height: int) -> Image.Image:
    """Return a picture whose left upper corner is red and whose right lower one is blue."""
    image = Image.new("RGB", (width, height), "#7a9")
    draw = ImageDraw.Draw(image)
    for step in range(0, width, max(1, width // 24)):
        draw.line((step, 0, width - step, height), fill=(step * 255 // width, 90, 60), width=3)
    draw.rectangle((0, 0, width // 3, height // 3), fill="red")
    draw.rectangle((width * 2 // 3, height * 2 // 3, width, height), fill="blue")
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """Return metadata that tells where a picture was taken, and with what."""
    data = Image.Exif()
    data[MAKE], data[COPYRIGHT], data[ORIENTATION] = MAKER, REMARK, orientation
    data.get_ifd(GPS).update({LATITUDE_REF: "N", LATITUDE: (22.0, 8.0, 49.0), AREA: PLACE})
    return data


def encoded(kind: str, width: int = 64, height: int = 48, orientation: int = 1) -> bytes:
    """Return a picture of a format with EXIF, XMP and a colour profile."""
    file = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = drawing(width, height)
    if kind == "GIF":
        image.save(file, kind)
    else:
        image.save(file, kind, exif=exif(orientation), xmp=XMP, icc_profile=profile)
    return file.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG of a few bytes that says it is larger than any memory."""
    file = io.BytesIO()
    Image.new("1", (8, 8)).save(file, "PNG")
    content = bytearray(file.getvalue())
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


# The name that a record gives -> the name and the bytes of the file that is there.
FILES = {
    "goi-mien.jpg": ("goi-mien.jpg", encoded("JPEG")),
    "Goi-Mien.jpg": ("goi-mien.jpg", encoded("JPEG")),
    "goi-mienn.jpg": ("goi-mien.jpg", encoded("JPEG")),
    "png-ben-trong.jpg": ("png-ben-trong.jpg", encoded("PNG")),
    "duoi-hoa.JPG": ("duoi-hoa.JPG", encoded("JPEG")),
    "anh-dong.gif": ("anh-dong.gif", encoded("GIF")),
    "trang-web.png": ("trang-web.png", b"<!doctype html><script>alert(1)</script>"),
    "bom-nen.png": ("bom-nen.png", bomb()),
    "thieu-duoi.jpg": ("thieu-duoi.jpg", encoded("JPEG", 640, 480)[:-2000]),
    "thieu-duoi.webp": ("thieu-duoi.webp", encoded("WEBP", 640, 480)[:-2000]),
    "thieu-duoi.png": ("thieu-duoi.png", encoded("PNG", 640, 480)[:-500]),
    "qua-nang.jpg": ("qua-nang.jpg", encoded("JPEG").ljust(10_000_001, b"\0")),
}


def put(root: Path, name: str, content: bytes) -> Path:
    """Put a file among the photos of a root."""
    folder = root / "content" / "photos"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def give_photo(root: Path, record: str, *names: str) -> None:
    """Let a record (`products/<id>`) name photos."""
    path = root / "content" / f"{record}.yml"
    lines = PHOTO.format(name=names[0]) + "".join(
        PHOTO.format(name=name).removeprefix("photos:\n") for name in names[1:]
    )
    path.write_text(path.read_text(encoding="utf-8") + lines, encoding="utf-8")
