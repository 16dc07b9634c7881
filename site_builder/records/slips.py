"""Slips of the pen in YAML, found and mended line by line, so that one run says all that is wrong.

YAML stops at the first of them, explains it badly, or takes the line for the rest of the one above.
Mending changes nothing but the line; what is found after it is said of the text as people wrote it.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from site_builder.words.issue import Issue, shown

KEY = r"[a-z][a-z0-9_]*"
START = rf"^(?P<start> *(?:- +)*)(?P<key>{KEY})"
# Word makes a long dash, or a dot, of a dash that begins a line.
DASH = re.compile(r"^(?P<start> *)(?:-(?![-\s])|[–—•·] *)(?=\S)")
# `https://…` is no field; U+FF1A is the wide colon.
GLUED = re.compile(rf"{START} ?(?::(?!//)|\uff1a ?)(?=\S)")
FIELD = re.compile(rf"{START}: +(?P<value>[^\s#].*)")
NO_COLON = re.compile(rf"{START} +(?=[^\s:])")
TABS = re.compile(r"^ *\t[ \t]*")
TAB = "  "
CLOSING = {"[": "]", "{": "}"}
# Of texts with more there is nothing to be learnt.
MOST = 12


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip at a place, counted from 1: the key of its message, and the line as it should be."""

    line: int
    column: int
    key: str
    right: str

    def issue(self, path: str) -> Issue:
        """Return the slip as an issue of a file."""
        return Issue(path, self.line, self.column, "", self.key, {"right": shown(self.right)})


def find_slips(text: str, lines: Container[int]) -> Iterator[Slip]:
    """Yield the slips in some lines of a text, in their order."""
    for number, written in enumerate(text.split("\n"), start=1):
        if number not in lines:
            continue
        dashed = DASH.sub(r"\g<start>- ", written, count=1) if DASH.match(written) else written
        right = GLUED.sub(r"\g<start>\g<key>: ", dashed, count=1) if GLUED.match(dashed) else dashed
        if dashed != written:
            yield Slip(number, _first_difference(written, dashed), "glued_dash", right)
        if right != dashed:
            moved = len(dashed) - len(written)
            yield Slip(number, _first_difference(dashed, right) - moved, "glued_colon", right)


def mend(text: str, slips: list[Slip]) -> str:
    """Return a text whose slips are mended, and whose tabs are two blanks each."""
    lines = text.split("\n")
    for slip in slips:
        lines[slip.line - 1] = slip.right
    return "\n".join(_without_tabs(line) for line in lines)


def _without_tabs(line: str) -> str:
    return TABS.sub(lambda tabs: tabs[0].replace("\t", TAB), line, count=1)


def mend_at(text: str, issue: Issue) -> str:
    """Return a text where the value at a fault of syntax stands in quotes, as its message asks."""
    lines = text.split("\n")
    if issue.line > len(lines):
        return text
    written = lines[issue.line - 1]
    if issue.key == "yaml_no_colon":
        lines[issue.line - 1] = NO_COLON.sub(r"\g<start>\g<key>: ", written, count=1)
    elif (field := FIELD.match(written)) and issue.column > field.start("value"):
        lines[issue.line - 1] = written[: field.start("value")] + _sound(
            _without_comment(field["value"])
        )
    return "\n".join(lines)


def _without_comment(value: str) -> str:
    return value.partition(" #")[0].rstrip()


def _sound(value: str) -> str:
    """Return a value with the bracket it lacks, or in quotes."""
    if value[0] in CLOSING and not value.endswith(CLOSING[value[0]]):
        return value + CLOSING[value[0]]
    inside = value.strip("\"'").replace("'", "''")
    return f"'{inside}'"


def place_before(written: str, mended: str, column: int) -> int:
    """Return the column that a place of a mended line has in the line as it is written."""
    first = _first_difference(written, mended)
    return max(first, column - len(mended) + len(written)) if column > first else column


def _first_difference(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False), start=1)
    shorter = min(len(left), len(right))
    return next((column for column, (a, b) in pairs if a != b), shorter + 1)
