"""Workbooks that come from anywhere: judged before they are unpacked, then read."""

import zipfile
from pathlib import Path

from site_builder.words.sheets import MAX_COLUMNS, MAX_ROWS, DamagedError, Grid, TooManyError
from site_builder.words.workbook_cells import is_safe, read_cells

MAX_BYTES = 20_000_000
MAX_UNPACKED = 60_000_000
MAX_PARTS = 200


class SheetError(Exception):
    """The file is no workbook that can be read; `key` and `params` name the message."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def read_workbook(path: Path) -> dict[str, Grid]:
    """Return the cells of every sheet of a workbook; what is no sound workbook is refused."""
    _judge(path)
    try:
        return read_cells(path)
    except TooManyError as error:
        params = {"sheet": error, "rows": MAX_ROWS, "columns": MAX_COLUMNS}
        raise SheetError("sheet.file.too_many", **params) from error
    except DamagedError as error:
        raise SheetError("sheet.file.damaged") from error


def _judge(path: Path) -> None:
    """Refuse by size and kind before anything is unpacked; entities are refused by defusedxml."""
    if not is_safe():
        raise SheetError("sheet.file.unsafe")
    if path.suffix.lower() != ".xlsx":
        raise SheetError("sheet.file.kind")
    if path.stat().st_size > MAX_BYTES:
        raise SheetError("sheet.file.too_large", most=MAX_BYTES // 1_000_000)
    try:
        with zipfile.ZipFile(path) as parts:
            infos = parts.infolist()
    except zipfile.BadZipFile as error:
        raise SheetError("sheet.file.kind") from error
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise SheetError("sheet.file.bomb", most=MAX_UNPACKED // 1_000_000)
    if "xl/workbook.xml" not in {info.filename for info in infos}:
        raise SheetError("sheet.file.kind")
