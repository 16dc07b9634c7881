"""Tables as CSV: for spreadsheets, as `csv.js` makes them too, and plain ones that Git keeps."""

import csv
import io
import re
from collections.abc import Iterable

BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet may take for a formula at the start of a cell (OWASP, "CSV Injection"), wide
# signs too.
FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def csv_text(rows: Iterable[Iterable[str | float]]) -> str:
    """Return rows as spreadsheets open them: a byte order mark, every cell quoted, CR LF.

    A text that could be run as a formula gets an apostrophe in front; a number cannot.
    """
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(
        [plain_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return file.getvalue()


def plain_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as text with LF, quoted only where needed: a table whose changes are read."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def plain_cell(text: str) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text
