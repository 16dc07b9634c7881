"""The records of a root read anew, by other code than the builder's: what the tests count with.

Every scalar stays text (`CBaseLoader`), so that no number here was ever a number of the builder.
"""

import calendar
import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

Record = dict[str, Any]
# A kind of work, the record (`products/<id>`), its former district.
Task = tuple[str, str, str | None]

LIVE = ("valid", "expiring", "extended")
SECTIONS = {"cooperatives": "hop-tac-xa", "products": "san-pham", "programmes": "chuong-trinh"}
ENDED = ("dissolved", "revoked", "merged")
LIVE_FOR_MONTHS = 36
SOON = timedelta(days=180)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Recount:
    """The records of a root, on a day."""

    root: Path
    today: date
    _folders: dict[str, dict[str, Record]] = field(default_factory=dict)

    @cached_property
    def organisations(self) -> dict[str, Record]:
        """The organisations in the lists by id."""
        return {
            id_: record
            for id_, record in self.every("cooperatives").items()
            if "left" not in record and record.get("status") not in ENDED
        }

    @cached_property
    def products(self) -> dict[str, Record]:
        """The products in the lists by id."""
        return {id_: r for id_, r in self.every("products").items() if "left" not in r}

    @cached_property
    def programmes(self) -> dict[str, Record]:
        """The programmes in the lists by id."""
        return {id_: r for id_, r in self.every("programmes").items() if "left" not in r}

    def every(self, folder: str) -> dict[str, Record]:
        """Return all records of a folder by id, with those that left the lists."""
        if folder not in self._folders:
            self._folders[folder] = self._folder(folder)
        return self._folders[folder]

    def maker(self, product: Record) -> Record | None:
        """Return the organisation that makes a product, if one does."""
        return self.every("cooperatives").get(product.get("producer", ""))

    def moved(self) -> dict[str, str]:
        """Return the page at each old address of a record, with the page it leads to."""
        return {
            f"/{section}/{alias}/": f"/{section}/{id_}/"
            for folder, section in SECTIONS.items()
            for id_, record in self.every(folder).items()
            for alias in record.get("aliases", ())
        }

    def ledger(self) -> list[dict[str, str]]:
        """Return the rows of the ledger of addresses."""
        with (self.root / "content" / "addresses.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    @cached_property
    def documents(self) -> dict[str, Record]:
        """The documents by id."""
        return {document["id"]: document for document in self.entries("documents")}

    @cached_property
    def settings(self) -> Record:
        """The settings of `mkdocs.yml`."""
        content: Record = _read(self.root / "mkdocs.yml")
        return content

    def entries(self, name: str) -> list[Record]:
        """Return the entries of `content/<name>.yml`."""
        content: list[Record] = _read(self.root / "content" / f"{name}.yml")
        return content

    def table(self, name: str) -> list[dict[str, str]]:
        """Return the rows of `content/places/<name>.csv`."""
        with (self.root / "content" / "places" / f"{name}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def _folder(self, name: str) -> dict[str, Record]:
        paths = sorted((self.root / "content" / name).glob("*.yml"))
        return {path.stem: _read(path) for path in paths}

    @cached_property
    def crosswalk(self) -> dict[str, tuple[str, str]]:
        """Former commune -> its district and the commune it is in today."""
        return {
            row["code"]: (row["former_district"], row["commune"])
            for row in self.table("former_communes")
        }

    def place(self, record: Record) -> tuple[str | None, str | None]:
        """Return today's commune and the former district of an organisation or product."""
        address = record.get("address")
        if address is None:
            maker = self.maker(record)
            return self.place(maker) if maker else (None, None)
        district, commune = self.crosswalk.get(
            address.get("former_commune"), (address.get("former_district"), None)
        )
        commune = address.get("commune", commune)
        if district is None and commune is not None:
            possible = {d for d, c in self.crosswalk.values() if c == commune}
            district = possible.pop() if len(possible) == 1 else None
        return commune, district

    @cached_property
    def district_pages(self) -> dict[str, str]:
        """The address of each former district's page, with the district's code."""
        return {
            f"/huyen/{slug(row['name'])}/": row["code"] for row in self.table("former_districts")
        }

    @cached_property
    def commune_pages(self) -> dict[str, str]:
        """The address of each page of a commune with records, with the commune's code."""
        records = (*self.organisations.values(), *self.products.values())
        known = {self.place(record)[0] for record in records}
        return {
            f"/xa/{slug(row['name'])}-{row['code']}/": row["code"]
            for row in self.table("communes")
            if row["code"] in known
        }

    def awards(self, product: Record) -> list[tuple[Record, str, date | None]]:
        """Return the awards of a product from the oldest on: the award, its state and its end."""
        ordered = sorted(product.get("awards", []), key=_time)
        decisions = sorted(_day(award["decision_date"]) for award in ordered if _is_decided(award))
        return [(award, *self._state(award, decisions)) for award in ordered]

    def _state(self, award: Record, decisions: list[date]) -> tuple[str, date | None]:
        start = _day(award["decision_date"]) if _is_decided(award) else None
        printed = _day(award["valid_until"]) if "valid_until" in award else None
        end = printed or (_months_later(start, LIVE_FOR_MONTHS) if start else None)
        if award.get("withdrawn") and _day(award["withdrawn"]["date"]) <= self.today:
            gone = _day(award["withdrawn"]["date"]) - ONE_DAY
            return "withdrawn", min(end, gone) if end else None
        if start is None or end is None:
            return self._stated(award, end), end
        longest = max(end, _day(award["extended_until"])) if "extended_until" in award else end
        followers = [day - ONE_DAY for day in decisions if start < day <= longest]
        if followers:
            return "expired", min(followers)
        if self.today <= end:
            return ("expiring" if longest - self.today <= SOON else "valid"), longest
        return ("extended" if self.today <= longest else "expired"), longest

    def _stated(self, award: Record, end: date | None) -> str:
        """Return the state of an award that no decision is known of."""
        if end is not None and self.today > end:
            return "expired"
        said = award.get("as_of") or self.documents[award["source"]].get("date")
        if said and self.today > _months_later(_last_day(said), LIVE_FOR_MONTHS):
            return "outdated"
        return "unverified"

    def current(self, product: Record) -> tuple[Record, str, date | None] | None:
        """Return the award that speaks for a product today: a live one, else the newest."""
        awards = self.awards(product)
        live = [award for award in awards if award[1] in LIVE]
        return live[-1] if live else awards[-1] if awards else None

    def states(self) -> Iterator[tuple[str, str | None]]:
        """Yield state and star of the current award of every product that has one."""
        for product in self.products.values():
            current = self.current(product)
            if current is not None:
                yield current[1], current[0].get("star")

    def work(self) -> Iterator[Task]:
        """Yield the work that needs a person: its kind, the record and its former district."""
        for folder, records in (
            ("cooperatives", self.organisations), ("products", self.products),
        ):  # fmt: skip
            for id_, record in records.items():
                commune, district = self.place(record)
                for kind in (*self._award_work(record), *self._lacks(record)):
                    yield kind, f"{folder}/{id_}", district
                if commune is None:
                    yield "no_commune", f"{folder}/{id_}", district

    def _award_work(self, record: Record) -> Iterator[str]:
        _, state, end = self.current(record) or ({}, "", None)
        if state in {"unverified", "outdated"}:
            yield "unverified"
        elif state == "expired":
            yield "expired"
        elif state in LIVE and end is not None:
            for days in (30, 90, 180):
                if end <= self.today + timedelta(days=days):
                    yield f"ends_{days}"
                    return

    def _lacks(self, record: Record) -> Iterator[str]:
        if "verified" not in record:
            yield "never_checked"
        else:
            checked = _day(record["verified"]["on"])
            if _months_later(checked, 24) <= self.today:
                yield "checked_24"
            elif _months_later(checked, 12) <= self.today:
                yield "checked_12"
        if "location" not in record and record["kind"].startswith("cooperative"):
            yield "no_position"
        if all("quote" not in source for source in record["sources"]):
            yield "no_quote"
        if "photos" not in record:
            yield "no_photo"


def slug(name: str) -> str:
    """Return a Vietnamese name as addresses have it."""
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "-".join(re.sub("[^a-z ]", "", plain.lower()).split())


def _read(path: Path) -> Any:  # noqa: ANN401 - whatever YAML holds
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _is_decided(award: Record) -> bool:
    return "decision_number" in award and "decision_date" in award


def _last_day(partial: str) -> date:
    """Return the last day of `2024`, `2024-06` or `2024-06-25`."""
    if len(partial) == len("2024"):
        return date(int(partial), 12, 31)
    if len(partial) == len("2024-06"):
        year, month = map(int, partial.split("-"))
        return date(year, month, calendar.monthrange(year, month)[1])
    return _day(partial)


def _time(award: Record) -> date:
    if "decision_date" in award:
        return _day(award["decision_date"])
    return _last_day(award["as_of"]) if "as_of" in award else date.min


def _months_later(day: date, months: int) -> date:
    """Return the same day months later, or the last day of that month if it is shorter."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
