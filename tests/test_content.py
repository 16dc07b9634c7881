"""The real records: each file is right, all of them are there, and no person is in them."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from site_builder.records.check import check_content
from site_builder.records.content import FOLDERS, LISTS, load_content, load_list
from site_builder.records.directory import Directory
from site_builder.records.load import load_file
from site_builder.records.validate import validate_record

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
TODAY = date(2026, 11, 22)
RECORDS = sorted(path for name in FOLDERS for path in (CONTENT / name).iterdir())
TEXTS = sorted(path for path in CONTENT.rglob("*") if path.suffix in {".yml", ".csv", ".md"})


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_record_is_right_by_itself(path: Path) -> None:
    raw, issues = load_file(ROOT, path)
    assert issues == []
    assert raw is not None
    entry, issues = validate_record(raw, FOLDERS[path.parent.name], TODAY)
    assert issues == []
    assert entry is not None


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_records_is_right_by_itself(name: str) -> None:
    shelf, issues = load_list(ROOT, name, LISTS[name], TODAY)
    assert issues == []
    assert shelf.entries


def test_the_records_are_right_together() -> None:
    content, issues = load_content(ROOT, TODAY)
    assert [*issues, *check_content(content, TODAY)] == []


def test_every_record_of_the_research_is_there(real_directory: Directory) -> None:
    content, _ = load_content(ROOT, TODAY)
    places = real_directory.places
    assert len(real_directory.organisations) == 69
    assert len(real_directory.products) == 150
    assert Counter(p.record.kind for p in real_directory.products) == {
        "ocop": 77, "candidate": 32, "other": 41,
    }  # fmt: skip
    assert len(real_directory.programmes) == 58
    assert len(real_directory.figures) == 239
    assert len(real_directory.documents) == 118
    assert len(real_directory.bodies) == len(content.bodies.entries) == 18
    assert len(real_directory.ocop_sets) == 26
    assert len(real_directory.districts) == len(places.districts) == 8
    assert len(places.former_communes) == 108
    assert len(places.communes) == 92


def test_the_crosswalk_reaches_37_communes_of_today(real_directory: Directory) -> None:
    places = real_directory.places
    reached = {code for former in places.former_communes.values() for code in former.communes}
    assert all(former.commune for former in places.former_communes.values())
    assert len(reached) == 37
    # Codes were used again: without its era a code means two communes.
    reused = {c for c in reached if places.former_communes.get(c, places.communes[c]).name
              != places.communes[c].name}  # fmt: skip
    assert len(reused) == 19
    districts = {former.former_district for former in places.former_communes.values()}
    assert districts == set(places.districts)


def test_places_named_alike_have_addresses_of_their_own(real_directory: Directory) -> None:
    places = real_directory.places
    assert len({d.slug for d in real_directory.districts}) == 8
    assert len({c.slug for c in places.communes.values()}) == 92


def test_every_organisation_is_placed_as_far_as_it_is_known(real_directory: Directory) -> None:
    for listed in real_directory.organisations:
        address, place = listed.record.address, listed.place
        assert address.former_commune is None or place.commune is not None
        assert address.former_district is None or place.district is not None


def test_no_personal_number_is_published() -> None:
    """No identity number, and no mobile number of Viet Nam, which is a person's."""
    identity = re.compile(r"(?<!\d)\d{12}(?!\d)")
    mobile = re.compile(r"(?<![\d-])(?:\+?84|0)[ .]?[35789](?:[ .]?\d){8}(?![\d-])")
    for path in TEXTS:
        text = re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8"))
        assert identity.findall(text) == []
        assert mobile.findall(text) == []


def test_no_email_is_published() -> None:
    for path in TEXTS:
        assert re.findall(r"[\w.+-]+@[\w-]+\.\w+", path.read_text(encoding="utf-8")) == []


def test_the_tables_of_places_are_sorted_by_code() -> None:
    for path in (CONTENT / "places").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            codes = [row["code"] for row in csv.DictReader(file)]
        assert codes == sorted(codes)
