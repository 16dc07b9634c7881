"""The one form of a record file: order, quotes, width, blanks and comments.

Order and quotes come from the JSON Schema of the record, which editors know too.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_builder.records.raw import FieldPath, Raw
from site_builder.records.text import HIDDEN_SIGN
from site_builder.staff.comments import Notes

# A text of more signs is folded, into lines of at most so many signs.
LONGEST_TEXT = 90
LONGEST_LINE = 96
STEP = "  "
# What some reader of YAML takes for a number, a truth value or nothing, not for a text.
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
NO_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(inf|nan)|0[xob][0-9a-f_]+|"
    r"[-+]?(\d[\d_]*(\.[\d_]*)?|\.\d[\d_]*)(e[-+]?\d+)?|[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?",
    re.ASCII | re.IGNORECASE,
)
# What may stand without quotes, at its beginning and further on.
PLAIN = re.compile(r"(-(?=\w)|[^\s,\[\]{}#&*!|>'\"%@`?:-])([^:#]|:(?=\S)|(?<! )#)*")
FOLDABLE = re.compile(r"[^ \t\n\r]+( [^ \t\n\r]+)+")
NOT_ASCII = re.compile(r"[^\x20-\x7e]")
# These fields of a record come last, whatever its kind: notes and proof, after the facts.
CLOSING = ("note_vi", "note_en", "verified", "sources")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a record: what the schema says of it (nothing, where unknown), its comments."""

    schema: Mapping[str, Any]
    definitions: Mapping[str, Any]
    notes: Notes
    where: FieldPath = ()

    def under(self, step: str | int) -> "Slot":
        """Return the slot of a field, or of an item of a list."""
        inner = self._own.get("items") if isinstance(step, int) else self.fields.get(step)
        return Slot(inner or {}, self.definitions, self.notes, (*self.where, step))

    @property
    def _own(self) -> Mapping[str, Any]:
        name = self.schema.get("$ref", "").rpartition("/")[2]
        return self.definitions[name] if name else self.schema

    @property
    def fields(self) -> Mapping[str, Any]:
        """The fields of a mapping, in the order of the model."""
        found: Mapping[str, Any] = self._own.get("properties", {})
        return found

    @property
    def types(self) -> set[str]:
        """The types of the value as an editor sees them."""
        found = self._own.get("type", [])
        return {found} if isinstance(found, str) else set(found)

    def is_written_bare(self, text: str) -> bool:
        """Return whether a text is no text to an editor: a number, a year, a truth value."""
        if "boolean" in self.types:
            return text in {"true", "false"}
        is_number = "integer" in self.types or self.types == {"number"}
        return is_number and NUMBER.fullmatch(text) is not None

    def before(self, indent: str) -> list[str]:
        """Return the lines of the comments before it."""
        return [indent + note for note in self.notes.before.get(self.where, ())]

    @property
    def behind(self) -> tuple[str, ...]:
        """The comments behind its first line."""
        return self.notes.behind.get(self.where, ())


def canonical_lines(value: Raw, schema: Mapping[str, Any], notes: Notes) -> list[str]:
    """Return the lines of a file that holds a list or a mapping."""
    slot = Slot(schema, schema.get("$defs", {}), notes)
    lines = _lines(value, slot, "") if value else [_row(value)]
    return [*notes.head, *lines, *notes.foot]


def _lines(value: Raw, slot: Slot, indent: str) -> list[str]:
    lines: list[str] = []
    if isinstance(value, dict):
        for key in _in_order(value, slot):
            field = slot.under(key)
            name = key if key in slot.fields else _quoted_if_needed(key)
            lines += field.before(indent) + _entry(f"{indent}{name}:", value[key], field, indent)
    else:
        for index, part in enumerate(value):
            item = slot.under(index)
            lines += item.before(indent) + _item(part, item, indent)
    return lines


def _in_order(value: Mapping[str, Raw], slot: Slot) -> list[str]:
    known = list(slot.fields)
    if "left" in known:
        known = [name for name in known if name not in CLOSING] + [*CLOSING]
    return sorted(value, key=lambda name: known.index(name) if name in known else len(known))


def _entry(start: str, value: Raw, slot: Slot, indent: str) -> list[str]:
    """Return the lines of a value, which begin with its name or its dash."""
    behind = "".join(f" {note}" for note in slot.behind)
    if isinstance(value, str):
        first, *more = _text(start, value, slot, indent + STEP)
        return [first + behind, *more]
    if not value or _is_row(value, slot):
        return [f"{start} {_row(value)}{behind}"]
    return [start + behind, *_lines(value, slot, indent + STEP)]


def _item(value: Raw, slot: Slot, indent: str) -> list[str]:
    """Return the lines of an item of a list; a comment of its first field precedes the dash."""
    if isinstance(value, str) or not value:
        return _entry(f"{indent}-", value, slot, indent)
    lines = [line.removeprefix(indent) for line in _lines(value, slot, indent + STEP)]
    first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
    comments = [*slot.behind, *(line.lstrip() for line in lines[:first])]
    lines = [*comments, f"- {lines[first].lstrip()}", *lines[first + 1 :]]
    return [indent + line for line in lines]


def _is_row(value: Raw, slot: Slot) -> bool:
    """Return whether a list stands on one line: whole numbers without comments."""
    if not isinstance(value, list) or slot.under(0).types != {"integer"}:
        return False
    are_numbers = all(isinstance(item, str) and NUMBER.fullmatch(item) for item in value)
    return are_numbers and not slot.notes.are_inside(slot.where)


def _row(value: Raw) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else "{}"


def _text(start: str, text: str, slot: Slot, indent: str) -> Sequence[str]:
    if len(text) <= LONGEST_TEXT or not FOLDABLE.fullmatch(text) or _has_odd_signs(text):
        return [f"{start} {text if slot.is_written_bare(text) else _quoted_if_needed(text)}"]
    return [f"{start} >-", *_fold(text, indent)]


def _fold(text: str, indent: str) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= LONGEST_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return lines


def _quoted_if_needed(text: str) -> str:
    """Return a text without quotes where no reader of YAML could take it for something else."""
    if not _has_odd_signs(text):
        if PLAIN.fullmatch(text) and not text.endswith(" ") and not NO_TEXT.fullmatch(text):
            return text
        if "'" not in text and re.search(r'["\\]', text):
            return f"'{text}'"
    signs = HIDDEN_SIGN if unicodedata.is_normalized("NFC", text) else NOT_ASCII
    return signs.sub(lambda sign: f"\\U{ord(sign[0]):08X}", json.dumps(text, ensure_ascii=False))


def _has_odd_signs(text: str) -> bool:
    """Return whether a text must be escaped: signs nobody sees, or not in NFC."""
    odd = HIDDEN_SIGN.search(text) or re.search(r"[\t\n\r]", text)
    return odd is not None or not unicodedata.is_normalized("NFC", text)
