"""Workbooks of plain tables, nothing of records: the same bytes for the same content."""

import io
import itertools
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from site_builder.words.generated import Stored, bytes_of
from site_builder.words.sheets import BASE, FIRST_ROW, HEADINGS_ROW, LISTS, Head, Page
from site_builder.words.workbook_sheets import (
    FORMATS,
    TOP,
    add_filter,
    make_room,
    paged_part,
    put,
    sheet_part,
    write_page,
)

# No workbook says when it was made: the same records give the same bytes.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 -- the file knows no time zone
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
ABOUT_WIDTH = 100
SPARE_ROWS = 200
LONGEST_HINT = 255
# Has a cell of each style.
SPECIMEN = Page(
    "", tuple(Head("", "", kind) for kind in ("text", *FORMATS)), (("", MADE.date(), 0),)
)
Made = Mapping[str, bytes | Stored]
NOTHING_MADE: Made = MappingProxyType({})


def make_sheet(page: Page) -> bytes:
    """Return the part of a workbook that is the sheet of a page, which nobody is to fill in."""
    return paged_part(_new_workbook().create_sheet(page.title), page)


def write_workbook(
    about: tuple[str, Sequence[str]],
    pages: Sequence[Page],
    base: Sequence[Sequence[str]] = (),
    made: Made = NOTHING_MADE,
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
        put(first.cell, number, 1, line).alignment = TOP
        make_room(first, number, [(line, ABOUT_WIDTH)])
    lists: dict[tuple[str, ...], str] = {}
    hidden = workbook.create_sheet(LISTS)
    for page in pages:
        sheet = workbook.create_sheet(page.title)
        if page.title in made:
            # The workbook names the rows of each filter, too.
            add_filter(sheet, page)
        else:
            write_page(sheet, page)
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
                put(exported.cell, number, place, text)
    return _packed(workbook, made)


def _new_workbook() -> Workbook:
    """Return a workbook that numbers its styles alike, whatever is in it."""
    workbook = Workbook()
    specimen = workbook.create_sheet()
    write_page(specimen, SPECIMEN)
    sheet_part(specimen)
    workbook.remove(specimen)
    return workbook


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
        put(hidden.cell, number, place, choice)
    letter = get_column_letter(place)
    return f"'{LISTS}'!${letter}$1:${letter}${len(choices)}"


class _InMemory(ExcelWriter):
    """Makes each sheet in memory: what a full disk does to openpyxl's own files ends in noise."""

    made = NOTHING_MADE
    sheets: dict[str, bytes | Stored]

    def write_worksheet(self, ws: Worksheet) -> None:
        """Put a sheet into the archive, as it was made before or anew."""
        if ws.title in self.made:
            self.sheets[ws.path[1:]] = self.made[ws.title]
        else:
            self._archive.writestr(ws.path[1:], sheet_part(ws))  # type: ignore[attr-defined]
        self.manifest.append(ws)


def _packed(workbook: Workbook, made: Made) -> bytes:
    loose = io.BytesIO()
    sheets: dict[str, bytes | Stored] = {}
    with zipfile.ZipFile(loose, "w") as archive:
        writer = _InMemory(workbook, archive)
        writer.made, writer.sheets = made, sheets
        writer.save()
    workbook.properties.created = workbook.properties.modified = MADE
    core = tostring(workbook.properties.to_tree())
    packed = io.BytesIO()
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted({*old.namelist(), *sheets}):
            content = bytes_of(sheets[name]) if name in sheets else old.read(name)
            content = core if name == "docProps/core.xml" else content
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return packed.getvalue()
