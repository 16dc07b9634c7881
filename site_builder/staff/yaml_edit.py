"""One field set in a YAML file that people wrote: every other line stays as it is.

The places come from the loader. Whatever is made is read again; where it does not say exactly what
was meant, nothing is changed and `EditError` is raised.
"""

import copy
import json
import re
import textwrap
from collections.abc import Sequence
from itertools import takewhile

from site_builder.records.load import parse
from site_builder.records.raw import FieldPath, Raw, RawRecord

WIDTH = 100
INDENT = 2
# A scalar in quotes, or a list on one line without quotes in it.
CLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|\[[^\[\]\"'#]*\]")


class EditError(Exception):
    """The field cannot be set here by a machine."""


class Code(str):
    """A value that is a code: it stands in quotes, so that its zeros count."""

    __slots__ = ()


def set_field(
    raw: RawRecord, where: FieldPath, value: Raw | None, order: Sequence[str]
) -> RawRecord:
    """Return a record with one field set, or taken out if the value is none.

    `order` names the fields of the mapping around it in their usual order.
    """
    meant = copy.deepcopy(raw.value)
    parent, name = value_at(meant, where[:-1]), where[-1]
    if not isinstance(parent, dict) or not isinstance(name, str):
        raise EditError
    lines = raw.text.splitlines(keepends=True)
    if value is None:
        _remove(raw, lines, where)
        del parent[name]
    elif name in parent:
        _replace(raw, lines, where, value)
        parent[name] = value
    else:
        before = [known for known in order[: order.index(name)] if known in parent]
        _insert(raw, lines, where, value, before[-1] if before else next(iter(parent)))
        parent[name] = value
    made, issues = parse(raw.path, "".join(lines))
    if made is None or issues or made.value != meant:
        raise EditError
    return made


def value_at(root: Raw, where: FieldPath) -> Raw | None:
    """Return what stands at a path, or none."""
    found: Raw | None = root
    for step in where:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found


def _span(raw: RawRecord, lines: Sequence[str], where: FieldPath) -> tuple[int, int]:
    """Return the first line of a field or an item, from 0, and the line after its last.

    Comments that follow it belong to what comes next.
    """
    mark = raw.keys.get(where) or raw.marks[where]
    places = {**raw.marks, **raw.keys}
    later = (
        place.line - 1
        for path, place in places.items()
        if path[: len(where)] != where and place.line > mark.line
    )
    start, end = mark.line - 1, min(later, default=len(lines))
    value = raw.marks[where]
    is_block = lines[value.line - 1][value.column - 1 :].startswith(("|", ">"))
    while end > start + 1 and _is_apart(lines[end - 1], mark.column - 1, is_block=is_block):
        end -= 1
    return start, end


def _is_apart(line: str, indent: int, *, is_block: bool) -> bool:
    text = line.lstrip(" ")
    is_inside = is_block and len(line) - len(text) > indent
    return not text.strip() or (text.startswith("#") and not is_inside)


def _remove(raw: RawRecord, lines: list[str], where: FieldPath) -> None:
    start, end = _span(raw, lines, where)
    column = raw.keys[where].column - 1
    before = lines[start][:column]
    if before.strip():
        # The first field of an item: the next one takes over the dash.
        rest = range(end, len(lines))
        after = next((n for n in rest if not _is_apart(lines[n], 0, is_block=False)), None)
        if after is None or lines[after][:column].strip():
            raise EditError
        lines[after] = before + lines[after][column:]
    del lines[start:end]


def _replace(raw: RawRecord, lines: list[str], where: FieldPath, value: Raw) -> None:
    start, end = _span(raw, lines, where)
    mark = raw.marks[where]
    old = value_at(raw.value, where)
    rest = lines[mark.line - 1][mark.column - 1 :]
    if isinstance(value, list) and isinstance(old, list) and rest.startswith("- "):
        _replace_items(raw, lines, where, value)
        return
    column = raw.keys[where].column - 1
    made = _field(str(where[-1]), value, column)
    if mark.line == end:
        behind = rest[_length(rest, old) :]
        line = lines[start][: mark.column - 1] + _flow(value, quoted=mark.quoted) + behind
        # A line that grows too long is folded, unless a comment stands behind it.
        if len(line) <= WIDTH + 1 or behind.strip():
            made = [" " * column + line[column:]]
    lines[start:end] = [lines[start][:column] + made[0][column:], *made[1:]]


def _length(rest: str, old: Raw | None) -> int:
    """Return how many signs a value on one line takes."""
    if closed := CLOSED.match(rest):
        return closed.end()
    if isinstance(old, str) and rest.startswith(old):
        return len(old)
    raise EditError


def _replace_items(raw: RawRecord, lines: list[str], where: FieldPath, new: list[Raw]) -> None:
    """Replace what differs between two lists; the items before and after it keep their lines."""
    old = value_at(raw.value, where)
    assert isinstance(old, list)  # noqa: S101 -- what the caller saw
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    column = raw.marks[*where, 0].column - 1 - INDENT
    made = [_item(item, column) for item in new[first : len(new) - last]]
    gone = range(first, len(old) - last)
    if gone:
        start = _span(raw, lines, (*where, gone[0]))[0]
        end = _span(raw, lines, (*where, gone[-1]))[1]
    elif first:
        start = end = _span(raw, lines, (*where, first - 1))[1]
    else:
        start = end = _span(raw, lines, (*where, 0))[0]
    lines[start:end] = made


def _alike(one: Sequence[Raw], other: Sequence[Raw]) -> int:
    """Return with how many same items two lists begin."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _insert(raw: RawRecord, lines: list[str], where: FieldPath, value: Raw, near: str) -> None:
    """Add a field after another one of its mapping."""
    _, end = _span(raw, lines, (*where[:-1], near))
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    column = raw.keys[*where[:-1], near].column - 1
    lines[end:end] = _field(str(where[-1]), value, column)


def _field(name: str, value: Raw, column: int) -> list[str]:
    """Return the lines of a field that stands at a column, from 0."""
    pad = " " * column
    if isinstance(value, dict):
        inner = (_field(key, part, column + INDENT) for key, part in value.items())
        return [f"{pad}{name}:\n", *(line for part in inner for line in part)]
    if isinstance(value, list) and not all(str(item).isdecimal() for item in value):
        items = (_item(item, column + INDENT) for item in value)
        return [f"{pad}{name}:\n", *items]
    line = f"{pad}{name}: {_flow(value)}\n"
    if len(line) <= WIDTH + 1 or not isinstance(value, str):
        return [line]
    room = WIDTH - column - INDENT
    folded = textwrap.wrap(value, room, break_long_words=False, break_on_hyphens=False)
    if " ".join(folded) != value:
        return [line]
    return [f"{pad}{name}: >-\n", *(f"{pad}{' ' * INDENT}{part}\n" for part in folded)]


def _item(value: Raw, column: int) -> str:
    if isinstance(value, dict):
        inner = (_field(key, part, column + INDENT) for key, part in value.items())
        lines = "".join(line for part in inner for line in part)
        return f"{' ' * column}- {lines.lstrip()}"
    return f"{' ' * column}- {_flow(value)}\n"


def _flow(value: Raw, *, quoted: bool = False) -> str:
    """Return a value on one line: in quotes if it is a code or would be read as something else."""
    if isinstance(value, list):
        return f"[{', '.join(_flow(item) for item in value)}]"
    text = str(value)
    is_code = quoted or isinstance(value, Code)
    return text if not is_code and _is_plain(text) else json.dumps(text, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    item, issues = parse("", f"- {text}\n")
    field, more = parse("", f"a: {text}\n")
    read = [made.value for made in (item, field) if made is not None]
    return not issues and not more and read == [[text], {"a": text}]
