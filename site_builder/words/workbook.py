"""Workbooks: the one door to openpyxl. Plain tables out and cells in, nothing of records.

What is written has the same bytes for the same content.
"""

import contextlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import DEFUSEDXML, Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import iterparse, tostring

from site_builder.words.sheets import (
    BASE,
    FIRST_ROW,
    HEADINGS_ROW,
    LISTS,
    MAX_COLUMNS,
    MAX_ROWS,
    NAMES_ROW,
    Cell,
    DamagedError,
    Grid,
    Head,
    Page,
    TooManyError,
    Value,
)

# No workbook says when it was made: the same records give the same bytes.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 -- the file knows no time zone
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
FORMATS = {"date": "dd/mm/yyyy", "number": "General"}
TEXT = "@"
# How the code of a sign begins: `_x000A_`.
CODED = "_x"
HEAD = PatternFill("solid", fgColor="FFDCE9E1")
TOP = Alignment(wrap_text=True, vertical="top")
ABOUT_WIDTH = 100
LINE_HEIGHT, MOST_LINES = 15, 8
SPARE_ROWS = 200
LONGEST_HINT = 255


def write_workbook(
    about: tuple[str, Sequence[str]], pages: Sequence[Page], base: Sequence[Sequence[str]] = ()
) -> bytes:
    """Return the bytes of a workbook: the explanation, the pages and, hidden, what was exported.

    A workbook that nobody fills in has no hints, no values to choose from and no `base`.
    """
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)  # noqa: S101 -- a new workbook has one sheet
    first.title = about[0]
    first.column_dimensions["A"].width = ABOUT_WIDTH
    for number, line in enumerate(about[1], start=1):
        _put(first, number, 1, line).alignment = TOP
        _make_room(first, number, [(line, ABOUT_WIDTH)])
    lists: dict[tuple[str, ...], str] = {}
    hidden = workbook.create_sheet(LISTS)
    for page in pages:
        _write_page(workbook.create_sheet(page.title), page, hidden, lists)
    workbook.move_sheet(hidden, len(pages))
    hidden.sheet_state = "hidden"
    if not lists:
        workbook.remove(hidden)
    if base:
        exported = workbook.create_sheet(BASE)
        exported.sheet_state = "hidden"
        for number, row in enumerate(base, start=1):
            for place, text in enumerate(row, start=1):
                _put(exported, number, place, text)
    return _packed(workbook)


def _write_page(
    sheet: Worksheet, page: Page, hidden: Worksheet, lists: dict[tuple[str, ...], str]
) -> None:
    for place, head in enumerate(page.heads, start=1):
        _put(sheet, NAMES_ROW, place, head.name)
        top = _put(sheet, HEADINGS_ROW, place, head.heading)
        top.font, top.fill = Font(name="Calibri", bold=True), HEAD
        top.alignment = Alignment(wrap_text=True, vertical="center")
        letter = get_column_letter(place)
        column = sheet.column_dimensions[letter]
        column.width, column.hidden = head.width, head.is_hidden
        # For cells beyond the rows too: a code typed there must keep its zeros.
        column.number_format = FORMATS.get(head.kind, TEXT)
        if head.hint:
            last = HEADINGS_ROW + len(page.rows) + SPARE_ROWS
            cells = f"{letter}{FIRST_ROW}:{letter}{last}"
            sheet.add_data_validation(_validation(head, cells, hidden, lists))
    for number, row in enumerate(page.rows, start=FIRST_ROW):
        for place, (head, value) in enumerate(zip(page.heads, row, strict=True), start=1):
            if value is not None:
                cell = _put(sheet, number, place, value)
                cell.number_format, cell.alignment = FORMATS.get(head.kind, TEXT), TOP
        _make_room(sheet, number, zip(row, (head.width for head in page.heads), strict=True))
    _make_room(sheet, HEADINGS_ROW, ((head.heading, head.width) for head in page.heads))
    sheet.row_dimensions[NAMES_ROW].hidden = True
    sheet.freeze_panes = cell_name(FIRST_ROW, 3)
    end = f"{get_column_letter(len(page.heads))}{HEADINGS_ROW + len(page.rows)}"
    sheet.auto_filter.ref = f"A{HEADINGS_ROW}:{end}"


