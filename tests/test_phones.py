"""Telephone numbers: one form to store, one to read, and none that hides in a text."""

import pytest

from site_builder.records.phones import as_dialled, holds_number, is_mobile, normalise


@pytest.mark.parametrize(
    ("written", "stored", "read"),
    [
        ("0209 3000 000", "+842093000000", "0209 3000 000"),
        ("(0209) 3.000.000", "+842093000000", "0209 3000 000"),
        ("+84 209 3000000", "+842093000000", "0209 3000 000"),
        ("0900-000-000", "+84900000000", "0900 000 000"),
        ("1900 0000", "+8419000000", "1900 0000"),
    ],
)
def test_a_number_is_stored_in_one_form_and_read_in_another(
    written: str, stored: str, read: str
) -> None:
    assert normalise(written) == stored
    assert as_dialled(stored) == read


@pytest.mark.parametrize(
    "text", ["0000 000 000", "0281 3870 000", "0900 000 00", "113", "0900 ABC DEF", "", "số máy"]
)
def test_what_is_no_number_in_use_is_refused(text: str) -> None:
    assert normalise(text) is None


def test_a_mobile_number_is_told_from_a_fixed_one() -> None:
    assert is_mobile("+84900000000")
    assert not is_mobile("+842093000000")
    assert not is_mobile("+8419000000")


@pytest.mark.parametrize(
    "text",
    [
        "gọi 0900000000", "0900 000 000", "0900.000.000", "0900-000-000", "(0900) 000 000",
        "+84 900 000 000", "+84 (0)900 000 000", "84900000000", "09 00 00 00 00",
        "0 900 000 000", "0_900_000_000", "ĐT0900000000", "0900000000gặp chủ",
        "０９００００００００",
        "0.9.0.0.0.0.0.0.0.0", "tel:+84900000000", "0209 3000 000", "(0209) 3.000.000",
    ],
)  # fmt: skip
def test_a_number_is_found_in_every_spelling(text: str) -> None:
    assert holds_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "2616/QĐ-UBND", "08/2022-2023",
        "09.10.2024-11.10.2024", "09/10/2024-11/10/2024", "từ 02/2020 đến 05/2021",
        "2.616.000.000 đồng",
        "1.482 triệu đồng", "150.000.000.000 đồng", "0100047516", "8938500000010",
        "25/6/2024, 12,5 ha", "00033", "tổng đài 1900 0000", "VietGAP-TT-13-09-68-0096",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not holds_number(text)
