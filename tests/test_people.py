"""People: what names or reaches a person is refused wherever it stands in a record."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import pipeline
from site_builder.records.phones import holds_number
from site_builder.records.rules.claims import HEALTH, PRAISE, SUPERLATIVE
from site_builder.records.rules.people import EMAIL, IDENTITY_NUMBER, holds_person

TODAY = date(2026, 11, 22)
NOTES = {
    "content/cooperatives/tht-mau-it-nhat.yml": "note_vi: {}\n",
    "content/products/chi-co-ten.yml": "description_vi: {}\n",
    "content/programmes/hoi-cho-mau-2025.yml": "note_en: {}\n",
}
Messages = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize("path", NOTES)
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("gặp chủ nhiệm, 0900 000 000", "phone_in_text"),
        ("số 001099012345", "personal_number_in_text"),
        ("thư ten.nguoi@thu.example", "email_in_text"),
    ],
)
def test_every_kind_of_record_is_searched(site_copy: Path, path: str, text: str, key: str) -> None:
    file = site_copy / path
    content = file.read_text(encoding="utf-8")
    field = NOTES[path].split(":")[0]
    kept = "".join(
        line for line in content.splitlines(keepends=True) if not line.startswith(f"{field}:")
    )
    file.write_text(kept + NOTES[path].format(text), encoding="utf-8")

    _, issues = pipeline.load_directory(site_copy, TODAY)
    assert [(issue.where, issue.key) for issue in issues] == [(field, key)]


@pytest.mark.parametrize(
    "text", ["001099012345", "001 099 012 345", "001.099.012.345", "số:001099012345."]
)
def test_an_identity_number_is_found_as_the_card_groups_it(text: str) -> None:
    assert IDENTITY_NUMBER.search(text)


@pytest.mark.parametrize(
    "text", ["150.000.000.000 đồng", "2000000000015", "00109901234", "2021-2025, 2026"]
)
def test_other_long_numbers_are_no_identity_number(text: str) -> None:
    assert not IDENTITY_NUMBER.search(text)


def test_a_text_as_long_as_a_file_is_searched_once() -> None:
    # Searched anew from each of its signs, this would not end.
    assert not holds_person("W" * 1_000_000)
    assert holds_person(f"{'W' * 1_000_000}@thu.example")


def test_an_email_is_found_and_an_at_sign_alone_is_not() -> None:
    assert EMAIL.search("viết tới a.b+c@thu.example nhé")
    assert not EMAIL.search("giá @ 5.000")


def test_a_mobile_number_of_an_official_page_may_stand(messages_after: Messages) -> None:
    path = "content/cooperatives/htx-mau-day-du.yml"
    old = "phone: 0209 3000 000\n  email: htx@vung-mau.example\n"
    site = "  website: https://example.org/htx-mau?a=1&b=2\n  source: tu-khai-mau\n"
    new = "phone: 0900 000 000\n" + site.replace("tu-khai-mau", "trang-so-mau")

    assert messages_after(path, old + site, new) == []


def test_no_message_about_a_text_repeats_what_it_found(messages_after: Messages) -> None:
    path = "content/cooperatives/tht-mau-it-nhat.yml"
    note = "note_vi: 0900 000 000, 001099012345, ten@thu.example\nname_vi:"
    messages = messages_after(path, "name_vi:", note)

    assert len(messages) == 2
    assert not [m for m in messages if "0900" in m or "001099" in m or "ten@" in m]


MOBILES = st.from_regex(r"(0|\+84 ?)9\d{8}", fullmatch=True)
SIGNS = st.sampled_from(["", " ", ".", "-", "_", " . "])
WORDS = st.text("abcđêộ ,;:!?()\n«»", max_size=30)


@given(number=MOBILES, sign=SIGNS, every=st.integers(2, 5), before=WORDS, after=WORDS)
def test_a_mobile_number_is_found_in_any_grouping_and_between_any_words(
    number: str, sign: str, every: int, before: str, after: str
) -> None:
    start = 1 if number.startswith("0") else 3
    head, digits = number[:start], number[start:].strip()
    groups = [digits[place : place + every] for place in range(0, len(digits), every)]
    assert holds_number(f"{before}{head}{sign.join(groups)}{after}")


@given(text=st.text(max_size=200))
def test_any_text_is_judged_without_a_crash(text: str) -> None:
    holds_number(text)
    for pattern in (IDENTITY_NUMBER, EMAIL, HEALTH, SUPERLATIVE, PRAISE):
        pattern.search(text)
