"""One value, between a record and a cell.

Here a value is the text that stands in the record; the items of a list stand in lines, months in a
row. An absent field is the empty text.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from site_builder.records.raw import Raw
from site_builder.records.validate import nearest
from site_builder.staff.workbooks.columns import Column, Labels
from site_builder.staff.yaml_edit import Code
from site_builder.words.issue import shown
from site_builder.words.sheets import Cell, Value

SEPARATORS = {"list": "\n", "months": ", "}
# A bare number in a column of times can only be a year.
YEARS = range(1000, 10_000)
GROUPED = re.compile(r"\d{1,3}([., ]\d{3})+")


class CellError(Exception):
    """What a cell holds cannot be taken; `key` and `params` name the message."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = {name: shown(value) for name, value in params.items()}


def flatten(column: Column, raw: Raw | None) -> str:
    """Return a value of a record as one text."""
    if isinstance(raw, list):
        return SEPARATORS[column.kind].join(str(item) for item in raw)
    return raw if isinstance(raw, str) else ""


def unflatten(column: Column, text: str) -> Raw | None:
    """Return the value of a record that a text stands for; none for an absent field."""
    if column.kind == "list":
        return [line.strip() for line in text.split("\n") if line.strip()] or None
    if column.kind == "months":
        return [part for part in re.split(r"[\s,;]+", text) if part] or None
    if not text:
        return None
    return Code(text) if column.kind == "code" else text


def same(column: Column, one: str, other: str) -> bool:
    """Return whether two texts mean one value: 72.50 is 72.5."""
    return _plain(column, one) == _plain(column, other)


def _plain(column: Column, text: str) -> object:
    plain = clean(text)
    if column.kind == "number":
        try:
            return Decimal(plain)
        except InvalidOperation:
            return plain
    return unflatten(column, plain)


def clean(text: str) -> str:
    """Return a text in NFC, without the blanks that only spreadsheets know and those around it."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\r\n", "\n").strip()


def to_cell(column: Column, text: str, labels: Labels | None) -> Value:
    """Return what a cell shows of a value."""
    if not text:
        return None
    if labels is not None:
        return labels.get(text, text)
    if column.kind == "date":
        return date.fromisoformat(text)
    if column.kind == "number":
        number = Decimal(text)
        return int(number) if number == number.to_integral() else float(number)
    return text


def from_cell(column: Column, cell: Cell, labels: Labels | None) -> str:
    """Return the value that a cell means."""
    if cell.fault:
        raise CellError(f"sheet.fault.{cell.fault}")
    if cell.value is None or cell.value == "":
        return ""
    if column.kind == "number":
        return _number(cell.value)
    if column.kind == "date":
        return _date(cell.value)
    if column.kind == "time" and _is_year(cell.value):
        return _number(cell.value)
    if not isinstance(cell.value, str):
        if isinstance(cell.value, date):
            raise CellError("sheet.fault.date_for_text", value=cell.value.strftime("%d/%m/%Y"))
        raise CellError("sheet.fault.number_for_text", value=cell.value)
    text = clean(cell.value)
    return choice(text, labels) if labels is not None and text else text


def _is_year(value: Value) -> bool:
    return isinstance(value, int | float) and value in YEARS


def _number(value: Value) -> str:
    if isinstance(value, int | float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    text = str(value).strip()
    if isinstance(value, str) and GROUPED.fullmatch(text):
        raise CellError("sheet.fault.grouped", value=text, right=re.sub(r"\D", "", text))
    raise CellError("sheet.fault.not_number", value=text)


def _date(value: Value) -> str:
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    raise CellError("sheet.fault.not_date", value=value)


def choice(text: str, labels: Labels) -> str:
    """Return the value of a closed list that a text names, by itself or by its label."""
    if text in labels:
        return text
    for value, label in labels.items():
        if clean(label) == text:
            return value
    folded = {label.casefold(): label for label in labels.values()}
    near = folded.get(nearest(text, list(folded)), "")
    key = "choice_near" if near else "choice"
    raise CellError(f"sheet.fault.{key}", value=text, near=near)
