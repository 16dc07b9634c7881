"""How dates, numbers and money are written for readers (CLDR `vi` and `en`, dates dd/mm/yyyy)."""

import re
from datetime import date
from decimal import Decimal

NO_BREAK_SPACE = "\u00a0"
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
GROUP = {"vi": ".", "en": ","}
POINT = {"vi": ",", "en": "."}


def format_date(day: date) -> str:
    """Return a date as official papers write it: `02/11/2026`."""
    return day.strftime("%d/%m/%Y")


def format_partial_date(text: str) -> str:
    """Return `2024-06-25` as `25/06/2024`, `2024-06` as `06/2024`, `2020/2025` as `2020–2025`."""
    return "–".join(_format_one(part) for part in text.split("/"))


def _format_one(text: str) -> str:
    match = PARTIAL_DATE.fullmatch(text)
    if match is None:
        return text
    return "/".join(part for part in reversed(match.groups()) if part is not None)


def format_number(value: Decimal | int, language: str = "vi") -> str:
    """Return a number with the language's grouping: `1.482,5` in Vietnamese."""
    sign = "-" if value < 0 else ""
    whole, _, fraction = f"{abs(Decimal(value)):f}".partition(".")
    groups = re.sub(r"(?<=\d)(?=(\d{3})+$)", GROUP[language], whole)
    return sign + groups + (POINT[language] + fraction if fraction else "")


def format_money(dong: int, language: str = "vi") -> str:
    """Return an amount of whole đồng: `45.000 ₫` (with a no-break space)."""
    return f"{format_number(dong, language)}{NO_BREAK_SPACE}₫"
