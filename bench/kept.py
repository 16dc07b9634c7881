"""What was measured of each size, kept so that sizes can be measured one after another."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bench.measure import Result, Run
from bench.report import SizeReport
from bench.weights import Weight

NAME = "{records}.json"


def keep(report: SizeReport, folder: Path) -> None:
    """Write what was measured of a size to a folder, in the place of what was measured before.

    A peer that was left out keeps what was measured of it on as many pages.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for before in kept(folder):
        if (before.records, before.pages) == (report.records, report.pages):
            peers, versions = before.peers | report.peers, before.versions | report.versions
            report = replace(report, peers=peers, versions=versions)
    text = json.dumps(asdict(report), ensure_ascii=False, indent=1)
    (folder / NAME.format(records=report.records)).write_text(text + "\n", encoding="utf-8")


def kept(folder: Path) -> list[SizeReport]:
    """Return what is kept in a folder, by size."""
    tables = (json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json"))
    return sorted(map(_report, tables), key=lambda report: report.records)


def _report(table: dict[str, Any]) -> SizeReport:
    own = {
        "ours": {name: _result(found) for name, found in table["ours"].items()},
        "peers": {name: _result(found) for name, found in table["peers"].items()},
        "weights": {name: Weight(**found) for name, found in table["weights"].items()},
        "search": tuple(table["search"]) if table["search"] else None,
    }
    return SizeReport(**{**table, **own})


def _result(table: dict[str, Any]) -> Result:
    return Result(**{**table, "runs": tuple(Run(**run) for run in table["runs"])})
