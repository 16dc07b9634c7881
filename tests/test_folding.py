"""Folding: the table of cases that the search box of the browser is held to as well."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.words.folding import fold, slugify

CASES = json.loads(
    (Path(__file__).parent / "fixtures" / "folding_cases.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"]))
def test_a_text_folds_to_what_the_table_says(case: dict[str, str]) -> None:
    assert fold(case["text"]) == case["folded"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"]))
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_how_a_letter_is_composed_does_not_count(form: str, case: dict[str, str]) -> None:
    assert fold(unicodedata.normalize(form, case["text"])) == case["folded"]  # type: ignore[arg-type]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_folded_stays(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Chợ Đồn", "cho-don"),
        ("Bắc Kạn", "bac-kan"),
        ("Pác Nặm", "pac-nam"),
        ("Ô Không Hồ Sơ", "o-khong-ho-so"),
        ("Nguyễn Thị Minh Khai", "nguyen-thi-minh-khai"),
        ("HTX 20/10", "htx-20-10"),
        ("Ω ☺", ""),
    ],
)
def test_a_slug_is_ascii(name: str, slug: str) -> None:
    assert slugify(name) == slug
