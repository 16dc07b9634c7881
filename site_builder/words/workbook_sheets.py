"""One sheet of a workbook: its heads, its rows, and the XML that it is."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.words.sheets import FIRST_ROW, HEADINGS_ROW, NAMES_ROW, Page, Value

FORMATS = {"date": "dd/mm/yyyy", "number": "General"}
TEXT = "@"
# How the code of a sign begins: `_x000A_`.
CODED = "_x"
HEAD = PatternFill("solid", fgColor="FFDCE9E1")
TOP = Alignment(wrap_text=True, vertical="top")
LINE_HEIGHT, MOST_LINES = 15, 8
# Gives a new cell at a row and a column.
NewCell = Callable[[int, int, Value], SheetCell]


def write_page(sheet: Worksheet, page: Page) -> None:
    """Put a page into its sheet."""
    _write_heads(sheet, page)
    for _ in _rows(sheet, page, sheet.cell):
        pass


def _write_heads(sheet: Worksheet, page: Page) -> None:
    """Put what stands above the rows of a page into its sheet."""
    for place, head in enumerate(page.heads, start=1):
        put(sheet.cell, NAMES_ROW, place, head.name)
        top = put(sheet.cell, HEADINGS_ROW, place, head.heading)
        top.font, top.fill = Font(name="Calibri", bold=True), HEAD
        top.alignment = Alignment(wrap_text=True, vertical="center")
        letter = get_column_letter(place)
        column = sheet.column_dimensions[letter]
        column.width, column.hidden = head.width, head.is_hidden
        # For cells beyond the rows too: a code typed there must keep its zeros.
        column.number_format = FORMATS.get(head.kind, TEXT)
    make_room(sheet, HEADINGS_ROW, ((head.heading, head.width) for head in page.heads))
    sheet.row_dimensions[NAMES_ROW].hidden = True
    sheet.freeze_panes = cell_name(FIRST_ROW, 3)
    add_filter(sheet, page)


def _rows(sheet: Worksheet, page: Page, new: NewCell) -> Iterator[tuple[int, Sequence[SheetCell]]]:
    """Yield the number and the cells of every row, whose height the sheet then knows."""
    for number, row in enumerate(page.rows, start=FIRST_ROW):
        cells = []
        for place, (head, value) in enumerate(zip(page.heads, row, strict=True), start=1):
            if value is not None:
                cell = put(new, number, place, value)
                cell.number_format, cell.alignment = FORMATS.get(head.kind, TEXT), TOP
                cells.append(cell)
        make_room(sheet, number, zip(row, (head.width for head in page.heads), strict=True))
        yield number, cells


def add_filter(sheet: Worksheet, page: Page) -> None:
    """Let people filter the rows of a page by its headings."""
    end = f"{get_column_letter(len(page.heads))}{HEADINGS_ROW + len(page.rows)}"
    sheet.auto_filter.ref = f"A{HEADINGS_ROW}:{end}"


def make_room(sheet: Worksheet, row: int, cells: Iterable[tuple[Value, int]]) -> None:
    """Make a row as high as its longest cell, up to a bound; LibreOffice does not by itself."""
    texts = ((str(value).split("\n"), width) for value, width in cells)
    lines = max(sum(max(1, -(-len(line) // width)) for line in text) for text, width in texts)
    sheet.row_dimensions[row].height = LINE_HEIGHT * min(lines, MOST_LINES)


def put(new: NewCell, row: int, column: int, value: Value) -> SheetCell:
    """Return a new cell that holds a value as it is."""
    cell = new(row, column, value)
    if isinstance(value, str):
        # A text that begins with «=» is a text. LibreOffice takes `_xa_co_` for the code of a sign,
        # but in texts of this other kind.
        cell.data_type = "str" if CODED in value else "s"
    return cell


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell: C4."""
    return f"{get_column_letter(column)}{row}"


class _RowByRow(WorksheetWriter):
    """Writes a page whose heads its sheet has; all cells at once would fill much memory."""

    def __init__(self, sheet: Worksheet, page: Page) -> None:
        super().__init__(sheet, io.BytesIO())
        self.sheet, self.page = sheet, page

    def write_dimensions(self) -> None:
        """Say where the last cell is, before there is one."""
        numbered = reversed([*enumerate(self.page.rows, start=FIRST_ROW)])
        filled = (n for n, row in numbered if any(value is not None for value in row))
        last = next(filled, HEADINGS_ROW)
        self.xf.send(SheetDimension(f"A1:{cell_name(last, len(self.page.heads))}").to_tree())

    def rows(self) -> Any:  # noqa: ANN401 -- a list there
        """Yield each row with its cells, of which none is kept."""
        yield from super().rows()
        for number, cells in _rows(self.sheet, self.page, partial(SheetCell, self.sheet)):
            yield number, cells
            del self.sheet.row_dimensions[number]


def sheet_part(sheet: Worksheet) -> bytes:
    """Return the part that is a plain sheet, which has neither pictures nor charts."""
    return _read(WorksheetWriter(sheet, io.BytesIO()))


def paged_part(sheet: Worksheet, page: Page) -> bytes:
    """Return the part that is the sheet of a page; the sheet itself is left without its rows."""
    _write_heads(sheet, page)
    return _read(_RowByRow(sheet, page))


def _read(writer: WorksheetWriter) -> bytes:
    writer.write()
    part: bytes = writer.read()
    return part
