"""Bad input: one file per mistake, whose first comments are the exact messages.

A file of `invalid_records/products/` joins the example site as a product, one of
`invalid_records/figures/` takes the place of `content/figures.yml`, and so on. A picture that a
case names is made by `pictures.py`.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

from site_builder.records.content import FOLDERS
from site_builder.records.text import MAX_BYTES
from tests.pictures import FILES as PICTURES
from tests.pictures import put

Check = Callable[[Path], list[str]]

CASES = Path(__file__).parent / "invalid_records"
FILES = sorted(CASES.glob("*/*.yml"))
RECORD = """id: damaged
name_vi: Gạo Nếp
kind: other
sources:
  - document: trang-so-mau
"""
PATH = "content/products/damaged.yml"


def place_of(case: Path) -> str:
    """Return where in a root the file of a case belongs."""
    kind = case.parent.name
    if kind in FOLDERS:
        return f"content/{kind}/{case.name}"
    return "mkdocs.yml" if kind == "mkdocs" else f"content/{kind}.yml"


@pytest.mark.parametrize("case", FILES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_the_messages_are_those_of_the_first_comments(
    case: Path, site_copy: Path, check: Check
) -> None:
    text = case.read_text(encoding="utf-8")
    (site_copy / place_of(case)).write_text(text, encoding="utf-8")
    for name in re.findall(r"file: (\S+)", text):
        if name in PICTURES:
            put(site_copy, *PICTURES[name])

    comments = takewhile(lambda line: line.startswith("# "), text.splitlines())
    assert check(site_copy) == [comment.removeprefix("# ") for comment in comments]


def test_no_mistake_is_written_down_twice() -> None:
    texts = [case.read_text(encoding="utf-8").replace(case.stem, "…") for case in FILES]
    assert len(texts) == len(set(texts))


def damaged(content: bytes, message: str) -> tuple[bytes, str]:
    return content, f"{PATH}:{message}"


DAMAGE = {
    "no byte at all": damaged(b"", "1:1: error: tệp trống; cần một hồ sơ"),
    "byte order mark": damaged(
        b"\xef\xbb\xbf" + RECORD.encode(),
        "1:1: error: tệp có dấu BOM ở đầu; tệp .yml thì chạy «site-builder fmt», "
        "tệp khác thì lưu lại dạng «UTF-8» (không BOM)",
    ),
    "CRLF": damaged(
        RECORD.replace("\n", "\r\n").encode(),
        "1:1: error: xuống dòng kiểu Windows (CRLF); tệp .yml thì chạy «site-builder fmt», "
        "tệp khác thì lưu lại với kiểu xuống dòng LF",
    ),
    "not UTF-8": damaged(
        RECORD.encode("cp1258", errors="replace").replace(b"G?o N?p", b"G\xd5o"),
        "2:11: error: tệp không phải UTF-8; "
        "mở bằng Notepad, chọn «Lưu thành» rồi chọn mã hóa «UTF-8»",
    ),
    "not NFC": damaged(
        unicodedata.normalize("NFD", RECORD).encode(),
        "2:11: error: chữ có dấu chưa ở dạng Unicode dựng sẵn (NFC); "
        "tệp .yml thì chạy «site-builder fmt», "
        "tệp khác thì để bộ gõ ở «Unicode dựng sẵn» rồi gõ lại chữ này",
    ),
    "control sign": damaged(
        RECORD.replace("Gạo", "Gạo\x07").encode(),
        "2:13: error: có ký tự điều khiển không hiện được; xóa ký tự đó",
    ),
    "line end of Unicode": damaged(
        RECORD.replace("Gạo", "Gạo\u2028").encode(),
        "2:13: error: có ký tự điều khiển không hiện được; xóa ký tự đó",
    ),
    "UTF-16": damaged(
        RECORD.encode("utf-16"),
        "1:1: error: tệp không phải UTF-8; "
        "mở bằng Notepad, chọn «Lưu thành» rồi chọn mã hóa «UTF-8»",
    ),
    "5 MB": damaged(
        RECORD.encode() + b"#" * 5_000_000,
        f"1:1: error: tệp nặng 6 MB; mỗi tệp tối đa {MAX_BYTES // 1_000_000} MB",
    ),
}


@pytest.mark.parametrize(("content", "message"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_refused_with_its_place(
    content: bytes, message: str, site_copy: Path, check: Check
) -> None:
    (site_copy / PATH).write_bytes(content)

    assert check(site_copy) == [message]


def test_damage_that_can_be_mended_hides_no_other_fault(site_copy: Path, check: Check) -> None:
    text = "\ufeff" + RECORD.replace("kind: other", "kind: odd").replace("\n", "\r\n")
    (site_copy / PATH).write_bytes(text.encode())

    assert [message.split(";")[0] for message in check(site_copy)] == [
        f"{PATH}:1:1: error: tệp có dấu BOM ở đầu",
        f"{PATH}:1:1: error: xuống dòng kiểu Windows (CRLF)",
        f"{PATH}:3:7: error: kind: «odd» không được dùng ở đây",
    ]


def test_a_link_is_not_followed(site_copy: Path, check: Check) -> None:
    (site_copy / PATH).symlink_to(site_copy / "content/products/mien-mau.yml")

    assert check(site_copy) == [
        f"{PATH}:1:1: error: không tìm thấy tệp, hoặc đây là liên kết (symlink); cần một tệp thường"
    ]


def test_a_folder_that_is_a_link_is_not_followed(
    site_copy: Path, tmp_path: Path, check: Check
) -> None:
    folder = site_copy / "content/programmes"
    outside = folder.rename(tmp_path / "outside")
    folder.symlink_to(outside)

    message = "không tìm thấy tệp, hoặc đây là liên kết (symlink); cần một tệp thường"
    names = sorted(path.name for path in outside.iterdir())
    assert check(site_copy) == [
        f"content/programmes/{name}:1:1: error: {message}" for name in names
    ]


@pytest.mark.parametrize("name", ["mien.yaml", "mien.yml.bak", "anh.jpg", "folder"])
def test_a_folder_of_records_holds_nothing_else(name: str, site_copy: Path, check: Check) -> None:
    path = site_copy / "content/products" / name
    if path.suffix:
        path.write_text(RECORD, encoding="utf-8")
    else:
        path.mkdir()

    message = "thư mục này chỉ chứa tệp .yml; đổi đuôi tệp hoặc chuyển đi nơi khác"
    assert check(site_copy) == [f"content/products/{name}:1:1: error: {message}"]


def test_the_name_of_a_file_cannot_break_a_message(site_copy: Path, check: Check) -> None:
    (site_copy / "content/products/a\n::error::b.yml").write_text(RECORD, encoding="utf-8")
    (site_copy / "content" / "products" / b"\xff.yml".decode(errors="surrogateescape")).touch()

    messages = check(site_copy)
    assert [message.split(":1:")[0] for message in messages] == [
        "content/products/?.yml",
        "content/products/a?::error::b.yml",
    ]
    assert all(message.isprintable() for message in messages)


def test_a_value_cannot_break_a_message(site_copy: Path, check: Check) -> None:
    odd = RECORD + '"odd\\nkey\\u202e": "x"\nkind: "\\n::error::x"\n'
    (site_copy / PATH).write_text(odd.replace("kind: other\n", ""), encoding="utf-8")

    messages = check(site_copy)
    assert len(messages) == 2
    assert all(message.isprintable() for message in messages)


def test_a_huge_value_is_quoted_in_part(site_copy: Path, check: Check) -> None:
    (site_copy / PATH).write_text(RECORD.replace("other", "x" * 900_000), encoding="utf-8")

    (message,) = check(site_copy)
    assert message.startswith(f"{PATH}:3:7: error: kind: «{'x' * 80}» không được dùng ở đây")
    assert len(message) < 300


def test_a_file_full_of_mistakes_is_still_read_quickly(site_copy: Path, check: Check) -> None:
    rows = (f"  - {{d{number}: x}}\n" for number in range(5_000))
    (site_copy / PATH).write_text(RECORD + "".join(rows), encoding="utf-8")

    assert len(check(site_copy)) == 10_000


def test_without_content_every_missing_file_is_named(tmp_path: Path, check: Check) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Danh bạ\n", encoding="utf-8")

    messages = check(tmp_path)
    missing = [message.split(":1:1: error: không tìm thấy tệp")[0] for message in messages[:-2]]
    assert missing == sorted(missing)
    assert "content/documents.yml" in missing
    assert "content/places/communes.csv" in missing
    assert [message.split(";")[0] for message in messages[-2:]] == [
        "mkdocs.yml:1:1: error: extra.directory: thiếu trường bắt buộc «directory»",
        "mkdocs.yml:1:1: error: site_url: thiếu trường bắt buộc «site_url»",
    ]


def test_what_only_mkdocs_reads_is_not_judged(site_copy: Path, check: Check) -> None:
    settings = site_copy / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8") + "hooks:\nplugin: !ENV [A, 01]\n"
    settings.write_text(text, encoding="utf-8")

    assert check(site_copy) == []
