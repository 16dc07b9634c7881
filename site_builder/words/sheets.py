"""Sheets of a workbook as plain tables: what is written to one and what is read from it."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Value = str | int | float | date | None

MAX_ROWS, MAX_COLUMNS = 50_000, 100
# The row of field names is hidden; people see the headings below it.
NAMES_ROW, HEADINGS_ROW, FIRST_ROW = 1, 2, 3
LISTS, BASE = "_danh_muc", "_goc"


class DamagedError(Exception):
    """A part of the workbook cannot be what it says."""


class TooManyError(Exception):
    """A sheet has more rows or columns than are read."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its hidden name, its heading, its kind; a hint and values for who fills it in."""

    name: str
    heading: str
    kind: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    width: int = 20
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of rows under its heads."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `fault` names what makes it unusable."""

    name: str
    value: Value = None
    fault: str = ""


# The cells of a sheet by row and column, from 1; the empty ones are left out.
Grid = Mapping[tuple[int, int], Cell]


def part_name(number: int) -> str:
    """Return what a workbook calls its sheet of a number, from 1."""
    return f"xl/worksheets/sheet{number}.xml"


def parts_of(workbook: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook of ours by their names."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
