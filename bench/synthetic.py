"""Write a made-up directory of any size, to measure with: never to publish.

    python -m bench.synthetic DIR --records 1500 --seed 1

The same arguments give the same bytes. Records, places and documents stand in the proportions of
the real directory; names, shapes and lengths are drawn from it, and every name says what it is.
"""

import argparse
import random
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bench.places import FORMER, PRESENT, make_places
from bench.records import (
    Fields,
    World,
    make_bodies,
    make_documents,
    make_figures,
    make_organisations,
    make_products,
    make_programmes,
)
from bench.texts import MARK, vocabulary
from site_builder.pipeline import DOCS
from site_builder.publish.tree import hand_written, write_file
from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.load import load_file
from site_builder.records.raw import RawRecord
from site_builder.staff.fmt import canonical_text
from site_builder.staff.new_root import Scope, write_settings

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
# The file of the documents stays below the size that is read.
MOST_DOCUMENTS = 2500


def make_root(folder: Path, records: int, seed: int, today: date = TODAY) -> None:
    """Write a root with so many records to a folder that is not there yet."""
    folder.mkdir(parents=True)
    _copy_rest(folder)
    write_settings(ROOT, folder, Scope(MARK, PRESENT, FORMER))
    shapes = {name: _read_folder(name) for name in FOLDERS} | {n: _read_list(n) for n in LISTS}
    source = random.Random(  # noqa: S311 -- nothing here is a secret
        f"{seed} {records}"
    )
    words = vocabulary([*shapes.values()])
    real = sum(len(shapes[name]) for name in FOLDERS)
    count = {name: max(1, len(shapes[name]) * records // real) for name in FOLDERS}
    count["products"] = max(1, records - count["cooperatives"] - count["programmes"])
    documents = min(MOST_DOCUMENTS, max(1, len(shapes["documents"]) * records // real))
    places = make_places(source, words, records)
    ids = tuple(f"tai-lieu-thu-nghiem-{number:05}" for number in range(1, documents + 1))
    world = World(source, words, places, ids, today)
    for name, text in places.tables.items():
        write_file(folder / "content" / "places" / f"{name}.csv", text.encode())
    _write_list(folder, "documents", make_documents(world, shapes["documents"]))
    _write_list(folder, "bodies", make_bodies(world, shapes["bodies"]))
    _write_list(folder, "figures", make_figures(world, shapes["figures"]))
    made = make_organisations(world, shapes["cooperatives"], count["cooperatives"])
    makers = _write_records(folder, "cooperatives", made)
    made = make_products(world, shapes["products"], count["products"], makers)
    _write_records(folder, "products", made)
    made = make_programmes(world, shapes["programmes"], count["programmes"], makers)
    _write_records(folder, "programmes", made)


def _copy_rest(folder: Path) -> None:
    """Copy what every directory shares: the look, the closed lists, the browser packages."""
    for path in hand_written(ROOT / DOCS):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    for name in ("sectors", "topics", "programme_types", "ocop_sets", "indicators"):
        (folder / "content").mkdir(exist_ok=True)
        shutil.copy(ROOT / "content" / f"{name}.yml", folder / "content")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")


def _read(path: Path) -> RawRecord:
    raw, _ = load_file(ROOT, path)
    if raw is None:
        raise FileNotFoundError(path)
    return raw


def _read_folder(name: str) -> list[Any]:
    return [_read(path).value for path in sorted((ROOT / "content" / name).glob("*.yml"))]


def _read_list(name: str) -> list[Any]:
    return list(_read(ROOT / "content" / f"{name}.yml").value)


def _write_list(folder: Path, name: str, records: list[Fields]) -> None:
    raw = RawRecord("", records, {}, {})
    text = canonical_text(raw, name, many=True)
    write_file(folder / "content" / f"{name}.yml", text.encode())


def _write_records(folder: Path, name: str, records: Iterable[Fields]) -> list[str]:
    """Write each record to its file and return their ids."""
    ids = []
    target = folder / "content" / name
    target.mkdir(parents=True)
    for record in records:
        text = canonical_text(RawRecord("", record, {}, {}), name, many=False)
        (target / f"{record['id']}.yml").write_text(text, encoding="utf-8")
        ids.append(record["id"])
    return ids


def main() -> None:
    """Read the arguments and write the root."""
    parser = argparse.ArgumentParser(prog="python -m bench.synthetic", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder that is not there yet")
    parser.add_argument("--records", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY)
    arguments = parser.parse_args()
    make_root(arguments.folder, arguments.records, arguments.seed, arguments.today)


if __name__ == "__main__":
    main()
