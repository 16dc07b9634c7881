"""The data files: described by their schemas, the same records as in the YAML files."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.building import TODAY
from tests.recount import Record, Recount

FOLDERS = {"organisations": "cooperatives", "products": "products", "programmes": "programmes"}
RECORDS = tuple(FOLDERS)
# Lists that are files of their own among the records.
ENTRIES = (
    "documents", "figures", "indicators", "bodies", "ocop_sets", "sectors", "topics",
    "programme_types",
)  # fmt: skip
LISTS = (*RECORDS, "places", *ENTRIES)
DERIVED = {
    "organisations": {"url", "place", "products", "programmes"},
    "products": {"url", "place", "state", "star", "ends_on"},
    "programmes": {"url"},
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def read(site: Path, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads((site / "api" / "v1" / f"{name}.json").read_bytes(), parse_float=Decimal)


def schema(site: Path, name: str) -> Draft202012Validator:
    content = read(site, f"schema/{name}")
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_as_its_schema_says(site: Path, name: str) -> None:
    assert list(schema(site, name).iter_errors(read(site, name))) == []


@pytest.mark.parametrize("name", RECORDS)
def test_every_single_record_is_as_its_schema_says_and_as_in_the_list(
    site: Path, recount: Recount, name: str
) -> None:
    validator = schema(site, name.removesuffix("s"))
    items = {item["id"]: item for item in read(site, name)["items"]}
    assert items
    every = recount.every(FOLDERS[name])
    old = {alias: id_ for id_, record in every.items() for alias in record.get("aliases", ())}
    assert {p.stem for p in (site / "api" / "v1" / name).iterdir()} == {*every, *old}
    for id_ in every:
        content = read(site, f"{name}/{id_}")
        assert list(validator.iter_errors(content)) == []
        assert content["item"]["id"] == id_
        assert content["item"] == items.get(id_, content["item"])
    for alias, id_ in old.items():
        assert read(site, f"{name}/{alias}") == read(site, f"{name}/{id_}")


@pytest.mark.parametrize("name", LISTS)
def test_a_schema_notices_what_does_not_belong(site: Path, name: str) -> None:
    content = read(site, name)
    content["count"] = str(content["count"])
    content["more"] = 1
    first = content["items"][0]
    del first["name" if name == "places" else "id"]
    found = {error.validator for error in schema(site, name).iter_errors(content)}
    assert found == {"type", "additionalProperties", "required"}


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_its_day_its_licence_and_its_count(site: Path, name: str) -> None:
    content = read(site, name)
    assert list(content) == ["generated_on", "licence", "count", "items"]
    assert content["generated_on"] == TODAY.isoformat()
    assert content["licence"] == LICENCE
    assert content["count"] == len(content["items"])


@pytest.mark.parametrize("name", RECORDS)
def test_items_are_the_records_with_derived_fields_added(
    site: Path, recount: Recount, name: str
) -> None:
    records: dict[str, Record] = getattr(recount, name)
    items = {item["id"]: item for item in read(site, name)["items"]}
    assert items.keys() == records.keys()
    for id_, record in records.items():
        assert items[id_].keys() == record.keys() | DERIVED[name], id_
        if "awards" in record:
            # In order of time.
            record = {**record, "awards": [award for award, _, _ in recount.awards(record)]}  # noqa: PLW2901
        for path, text in leaves(record):
            # A telephone number is given in its international form.
            written = f"+84{text.replace(' ', '')[1:]}" if path[-1] == "phone" else text
            assert is_same(find(items[id_], path), written), (id_, path)


@pytest.mark.parametrize("name", ENTRIES)
def test_the_lists_that_records_refer_to_are_those_of_their_files(
    site: Path, recount: Recount, name: str
) -> None:
    items = read(site, name)["items"]
    entries = recount.entries(name)
    assert len(items) == len(entries)
    for item, entry in zip(items, entries, strict=True):
        # Where a copy of a document is kept is not published.
        entry.pop("stored_copy", None)
        assert item.keys() == entry.keys()
        for path, text in leaves(entry):
            assert is_same(find(item, path), text), (item, path)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:  # noqa: ANN401
    """Yield every text of a record with its path."""
    if isinstance(value, str):
        yield path, value
        return
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in steps:
        yield from leaves(part, (*path, step))


def find(value: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what stands at a path; `false`, which is what is meant without it, may be left out."""
    for step in path[:-1]:
        value = value[step]
    return value[path[-1]] if isinstance(value, list) else value.get(path[-1], False)


def is_same(value: object, written: str) -> bool:
    """Return whether a value of a data file is what the record says."""
    if isinstance(value, bool):
        return str(value).lower() == written
    if isinstance(value, int | Decimal):
        return value == Decimal(written)
    return value == " ".join(written.split())


NUMBERS = {"star", "count", "score", "year", "lat", "lon", "value"}
CODES = {
    "commune", "former_commune", "former_district", "former_province", "province", "code",
    "tax_code", "gtin", "ocop_set",
}  # fmt: skip


def test_numbers_are_numbers_and_codes_are_text(site: Path) -> None:
    found = set()
    # The year of a programme may be a month.
    for name in ("organisations", "products", "places", "figures"):
        for path, value in every_value(read(site, name)):
            if value is not None and path[-1] in NUMBERS:
                assert isinstance(value, int | Decimal), path
                assert not isinstance(value, bool), path
                found.add(path[-1])
            if value is not None and path[-1] in CODES:
                assert isinstance(value, str), path
                found.add(path[-1])
    assert found >= {"star", "count", "score", "lat", "commune", "former_commune", "code"}


def every_value(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:  # noqa: ANN401
    if isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, part in steps:
            yield from every_value(part, (*path, step))
    else:
        yield path, value


def test_places_of_records_are_those_of_the_crosswalk(site: Path, recount: Recount) -> None:
    for name, records in (
        ("organisations", recount.organisations),
        ("products", recount.products),
    ):
        for item in read(site, name)["items"]:
            place = item["place"] or {}
            codes = (place.get("commune"), place.get("former_district"))
            assert codes == recount.place(records[item["id"]]), item["id"]


def test_lists_of_links_between_records_agree(site: Path, recount: Recount) -> None:
    for item in read(site, "organisations")["items"]:
        made = [id_ for id_, p in recount.products.items() if p.get("producer") == item["id"]]
        joined = [
            id_
            for id_, programme in recount.programmes.items()
            for part in programme.get("participants", [])
            if part["organisation"] == item["id"]
        ]
        assert sorted(item["products"]) == sorted(made)
        assert sorted(item["programmes"]) == sorted(joined)


def test_the_places_are_those_of_the_tables(site: Path, recount: Recount) -> None:
    items = read(site, "places")["items"]
    keys = [(item["era"], item["level"], item["code"]) for item in items]
    assert len(keys) == len(set(keys))
    former = recount.table("former_communes")
    assert set(keys) == {
        *(("former", "district", row["code"]) for row in recount.table("former_districts")),
        *(("former", "commune", row["code"]) for row in former),
        *(("present", "commune", row["commune"]) for row in former),
    }


def test_no_day_of_the_data_is_later_than_the_day_of_the_build(site: Path) -> None:
    for name in ("organisations", "products"):
        for path, value in every_value(read(site, name)):
            if path[-1] in {"decision_date", "on", "issued_on"} and len(value) == len("2026-11-22"):
                assert date.fromisoformat(value) <= TODAY, path
