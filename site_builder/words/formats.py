"""How dates, numbers and money are written for readers (CLDR `vi` and `en`).

In Vietnamese dates are dd/mm/yyyy; in English the month is a word, because half of the readers
there would take 03/04/2026 for a day of March.
"""

import re
from datetime import date
from decimal import Decimal

from site_builder.words.catalogue import Words

NO_BREAK_SPACE = "\u00a0"
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
GROUP = {"vi": ".", "en": ","}
POINT = {"vi": ",", "en": "."}


def format_date(day: date, words: Words) -> str:
    """Return a date as the language writes it: `02/11/2026`, `2 November 2026`."""
    return words(
        "dates.day", day=day.day, month=words(f"dates.month_name.{day.month}"), year=day.year
    )


def format_partial_date(text: str, words: Words) -> str:
    """Return `2024-06-25` as `format_date` does, `2024-06` as `06/2024` or `June 2024`.

    A span, `2020/2025`, becomes `2020–2025`.
    """
    parts = [_format_one(part, words) for part in text.split("/")]
    return (" – " if " " in "".join(parts) else "–").join(parts)


def _format_one(text: str, words: Words) -> str:
    match = PARTIAL_DATE.fullmatch(text)
    if match is None or match[2] is None:
        return text
    if match[3] is not None:
        return format_date(date.fromisoformat(text), words)
    return words("dates.month", month=words(f"dates.month_name.{int(match[2])}"), year=match[1])


def format_number(value: Decimal | int, language: str = "vi") -> str:
    """Return a number with the language's grouping: `1.482,5` in Vietnamese."""
    sign = "-" if value < 0 else ""
    whole, _, fraction = f"{abs(Decimal(value)):f}".partition(".")
    groups = re.sub(r"(?<=\d)(?=(\d{3})+$)", GROUP[language], whole)
    return sign + groups + (POINT[language] + fraction if fraction else "")


def format_money(dong: int, language: str = "vi") -> str:
    """Return an amount of whole đồng: `45.000 ₫` (with a no-break space)."""
    return f"{format_number(dong, language)}{NO_BREAK_SPACE}₫"
