"""An edited workbook comes back: what it changes, and every cell that is refused by its name."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.records.directory import Directory
from site_builder.staff.workbooks.exporting import export_workbook
from site_builder.staff.workbooks.reading import MAX_UNPACKED, SheetError, read_workbook
from site_builder.words.catalogue import load_words
from site_builder.words.sheets import BASE
from tests.building import Run, contents
from tests.workbooks import cell_of, column_of, edited

VIETNAMESE = load_words("vi")
SAME = VIETNAMESE("sheet.same") + "\n"
Figure = Callable[[str, object], None]


@pytest.fixture(scope="session")
def exported(directory: Directory, example_site: Path) -> bytes:
    """Return the workbook of the example."""
    return export_workbook(directory, example_site, VIETNAMESE)


@pytest.fixture
def file(exported: bytes, tmp_path: Path) -> Path:
    """Return the workbook of the example, for one test to edit."""
    path = tmp_path / "danh-ba.xlsx"
    path.write_bytes(exported)
    return path


@pytest.fixture
def put(file: Path) -> Callable[..., str]:
    """Return a function that puts a value into a cell and returns the name of the cell."""

    def put(title: str, key: str, field: str, value: object) -> str:
        with edited(file) as book:
            sheet = book[title]
            name = cell_of(sheet, key, field)
            sheet[name].value = value
            return name

    return put


def test_what_was_exported_comes_back_as_nothing(run: Run, file: Path, example_root: Path) -> None:
    before = contents(example_root / "content")
    for arguments in ([], ["--write"]):
        result = run("import", str(file), *arguments)
        assert (result.exit_code, result.stdout, result.stderr) == (0, SAME, "")
    with edited(file):
        pass
    assert run("import", str(file), "--write").stdout == SAME
    assert contents(example_root / "content") == before


class Edit(NamedTuple):
    """A cell that somebody edits, and what that replaces in the file of the record."""

    title: str
    key: str
    field: str
    value: object
    old: str
    new: str

    @property
    def path(self) -> str:
        """The file of the record, inside content/."""
        folder = "cooperatives" if self.title == "Tổ chức" else "products"
        return f"{folder}/{self.key.partition('#')[0]}.yml"

    def made(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """Return the files after the edit."""
        text = files[self.path].decode()
        assert text.count(self.old) == 1
        return files | {self.path: text.replace(self.old, self.new).encode()}


EDITS = [Edit(*row) for row in (
    ("Sản phẩm", "mien-mau", "name_vi", "Miến Mới", "name_vi: Miến Mẫu", "name_vi: Miến Mới"),
    ("Sản phẩm", "mien-mau", "price.amount_vnd", 46000, "amount_vnd: 45000", "amount_vnd: 46000"),
    ("Sản phẩm", "mien-mau", "price.as_of", datetime(2026, 11, 2), "as_of: 2026-11-01",  # noqa: DTZ001
     "as_of: 2026-11-02"),
    ("Sản phẩm", "mien-mau", "season_months", "11, 12", "[11, 12, 1, 2]", "[11, 12]"),
    ("Sản phẩm", "mien-mau", "storage", None, "storage: Nơi khô ráo\n", ""),
    ("Sản phẩm", "mien-mau", "ocop_set", "01", 'ocop_set: "06"', 'ocop_set: "01"'),
    ("Tổ chức", "htx-mau-day-du", "status", VIETNAMESE("records.status.suspended"),
     "status: active", "status: suspended"),
    ("Tổ chức", "htx-mau-day-du", "activities", "Sản xuất miến mẫu\nThu mua củ mẫu\nBán lẻ",
     "  - Thu mua củ mẫu\n", "  - Thu mua củ mẫu\n  - Bán lẻ\n"),
    ("Tổ chức", "htx-mau-day-du", "contact.phone", "0209 3000 001", "phone: 0209 3000 000",
     "phone: 0209 3000 001"),
    ("Tổ chức", "htx-cho-mau", "contact.website", "https://example.org/cho",
     "sources:", "contact:\n  kind: organisation\n  website: https://example.org/cho\nsources:"),
    ("Công nhận", "mien-mau#1", "score", 79.5, "score: 78.25", "score: 79.5"),
    ("Công nhận", "mien-mau#2", "issuer", "Bộ Khác", "issuer: Bộ Mẫu", "issuer: Bộ Khác"),
)]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=[edit.field for edit in EDITS])
def test_one_edit_changes_that_field_only(
    run: Run, file: Path, put: Callable[..., str], example_root: Path, edit: Edit
) -> None:
    put(edit.title, edit.key, edit.field, edit.value)
    before = contents(example_root / "content")
    result = run("import", str(file), "--write")
    assert result.exit_code == 0, result.output
    assert contents(example_root / "content") == edit.made(before)


def test_differences_are_shown_then_written_then_gone(
    run: Run, file: Path, put: Callable[..., str], example_root: Path
) -> None:
    before = after = contents(example_root / "content")
    for edit in EDITS:
        put(edit.title, edit.key, edit.field, edit.value)
        after = edit.made(after)
    shown = run("import", str(file))
    assert contents(example_root / "content") == before
    for edit in EDITS:
        assert f"content/{edit.path} (Sheet {edit.title}, hàng " in shown.stdout
    assert "  Bảo quản: «Nơi khô ráo» → (trống)\n" in shown.stdout
    params = {"changes": len(EDITS), "records": 3}
    assert shown.stdout.splitlines()[-1] == VIETNAMESE("sheet.shown", **params)
    written = run("import", str(file), "--write")
    assert written.stdout.splitlines()[-1] == VIETNAMESE("sheet.imported", **params)
    assert contents(example_root / "content") == after
    # The same workbook now says the same as the records, and can be edited on.
    assert run("import", str(file)).stdout == SAME


def test_a_long_difference_is_shown_to_its_end(
    run: Run, file: Path, put: Callable[..., str]
) -> None:
    text = f"{'chữ ' * 60}cuối"
    put("Sản phẩm", "mien-mau", "note_vi", text)
    assert f"→ «{text}»" in run("import", str(file)).stdout


def test_the_order_of_rows_and_columns_is_free(run: Run, file: Path) -> None:
    with edited(file) as book:
        sheet = book["Công nhận"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        for number, row in enumerate(reversed(rows), start=3):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
        sheet.delete_cols(column_of(sheet, "level"))
        book["Tổ chức"].delete_rows(4)
    result = run("import", str(file))
    assert (result.stdout, result.stderr) == (SAME, "")


def test_what_changed_since_the_export_is_not_overwritten(
    run: Run, file: Path, put: Callable[..., str], example_root: Path
) -> None:
    path = example_root / "content" / "products" / "mien-mau.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Nơi khô ráo", "Nơi mát"), encoding="utf-8")
    assert run("import", str(file), "--write").stdout == SAME
    cell = put("Sản phẩm", "mien-mau", "storage", "Nơi thoáng")
    result = run("import", str(file), "--write")
    params = {"old": "Nơi khô ráo", "now": "Nơi mát", "new": "Nơi thoáng"}
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        1,
        message("Sản phẩm", cell, "sheet.fault.conflict", **params),
    )
    assert "Nơi mát" in path.read_text(encoding="utf-8")


def test_an_award_that_moved_in_its_list_is_not_taken_for_another(
    run: Run, file: Path, put: Callable[..., str], example_root: Path
) -> None:
    path = example_root / "content" / "products" / "gao-chua-kiem-chung.yml"
    text = path.read_text(encoding="utf-8")
    head, awards = text.split("awards:\n")
    items, tail = awards.split("sources:")
    first, second = (f"  - star{part}" for part in items.split("  - star")[1:])
    path.write_text(f"{head}awards:\n{second}{first}sources:{tail}", encoding="utf-8")
    put("Công nhận", "gao-chua-kiem-chung#1", "issuer", "Nơi Mẫu")
    result = run("import", str(file), "--write")
    assert result.exit_code == 1
    assert "hồ sơ đã đổi sau lúc xuất" in result.stderr


def message(title: str, cell: str, key: str, **params: object) -> str:
    return VIETNAMESE("sheet.place", sheet=title, cell=cell, text=VIETNAMESE(key, **params))


class Refused(NamedTuple):
    """A value that is refused where it stands, with the message."""

    title: str
    key: str
    field: str
    value: object
    fault: str
    params: dict[str, object]


REFUSED = [Refused(*row) for row in (
    ("Sản phẩm", "mien-mau", "name_vi", "=A1", "sheet.fault.formula", {}),
    ("Sản phẩm", "mien-mau", "name_vi", "#N/A", "sheet.fault.error", {}),
    ("Sản phẩm", "mien-mau", "name_vi", "", "sheet.fault.required", {}),
    ("Sản phẩm", "mien-mau", "storage", True, "sheet.fault.boolean", {}),
    ("Sản phẩm", "mien-mau", "price.amount_vnd", "45.000", "sheet.fault.grouped",
     {"value": "45.000", "right": "45000"}),
    ("Sản phẩm", "mien-mau", "price.amount_vnd", "bốn lăm", "sheet.fault.not_number",
     {"value": "bốn lăm"}),
    ("Sản phẩm", "mien-mau", "price.amount_vnd", 45.5, "messages.whole_number", {"value": "45.5"}),
    ("Sản phẩm", "mien-mau", "price.as_of", "01/11/2026", "sheet.fault.not_date",
     {"value": "01/11/2026"}),
    ("Sản phẩm", "mien-mau", "gtin", 2000000000015, "sheet.fault.number_for_text",
     {"value": 2000000000015}),
    ("Sản phẩm", "mien-mau", "kind", "OCOP", "sheet.fault.choice", {"value": "OCOP"}),
    ("Sản phẩm", "mien-mau", "kind", "Sản phẩm OCP", "sheet.fault.choice_near",
     {"value": "Sản phẩm OCP", "near": "Sản phẩm OCOP"}),
    ("Sản phẩm", "mien-mau", "name_vi", "Hai\ndòng", "messages.line_break", {}),
    ("Sản phẩm", "mien-mau", "name_vi", "Gọi 0900 000 000", "messages.phone_in_text", {}),
    ("Sản phẩm", "mien-mau", "season_months", "11, 13", "messages.month", {"value": "13"}),
    ("Tổ chức", "htx-mau-day-du", "tax_code", "9900000017", "messages.tax_code_check",
     {"value": "9900000017"}),
    ("Tổ chức", "htx-mau-day-du", "founded", datetime(2016, 2, 1), "sheet.fault.date_for_text",  # noqa: DTZ001
     {"value": "01/02/2016"}),
    ("Tổ chức", "htx-mau-day-du", "registered_on", datetime(2027, 1, 2), "messages.date_in_future",  # noqa: DTZ001
     {"value": "2027-01-02", "today": "2026-11-22"}),
    ("Công nhận", "mien-mau#1", "star", 2, "messages.star_range", {"value": "2"}),
    ("Công nhận", "mien-mau#2", "_of", "Tên khác", "sheet.fault.read_only", {"right": "Miến Mẫu"}),
)]  # fmt: skip


def batches() -> list[list[Refused]]:
    """Return what can stand in one workbook together: no cell twice."""
    found: list[list[Refused]] = []
    for case in REFUSED:
        free = (b for b in found if all(case[:3] != other[:3] for other in b))
        batch = next(free, None)
        if batch is None:
            found.append(batch := [])
        batch.append(case)
    return found


@pytest.mark.parametrize("batch", batches(), ids=lambda batch: batch[0].fault)
def test_every_cell_is_refused_by_its_name_in_one_run(
    run: Run, file: Path, put: Callable[..., str], example_root: Path, batch: list[Refused]
) -> None:
    before = contents(example_root / "content")
    expected = {message(case.title, put(*case[:4]), case.fault, **case.params) for case in batch}
    result = run("import", str(file), "--write")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert set(lines[:-1]) == expected
    assert lines[-1] == VIETNAMESE("sheet.refused", faults=len(batch))
    assert contents(example_root / "content") == before


def new_row(sheet: Worksheet) -> None:
    sheet.cell(sheet.max_row + 1, 2).value = "Sản phẩm mới"


def copied_row(sheet: Worksheet) -> None:
    sheet.append([cell.value for cell in sheet[3]])


def changed_id(sheet: Worksheet) -> None:
    sheet["A3"].value = "khac"


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells("B3:C3")


def odd_name(sheet: Worksheet) -> None:
    sheet["B1"].value = "ten"


def other_title(sheet: Worksheet) -> None:
    sheet.title = "San pham (2)"


def no_ids(sheet: Worksheet) -> None:
    sheet.delete_cols(1)


@pytest.mark.parametrize(
    ("damage", "text"),
    [
        (new_row, "lệnh site-builder new"),
        (copied_row, "đã đứng ở một hàng trên"),
        (changed_id, "mã ẩn «khac» không có trong bảng lúc xuất"),
        (merged, "Sheet Sản phẩm, ô B3: ô được gộp"),
        (odd_name, "Sheet Sản phẩm, ô B1: tên ẩn «ten»"),
        (other_title, "Sheet San pham (2): sheet này chứa hồ sơ nhưng mang tên khác"),
        (no_ids, "Sheet Sản phẩm: mất cột mã ẩn"),
    ],
)
def test_a_sheet_that_lost_its_order_is_refused(
    run: Run, file: Path, damage: Callable[[Worksheet], None], text: str
) -> None:
    with edited(file) as book:
        damage(book["Sản phẩm"])
    result = run("import", str(file), "--write")
    assert result.exit_code == 1
    assert text in result.stderr


def test_what_a_cell_needs_beside_it_is_told_at_the_cell(
    run: Run, file: Path, put: Callable[..., str], example_root: Path
) -> None:
    before = contents(example_root / "content")
    cell = put("Sản phẩm", "chi-co-ten", "price.amount_vnd", 45000)
    result = run("import", str(file), "--write")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        message(
            "Sản phẩm", cell, "sheet.fault.lacking", heading=VIETNAMESE("sheet.column.price.as_of")
        ),
        message(
            "Sản phẩm", cell, "sheet.fault.lacking", heading=VIETNAMESE("sheet.column.price.unit")
        ),
        VIETNAMESE("sheet.refused", faults=2),
    ]
    assert contents(example_root / "content") == before


def test_a_year_may_be_a_number(run: Run, file: Path, put: Callable[..., str]) -> None:
    put("Tổ chức", "htx-cho-mau", "founded", 2024)
    result = run("import", str(file))
    assert result.exit_code == 0
    assert "→ «2024»" in result.stdout


def test_records_that_are_gone_are_named(
    run: Run, file: Path, put: Callable[..., str], example_root: Path
) -> None:
    put("Sản phẩm", "chi-co-ten", "storage", "Nơi mát")
    path = example_root / "content" / "products" / "chi-co-ten.yml"
    text = path.read_text(encoding="utf-8")
    left = "left:\n  on: 2026-09-02\n  reason: mistake\n"
    path.write_text(text.replace("name_vi:", f"{left}name_vi:"), encoding="utf-8")
    assert "hồ sơ «chi-co-ten» không còn" in run("import", str(file)).stderr


# Files that are no workbook of ours


def repacked(source: Path, target: Path, parts: dict[str, bytes]) -> Path:
    """Write a workbook again with other parts."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return target


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaa"><!ENTITY b "&a;&a;&a;">]>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</workbook>"""


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"])
def test_entities_are_never_resolved(file: Path, tmp_path: Path, part: str) -> None:
    bomb = repacked(file, tmp_path / "bom.xlsx", {part: ENTITIES})
    with pytest.raises(SheetError, match=r"sheet\.file\.damaged"):
        read_workbook(bomb)


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(
    run: Run, file: Path, tmp_path: Path
) -> None:
    bomb = repacked(file, tmp_path / "bom.xlsx", {"xl/x.bin": bytes(MAX_UNPACKED + 1)})
    assert bomb.stat().st_size < 1_000_000
    result = run("import", str(bomb))
    assert (result.exit_code, result.stdout) == (1, "")
    most = MAX_UNPACKED // 1_000_000
    assert result.stderr == f"{bomb}: {VIETNAMESE('sheet.file.bomb', most=most)}\n"


