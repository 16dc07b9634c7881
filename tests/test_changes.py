"""What changes between two versions: found record by record, told in Markdown that holds."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from site_builder.cli import main
from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.raw import Raw
from site_builder.staff.markdown import LONGEST, code
from site_builder.staff.reviews.changes import FieldChange, compare, field_changes
from site_builder.staff.reviews.summary import MOST_FIELDS, changes_text
from site_builder.staff.reviews.versions import Version, VersionedRecord
from site_builder.words.catalogue import load_words
from tests.hostile_texts import TEXTS

Summary = Callable[..., Result]
MIEN = "content/products/mien-mau.yml"
SHAPES = st.recursive(
    st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
)


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def summary(site_copy: Path, example_site: Path) -> Summary:
    """Return a function that runs `changes` on the copy, against the example as it is."""

    def run(base: str = str(example_site), *more: str) -> Result:
        common = ["--root", str(site_copy), "--today", "2026-11-22"]
        return CliRunner().invoke(main, ["changes", base, *common, *more])

    return run


def section(result: Result, heading: str) -> str:
    """Return the lines below the heading that begins so."""
    (found,) = re.findall(
        rf"^### {heading}.*?\n\n(.*?)\n\n", result.stdout, re.DOTALL | re.MULTILINE
    )
    return str(found)


def headings(result: Result) -> list[str]:
    return re.findall(r"^### (.*)$", result.stdout, re.MULTILINE)


def test_two_equal_versions_have_no_change(summary: Summary) -> None:
    result = summary()
    assert result.exit_code == 0
    assert "Không có gì thay đổi" in result.stdout
    assert headings(result) == []


def test_a_field_is_told_in_words_with_old_and_new_value(site_copy: Path, summary: Summary) -> None:
    edit(site_copy, "content/cooperatives/htx-mau-day-du.yml", "founded: 2016-02", "founded: 2015")
    result = summary()
    assert headings(result) == ["Hồ sơ được sửa (1)"]
    assert section(result, "Hồ sơ được sửa") == (
        "- Tổ chức `HTX Mẫu Đầy Đủ`, tệp `content/cooperatives/htx-mau-day-du.yml`\n"
        "  - thành lập: `2016-02` → `2015`"
    )


def test_a_new_record_shows_its_fields_and_its_page(site_copy: Path, summary: Summary) -> None:
    old = site_copy / "content/products/chi-co-ten.yml"
    text = old.read_text(encoding="utf-8").replace("chi-co-ten", "chen-moi")
    (old.parent / "chen-moi.yml").write_text(text.replace("Ấm chén", "Chén"), encoding="utf-8")
    result = summary()
    assert "- Sản phẩm `Chén mẫu`, tệp `content/products/chen-moi.yml`" in result.stdout
    assert "  - nguồn 1 / tài liệu: thêm `bao-mau-2022`" in section(result, "Hồ sơ được thêm")
    assert section(result, "Trang mới") == "- `/san-pham/chen-moi/` `Chén mẫu`"


def test_a_deleted_record_stands_first_with_the_address_it_breaks(
    site_copy: Path, summary: Summary
) -> None:
    (site_copy / "content/products/mien-thoi-lam.yml").unlink()
    result = summary()
    assert result.exit_code == 1
    assert headings(result)[0].startswith("Lỗi của bản mới")
    assert "/san-pham/mien-thoi-lam/" in section(result, "Lỗi của bản mới")
    assert "mien-thoi-lam.yml`" in section(result, "Hồ sơ bị xóa")
    assert "Chưa so được" in result.stdout


def test_a_page_that_goes_is_told(site_copy: Path, summary: Summary) -> None:
    (site_copy / "content/products/chi-co-ten.yml").unlink()
    assert section(summary(), "Trang mất") == "- `/san-pham/chi-co-ten/` `Ấm chén mẫu`"


def test_a_broken_reference_is_an_error_of_the_summary(site_copy: Path, summary: Summary) -> None:
    edit(site_copy, "content/products/che-sap-het-han.yml", "htx-cho-mau", "htx-khong-co")
    result = summary()
    assert "«htx-khong-co»" in section(result, "Lỗi của bản mới")
    assert "chủ thể: `htx-cho-mau` → `htx-khong-co`" in section(result, "Hồ sơ được sửa")


def test_errors_of_the_base_are_told_apart(
    site_copy: Path, example_site: Path, tmp_path: Path, summary: Summary
) -> None:
    base = shutil.copytree(example_site, tmp_path / "base")
    (base / MIEN).write_text("a: [", encoding="utf-8")
    result = summary(str(base))
    assert result.exit_code == 0
    assert headings(result)[0] == "Lỗi có sẵn ở bản gốc (1)"
    assert site_copy.is_dir()


def test_a_file_that_cannot_be_read_loses_no_record(site_copy: Path, summary: Summary) -> None:
    (site_copy / MIEN).write_text("a: [", encoding="utf-8")
    result = summary()
    assert "không đọc được tệp" in section(result, "Hồ sơ được sửa")
    assert not [heading for heading in headings(result) if "xóa" in heading]


def test_an_award_that_begins_and_one_that_ends(site_copy: Path, summary: Summary) -> None:
    edit(site_copy, "content/products/bun-het-han.yml", "2023-03-31", "2025-03-31")
    edit(site_copy, "content/products/che-sap-het-han.yml", "2024-01-15", "2022-01-15")
    result = summary()
    assert section(result, "Hạng sao bắt đầu") == (
        "- `Bún Hết Hạn` (`bun-het-han`): OCOP 3 sao, hết hạn 31/03/2026 → "
        "OCOP 3 sao, còn hiệu lực đến 31/03/2028"
    )
    assert "sắp hết hạn, đến 15/01/2027 → " in section(result, "Hạng sao không còn")


def test_a_record_that_leaves_is_told_apart(site_copy: Path, summary: Summary) -> None:
    edit(
        site_copy,
        "content/products/chi-co-ten.yml",
        "kind: other\n",
        "kind: other\nleft:\n  on: 2026-11-01\n  reason: stopped\n",
    )
    result = summary()
    assert "rời danh bạ / ngày: thêm `2026-11-01`" in section(result, "Hồ sơ rời danh bạ")


def test_a_record_with_another_id_is_one_change(site_copy: Path, summary: Summary) -> None:
    old = site_copy / "content/products/chi-co-ten.yml"
    text = old.read_text(encoding="utf-8")
    text = text.replace("id: chi-co-ten\n", "id: am-chen\naliases: [chi-co-ten]\n")
    old.with_name("am-chen.yml").write_text(text, encoding="utf-8")
    old.unlink()
    result = summary()
    assert "đổi mã từ `chi-co-ten` thành `am-chen`" in section(result, "Hồ sơ được sửa")
    assert not [heading for heading in headings(result) if "xóa" in heading]


def test_a_number_of_a_person_is_not_repeated(site_copy: Path, summary: Summary) -> None:
    edit(
        site_copy,
        "content/products/chi-co-ten.yml",
        "kind: other\n",
        "kind: other\nnote_vi: Gọi 0912 000 000\nnothing: Gọi 0912 000 000\n",
    )
    result = summary()
    assert "0912" not in result.stdout
    assert result.stdout.count("không nhắc lại") == 2


def test_a_long_list_of_fields_is_cut_and_counted(site_copy: Path, summary: Summary) -> None:
    lines = "".join(f"  - Tên {number}\n" for number in range(MOST_FIELDS + 5))
    edit(
        site_copy,
        "content/products/chi-co-ten.yml",
        "kind: other\n",
        f"kind: other\nother_names:\n{lines}",
    )
    found = section(summary(), "Hồ sơ được sửa").splitlines()
    assert len(found) == MOST_FIELDS + 2
    assert found[-1] == "  - … và 5 mục nữa, không liệt kê."


def test_the_same_versions_give_the_same_bytes(site_copy: Path, summary: Summary) -> None:
    edit(site_copy, "content/products/bun-het-han.yml", "2023-03-31", "2025-03-31")
    assert summary().stdout == summary().stdout
    assert summary(str(site_copy), "--lang", "en").stdout.startswith("## Changes to the site\n")


# The base from Git


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.invalid")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607


def test_a_revision_is_read_and_the_repository_stays_as_it_was(
    site_copy: Path, summary: Summary
) -> None:
    git(site_copy.parent, "init", "--quiet")
    git(site_copy.parent, "add", "site")
    git(site_copy.parent, "commit", "--quiet", "--message", "first")
    before = {path for path in site_copy.parent.rglob("*") if "objects" not in path.parts}
    edit(site_copy, "content/products/bun-het-han.yml", "Bún Hết Hạn", "Bún Mới")
    assert "tên: `Bún Hết Hạn` → `Bún Mới`" in summary("HEAD").stdout
    assert {p for p in site_copy.parent.rglob("*") if "objects" not in p.parts} == before


@pytest.mark.parametrize("base", ["no-such", "HEAD:x", "", "HEAD~99", "a..b", "--output=/tmp/x"])
def test_what_is_no_revision_is_wrong_use(base: str, summary: Summary) -> None:
    result = summary("--", base) if base.startswith("-") else summary(base)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_a_revision_is_no_option(site_copy: Path) -> None:
    git(site_copy, "init", "--quiet")
    arguments = ["changes", "--root", str(site_copy), "--", "--output=made"]
    assert CliRunner().invoke(main, arguments).exit_code == 2
    assert not (site_copy / "made").exists()


# The difference of two values


def leaves(value: Raw) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)


@given(SHAPES)
def test_a_new_value_is_told_leaf_by_leaf(value: Raw) -> None:
    assert sorted(c.new or "" for c in field_changes(None, value)) == sorted(leaves(value))
    assert list(field_changes(value, value)) == []


@given(SHAPES, SHAPES)
def test_the_difference_backwards_is_the_same_with_old_and_new_exchanged(a: Raw, b: Raw) -> None:
    there = sorted((c.old or "", c.new or "") for c in field_changes(a, b))
    back = sorted((c.new or "", c.old or "") for c in field_changes(b, a))
    assert there == back


def test_an_item_that_moves_is_no_change_of_its_neighbours() -> None:
    one, two, three = ({"a": number} for number in "123")
    changes = list(field_changes([one, two], [three, one, two]))
    assert changes == [FieldChange((0, "a"), None, "3")]
    assert list(field_changes([one, two], [two, one])) == [FieldChange((), None, None)]


# Texts of strangers


@pytest.mark.parametrize("text", [text for text in TEXTS if text.strip()])
def test_a_hostile_text_stays_inside_its_code_span(text: str) -> None:
    span = code(text)
    opening = re.match("`*", span)
    assert opening is not None
    fence = opening[0]
    inside = span[len(fence) : -len(fence)]
    assert "\n" not in span
    assert span == fence + inside + fence
    assert fence not in re.findall("`+", inside)
    assert len(inside) <= LONGEST + 2


def test_nothing_is_a_dash_and_no_sign_is_invisible() -> None:
    assert code("") == code(" \n\u200b") == "–"
    assert code("a\u202eb\n\n# c") == "`a b # c`"
    assert code("x" * 300) == f"`{'x' * (LONGEST - 1)}…`"


def test_a_summary_of_hostile_values_has_one_line_for_each() -> None:
    def version(value: Raw) -> Version:
        record = VersionedRecord("products", "x", "content/products/x.yml", value)
        return Version({("products", "x"): record}, (), None, {})

    def told(text: str) -> list[str]:
        changes = compare(version({}), version({"name_vi": text, "storage": text, text: text}))
        return changes_text(load_words("vi"), changes, date(2026, 11, 22)).splitlines()

    line = re.compile(
        r"## .*|### Hồ sơ được sửa.*|- Sản phẩm [`–].*|  - \S.*|Chưa so.*|Trạng thái.*|"
    )
    for text in TEXTS:
        lines = told(text)
        assert [odd for odd in lines if not line.fullmatch(odd)] == [], text
        assert sum(found.startswith("  - ") for found in lines) == len({"name_vi", "storage", text})


# Words


def field_names(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield name
        for part in re.findall(r"site_builder[\w.]+", str(field.annotation)):
            module, _, inner = part.rpartition(".")
            found = getattr(__import__(module, fromlist=[inner]), inner, None)
            if isinstance(found, type) and issubclass(found, BaseModel):
                yield from field_names(found)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_field_and_kind_has_its_word_and_no_other_has(language: str) -> None:
    words = load_words(language)
    models = {**FOLDERS, **LISTS}
    names = {name for model in models.values() for name in field_names(model)}
    named = {key.rpartition(".")[2] for key in words.entries if key.startswith("changes.field.")}
    assert named == names
    assert {k.rpartition(".")[2] for k in words.entries if k.startswith("changes.kind.")} == set(
        models
    )
