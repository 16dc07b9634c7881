"""The tables of places: a row that cannot be used is an issue, and damage stays where it is."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.words.catalogue import load_words

Check = Callable[[Path], list[str]]
Change = Callable[[str, str, str], list[str]]

FOLDER = "content/places"


@pytest.fixture(autouse=True)
def _own_limit() -> None:
    """Give the limit of Python back, which readers of Data Packages raise for all."""
    csv.field_size_limit(131_072)


CASES = (
    (
        "communes", "code,type,name,province,lat,lon", "ma,type,name,tinh,lat,lon",
        "1:1: error: bảng thiếu cột code, province; thêm cột đó vào dòng đầu",
    ),
    (
        "communes", "90104,", "9104,",
        "3:1: error: code: «9104» không phải mã đơn vị trong bảng này; cần 5 chữ số",
    ),
    (
        "communes", "90104,", "90101,",
        "3:1: error: code: mã «90101» xuất hiện hai lần trong bảng; chỉ giữ một dòng",
    ),
    (
        "communes", "18.2,", "bắc,",
        "3:1: error: lat: «bắc» không phải số; chỉ viết chữ số và dấu chấm cho phần lẻ, ví dụ 12.5",
    ),
    (
        "communes", "Đồi Ruộng,91", "Đồi Ruộng,92",
        "3:1: error: province: không có đơn vị nào mang mã «92»; tra mã trong content/places",
    ),
    ("communes", "Đồi Ruộng", " ", "3:1: error: name: ô trống; điền giá trị"),
    (
        "communes", "Đồi Ruộng,91,18.2,107.2", "Đồi Ruộng,91",
        "3:1: error: dòng này thừa hoặc thiếu cột; kiểm tra dấu phẩy",
    ),
    (
        "communes", "Đồi Ruộng", "Đồi, Ruộng",
        "3:1: error: dòng này thừa hoặc thiếu cột; kiểm tra dấu phẩy",
    ),
    (
        "communes", "Đồi Ruộng", '"Đồi" Ruộng',
        "3:1: error: dòng này không đúng dạng CSV; kiểm tra dấu phẩy và dấu nháy kép",
    ),
    (
        "communes", "Láng Giềng Nam", '"Láng Giềng Nam',
        "7:1: error: dòng này không đúng dạng CSV; kiểm tra dấu phẩy và dấu nháy kép",
    ),
    (
        "communes", "Đồi Ruộng", "Đ" * 200_000,
        "3:1: error: dòng này không đúng dạng CSV; kiểm tra dấu phẩy và dấu nháy kép",
    ),
    (
        "communes", "Đồi Ruộng", "Đ" * 201,
        "3:1: error: name: dài quá 200 ký tự; rút ngắn",
    ),
    (
        "communes", "Đồi Ruộng", "Đồi <b>Ruộng",
        "3:1: error: name: không dùng dấu «<» và «>»; viết bằng lời",
    ),
    (
        "communes", "Đồi Ruộng", "{% %}",
        "3:1: error: name: tên «{% %}» không có chữ nào để làm địa chỉ trang; viết tên của đơn vị",
    ),
    (
        "provinces", "90,former", "90,old",
        "2:1: error: era: «old» không được dùng ở đây; chọn một trong: former, present",
    ),
    (
        "former_communes", "Suối Mẫu,901,90101", "Suối Mẫu,901,90109",
        "2:1: error: commune: không có đơn vị nào mang mã «90109»; tra mã trong content/places",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("table", "old", "new", "message"), CASES)
def test_a_wrong_row_is_named_and_nothing_else_is_blamed(
    table: str, old: str, new: str, message: str, messages_after: Change
) -> None:
    assert messages_after(f"{FOLDER}/{table}.csv", old, new) == [f"{FOLDER}/{table}.csv:{message}"]


def test_a_table_with_windows_line_ends_is_refused_once(site_copy: Path, check: Check) -> None:
    path = site_copy / FOLDER / "communes.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    message = load_words("vi")("messages.carriage_return")
    assert check(site_copy) == [f"{FOLDER}/communes.csv:1:1: error: {message}"]