def test_a_cell_far_away_costs_no_memory(file: Path) -> None:
    with edited(file) as book:
        book["Sản phẩm"]["XFD1048576"].value = "x"
    with pytest.raises(SheetError, match=r"sheet\.file\.too_many"):
        read_workbook(file)


@pytest.mark.parametrize(
    "wide",
    [
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1:A1048576" location="x"/></hyperlinks>',
    ],
)
def test_a_range_over_a_whole_sheet_costs_no_memory(
    file: Path, tmp_path: Path, wide: bytes
) -> None:
    part = "xl/worksheets/sheet2.xml"
    with zipfile.ZipFile(file) as parts:
        content = parts.read(part).replace(b"</sheetData>", b"</sheetData>" + wide)
    with pytest.raises(SheetError, match=r"sheet\.file\.damaged"):
        read_workbook(repacked(file, tmp_path / "bom.xlsx", {part: content}))


@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.xlsx"])
def test_another_kind_of_file_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"id;name\n")
    result = run("import", str(path))
    assert result.stderr == f"{path}: {VIETNAMESE('sheet.file.kind')}\n"


def test_a_damaged_or_foreign_workbook_is_refused(run: Run, file: Path, tmp_path: Path) -> None:
    damaged = repacked(file, tmp_path / "a.xlsx", {"xl/workbook.xml": b"<workbook"})
    assert VIETNAMESE("sheet.file.damaged") in run("import", str(damaged)).stderr
    with edited(file) as book:
        del book[BASE]
    assert VIETNAMESE("sheet.file.not_ours") in run("import", str(file)).stderr


