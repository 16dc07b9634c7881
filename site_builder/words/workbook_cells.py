"""The cells of a workbook that somebody gives us."""

import contextlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import iterparse

from site_builder.words.sheets import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    DamagedError,
    Grid,
    TooManyError,
    Value,
)


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
