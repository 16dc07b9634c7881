"""A list from elsewhere comes in: a CSV file with a mapping makes and completes records."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from site_builder.staff.fmt import format_file
from site_builder.staff.lists.mapping import read_mapping
from site_builder.words.catalogue import load_words
from site_builder.words.issue import shown
from tests.building import ROOT, TODAY, Run, contents

WORDS = load_words("vi")
MAPPING = """\
records: products
columns:
  Mã: id
  Tên sản phẩm: name_vi
  Chủ thể: producer
  Nhóm: ocop_group
  Sao: awards.star
  Số QĐ: awards.decision_number
  Ngày QĐ: awards.decision_date
  Giá: price.amount_vnd
constants:
  kind: ocop
  awards.level: province
  awards.source: qd-mau-2025
  sources.document: qd-mau-2025
  sources.fact: Có trong danh sách mẫu.
  price.unit: gói
  price.as_of: 2026-11-01
values:
  ocop_group:
    TP: food
dates: day_first
"""
HEAD = "TT;Mã;Tên sản phẩm;Chủ thể;Nhóm;Sao;Số QĐ;Ngày QĐ;Giá"
NEW_ROW = "1;;Bột sắn dây mẫu;Hợp tác xã Chợ Mẫu;TP;3;77/QĐ-UBND;2/3/2026;45000"
NEW_FILE = "products/bot-san-day-mau.yml"
NEW_TEXT = """\
# yaml-language-server: $schema=../schemas/product.json
id: bot-san-day-mau
name_vi: Bột sắn dây mẫu
kind: ocop
producer: htx-cho-mau
ocop_group: food
price:
  amount_vnd: 45000
  unit: gói
  as_of: 2026-11-01
awards:
  - star: 3
    level: province
    decision_number: 77/QĐ-UBND
    decision_date: 2026-03-02
    source: qd-mau-2025
sources:
  - document: qd-mau-2025
    fact: Có trong danh sách mẫu.
