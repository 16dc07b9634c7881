"""Places of two eras and the crosswalk between them, read from the CSV tables of the content.

Until 30/06/2025 a commune belonged to a district of a province; since 01/07/2025 there are only
provinces and communes (Law 72/2025/QH15). Codes were reused, so a code is read with its era only.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.records.text import read_text
from site_builder.words.folding import slugify
from site_builder.words.issue import Issue

FOLDER = "content/places"


@dataclass(frozen=True, slots=True)
class Province:
    """A province, of the present or of before 01/07/2025."""

    code: str
    era: str
    type: str
    name: str

    @property
    def full_name(self) -> str:
        """The name with its type word: `Tỉnh X`."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class District:
    """A district (huyện, thành phố, thị xã) as it was until 30/06/2025."""

    code: str
    type: str
    name: str
    former_province: str

    @property
    def full_name(self) -> str:
        """The name with its type word: `Huyện X`."""
        return f"{self.type} {self.name}"

    @property
    def slug(self) -> str:
        """The name as it stands in the address of its page."""
        return slugify(self.name)


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune as it was until 30/06/2025, and the code of the commune it belongs to now."""

    code: str
    type: str
    name: str
    former_district: str
    commune: str
    clause: str
    alias_keys: tuple[str, ...]
    spelling: str

    @property
    def full_name(self) -> str:
        """The name with its type word: `Xã X`."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune or ward of today with one point inside it (WGS 84 degrees)."""

    code: str
    type: str
    name: str
    province: str
    latitude: float
    longitude: float

    @property
    def full_name(self) -> str:
        """The name with its type word: `Xã X`."""
        return f"{self.type} {self.name}"

    @property
    def slug(self) -> str:
        """The name and code as they stand in the address of its page; names alone collide."""
        return f"{slugify(self.name)}-{self.code}"


@dataclass(frozen=True, slots=True)
class Places:
    """Every place by code, one table per era and level."""

    provinces: Mapping[str, Province]
    districts: Mapping[str, District]
    former_communes: Mapping[str, FormerCommune]
    communes: Mapping[str, Commune]

    def former_communes_of(self, commune: str) -> tuple[FormerCommune, ...]:
        """Return the communes that were merged into a present one."""
        return tuple(f for f in self.former_communes.values() if f.commune == commune)

    def districts_of(self, commune: str) -> tuple[str, ...]:
        """Return the codes of the former districts a present commune takes land from."""
        return tuple(sorted({f.former_district for f in self.former_communes_of(commune)}))


def load_places(root: Path) -> tuple[Places, list[Issue]]:
    """Return the four tables of places, and every row that cannot be used."""
    issues: list[Issue] = []
    provinces = {
        row["code"]: Province(row["code"], row["era"], row["type"], row["name"])
        for row in _rows(root, "provinces", ("code", "era", "type", "name"), r"\d{2}", issues)
    }
    districts = {
        row["code"]: District(row["code"], row["type"], row["name"], row["former_province"])
        for row in _rows(
            root, "former_districts", ("code", "type", "name", "former_province"), r"\d{3}", issues
        )
    }
    communes = {
        row["code"]: Commune(
            row["code"], row["type"], row["name"], row["province"],
            float(row["lat"]), float(row["lon"]),
        )
        for row in _rows(
            root, "communes", ("code", "type", "name", "province", "lat", "lon"), r"\d{5}", issues
        )
    }  # fmt: skip
    former = _former_communes(root, districts, communes, issues)
    return Places(provinces, districts, former, communes), issues


def _former_communes(
    root: Path, districts: Mapping[str, District], communes: Mapping[str, Commune], issues: list[Issue]
) -> dict[str, FormerCommune]:
    columns = ("code", "type", "name", "former_district", "commune", "clause", "alias_keys")
    found: dict[str, FormerCommune] = {}
    for row in _rows(root, "former_communes", columns, r"\d{5}", issues):
        path = f"{FOLDER}/former_communes.csv"
        for column, known in (("former_district", districts), ("commune", communes)):
            if row[column] not in known:
                params = {"value": row[column]}
                issues.append(Issue(path, int(row["_line"]), 1, column, "unknown_place", params))
        found[row["code"]] = FormerCommune(
            row["code"], row["type"], row["name"], row["former_district"], row["commune"],
            row["clause"], tuple(row["alias_keys"].split(";")) if row["alias_keys"] else (),
            row.get("spelling", ""),
        )  # fmt: skip
    return found


def _rows(
    root: Path, table: str, columns: Sequence[str], code_form: str, issues: list[Issue]
) -> list[dict[str, str]]:
    """Return the usable rows of one table, each with its line under `_line`."""
    name = f"{FOLDER}/{table}.csv"
    text, found = read_text(name, root / name)
    issues += found
    if text is None:
        return []
    reader = csv.DictReader(io.StringIO(text), strict=True)
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        issues.append(Issue(name, 1, 1, "", "missing_columns", {"value": ", ".join(missing)}))
        return []
    rows: list[dict[str, str]] = []
    seen: set[str] = set()
    for row in reader:
        fault = _row_fault(row, code_form, seen)
        if fault is not None:
            column, key, value = fault
            issues.append(Issue(name, reader.line_num, 1, column, key, {"value": value}))
            continue
        seen.add(row["code"])
        rows.append({**row, "_line": str(reader.line_num)})
    return rows


def _row_fault(
    row: Mapping[str, str | None], code_form: str, seen: set[str]
) -> tuple[str, str, str] | None:
    """Return the column, message key and value of the first fault of a row."""
    if None in row or None in row.values():
        return "", "row_length", ""
    code = row["code"] or ""
    if re.fullmatch(code_form, code) is None:
        return "code", "place_code_form", code
    if code in seen:
        return "code", "duplicate_code", code
    for column in ("lat", "lon"):
        value = row.get(column, "0") or ""
        if re.fullmatch(r"\d{1,3}(\.\d{1,6})?", value) is None:
            return column, "decimal_number", value
    return None