def locked(content: bytes) -> bytes:
    """Return a packed file that says that its parts are encrypted."""
    return re.sub(
        rb"(PK\x03\x04..|PK\x01\x02....)(.)",
        lambda found: found[1] + bytes([found[2][0] | 1]),
        content,
        flags=re.DOTALL,
    )


def packed_oddly(content: bytes) -> bytes:
    """Return the same parts packed in a way that no workbook is, and damaged."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", 14) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return packed.getvalue().replace(b"\x5d\x00\x00\x80\x00\x00", b"\x5d\x00\x00\x80\x00\xff")


def without_types(content: bytes) -> bytes:
    """Return a workbook that does not say which part is what."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<Types/>" if name == "[Content_Types].xml" else old.read(name))
    return packed.getvalue()


@pytest.mark.parametrize("spoil", [locked, packed_oddly, without_types])
def test_whatever_the_reader_stumbles_over_is_told_in_one_line(
    file: Path, spoil: Callable[[bytes], bytes]
) -> None:
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(SheetError, match=r"sheet\.file\.damaged"):
        read_workbook(file)


def test_a_workbook_saved_by_libreoffice_comes_back_as_nothing(
    run: Run, file: Path, tmp_path: Path, record_property: Figure
) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        record_property("figure", "LibreOffice is not on this machine: no workbook saved by it")
        return
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    target = tmp_path / "lai"
    arguments = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target)]
    subprocess.run([*arguments, str(file)], check=True, capture_output=True, timeout=120)
    result = run("import", str(target / file.name), "--write")
    assert (result.stdout, result.stderr) == (SAME, "")
    record_property("figure", "a workbook saved by LibreOffice came back without a difference")
