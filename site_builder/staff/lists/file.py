"""A list from elsewhere: the rows of a CSV file under the headings that a mapping names.

Such a file comes with or without a byte order mark, with `;`, `,` or tabs between its cells, and
with a title above the headings: it is read in the way that finds most of the wanted headings.
"""

import csv
import io
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.records.text import BYTE_ORDER_MARK
from site_builder.staff.workbooks.reading import MAX_BYTES, SheetError
from site_builder.words.sheets import MAX_COLUMNS, MAX_ROWS, Cell

DELIMITERS = ";,\t"
# How far down the headings may stand.
MOST_TITLE_LINES = 30

# The rows of a file, each with the line on which it begins.
Lines = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins, and its filled cells by heading.

    What stands beyond the last heading is the cell of no heading.
    """

    line: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class ListFile:
    """The headings of a list and its filled rows."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_list(path: Path, wanted: Collection[str]) -> ListFile:
    """Return the rows of a CSV file below the line that holds most of the wanted headings."""
    text = _read(path)
    found = [_lines(text, delimiter) for delimiter in DELIMITERS]
    places = [
        ((_score(cells, wanted), -number, len(cells)), lines)
        for lines in found
        for number, (_, cells) in enumerate(lines[:MOST_TITLE_LINES])
    ]
    if not places:
        raise SheetError("list.file.syntax")
    (_, above, _), lines = max(places, key=lambda place: place[0])
    headings = tuple(heading_of(cell) for cell in lines[-above][1])
    if len(lines) > MAX_ROWS or len(headings) > MAX_COLUMNS:
        raise SheetError("list.file.too_many", rows=MAX_ROWS, columns=MAX_COLUMNS)
    rows = (Row(line, _cells(headings, cells)) for line, cells in lines[1 - above :])
    return ListFile(headings, tuple(row for row in rows if row.cells))


def heading_of(text: str) -> str:
    """Return a heading as it is compared: in NFC, on one line."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _read(path: Path) -> str:
    if path.suffix.lower() != ".csv":
        raise SheetError("list.file.kind")
    if path.stat().st_size > MAX_BYTES:
        raise SheetError("list.file.too_large", most=MAX_BYTES // 1_000_000)
    content = path.read_bytes().removeprefix(BYTE_ORDER_MARK)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SheetError("list.file.not_utf8", line=line) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str, delimiter: str) -> Lines:
    """Return the rows of a text; none if they cannot be read in this way."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        before = 0
        for cells in reader:
            lines.append((before + 1, cells))
            before = reader.line_num
    except csv.Error:
        return []
    return lines


def _score(cells: Sequence[str], wanted: Collection[str]) -> int:
    return len({heading_of(cell) for cell in cells} & set(wanted))


def _cells(headings: Sequence[str], cells: Sequence[str]) -> dict[str, Cell]:
    named: dict[str, Cell] = {}
    for number, text in enumerate(cells, start=1):
        heading = headings[number - 1] if number <= len(headings) else ""
        if text.strip() and heading not in named:
            named[heading] = Cell(f"{number} «{heading}»" if heading else str(number), text)
    return named