"""
Bring = Callable[..., Result]


@pytest.fixture
def bring(run: Run, tmp_path: Path) -> Bring:
    """Return a function that imports the lines of a list."""

    def bring(*lines: str, head: str = HEAD, mapping: str = MAPPING, options: str = "") -> Result:
        (tmp_path / "map.yml").write_text(mapping, encoding="utf-8")
        (tmp_path / "ds.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        arguments = [str(tmp_path / "ds.csv"), "--mapping", str(tmp_path / "map.yml")]
        return run("import", *arguments, *options.split())

    return bring


def refusals(result: Result) -> list[str]:
    """Return the lines of what is refused, without the place of the file and the count."""
    assert result.exit_code == 1, result.output
    return [line.removeprefix("ds.csv, ") for line in result.stderr.splitlines()[:-1]]


def at(line: int, column: str, key: str, **params: object) -> str:
    return f"dòng {line}, cột {column}: lỗi: {WORDS(key, **params)}"


def test_a_row_becomes_a_record_that_passes_every_check(
    bring: Bring, run: Run, example_root: Path
) -> None:
    content = example_root / "content"
    before = contents(content)
    shown = bring(NEW_ROW)
    assert shown.stdout.startswith(f"content/{NEW_FILE} (dòng 2): hồ sơ mới\n  Tên: ")
    assert shown.stdout.endswith(WORDS("list.shown", new=1, changed=0, left=0) + "\n")
    assert contents(content) == before
    assert bring(NEW_ROW, options="--write").exit_code == 0
    assert contents(content) == before | {NEW_FILE: NEW_TEXT.encode()}
    assert not format_file(example_root, content / NEW_FILE).is_changed
    assert run("check").exit_code == 0
    again = bring(NEW_ROW, options="--write")
    assert again.stdout == WORDS("list.same", left=1) + "\n"
    assert "bot-san-day-mau" in again.stderr


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_list_is_read_as_spreadsheets_write_it(
    bring: Bring, example_root: Path, delimiter: str, mark: str
) -> None:
    title = delimiter.join(["DANH SÁCH MẪU", *[""] * 8])
    head = HEAD.replace("Số QĐ", '"Số\nQĐ"')
    lines = [mark + title, "", *f"{head}\n{NEW_ROW}".replace(";", delimiter).split("\n")]
    done = bring(*lines[1:], head=lines[0] + "\r", options="--write")
    assert f"{NEW_FILE} (dòng 5)" in done.stdout
    assert (example_root / "content" / NEW_FILE).read_text(encoding="utf-8") == NEW_TEXT


def test_a_row_with_an_id_completes_its_record_and_nothing_else(
    bring: Bring, example_root: Path
) -> None:
    path = example_root / "content/products/mien-mau.yml"
    old = path.read_text(encoding="utf-8")
    row = "1;mien-mau;Miến Mẫu;HTX Mẫu Đầy Đủ;Thực phẩm;4;88/QĐ-UBND;1/9/2026;46000"
    refused = bring(row)
    assert "decision" in refused.output or "88/QĐ-UBND" in refused.output
    price_only = "1;mien-mau;Miến Mẫu;;;;;;46000"
    assert bring(price_only, options="--write").exit_code == 0
    assert path.read_text(encoding="utf-8") == old.replace("45000", "46000")
    assert WORDS("list.same", left=0) in bring(price_only).stdout


def test_an_award_is_added_behind_those_that_the_record_has(
    bring: Bring, example_root: Path
) -> None:
    path = example_root / "content/products/bun-het-han.yml"
    old = path.read_text(encoding="utf-8")
    row = "1;bun-het-han;;;;3;88/QĐ-UBND;1/9/2026;"
    assert bring(row, options="--write").exit_code == 0, bring(row).output
    new = path.read_text(encoding="utf-8")
    added = (
        "  - star: 3\n    level: province\n    decision_number: 88/QĐ-UBND\n"
        "    decision_date: 2026-09-01\n    source: qd-mau-2025\n"
    )
    source = "  - document: qd-mau-2025\n    fact: Có trong danh sách mẫu.\n"
    assert new.count(added) == 1
    assert new.replace(added, "").replace(source, "") == old
    assert not format_file(example_root, path).is_changed
    assert WORDS("list.same", left=0) in bring(row).stdout
    differs = refusals(bring(row.replace(";3;", ";4;")))
    assert differs == [f"dòng 2: lỗi: {WORDS('list.fault.award_differs', value='88/QĐ-UBND')}"]


def test_likely_doubles_are_named_and_left_out(bring: Bring, example_root: Path) -> None:
    before = contents(example_root / "content")
    rows = ["1;;miến  MẪU;HTX mẫu đầy đủ;;;;;", NEW_ROW, NEW_ROW]
    done = bring(*rows, options="--write")
    assert done.stderr.splitlines() == [
        f"ds.csv, dòng 2: lưu ý: {WORDS('list.fault.double', ids='mien-mau')}",
        f"ds.csv, dòng 4: lưu ý: {WORDS('list.fault.double_row', line=3)}",
    ]
    assert set(contents(example_root / "content")) == {*before, NEW_FILE}
    named = bring("1;mien-khac;Miến Mẫu;HTX Mẫu Đầy Đủ;TP;;;;", options="--write")
    assert "content/products/mien-khac.yml (dòng 2): hồ sơ mới" in named.stdout
    assert WORDS(
        "messages.alike_maker", name="Miến Mẫu", other="content/products/mien-mau.yml"
    ) in (named.stderr)


GROUPS = "food, drinks, herbal, crafts, ornamental, services"


def test_every_cell_is_refused_at_its_line_and_column_in_one_run(
    bring: Bring, example_root: Path
) -> None:
    before = contents(example_root / "content")
    result = bring(
        "1;;=A1;x;TPP;#N/A;77/QĐ-UBND;2024-01-02;45.000",
        "2;;Bột;HTX Chợ Mẫu;Thực phẩn;2;77/QĐ;31/2/2024;45,5;dư",
        "3;;TRUE;;;;;;bốn",
        ";;;HTX Chợ Mẫu;;;;;",
        "5;htx-x;Gọi 0900 000 000;;;;;;",
        options="--write",
    )
    known = {"known": GROUPS}
    assert refusals(result) == [
        at(2, "3 «Tên sản phẩm»", "sheet.fault.formula"),
        at(2, "4 «Chủ thể»", "list.fault.choice_unknown", value="x"),
        at(2, "5 «Nhóm»", "list.fault.choice", value="TPP", **known),
        at(2, "6 «Sao»", "sheet.fault.error"),
        at(2, "8 «Ngày QĐ»", "list.fault.not_day_first", value="2024-01-02"),
        at(2, "9 «Giá»", "messages.grouped_number", value="45.000", right="45000"),
        at(3, "5 «Nhóm»", "list.fault.choice_near", value="Thực phẩn", near="Thực phẩm"),
        at(3, "6 «Sao»", "messages.star_range", value="2"),
        at(3, "7 «Số QĐ»", "messages.decision_number", value="77/QĐ"),
        at(3, "8 «Ngày QĐ»", "messages.date_impossible", value="31/2/2024"),
        at(3, "9 «Giá»", "messages.decimal_comma", value="45,5", right="45.5"),
        at(3, "10", "list.fault.surplus"),
        at(4, "3 «Tên sản phẩm»", "sheet.fault.boolean"),
        at(4, "9 «Giá»", "sheet.fault.not_number", value="bốn"),
        f"dòng 5: lỗi: {WORDS('list.fault.no_name')}",
        at(6, "3 «Tên sản phẩm»", "messages.phone_in_text"),
    ]
    assert result.stderr.splitlines()[-1] == WORDS("list.refused", faults=16)
    assert contents(example_root / "content") == before


def test_an_id_leads_to_no_other_folder(bring: Bring, example_root: Path) -> None:
    """Even to look at what a list changes, its records are written to a folder for the checks."""
    around = contents(example_root.parent)
    mapping = MAPPING.replace("  kind: ocop", "  id: ../../../tu-hang-so\n  kind: ocop")
    odd = ["../../../ra-ngoai", "/tmp/ra-ngoai", "con/ra-ngoai", "a\0b", "é"]  # noqa: S108
    lines = [f"{n};{text};Bột {n};;;;;;" for n, text in enumerate([*odd, "a" * 81])]
    result = bring(*lines, "6;;Bột hằng số;;;;;;", mapping=mapping, options="--write")
    column = "2 «Mã»"
    assert refusals(result) == [
        *(at(n, column, "messages.record_id", value=shown(t)) for n, t in enumerate(odd, 2)),
        at(7, column, "messages.too_long", max_length=80),
        f"dòng 8: lỗi: {WORDS('messages.record_id', value='../../../tu-hang-so')}",
    ]
    made = {Path(name) for name in contents(example_root.parent).keys() - around.keys()}
    read = {path for path in made if path.parent == Path("example/build/parsed")}
    assert {path.name for path in made - read} == {"ds.csv", "map.yml"}


def test_codes_that_lost_their_zeros_and_other_dates_are_refused(bring: Bring) -> None:
    mapping = """\
