"""Workbooks as people leave them: exported, opened, edited, saved."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.words.sheets import FIRST_ROW, NAMES_ROW


@contextlib.contextmanager
def edited(path: Path) -> Iterator[Workbook]:
    """Open a workbook, and save it when the edits are made."""
    workbook = load_workbook(path)
    yield workbook
    workbook.save(path)


def column_of(sheet: Worksheet, field: str) -> int:
    """Return the column of a field."""
    return next(cell.column for cell in sheet[NAMES_ROW] if cell.value == field)


def cell_of(sheet: Worksheet, key: str, field: str) -> str:
    """Return what the spreadsheet calls the cell of a field of a row."""
    rows = range(FIRST_ROW, sheet.max_row + 1)
    row = next(row for row in rows if sheet.cell(row, 1).value == key)
    return sheet.cell(row, column_of(sheet, field)).coordinate
