"""Workbooks of plain tables, nothing of records: the same bytes for the same content."""

import io
import itertools
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from site_builder.words.sheets import (
    BASE,
    FIRST_ROW,
    HEADINGS_ROW,
    LISTS,
    NAMES_ROW,
    Head,
    Page,
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
# Has a cell of each style.
SPECIMEN = Page(
    "", tuple(Head("", "", kind) for kind in ("text", *FORMATS)), (("", MADE.date(), 0),)
)
NOTHING_MADE: Mapping[str, bytes] = MappingProxyType({})


def make_sheet(page: Page) -> bytes:
    """Return the part of a workbook that is the sheet of a page, which nobody is to fill in."""
    workbook = _new_workbook()
    sheet = workbook.create_sheet(page.title)
    _write_page(sheet, page)
    return _part(sheet)


def write_workbook(
    about: tuple[str, Sequence[str]],
    pages: Sequence[Page],
    base: Sequence[Sequence[str]] = (),
    made: Mapping[str, bytes] = NOTHING_MADE,
) -> bytes:
    """Return the bytes of a workbook: the explanation, the pages and, hidden, what was exported.

    A workbook that nobody fills in has no hints, no values to choose from and no `base`. `made`
    holds what `make_sheet` made of pages, by their titles; without it the bytes are the same.
    """
    workbook = _new_workbook()
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
        sheet = workbook.create_sheet(page.title)
        if page.title in made:
            # The workbook names the rows of each filter, too.
            _add_filter(sheet, page)
        else:
            _write_page(sheet, page)
            _add_validations(sheet, page, hidden, lists)
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
    return _packed(workbook, made)


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell: C4."""
    return f"{get_column_letter(column)}{row}"


def _new_workbook() -> Workbook:
    """Return a workbook that numbers its styles alike, whatever is in it."""
    workbook = Workbook()
    specimen = workbook.create_sheet()
    _write_page(specimen, SPECIMEN)
    _part(specimen)
    workbook.remove(specimen)
    return workbook


def _write_page(sheet: Worksheet, page: Page) -> None:
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
    for number, row in enumerate(page.rows, start=FIRST_ROW):
        for place, (head, value) in enumerate(zip(page.heads, row, strict=True), start=1):
            if value is not None:
                cell = _put(sheet, number, place, value)
                cell.number_format, cell.alignment = FORMATS.get(head.kind, TEXT), TOP
        _make_room(sheet, number, zip(row, (head.width for head in page.heads), strict=True))
    _make_room(sheet, HEADINGS_ROW, ((head.heading, head.width) for head in page.heads))
    sheet.row_dimensions[NAMES_ROW].hidden = True
    sheet.freeze_panes = cell_name(FIRST_ROW, 3)
    _add_filter(sheet, page)


def _add_filter(sheet: Worksheet, page: Page) -> None:
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


def _add_validations(
    sheet: Worksheet, page: Page, hidden: Worksheet, lists: dict[tuple[str, ...], str]
) -> None:
    last = HEADINGS_ROW + len(page.rows) + SPARE_ROWS
    for letter, head in zip(map(get_column_letter, itertools.count(1)), page.heads, strict=False):
        if head.hint:
            cells = f"{letter}{FIRST_ROW}:{letter}{last}"
            sheet.add_data_validation(_validation(head, cells, hidden, lists))


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

    made = NOTHING_MADE

    def write_worksheet(self, ws: Worksheet) -> None:
        """Put a sheet into the archive, as it was made before or anew."""
        part = self.made.get(ws.title) or _part(ws)
        self._archive.writestr(ws.path[1:], part)  # type: ignore[attr-defined]
        self.manifest.append(ws)


def _part(sheet: Worksheet) -> bytes:
    """Return the part that is a plain sheet, which has neither pictures nor charts."""
    writer = WorksheetWriter(sheet, io.BytesIO())
    writer.write()
    part: bytes = writer.read()
    return part


def _packed(workbook: Workbook, made: Mapping[str, bytes]) -> bytes:
    loose = io.BytesIO()
    with zipfile.ZipFile(loose, "w") as archive:
        writer = _InMemory(workbook, archive)
        writer.made = made
        writer.save()
    workbook.properties.created = workbook.properties.modified = MADE
    core = tostring(workbook.properties.to_tree())
    packed = io.BytesIO()
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = core if name == "docProps/core.xml" else old.read(name)
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return packed.getvalue()
