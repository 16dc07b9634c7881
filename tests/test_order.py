"""Vietnamese alphabetical order, against lists written by the alphabet."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.words.order import ALPHABET, vietnamese_order

# The letters of the whole text come first (ă â after a, đ after d …), a shorter word before a
# longer one; then the tones in the order ngang, huyền, hỏi, ngã, sắc, nặng.
LETTERS = [*"abcd", "đ", *"ehiklm", "na", "o", "ô", "ơ", *"pqrstu", "ư", *"vxy"]
VOWELS = ["ta", "tă", "tâ", "te", "tê", "ti", "to", "tô", "tơ", "tu", "tư", "ty"]
TONES = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mài", "mải", "mãi", "mái", "mại"]
NAMES = [
    "20/10",
    "An Bình",
    "Ảnh",
    "Ánh Dương",
    "Ăn Quả",
    "Ấm",
    "Ba",
    "Bà",
    "Bạ",
    "Ba Bể",
    "Bà Bể",
    "Bạch Thông",
    "Bản Luông",
    "Bắc Kạn",
    "Bằng Phúc",
    "Bằng Vân",
    "Cẩm Giàng",
    "Chợ Đồn",
    "Chợ Mới",
    "Chợ Rã",
    "Cốc Đán",
    "Côn Minh",
    "Cường Lợi",
    "Dương Phong",
    "Dương Quang",
    "Đại Sảo",
    "Đồng Phúc",
    "Đức Vân",
    "Đức Xuân",
    "Hòa Mục",
    "Hoàng Trĩ",
    "Huyền Tụng",
    "Kim Hỷ",
    "Lam Sơn",
    "Nà Phặc",
    "Na Rì",
    "Ngân Sơn",
    "Nghĩa Tá",
    "Nhạn Môn",
    "Nông Hạ",
    "Nông Thượng",
    "Pác Nặm",
    "Quân Hà",
    "Thanh Mai",
    "Thanh Vận",
    "Trần Phú",
    "Văn Lang",
    "Vi Hương",
    "Xuân Dương",
    "Yên Dương",
    "Yên Trạch",
]


def shuffled(texts: list[str]) -> list[str]:
    return random.Random(7).sample(texts, len(texts))  # noqa: S311 -- a fixed shuffle


@pytest.mark.parametrize("texts", [LETTERS, VOWELS, TONES], ids=["letters", "vowels", "tones"])
def test_words_stand_in_the_order_of_the_alphabet(texts: list[str]) -> None:
    assert sorted(shuffled(texts), key=vietnamese_order) == texts


def test_the_alphabet_has_its_letters_in_order() -> None:
    assert ALPHABET.replace("f", "").replace("j", "").replace("w", "").replace("z", "") == (
        "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    )


def test_names_of_places_stand_as_in_an_official_list() -> None:
    assert sorted(shuffled(NAMES), key=vietnamese_order) == NAMES


def test_letters_count_before_tones_and_tones_before_capitals() -> None:
    texts = ["hoa", "hòa", "Hòa", "HÒA", "hóa", "Hóa", "hòa an", "hoan"]
    assert sorted(shuffled(texts), key=vietnamese_order) == texts


def test_digits_stand_before_letters_and_foreign_letters_after() -> None:
    texts = ["1", "20", "a", "z", "ž", "я"]
    assert sorted(shuffled(texts), key=vietnamese_order) == texts


def test_signs_only_part_words() -> None:
    same = ["Ba Bể", "Ba-Bể", "Ba/Bể", "(Ba) “Bể”"]
    assert len({vietnamese_order(text)[:3] for text in same}) == 1


@given(st.lists(st.text(max_size=6), max_size=6), st.randoms(use_true_random=False))
def test_any_texts_have_one_order(texts: list[str], chance: random.Random) -> None:
    ordered = sorted(texts, key=vietnamese_order)
    chance.shuffle(texts)
    assert sorted(texts, key=vietnamese_order) == ordered
    assert all(vietnamese_order(a) <= vietnamese_order(b) for a, b in pairwise(ordered))
