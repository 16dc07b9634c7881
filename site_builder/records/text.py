"""Reading text files: UTF-8, NFC, Unix line ends, of a sensible size; anything else is an issue."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from site_builder.records.signs import INVISIBLE, name_of
from site_builder.words.issue import Issue

MAX_BYTES = 1_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What no YAML file may hold, and the signs that YAML takes for line ends but editors do not.
BAD_SIGN = re.compile(
    r"[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# Of these the signs that no text of a record may hold either, wherever in the file they stand.
HIDDEN_SIGN = re.compile(rf"(?![\t\n\r])(?:{BAD_SIGN.pattern}|{INVISIBLE.pattern})")
# Of a page copied from the web; YAML takes it for a letter.
HARD_INDENT = re.compile(r"^[ \t]*(?P<blanks>\xa0[ \t\xa0]*)", re.MULTILINE)


def name_in(root: Path, path: Path) -> str:
    """Return a path relative to the root, as messages show it: with `/`, every sign visible."""
    return visible(path.relative_to(root).as_posix())


def visible(name: str) -> str:
    """Return a file name with a mark for every sign that cannot be seen."""
    # As nearly all are.
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def read_text(name: str, path: Path, most: int = MAX_BYTES) -> tuple[str | None, list[Issue]]:
    """Return the text of a UTF-8 file in NFC with Unix line ends, or the issues that prevent it."""
    content, issues = read_content(name, path, most)
    return decode(name, content) if content is not None else (None, issues)


def read_content(name: str, path: Path, most: int = MAX_BYTES) -> tuple[bytes | None, list[Issue]]:
    """Return the bytes of a file that is no link and not too large, or the issues of it."""
    try:
        if _is_linked(name, path) or not path.is_file():
            return None, [Issue(name, 1, 1, "", "not_a_file")]
        size = path.stat().st_size
        if size > most:
            params = {"size": megabytes(size), "most": megabytes(most)}
            return None, [Issue(name, 1, 1, "", "too_large", params)]
        return path.read_bytes(), []
    except OSError as error:
        return None, [Issue(name, 1, 1, "", "unreadable", {"reason": error.strerror or ""})]


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it, rounded up."""
    return str(-(-size // 1_000_000))


def _is_linked(name: str, path: Path) -> bool:
    """Return whether the file is a link, or stands in a folder of the root that is one."""
    return any(step.is_symlink() for step in (path, *path.parents[: name.count("/")]))


def decode(name: str, content: bytes) -> tuple[str | None, list[Issue]]:
    """Return the text of UTF-8 bytes, and every fault of its signs.

    What can be mended is mended (NFC, Unix line ends, bad signs as blanks), so that reading on
    finds the other faults at their right places.
    """
    body = content.removeprefix(BYTE_ORDER_MARK)
    issues = [Issue(name, 1, 1, "", "byte_order_mark")] if body != content else []
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        before = body[: error.start].decode().split("\n")
        return None, [*issues, Issue(name, len(before), len(before[-1]) + 1, "", "not_utf8")]
    if not issues and _is_sound(text):
        return text, []
    issues += _text_faults(name, text)
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    unix = HARD_INDENT.sub(lambda indent: indent[0].replace("\xa0", " "), unix)
    return unicodedata.normalize("NFC", HIDDEN_SIGN.sub(" ", unix)), issues


def _is_sound(text: str) -> bool:
    """Return whether a text is of sound signs and lines only, as nearly all are."""
    line = text.replace("\n", " ")
    is_visible = not (BAD_SIGN.search(line) or INVISIBLE.search(line))
    return is_visible and "\xa0" not in line and unicodedata.is_normalized("NFC", text)


def _text_faults(name: str, text: str) -> Iterator[Issue]:
    if "\r" in text:
        yield Issue(name, text.count("\n", 0, text.index("\r")) + 1, 1, "", "carriage_return")
    for number, line in enumerate(text.split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            yield Issue(name, number, indent.index("\t") + 1, "", "tab")
        if hard := HARD_INDENT.match(line):
            sign = {"sign": name_of("\xa0")}
            yield Issue(name, number, hard.start("blanks") + 1, "", "invisible_sign", sign)
        for hidden in HIDDEN_SIGN.finditer(line):
            yield _hidden_sign(name, number, hidden)
        if not unicodedata.is_normalized("NFC", line):
            column = _first_difference(line, unicodedata.normalize("NFC", line))
            yield Issue(name, number, column, "", "not_nfc")


def _hidden_sign(name: str, line: int, hidden: re.Match[str]) -> Issue:
    is_bad = BAD_SIGN.fullmatch(hidden[0]) is not None
    params = {} if is_bad else {"sign": name_of(hidden[0])}
    key = "bad_sign" if is_bad else "invisible_sign"
    return Issue(name, line, hidden.start() + 1, "", key, params)


def _first_difference(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False), start=1)
    return next((column for column, (a, b) in pairs if a != b), 1)
