"""The searcher itself: it finds a person in every spelling and packing, and nobody else."""

import gzip
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.leaks import Person, spellings, traces

PERSON = Person("900000918", "Người Thử Nghiệm", "nguoi.thu@hom-thu.example")


@pytest.mark.parametrize("text", list(spellings(PERSON.number)), ids=ascii)
def test_every_spelling_of_the_number_is_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.html").write_text(f"<p>gọi {text} nhé</p>", encoding="utf-8")

    assert traces(tmp_path, PERSON) == ["a.html"]


@pytest.mark.parametrize(
    "text",
    [
        "Người Thử Nghiệm", "NGƯỜI THỬ NGHIỆM", "nguoi-thu-nghiem", "nguoithunghiem",
        "Ng&#432;&#7901;i Th&#7917; Nghi&#7879;m", "Ng%C6%B0%E1%BB%9Di%20Th%E1%BB%AD%20Nghiem",
        "nguoi.thu@hom-thu.example", "Nguoi.Thu%40hom-thu.example", "nguoi.thu&#64;hom-thu.example",
    ],
)  # fmt: skip
def test_every_spelling_of_the_name_and_the_email_is_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(f'{{"x": "{text}"}}', encoding="utf-8")

    assert traces(tmp_path, PERSON) == ["a.json"]


def test_every_packing_is_opened(tmp_path: Path) -> None:
    said = b"Lien he: 0900 000 918."
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(said))
    (tmp_path / "b.pdf").write_bytes(b"%PDF stream\n" + zlib.compress(said) + b"\nendstream")
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", said)
    text = b"Comment\x00\x00" + zlib.compress(said)
    chunk = len(text).to_bytes(4) + b"zTXt" + text + bytes(4)
    (tmp_path / "e.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    folded = b"NOTE:Lien he 0900 00\r\n 0 918\r\n"
    (tmp_path / "f.vcf").write_bytes(folded)
    (tmp_path / "g.ics").write_bytes(b"NAME:Ngu\xe1\xbb\x9di Th\xe1\xbb\xad\r\n  Nghi\xe1\xbb\x87m")
    (tmp_path / ".hidden").write_bytes(said)
    (tmp_path / "anh-0900000918.svg").write_bytes(b"<svg/>")
    (tmp_path / "utf16.txt").write_bytes("0900 000 918".encode("utf-16"))

    assert traces(tmp_path, PERSON) == [
        ".hidden", "a.xml.gz", "anh-0900000918.svg", "b.pdf", "c.xlsx", "e.png", "f.vcf",
        "g.ics", "utf16.txt",
    ]  # fmt: skip


def test_what_a_paper_says_is_read(tmp_path: Path, built_example: Path) -> None:
    sheet = Path("du-lieu", "pdf", "cooperatives", "htx-mau-day-du.pdf")
    (tmp_path / "a.pdf").write_bytes((built_example / "site" / sheet).read_bytes())

    assert traces(tmp_path, Person("2093000000", "Không Ai", "không@ai")) == ["a.pdf"]
    assert traces(tmp_path, Person("900000918", "Mẫu Đầy Đủ", "không@ai")) == ["a.pdf"]
    assert traces(tmp_path, Person("900000918", "Không Ai", "htx@vung-mau.example")) == ["a.pdf"]
    assert traces(tmp_path, PERSON) == []


@pytest.mark.parametrize(
    "text",
    ["0900 000 919", "90 000 0918 1", "Người Thử", "thu nghiem nguoi", "thu@hom-thu.example"],
)
def test_nobody_else_is_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.html").write_text(text.replace("90 000 0918 1", "9000 00 018"), encoding="utf-8")

    assert traces(tmp_path, PERSON) == []