def _make_room(sheet: Worksheet, row: int, cells: Iterable[tuple[Value, int]]) -> None:
    """Make a row as high as its longest cell, up to a bound; LibreOffice does not by itself."""
    texts = ((str(value).split("\n"), width) for value, width in cells)
    lines = max(sum(max(1, -(-len(line) // width)) for line in text) for text, width in texts)
    sheet.row_dimensions[row].height = LINE_HEIGHT * min(lines, MOST_LINES)


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> SheetCell:
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        # A text that begins with «=» is a text. LibreOffice takes `_xa_co_` for the code of a sign,
        # but in texts of this other kind.
        cell.data_type = "str" if CODED in value else "s"
    return cell


def _validation(
    head: Head, cells: str, hidden: Worksheet, lists: dict[tuple[str, ...], str]
) -> DataValidation:
    rule = DataValidation(allow_blank=True, sqref=cells, showInputMessage=True)
    if head.choices:
        if head.choices not in lists:
            lists[head.choices] = _add_list(hidden, head.choices, len(lists) + 1)
        rule = DataValidation("list", lists[head.choices], allow_blank=True, sqref=cells)
        rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle, rule.prompt = head.heading[:32], head.hint[:LONGEST_HINT]
    return rule


def _add_list(hidden: Worksheet, choices: tuple[str, ...], place: int) -> str:
    for number, choice in enumerate(choices, start=1):
        _put(hidden, number, place, choice)
    letter = get_column_letter(place)
    return f"'{LISTS}'!${letter}$1:${letter}${len(choices)}"


class _InMemory(ExcelWriter):
    """Makes each sheet in memory: what a full disk does to openpyxl's own files ends in noise."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """Put a plain sheet, which has neither pictures nor charts, into the archive."""
        writer = WorksheetWriter(ws, io.BytesIO())
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined] # noqa: SLF001 -- as its own does
        self._archive.writestr(ws.path[1:], writer.read())  # type: ignore[attr-defined]
        self.manifest.append(ws)


def _packed(workbook: Workbook) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        _InMemory(workbook, archive).save()
    workbook.properties.created = workbook.properties.modified = MADE
    core = tostring(workbook.properties.to_tree())
    packed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = core if name == "docProps/core.xml" else old.read(name)
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return packed.getvalue()


def read_cells(path: Path) -> dict[str, Grid]:
    """Return the cells of every sheet of a workbook, which may be hostile.

    Raises `DamagedError`, and `TooManyError` with the title of the sheet.
    """
    try:
        _refuse_wide_ranges(path)
        workbook = load_workbook(path, keep_links=False)
        return {sheet.title: dict(_cells(sheet)) for sheet in workbook.worksheets}
    except TooManyError:
        raise
    except Exception as error:
        # Whatever a damaged or hostile part makes the reader do.
        raise DamagedError from error


def is_safe() -> bool:
    """Return whether openpyxl reads XML with defusedxml, which refuses entities."""
    return bool(DEFUSEDXML)


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell: C4."""
    return f"{get_column_letter(column)}{row}"


def _refuse_wide_ranges(path: Path) -> None:
    """Refuse a merge or link over more cells than a sheet may have: the reader makes each one."""
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            with parts.open(name) as part, contextlib.suppress(ParseError):
                for _, element in iterparse(part):
                    if element.tag.rpartition("}")[2] in {"mergeCell", "hyperlink"}:
                        *_, column, row = range_boundaries(element.get("ref", "A1"))
                        if not (column and row) or column > MAX_COLUMNS or row > MAX_ROWS:
                            raise DamagedError
                    element.clear()


def _cells(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], Cell]]:
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        raise TooManyError(sheet.title)
    merged = {range_.coord.split(":")[0] for range_ in sheet.merged_cells.ranges}
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        for column, cell in enumerate(cells, start=1):
            if cell.coordinate in merged:
                yield (row, column), Cell(cell.coordinate, fault="merged")
            elif cell.value is not None:
                kind = {"f": "formula", "e": "error", "b": "boolean"}.get(cell.data_type, "")
                value = cell.value if isinstance(cell.value, Value) and not kind else None
                fault = kind or ("" if value is not None else "odd")
                yield (row, column), Cell(cell.coordinate, value, fault)
