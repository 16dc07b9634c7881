"""The workbook that is exported: what people see, what is hidden, the same bytes."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from site_builder.records.directory import Directory
from site_builder.staff.workbooks.columns import TABLES, labels_of, references
from site_builder.staff.workbooks.exporting import export_workbook, load_raws
from site_builder.words.catalogue import load_words
from site_builder.words.sheets import BASE, FIRST_ROW, HEADINGS_ROW, LISTS, NAMES_ROW, Head, Page
from site_builder.words.workbook import make_sheet, write_workbook
from tests.building import Run
from tests.workbooks import cell_of, column_of

VIETNAMESE = load_words("vi")
SHEETS = ["Tổ chức", "Sản phẩm", "Công nhận"]


@pytest.fixture(scope="session")
def bytes_of_example(directory: Directory, example_site: Path) -> bytes:
    """Return the workbook of the example site."""
    return export_workbook(directory, example_site, VIETNAMESE)


@pytest.fixture
def book(bytes_of_example: bytes, tmp_path: Path) -> Workbook:
    """Return the workbook of the example site, opened."""
    path = tmp_path / "mau.xlsx"
    path.write_bytes(bytes_of_example)
    return load_workbook(path)


def test_the_command_writes_the_workbook(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "danh-ba.xlsx"
    result = run("export", "--xlsx", str(file))
    assert result.exit_code == 0
    assert result.stdout == VIETNAMESE("sheet.exported", file=file) + "\n"
    assert load_workbook(file).sheetnames[1:4] == SHEETS


def test_a_workbook_that_is_there_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "danh-ba.xlsx"
    file.write_bytes(b"edited")
    result = run("export", "--xlsx", str(file))
    assert (result.exit_code, file.read_bytes()) == (1, b"edited")
    assert result.stderr == VIETNAMESE("sheet.exists", file=file) + "\n"


def test_nothing_is_exported_from_records_with_errors(
    run: Run, example_root: Path, tmp_path: Path
) -> None:
    (example_root / "content" / "sectors.yml").write_text("- id: x\n", encoding="utf-8")
    assert run("export", "--xlsx", str(tmp_path / "a.xlsx")).exit_code == 1
    assert not (tmp_path / "a.xlsx").exists()


def test_the_same_records_give_the_same_bytes(
    bytes_of_example: bytes, directory: Directory, example_site: Path, tmp_path: Path
) -> None:
    assert export_workbook(directory, example_site, VIETNAMESE) == bytes_of_example
    (tmp_path / "a.xlsx").write_bytes(bytes_of_example)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"20" + b"26-" not in parts.read("docProps/core.xml")


def test_people_see_headings_and_records_and_not_the_ids(book: Workbook) -> None:
    assert [s.title for s in book if s.sheet_state == "visible"] == ["Hướng dẫn", *SHEETS]
    assert {book[LISTS].sheet_state, book[BASE].sheet_state} == {"hidden"}
    for title in SHEETS:
        sheet = book[title]
        assert sheet.row_dimensions[NAMES_ROW].hidden
        assert sheet.column_dimensions["A"].hidden
        assert sheet.freeze_panes == "C3"
        headings = [cell.value for cell in sheet[HEADINGS_ROW]]
        assert all(headings)
        assert len(set(headings)) == len(headings)
    texts = [cell.value for cell in book["Hướng dẫn"]["A"]]
    assert any("site-builder import" in text for text in texts)


def test_every_kind_of_value_stands_as_people_type_it(book: Workbook) -> None:
    organisations, products, awards = (book[title] for title in SHEETS)
    for sheet, key, field, value, form in (
        (organisations, "htx-mau-day-du", "tax_code", "9900000016", "@"),
        (organisations, "htx-mau-day-du", "address.commune", "90101", "@"),
        (organisations, "htx-mau-day-du", "founded", "2016-02", "@"),
        (organisations, "htx-mau-day-du", "status", VIETNAMESE("records.status.active"), "@"),
        (
            organisations,
            "htx-mau-day-du",
            "activities",
            "Sản xuất miến mẫu\nThu mua củ mẫu",
            "@",
        ),
        (products, "mien-mau", "producer", "HTX Mẫu Đầy Đủ (htx-mau-day-du)", "@"),
        (products, "mien-mau", "season_months", "11, 12, 1, 2", "@"),
        (products, "mien-mau", "price.amount_vnd", 45000, "General"),
        (awards, "mien-mau#1", "score", 78.25, "General"),
        (awards, "mien-mau#2", "_of", "Miến Mẫu", "@"),
    ):
        cell = sheet[cell_of(sheet, key, field)]
        assert (cell.value, cell.number_format) == (value, form)
        assert not isinstance(value, str) or cell.data_type == "s"
    day = organisations[cell_of(organisations, "htx-mau-day-du", "registered_on")]
    assert (day.value.date().isoformat(), day.number_format) == ("2016-02-29", "dd/mm/yyyy")


def test_closed_lists_are_chosen_from_the_vocabularies(
    book: Workbook, directory: Directory, example_site: Path
) -> None:
    lists = references(directory, load_raws(example_site))
    for table, title in zip(TABLES, SHEETS, strict=True):
        sheet = book[title]
        rules = {
            int(cells.min_col): rule
            for rule in sheet.data_validations.dataValidation
            for cells in rule.sqref.ranges
        }
        for column in table.columns:
            labels = labels_of(table, column, VIETNAMESE, lists)
            rule = rules[column_of(sheet, column.field)]
            assert rule.prompt
            assert (rule.type == "list") is (labels is not None)
            if labels:
                first, last = re.findall(r"\$[A-Z]+\$\d+", rule.formula1)
                shown = [cell.value for (cell,) in book[LISTS][f"{first}:{last}"]]
                assert shown == list(labels.values())
                assert len(set(shown)) == len(shown)


def test_a_text_that_looks_like_a_formula_stays_a_text(
    run: Run, example_root: Path, tmp_path: Path
) -> None:
    path = example_root / "content" / "products" / "chi-co-ten.yml"
    text = path.read_text(encoding="utf-8").replace("Ấm chén mẫu", '"=1+1"')
    path.write_text(text, encoding="utf-8")
    assert run("export", "--xlsx", str(tmp_path / "a.xlsx")).exit_code == 0
    sheet = load_workbook(tmp_path / "a.xlsx")["Sản phẩm"]
    cell = sheet[cell_of(sheet, "chi-co-ten", "name_vi")]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert run("import", str(tmp_path / "a.xlsx")).stdout == VIETNAMESE("sheet.same") + "\n"


def test_no_text_is_taken_for_the_code_of_a_sign(tmp_path: Path) -> None:
    texts = ("ty_le_xa_co_htx", "_x0041_", "=1+1")
    page = Page("Mẫu", (Head("a", "A", "text"),), tuple((text,) for text in texts))
    path = tmp_path / "mau.xlsx"
    path.write_bytes(write_workbook(("Giới thiệu", ["…"]), [page]))
    cells = [cell for (cell,) in load_workbook(path)["Mẫu"].iter_rows(min_row=FIRST_ROW)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in texts]
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
    assert re.findall(r't="(\w+)"><v>_|t="(\w+)"><v>ty_le', sheet) == [("", "str"), ("str", "")]


def test_a_record_that_left_has_no_row(book: Workbook) -> None:
    rows = range(FIRST_ROW, book["Tổ chức"].max_row + 1)
    keys = {book["Tổ chức"].cell(row, 1).value for row in rows}
    assert "htx-cho-mau" in keys
    assert "htx-ghi-nham" not in keys


def test_sheets_that_were_made_before_give_the_same_workbook() -> None:
    heads = (Head("a", "A", "text"), Head("b", "B", "number"), Head("c", "C", "date"))
    pages = [
        Page("Một", heads, (("=x", 1, date(2026, 1, 2)), (None, None, None))),
        Page("Hai", heads[:1], (("y",),)),
    ]
    whole = write_workbook(("Giới thiệu", ["…"]), pages)
    for made in (pages, pages[1:]):
        parts = {page.title: make_sheet(page) for page in made}
        assert write_workbook(("Giới thiệu", ["…"]), pages, made=parts) == whole
