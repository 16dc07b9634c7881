"""The tables of places of any province, from the data of the package `vietnamadminunits`.

The package is not imported, which would cost half a second and its other packages: its two data
files are read where it stands. The points of former communes, which it has from a service that
forbids to pass them on, are not used. Codes are those of QĐ 124/2004/QĐ-TTg as amended and, since
01/07/2025, of QĐ 19/2025/QĐ-TTg.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from site_builder.records.places import DIVIDED
from site_builder.records.tables import COLUMNS
from site_builder.words.csv_text import plain_csv

PACKAGE = "vietnamadminunits"
UNITS = "dataset.db"
CROSSWALK = "converter_2025.json"
# As exact as a point that stands for a commune needs to be: about 11 m.
POINT_DECIMALS = 4
# What the keys of the package put before the name of a commune.
TYPE_KEYS = ("xa", "phuong", "thitran", "dackhu")

Rows = list[tuple[str, ...]]
Unit = Mapping[str, Any]


class ProvinceError(Exception):
    """Why there are no tables: `key` names a catalogue entry (`init.…`), `params` fills it."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key)
        self.key = f"init.{key}"
        self.params = params


@dataclass(frozen=True, slots=True)
class ProvincePlaces:
    """A province of today, the former ones in it, and the tables of their places by name.

    `former` gives the names of the former provinces by code.
    `without_communes` are the districts that had none: islands, which no former commune tells of.
    """

    code: str
    name: str
    full_name: str
    former: Mapping[str, str]
    tables: Mapping[str, str]
    without_communes: tuple[str, ...]


def read_province(code: str, only_former: str | None = None) -> ProvincePlaces:
    """Return the places of a province by its code of today, or those of one former province in it.

    A code that is none, and a package that is not installed, are a `ProvinceError`.
    """
    folder = _data_folder()
    address = f"{(folder / UNITS).as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as base:
        base.row_factory = sqlite3.Row
        present = [dict(row) for row in base.execute("SELECT * FROM admin_units")]
        former = [dict(row) for row in base.execute("SELECT * FROM admin_units_legacy")]
    crosswalk = json.loads((folder / CROSSWALK).read_text(encoding="utf-8"))
    communes = _of_province(present, code)
    key = communes[0]["provinceKey"]
    inside = set(crosswalk["DICT_PROVINCE"][key])
    merged: list[Unit] = [unit for unit in former if unit["provinceKey"] in inside]
    if only_former is not None:
        merged = _of_province(merged, only_former)
    codes = {unit["wardKey"]: unit["wardCode"] for unit in communes}
    successors = {
        old: tuple(sorted(codes[new] for new in news))
        for old, news in _successors(crosswalk, key).items()
    }
    return _places(communes, merged, successors)


def _data_folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ProvinceError("no_package", package=PACKAGE)
    return Path(spec.origin).parent / "data"


def _of_province(units: Sequence[Unit], code: str) -> list[Unit]:
    found = [unit for unit in units if unit["provinceCode"] == code]
    if not found:
        known = dict.fromkeys((u["provinceCode"], u["province"]) for u in units)
        names = ", ".join(f"{number} ({name})" for number, name in sorted(known))
        raise ProvinceError("unknown_province", code=code, known=names)
    return found


def _successors(crosswalk: Mapping[str, Any], key: str) -> Mapping[str, set[str]]:
    """Return the keys of today's communes for the key of each former one."""
    found: dict[str, set[str]] = defaultdict(set)
    for new, olds in crosswalk["DICT_PROVINCE_WARD_NO_DIVIDED"][key].items():
        for old in olds:
            found[old].add(new)
    for old, news in crosswalk["DICT_PROVINCE_WARD_DIVIDED"].get(key, {}).items():
        found[old] |= {new["newWardKey"] for new in news}
    return found


def _places(
    communes: Sequence[Unit], former: Sequence[Unit], successors: Mapping[str, tuple[str, ...]]
) -> ProvincePlaces:
    first = communes[0]
    name = first["provinceShort"]
    districts = {
        unit["districtCode"]: (
            unit["districtCode"], *_type_and_name(unit["district"], unit["districtType"]),
            unit["provinceCode"],
        )
        for unit in former
    }  # fmt: skip
    old = {unit["provinceCode"]: (unit["province"], unit["provinceShort"]) for unit in former}
    provinces: Rows = [(code, "former", _type_of(*names), names[1]) for code, names in old.items()]
    provinces.append((first["provinceCode"], "present", _type_of(first["province"], name), name))
    with_communes = [unit for unit in former if unit["wardCode"]]
    known = {unit["districtCode"] for unit in with_communes}
    return ProvincePlaces(
        code=first["provinceCode"],
        name=name,
        full_name=first["province"],
        former={code: short for code, (_, short) in old.items()},
        tables={
            "provinces": _table("provinces", sorted(provinces, key=lambda row: (row[1], row[0]))),
            "former_districts": _table("former_districts", districts.values()),
            "communes": _table("communes", map(_commune, communes)),
            "former_communes": _table(
                "former_communes", (_former_commune(u, successors) for u in with_communes)
            ),
        },
        without_communes=tuple(districts[code][2] for code in sorted(districts.keys() - known)),
    )


def _commune(unit: Unit) -> tuple[str, ...]:
    point = (f"{round(unit[side], POINT_DECIMALS)}" for side in ("wardLat", "wardLon"))
    type_and_name = _type_and_name(unit["ward"], unit["wardType"])
    return unit["wardCode"], *type_and_name, unit["provinceCode"], *point


def _former_commune(unit: Unit, successors: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    key = f"{unit['provinceKey']}_{unit['districtKey']}_{unit['wardKey']}"
    type_and_name = _type_and_name(unit["ward"], unit["wardType"])
    aliases = json.loads(unit["wardAlias"] or "[]")
    own = unit["wardShortKey"]
    # A name of its own stands there with its type, too.
    names = (a for a in aliases if a != own and any(f"{t}{a}" in aliases for t in TYPE_KEYS))
    return (
        unit["wardCode"], *type_and_name, unit["districtCode"], DIVIDED.join(successors[key]),
        "", ";".join(names), "",
    )  # fmt: skip


def _type_and_name(full_name: str, type_: str) -> tuple[str, str]:
    # The package writes "Thành Phố" in places.
    has_type = full_name.casefold().startswith(f"{type_} ".casefold())
    return type_, full_name[len(type_) + 1 :] if has_type else full_name


def _type_of(full_name: str, name: str) -> str:
    return full_name.removesuffix(f" {name}")


def _table(name: str, rows: Iterable[tuple[str, ...]]) -> str:
    return plain_csv([_columns(name), *(sorted(rows) if name != "provinces" else rows)])


def _columns(name: str) -> Iterator[str]:
    """Yield the columns of a table: those that are needed, and the resolution, to be filled in."""
    yield from COLUMNS[name]
    if name == "former_communes":
        yield "resolution"
