"""The tables of places: four CSV files, checked row by row."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.records.places import (
    DIVIDED,
    Commune,
    District,
    FormerCommune,
    Places,
    Province,
)
from site_builder.records.signs import line_fault
from site_builder.records.text import read_text
from site_builder.words.folding import slugify
from site_builder.words.issue import Issue, shown

FOLDER = "content/places"
ERAS = ("former", "present")
# Table -> the columns it must have; a code column is named as what it refers to.
COLUMNS = {
    "provinces": ("code", "era", "type", "name"),
    "former_districts": ("code", "type", "name", "former_province"),
    "communes": ("code", "type", "name", "province", "lat", "lon"),
    "former_communes": (
        "code", "type", "name", "former_district", "commune", "clause", "alias_keys",
    ),
}  # fmt: skip
CODE_DIGITS = {"provinces": 2, "former_districts": 3, "communes": 5, "former_communes": 5}
LONGEST_CELL = 200
MAY_BE_EMPTY = frozenset({"clause", "alias_keys"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table with its place in the file."""

    path: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the text of a cell."""
        return self.cells[column]

    def issue(self, column: str, key: str, **params: str) -> Issue:
        """Return an error about a cell."""
        return Issue(self.path, self.line, 1, column, key, params)


def load_places(root: Path) -> tuple[Places, list[Issue]]:
    """Return the places of the four tables, and an issue for every row that cannot be used."""
    loaded = {table: _load_rows(root, table) for table in COLUMNS}
    rows = {table: found for table, (found, _) in loaded.items()}
    issues = [issue for _, faults in loaded.values() for issue in faults]
    provinces = {
        era: {r["code"]: _province(r) for r in rows["provinces"] if r["era"] == era} for era in ERAS
    }
    districts = {d.code: d for d in _districts(rows["former_districts"], provinces["former"])}
    communes = {row["code"]: _commune(row) for row in rows["communes"]}
    former_communes = {row["code"]: _former_commune(row) for row in rows["former_communes"]}
    for table, column, other, known in (
        ("former_districts", "former_province", "provinces", provinces["former"]),
        ("communes", "province", "provinces", provinces["present"]),
        ("former_communes", "former_district", "former_districts", districts),
        ("former_communes", "commune", "communes", communes),
    ):
        # A row of the other table that could not be used may be the one that is meant.
        if not loaded[other][1]:
            issues += _dangling(rows[table], column, known)
    places = Places(
        provinces["present"], provinces["former"], districts, former_communes, communes,
        complete=not issues,
    )  # fmt: skip
    return places, issues


def _province(row: Row) -> Province:
    return Province(row["code"], row["type"], row["name"])


def _districts(rows: list[Row], provinces: Mapping[str, Province]) -> Iterator[District]:
    """Yield the districts; the code tells addresses apart, the province what is called the same."""
    names = Counter(slugify(row["name"]) for row in rows)
    called = Counter((row["type"], row["name"]) for row in rows)
    for row in rows:
        name, province = slugify(row["name"]), provinces.get(row["former_province"])
        yield District(
            row["code"], row["type"], row["name"], row["former_province"],
            slug=name if names[name] == 1 else f"{name}-{row['code']}",
            apart=province.name if province and called[row["type"], row["name"]] > 1 else "",
        )  # fmt: skip


def _commune(row: Row) -> Commune:
    point = float(row["lat"]), float(row["lon"])
    return Commune(row["code"], row["type"], row["name"], row["province"], *point)


def _former_commune(row: Row) -> FormerCommune:
    return FormerCommune(
        row["code"], row["type"], row["name"], row["former_district"],
        tuple(row["commune"].split(DIVIDED)), row["clause"],
        tuple(row["alias_keys"].split(";")) if row["alias_keys"] else (),
        row.cells.get("spelling", ""),
        row.cells.get("resolution", ""),
    )  # fmt: skip


def _dangling(rows: list[Row], column: str, known: Collection[str]) -> Iterator[Issue]:
    for row in rows:
        for code in row[column].split(DIVIDED):
            if code not in known:
                yield row.issue(column, "unknown_place", value=shown(code))


def _load_rows(root: Path, table: str) -> tuple[list[Row], list[Issue]]:
    """Return the usable rows of one table, and the issues of the others."""
    name = f"{FOLDER}/{table}.csv"
    text, issues = read_text(name, root / name)
    if text is None:
        return [], issues
    reader = csv.DictReader(io.StringIO(text), strict=True)
    rows: list[Row] = []
    try:
        missing = [column for column in COLUMNS[table] if column not in (reader.fieldnames or ())]
        if missing:
            params = {"value": ", ".join(missing)}
            return [], [*issues, Issue(name, 1, 1, "", "missing_columns", params)]
        rows += (Row(name, reader.line_num, cells) for cells in reader)
    except csv.Error:
        issues.append(Issue(name, reader.reader.line_num, 1, "", "csv_syntax"))
    return _usable(table, rows, issues), issues


def _usable(table: str, rows: list[Row], issues: list[Issue]) -> list[Row]:
    usable: dict[tuple[str, str], Row] = {}
    for row in rows:
        fault = _row_fault(table, row)
        key = row.cells.get("era", ""), row.cells["code"]
        if fault is None and key in usable:
            fault = row.issue("code", "duplicate_code", value=row["code"])
        if fault is None:
            usable[key] = row
        else:
            issues.append(fault)
    return list(usable.values())


def _row_fault(table: str, row: Row) -> Issue | None:
    """Return the first fault of a row."""
    # The reader fills missing cells with nothing and keeps surplus ones under no name.
    if None in row.cells or None in row.cells.values():
        return row.issue("", "row_length")
    digits = CODE_DIGITS[table]
    if re.fullmatch(rf"\d{{{digits}}}", row["code"], re.ASCII) is None:
        return row.issue("code", "place_code_form", value=shown(row["code"]), digits=str(digits))
    faults = (_text_fault(row, column) or _cell_fault(table, row, column) for column in row.cells)
    return next((fault for fault in faults if fault is not None), None)


def _text_fault(row: Row, column: str) -> Issue | None:
    text = row[column]
    if fault := line_fault(text):
        key, params = fault
        return row.issue(column, key, **params)
    if len(text) > LONGEST_CELL:
        return row.issue(column, "too_long", max_length=str(LONGEST_CELL))
    return None


def _cell_fault(table: str, row: Row, column: str) -> Issue | None:
    text = row[column]
    if not text.strip() and column in COLUMNS[table] and column not in MAY_BE_EMPTY:
        return row.issue(column, "empty_cell")
    if column == "name" and not slugify(text):
        return row.issue(column, "place_name", value=shown(text))
    if column in {"lat", "lon"} and not re.fullmatch(r"\d{1,3}(\.\d{1,6})?", text, re.ASCII):
        return row.issue(column, "decimal_number", value=shown(text))
    if column == "era" and text not in ERAS:
        return row.issue(column, "not_in_list", value=shown(text), known=", ".join(ERAS))
    return None
