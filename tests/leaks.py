"""Searching whole trees of files for a person: in every file, packing and spelling.

A new kind of artefact gets a line in `READERS` once its text does not stand plainly in its bytes.
"""

import base64
import binascii
import contextlib
import gzip
import html
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from site_builder.words.folding import fold
from tests.paper_reader import PaperReader, UnreadableError

# What people put between the digits of a number, tags and entities being gone.
SEPARATORS = re.compile(r"(?<=\d)[\s.\-_()/,·•\u200b]{1,4}(?=\d)")
TAGS = re.compile(r"<[^<>]*>")
CODED = re.compile(rb"[A-Za-z0-9+/]{12,}={0,2}")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@dataclass(frozen=True)
class Person:
    """Whom to look for; `number` is the part that every spelling has (without 0 or +84)."""

    number: str
    name: str
    email: str

    def is_in(self, text: str) -> bool:
        """Return whether a text, as it is or backwards, names or reaches the person."""
        plain = unicodedata.normalize("NFKC", text)
        digits = SEPARATORS.sub("", SEPARATORS.sub("", plain))
        if self.number in digits or self.number[::-1] in digits:
            return True
        lowered = plain.casefold()
        if self.email in lowered or self.email[::-1] in lowered:
            return True
        folded = fold(plain)
        name = fold(self.name)
        spellings = (name, name.replace(" ", ""), name[::-1])
        return any(spelling in folded for spelling in spellings)


def _pdf(content: bytes) -> Iterator[bytes]:
    """Yield what a PDF says: its letters are numbers of shapes, so that its bytes tell nothing."""
    try:
        yield PaperReader(io.BytesIO(content)).everything_said().encode()
    except UnreadableError:
        yield content
        yield from _streams(content)


def _streams(content: bytes) -> Iterator[bytes]:
    for stream in STREAM.findall(content):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            yield stream


def _png(content: bytes) -> Iterator[bytes]:
    """Yield every part of a picture but its pixels."""
    place = len(b"\x89PNG\r\n\x1a\n")
    while place < len(content):
        size = int.from_bytes(content[place : place + 4])
        kind, body = content[place + 4 : place + 8], content[place + 8 : place + 8 + size]
        if kind != b"IDAT":
            yield body
        if kind in {b"zTXt", b"iTXt"}:
            packed = body[max(body.find(b"\x78"), 0) :]
            with contextlib.suppress(zlib.error):
                yield zlib.decompress(packed)
        place += size + 12


def _archive(content: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name.encode()
            yield from unpacked(Path(name).suffix, archive.read(name))


def _card(content: bytes) -> Iterator[bytes]:
    """Yield a card as it is and as its reader sees it: lines put together, signs unescaped."""
    yield content
    whole = re.sub(rb"\r?\n[ \t]", b"", content)
    yield re.sub(rb"\\(.)", rb"\1", whole)


def _gzip(content: bytes) -> Iterator[bytes]:
    yield gzip.decompress(content)


# By the end of the name of a file.
READERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    ".gz": _gzip,
    ".ics": _card,
    ".pdf": _pdf,
    ".png": _png,
    ".vcf": _card,
    ".xlsx": _archive,
    ".zip": _archive,
}


def unpacked(suffix: str, content: bytes) -> Iterator[bytes]:
    """Yield what a file holds once its packing is taken off."""
    read = READERS.get(suffix)
    yield from read(content) if read else (content,)


def views(content: bytes) -> Iterator[str]:
    """Yield a content as the readers of its formats would see it."""
    text = content.decode("utf-8", errors="replace")
    yield text
    if "\x00" in text:
        yield content.decode("utf-16", errors="replace")
    entities = html.unescape(text)
    yield entities
    yield TAGS.sub("", entities)
    yield unquote(text)
    if "\\" in text:
        yield re.sub(r"\\[uU]([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
        yield re.sub(r"\\x([0-9a-fA-F]{2})", lambda m: chr(int(m[1], 16)), text)
    for coded in CODED.findall(content):
        try:
            yield base64.b64decode(coded + b"=" * (-len(coded) % 4)).decode("utf-8", "replace")
        except binascii.Error:
            continue


def traces(root: Path, person: Person) -> list[str]:
    """Return the files below a folder, hidden ones too, whose name or content shows the person."""
    found = []
    for path in sorted(root.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        name = path.relative_to(root).as_posix()
        if _shows(person, "", name.encode()) or _shows(person, path.suffix, path.read_bytes()):
            found.append(name)
    return found


@cache
def _shows(person: Person, suffix: str, content: bytes) -> bool:
    """Return whether a content shows the person; builds of one root share most of theirs."""
    return any(person.is_in(view) for part in unpacked(suffix, content) for view in views(part))


def spellings(number: str) -> Iterator[str]:
    """Yield a number (its nine digits after 0 or +84) as people and programs write it."""
    head, middle, tail = number[:3], number[3:6], number[6:]
    yield f"0{number}"
    yield f"+84{number}"
    yield f"tel:+84-{number}"
    for sign in (" ", ".", "-", "\u00a0", "\u202f", ") ", "</b><b>", "&nbsp;", "%20", "&#8203;"):
        yield f"0{head}{sign}{middle}{sign}{tail}"
        yield f"+84{sign}{head}{sign}{middle}{sign}{tail}"
    yield " ".join(f"0{number}")
    yield "".join(chr(ord(digit) + 0xFEE0) for digit in f"0{number}")
    yield "".join(f"&#{ord(digit)};" for digit in f"0{number}")
    yield "".join(f"&#x{ord(digit):x};" for digit in f"0{number}")
    yield "".join(f"%{ord(digit):02x}" for digit in f"0{number}")
    yield "".join(f"\\u{ord(digit):04x}" for digit in f"0{number}")
    yield f"0{number}"[::-1]
    yield base64.b64encode(f"tel:+84{number}".encode()).decode()
    yield json.dumps({"phone": f"0{number}"})
