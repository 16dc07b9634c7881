"""Made-up places of two eras, as many for each record as the country has."""

import csv
import io
import math
import random
from dataclasses import dataclass

from bench.texts import MARK, Vocabulary
from site_builder.records.tables import COLUMNS
from site_builder.words.folding import slugify

# The country has 3,321 communes for about 48,000 records, made of 10,040 ones of 696 districts.
RECORDS_A_COMMUNE = 14.5
FORMER_A_COMMUNE = 3
FORMER_A_DISTRICT = 15
# No province has these codes.
PRESENT, FORMER = "99", "98"
SOUTH, WEST = 10.0, 103.0
# Communes stand on a grid so wide, moved by up to a half of it.
DEGREES_APART = 0.12

Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MadePlaces:
    """The codes an address can be made of, and the tables that hold them."""

    former_communes: tuple[tuple[str, str, str], ...]
    former_province: str
    tables: dict[str, str]

    def address(self, source: random.Random) -> dict[str, str]:
        """Return the codes of one place in all three forms."""
        former, district, commune = source.choice(self.former_communes)
        return {"commune": commune, "former_commune": former, "former_district": district}


def make_places(source: random.Random, words: Vocabulary, records: int) -> MadePlaces:
    """Return the places of a directory with so many records."""
    count = max(4, round(records / RECORDS_A_COMMUNE))
    side = math.ceil(math.sqrt(count))
    communes: Rows = []
    former: Rows = []
    for index in range(count):
        code = f"{index + 1:05}"
        lat = SOUTH + DEGREES_APART * (index // side + source.random() / 2)
        lon = WEST + DEGREES_APART * (index % side + source.random() / 2)
        name = words.name(source, 2)
        communes.append((code, "Xã", f"{name} {MARK}", PRESENT, f"{lat:.4f}", f"{lon:.4f}"))
        for part in range(FORMER_A_COMMUNE):
            number = index * FORMER_A_COMMUNE + part
            district = f"{number // FORMER_A_DISTRICT + 1:03}"
            old = f"{words.name(source, 2)} {MARK}"
            former.append((f"{number + 1:05}", "Xã", old, district, code, "", ""))
    districts = _districts(source, words, former[-1][3])
    provinces: Rows = [
        (PRESENT, "present", "Tỉnh", MARK), (FORMER, "former", "Tỉnh", f"{MARK} Cũ"),
    ]  # fmt: skip
    tables = {
        "provinces": provinces, "former_districts": districts,
        "communes": communes, "former_communes": former,
    }  # fmt: skip
    return MadePlaces(
        tuple((row[0], row[3], row[4]) for row in former),
        FORMER,
        {name: _text(name, rows) for name, rows in tables.items()},
    )


def _districts(source: random.Random, words: Vocabulary, last: str) -> Rows:
    """Return districts with names of their own: a name is the address of the page."""
    rows: Rows = []
    taken: set[str] = set()
    while len(rows) < int(last):
        name = f"{words.name(source, 2)} {MARK}"
        if slugify(name) not in taken:
            taken.add(slugify(name))
            rows.append((f"{len(rows) + 1:03}", "Huyện", name, FORMER))
    return rows


def _text(name: str, rows: Rows) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS[name])
    writer.writerows(rows)
    return lines.getvalue()
