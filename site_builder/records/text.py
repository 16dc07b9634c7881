"""Reading text files: UTF-8, NFC, Unix line ends, of a sensible size; anything else is an issue."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from site_builder.words.issue import Issue

MAX_BYTES = 1_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_text(name: str, path: Path) -> tuple[str | None, list[Issue]]:
    """Return the text of a UTF-8 file in NFC with Unix line ends, or the issues that prevent it."""
    try:
        if path.is_symlink() or not path.is_file():
            return None, [Issue(name, 1, 1, "", "not_a_file")]
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size
            return None, [Issue(name, 1, 1, "", "too_large", {"size": str(size)})]
        content = path.read_bytes()
    except OSError as error:
        return None, [Issue(name, 1, 1, "", "unreadable", {"reason": error.strerror or ""})]
    return decode(name, content)


def decode(name: str, content: bytes) -> tuple[str | None, list[Issue]]:
    """Return the text of UTF-8 bytes in NFC with Unix line ends; damage is reported by line."""
    if content.startswith(BYTE_ORDER_MARK):
        return None, [Issue(name, 1, 1, "", "byte_order_mark")]
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Issue(name, line, 1, "", "not_utf8")]
    mended = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return mended, list(_text_faults(name, text))


def _text_faults(name: str, text: str) -> Iterator[Issue]:
    if "\r" in text:
        yield Issue(name, text.count("\n", 0, text.index("\r")) + 1, 1, "", "carriage_return")
    for number, line in enumerate(text.split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            yield Issue(name, number, indent.index("\t") + 1, "", "tab")
        if not unicodedata.is_normalized("NFC", line):
            column = _first_difference(line, unicodedata.normalize("NFC", line))
            yield Issue(name, number, column, "", "not_nfc")


def _first_difference(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False), start=1)
    return next((column for column, (a, b) in pairs if a != b), 1)
