"""How dates, numbers and money are written, in both languages."""

from calendar import month_name
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.words.catalogue import load_words
from site_builder.words.formats import (
    GROUP,
    POINT,
    format_date,
    format_money,
    format_number,
    format_partial_date,
)

LARGEST = 10**15
VIETNAMESE, ENGLISH = load_words("vi"), load_words("en")


def test_a_date_is_written_as_official_papers_do() -> None:
    assert format_date(date(2026, 2, 1), VIETNAMESE) == "01/02/2026"


def test_no_reader_of_english_takes_the_day_for_the_month() -> None:
    assert format_date(date(2026, 2, 1), ENGLISH) == "1 February 2026"
    months = {format_date(date(2026, month, 9), ENGLISH).split()[1] for month in range(1, 13)}
    assert months == set(month_name[1:])


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("2024-06-25", "25/06/2024", "25 June 2024"),
        ("2024-06", "06/2024", "June 2024"),
        ("2024", "2024", "2024"),
        ("2020/2025", "2020–2025", "2020–2025"),
        ("2020-12/2021-01-31", "12/2020–31/01/2021", "December 2020 – 31 January 2021"),
    ],
)
def test_a_partial_date_shows_what_is_known(text: str, vietnamese: str, english: str) -> None:
    assert format_partial_date(text, VIETNAMESE) == vietnamese
    assert format_partial_date(text, ENGLISH) == english


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1482, "1.482", "1,482"),
        (1482000000, "1.482.000.000", "1,482,000,000"),
        (-1482, "-1.482", "-1,482"),
        (Decimal("1482.5"), "1.482,5", "1,482.5"),
        (Decimal("91.14"), "91,14", "91.14"),
        (Decimal("-0.50"), "-0,50", "-0.50"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (Decimal("0.000001"), "0,000001", "0.000001"),
    ],
)
def test_a_number_is_grouped_as_the_language_does(
    value: Decimal | int, vietnamese: str, english: str
) -> None:
    assert format_number(value) == vietnamese
    assert format_number(value, "en") == english


def test_money_is_whole_dong_that_no_line_break_parts() -> None:
    assert format_money(45000) == "45.000\u00a0₫"
    assert format_money(1482000000, "en") == "1,482,000,000\u00a0₫"


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15
    )
    | st.integers(-(10**15), 10**15),
    st.sampled_from(["vi", "en"]),
)
def test_a_written_number_reads_back(value: Decimal | int, language: str) -> None:
    written = format_number(value, language)
    plain = written.replace(GROUP[language], "").replace(POINT[language], ".")
    assert Decimal(plain) == value
