"""One cell of a list from elsewhere: the value that its text means for a field.

A CSV file holds only texts. What a spreadsheet may have done to them cannot be undone here, so it
is refused: codes that lost their zeros, formulas, its error values, grouped numbers, other dates.
"""

import contextlib
import re
from datetime import date

from site_builder.staff.new import own_name
from site_builder.staff.workbooks.cells import GROUPED, CellError, choice, clean
from site_builder.staff.workbooks.columns import Column, Labels
from site_builder.words.issue import shown

FORMULA = re.compile(r"=|[-+@]\w+[(!|]")
FAULT_VALUE = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|#+")
TRUTH = frozenset({"TRUE", "FALSE"})
NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
COMMA = re.compile(r"(\d+),(\d{1,2})", re.ASCII)
ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})", re.ASCII)
# The digits of a code, whose first may be zeros.
DIGITS = {
    "address.commune": 5,
    "address.former_commune": 5,
    "address.former_district": 3,
    "address.former_province": 2,
    "tax_code": 10,
}


def from_text(
    column: Column, text: str, labels: Labels | None, *, is_day_first: bool = False
) -> str:
    """Return the value that a text means, as it stands in a record; else raise `CellError`."""
    plain = clean(text)
    if FORMULA.match(plain):
        raise CellError("sheet.fault.formula")
    if FAULT_VALUE.fullmatch(plain):
        raise CellError("sheet.fault.error")
    if plain in TRUTH:
        raise CellError("sheet.fault.boolean")
    if labels is not None:
        return _choice(plain, labels)
    if column.kind == "number":
        return _number(plain)
    if column.kind in {"date", "time"} and is_day_first:
        plain = _year_first(plain)
    if column.kind == "date":
        return _date(plain)
    digits = DIGITS.get(column.field, 0)
    if plain.isdecimal() and digits - 3 < len(plain) < digits:
        raise CellError("list.fault.lost_zeros", value=plain, right=plain.zfill(digits))
    return plain


def _number(text: str) -> str:
    if NUMBER.fullmatch(text) and not GROUPED.fullmatch(text):
        return text
    if GROUPED.fullmatch(text):
        raise CellError("messages.grouped_number", value=text, right=re.sub(r"\D", "", text))
    if COMMA.fullmatch(text):
        raise CellError("messages.decimal_comma", value=text, right=text.replace(",", "."))
    raise CellError("sheet.fault.not_number", value=text)


def _year_first(text: str) -> str:
    found = DAY_FIRST.fullmatch(text)
    if found is None:
        raise CellError("list.fault.not_day_first", value=text)
    if not _is_day(*found.groups()):
        raise CellError("messages.date_impossible", value=text)
    day, month, year = found.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _is_day(day: str | None, month: str | None, year: str) -> bool:
    with contextlib.suppress(ValueError):
        return bool(date(int(year), int(month or 1), int(day or 1)))
    return False


def _date(text: str) -> str:
    if ISO.fullmatch(text):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(text).isoformat()
    raise CellError("list.fault.not_date", value=text)


def _choice(text: str, labels: Labels) -> str:
    """Return a value of a closed list; of records, their name alone names one too."""
    named = [
        value
        for value, label in labels.items()
        if own_name(label.removesuffix(f" ({value})")) == own_name(text)
    ]
    if len(named) == 1:
        return named[0]
    try:
        return choice(text, labels)
    except CellError as error:
        near = error.params["near"]
        known = ", ".join(labels)
        # What a message cannot quote whole helps nobody.
        other = "choice" if shown(known) == known else "choice_unknown"
        key = "choice_near" if near else other
        raise CellError(f"list.fault.{key}", value=text, near=near, known=known) from error