records: organisations
columns: {Tên: name_vi, Xã cũ: address.former_commune, MST: tax_code, Ngày: registered_on}
constants:
  kind: cooperative
  sources.document: bao-mau-2022
"""
    head = "Tên,Xã cũ,MST,Ngày"
    result = bring("HTX Đồi Sương,2185,100047516,45292", head=head, mapping=mapping)
    assert refusals(result) == [
        at(2, "2 «Xã cũ»", "list.fault.lost_zeros", value="2185", right="02185"),
        at(2, "3 «MST»", "list.fault.lost_zeros", value="100047516", right="0100047516"),
        at(2, "4 «Ngày»", "list.fault.not_date", value="45292"),
    ]
    right = bring("HTX Đồi Sương,90101,,2024-02-01", head=head, mapping=mapping)
    assert right.exit_code == 0, right.output


@pytest.mark.parametrize(
    ("old", "new", "place", "key"),
    [
        ("  Giá: price.amount_vnd", "  Giá: price.amount", "map.yml:10:8", "unknown_key_near"),
        ("  Giá: price.amount_vnd", "  Giá: name_vi", "map.yml:10:8", "list_field_twice"),
        ("  Giá:", "  Giá bán:", "map.yml:10:3", "list_heading"),
        ("  kind: ocop", "  loai: ocop", "map.yml:12:9", "unknown_key"),
        ("records: products", "records: product", "map.yml:1:10", "not_in_list_near"),
        ("  Tên sản phẩm: name_vi\n", "", "map.yml:3:3", "list_no_name"),
        ("qd-mau-2025\n  sources.document", "qd-x\n  sources.document", "map.yml:14:18",
         "unknown_reference"),
    ],
)  # fmt: skip
def test_a_fault_of_the_mapping_is_told_at_its_line(
    bring: Bring, old: str, new: str, place: str, key: str
) -> None:
    assert old in MAPPING
    result = bring(NEW_ROW, NEW_ROW.replace("Bột", "Hạt"), mapping=MAPPING.replace(old, new))
    assert result.exit_code == 1
    start = WORDS(f"messages.{key}").partition("«")[0]
    lines = [line for line in result.stdout.splitlines() if line.startswith("map.yml")]
    assert len(lines) == 1, result.output
    assert lines[0].startswith(f"{place}: error: ")
    assert start in lines[0]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.xlsx", b"x", "list.file.kind"),
        ("a.csv", b"", "list.file.syntax"),
        ("a.csv", b'T\xc3\xaan\n"a', "list.file.syntax"),
        ("a.csv", b"T\xc3\xaan\n\xff\xfe", "list.file.not_utf8"),
        ("a.csv", "Tên".encode("utf-16"), "list.file.not_utf8"),
        ("a.csv", b",".join([b"x"] * 101), "list.file.too_many"),
        ("a.csv", b"x\n" * 50_001, "list.file.too_many"),
    ],
)
def test_a_file_that_is_no_list_is_refused(
    run: Run, tmp_path: Path, name: str, content: bytes, key: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "map.yml").write_text(MAPPING, encoding="utf-8")
    result = run("import", str(tmp_path / name), "--mapping", str(tmp_path / "map.yml"))
    line = content.count(b"\n") + 1
    params = {"line": line, "rows": 50_000, "columns": 100}
    assert result.stderr == f"{tmp_path / name}: {WORDS(key, **params)}\n"
    assert result.exit_code == 1


def test_a_list_without_a_mapping_is_told_what_it_needs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ds.csv").write_text(HEAD, encoding="utf-8")
    result = run("import", str(tmp_path / "ds.csv"))
    assert result.stderr == f"{tmp_path / 'ds.csv'}: {WORDS('list.file.no_mapping')}\n"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_mapping_of_a_document_is_sound(name: str, tmp_path: Path) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```ya?ml\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    [mapping] = [block for block in blocks if "records: products" in block]
    (tmp_path / "map.yml").write_text(textwrap.dedent(mapping), encoding="utf-8")
    order, issues = read_mapping(tmp_path / "map.yml", TODAY)
    assert (order is not None, issues) == (True, [])
