"""The one door to phonenumbers: telephone numbers of Viet Nam, alone or hidden in a text."""

import re
import unicodedata

from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    PhoneNumberType,
    format_number,
    is_valid_number,
    number_type,
    parse,
)

REGION = "VN"
# Numbers that reach one person, or one desk; service lines (1900 …) reach nobody in particular.
REACHING = frozenset({
    PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE,
})  # fmt: skip
# A day or month with years, which could be read as a number: 08/2022-2023, 09.10.2024-11.10.2024.
DATE = re.compile(r"\d{1,2}[/.-](\d{1,2}[/.-])?(19|20)\d\d\b")
# Where digits touch letters or low lines, no number would be found.
EDGE = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])|_")
# No number that reaches somebody has fewer; most texts need no closer look.
ENOUGH_DIGITS = re.compile(r"(?:\d\D*){8}")
DIAL_START = re.compile(r"[(+]*(0|84)")


def normalise(text: str) -> str | None:
    """Return a valid number in the form of E.164 (`+842093000000`), or none."""
    number = _parse(text)
    return format_number(number, PhoneNumberFormat.E164) if number is not None else None


def as_dialled(number: str) -> str:
    """Return a number as people here dial and read it: `0209 3000 000`."""
    parsed = _parse(number)
    return format_number(parsed, PhoneNumberFormat.NATIONAL) if parsed is not None else number


def is_mobile(number: str) -> bool:
    """Return whether a number is that of a mobile telephone, which is carried by a person."""
    parsed = _parse(number)
    return parsed is not None and number_type(parsed) in {
        PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }  # fmt: skip


def holds_number(text: str) -> bool:
    """Return whether a text holds a telephone number, however it is grouped or glued to words."""
    plain = unicodedata.normalize("NFKC", text)
    if not ENOUGH_DIGITS.search(plain):
        return False
    parted = EDGE.sub(" ", plain)
    return any(
        number_type(match.number) in REACHING
        for match in PhoneNumberMatcher(parted, REGION, leniency=Leniency.VALID)
        if DIAL_START.match(match.raw_string) and not DATE.match(match.raw_string)
    )


def _parse(text: str) -> PhoneNumber | None:
    # Letters are digits on some keypads; here a number with letters is a mistake.
    if re.search(r"[^\W\d]", text):
        return None
    try:
        number = parse(text, REGION)
    except NumberParseException:
        return None
    return number if is_valid_number(number) else None
