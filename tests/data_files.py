"""The data files of a built site, each read by a reader of its format.

What is read is remembered, because no test changes a built site.
"""

import csv
import json
import subprocess
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.browser.node import node
from tests.building import ROOT

Row = dict[str, Any]

API = "api/v1"
DOWNLOADS = "du-lieu"
# Reads the card files that are named on its input, strictly as RFC 6350 has it.
CARDS = """
import { readFileSync } from "node:fs";
import { parse } from "vcard4";
const names = JSON.parse(readFileSync(0, "utf8"));
const cards = names.map((name) => [parse(readFileSync(name, "utf8"))].flat());
process.stdout.write(JSON.stringify(cards.map((of) => of.map((card) => card.parsedVcard))));
"""


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what a JSON file holds; numbers with a fraction as decimals."""
    return json.loads(path.read_bytes(), parse_float=Decimal)


def items(site: Path, name: str) -> list[Row]:
    """Return the items of a list of the API."""
    found: list[Row] = read_json(site / API / f"{name}.json")["items"]
    return found


@cache
def csv_rows(site: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    path = site / DOWNLOADS / "csv" / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def package(site: Path) -> Row:
    """Return the description of the CSV files."""
    found: Row = read_json(site / DOWNLOADS / "datapackage.json")
    return found


@cache
def sheets(site: Path) -> dict[str, list[Row]]:
    """Return the rows of every sheet of the workbook under the hidden names of its columns."""
    book = load_workbook(site / DOWNLOADS / "danh-ba.xlsx")
    found = {}
    for sheet in book.worksheets[1:]:
        names, _, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, names), row, strict=True)) for row in rows]
    return found


def read_cards(paths: list[Path]) -> list[list[list[Row]]]:
    """Return the cards of each file, each card as its properties in order."""
    done = subprocess.run(
        [*node(), "--input-type=module", "--eval", CARDS],
        cwd=ROOT,
        input=json.dumps([str(path) for path in paths]),
        capture_output=True,
        text=True,
        check=True,
    )
    cards: list[list[list[Row]]] = json.loads(done.stdout)
    return cards
