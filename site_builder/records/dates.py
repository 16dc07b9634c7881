"""Dates as records hold them: a day, a day that has passed, and times known only to a year.

The day of the build is the `today` of the validation context.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from site_builder.records.scalars import plain, problem
from site_builder.words.formats import PARTIAL_DATE

# Any date a record can mean; a year outside is a slip of the keyboard.
YEARS = (1900, 2100)


def _date(value: Any) -> date:
    text = plain(value).strip()
    shown = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text, re.ASCII)
    if shown:
        day, month, year = (int(part) for part in shown.groups())
        right = _existing_date(f"{year:04}-{month:02}-{day:02}")
        raise problem("date_form_near", value=text, right=right.isoformat())
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) is None:
        raise problem("date_form", value=text)
    return _existing_date(text)


def _existing_date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise problem("date_impossible", value=text) from error
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise problem("date_year", value=text, first=YEARS[0], last=YEARS[1])
    return day


def _past_date(value: Any, info: ValidationInfo) -> date:
    day = _date(value)
    today = (info.context or {}).get("today")
    if today is not None and day > today:
        raise problem("date_in_future", value=day.isoformat(), today=today.isoformat())
    return day


def _partial_date(value: Any) -> str:
    text = plain(value).strip()
    match = PARTIAL_DATE.fullmatch(text)
    if match is None:
        raise problem("partial_date_form", value=text)
    year, month, day = match.groups()
    _existing_date(f"{year}-{month or '01'}-{day or '01'}")
    return text


def _past_partial_date(value: Any, info: ValidationInfo) -> str:
    text = _partial_date(value)
    today = (info.context or {}).get("today")
    if today is not None and text > today.isoformat()[: len(text)]:
        raise problem("date_in_future", value=text, today=today.isoformat())
    return text


def _period(value: Any) -> str:
    text = plain(value).strip()
    first, slash, last = text.partition("/")
    if not slash:
        return _partial_date(text)
    if not last or "/" in last or _partial_date(first) > _partial_date(last):
        raise problem("period_form", value=text)
    return text


# An editor reads `2024` as a number and `2024-06` as a text.
_YEAR_OR_TEXT = WithJsonSchema(
    {
        "type": ["integer", "string"],
        "minimum": YEARS[0],
        "maximum": YEARS[1],
        "pattern": r"^\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?$",
    },
    mode="validation",
)

Date = Annotated[date, BeforeValidator(_date)]
PastDate = Annotated[date, BeforeValidator(_past_date)]
PartialDate = Annotated[str, BeforeValidator(_partial_date), _YEAR_OR_TEXT]
PastPartialDate = Annotated[str, BeforeValidator(_past_partial_date), _YEAR_OR_TEXT]
Period = Annotated[str, BeforeValidator(_period), _YEAR_OR_TEXT]
