"""Every form of the data is valid by the tool of its format and says its day and licence."""

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from geojson_pydantic import FeatureCollection
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from openpyxl import load_workbook

from site_builder.records.directory import Directory
from site_builder.render.data.open_data import open_data
from site_builder.render.data.package import BETWEEN
from site_builder.render.data.tables import Column, Table
from site_builder.render.data.workbook import workbook_file
from site_builder.render.environment import Site
from site_builder.render.memory import Held, Memory
from site_builder.words.catalogue import load_words
from site_builder.words.sheets import NAMES_ROW
from tests.building import TODAY
from tests.data_files import (
    API,
    DOWNLOADS,
    csv_rows,
    items,
    package,
    read_cards,
    read_json,
)

VIETNAMESE = load_words("vi")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FORMS = ("*.csv", "*.json", "*.geojson", "*.vcf", "*.xlsx")
DAY = TODAY.strftime("%d/%m/%Y")


@pytest.fixture(params=["real_root", "built_example", "built_hostile"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """Return the real site, the example and the one full of hostile texts."""
    root: Path = request.getfixturevalue(request.param)
    return root / "site"


def test_the_package_is_valid_with_types_keys_and_foreign_keys(any_site: Path) -> None:
    report = Package(str(any_site / DOWNLOADS / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert report.stats["tasks"] == len(list((any_site / DOWNLOADS / "csv").iterdir()))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("awards", '"documents"', '"topics"'), "foreign-key"),
        (("products", '"integer"', '"date"'), "type-error"),
    ],
)
def test_the_package_notices_what_does_not_belong(
    built_example: Path, tmp_path: Path, change: tuple[str, str, str], fault: str
) -> None:
    folder = built_example / "site" / DOWNLOADS
    (tmp_path / "csv").symlink_to(folder / "csv")
    content = _with(package(built_example / "site"), *change)
    (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert {kind for (kind,) in report.flatten(["type"])} == {fault}


def _with(content: dict[str, object], table: str, old: str, new: str) -> str:
    """Return a description with one word of one table's schema replaced."""
    resources = content["resources"]
    assert isinstance(resources, list)
    changed = [
        json.loads(json.dumps(r).replace(old, new)) if r["name"] == table else r for r in resources
    ]
    assert changed != resources
    return json.dumps({**content, "resources": changed})


def test_the_package_of_another_province_is_valid(
    synthetic_directory: Directory, tmp_path: Path
) -> None:
    site = Site(synthetic_directory, VIETNAMESE, areas={}, has_outlines=False)
    for file in open_data(site, lambda _offer: None):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    report = Package(str(tmp_path / DOWNLOADS / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert len(items(tmp_path, "organisations")) == len(synthetic_directory.organisations) > 20


def test_the_package_says_day_licence_and_counts(any_site: Path) -> None:
    content = package(any_site)
    assert content["created"] == f"{TODAY.isoformat()}T00:00:00Z"
    assert [licence["path"] for licence in content["licenses"]] == [LICENCE]
    for resource in content["resources"]:
        path = any_site / DOWNLOADS / resource["path"]
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert resource["count"] == len(csv_rows(any_site, resource["name"]))
        for field in resource["schema"]["fields"]:
            assert field["title"]
            assert field["description"]
            assert field["description_en"]


def test_no_cell_of_a_csv_file_is_run_as_a_formula(any_site: Path) -> None:
    seen = 0
    for resource in package(any_site)["resources"]:
        numbers = {f["name"] for f in resource["schema"]["fields"]
                   if f["type"] in {"integer", "number"}}  # fmt: skip
        for row in csv_rows(any_site, resource["name"]):
            for name, cell in row.items():
                seen += cell.startswith("'")
                assert name in numbers or not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)
    assert seen or "real" in any_site.as_posix()


def test_the_workbook_says_day_and_licence_and_every_text_is_a_text(any_site: Path) -> None:
    path = any_site / DOWNLOADS / "danh-ba.xlsx"
    book = load_workbook(path)
    about, *tables = book.worksheets
    said = "\n".join(str(cell.value) for cell in about["A"])
    assert DAY in said
    assert LICENCE in said
    assert len(tables) == len(package(any_site)["resources"]) + 1
    for sheet in tables:
        assert sheet.row_dimensions[NAMES_ROW].hidden
        headings = [cell.value for cell in sheet[2]]
        assert all(headings)
        assert len(set(headings)) == len(headings), sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "d"}, cell.coordinate
    with zipfile.ZipFile(path) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "macro" in name or "vba" in name]


def test_the_points_are_geojson_and_say_how_exact_they_are(any_site: Path) -> None:
    for name in ("organisations", "products"):
        path = any_site / DOWNLOADS / "geojson" / f"{name}.geojson"
        content = read_json(path)
        collection: FeatureCollection[Any] = FeatureCollection.model_validate_json(
            path.read_bytes()
        )
        assert (content["generated_on"], content["licence"]) == (TODAY.isoformat(), LICENCE)
        assert content["count"] == len(collection.features)
        for feature in content["features"]:
            properties, geometry = feature["properties"], feature["geometry"]
            assert (geometry is None) == (properties["precision"] is None)
            assert properties["precision"] in {"exact", "village", "commune", None}
            if geometry is not None:
                assert properties["approximate"] == (properties["precision"] != "exact")
                longitude, latitude = geometry["coordinates"]
                assert 102 < longitude < 110
                assert 8 < latitude < 24


def test_the_api_is_described_in_openapi(any_site: Path) -> None:
    folder = any_site / API
    content = read_json(folder / "openapi.json")
    validate(content, base_uri=(folder / "openapi.json").as_uri())
    assert content["openapi"].startswith("3.1")
    assert content["info"]["license"]["url"] == LICENCE
    answered = set()
    for path, item in content["paths"].items():
        pattern = re.sub(r"\{\w+\}", "*", path.lstrip("/"))
        found = set(any_site.glob(pattern))
        assert found, path
        answered |= found
        for media in item["get"]["responses"]["200"]["content"].values():
            if "$ref" in media["schema"]:
                schema = read_json(folder / media["schema"]["$ref"])
                Draft202012Validator.check_schema(schema)
                for file in sorted(found)[:3]:
                    Draft202012Validator(schema).validate(read_json(file))
    of_records = {path for path in folder.rglob("*.json") if path.parent.name != "schema"}
    given = {p for kind in FORMS for p in (any_site / DOWNLOADS).rglob(kind)} - {
        any_site / DOWNLOADS / "can-lam.csv"
    }
    assert (of_records | given) - answered == {folder / "index.json", folder / "openapi.json"}


def test_the_index_names_every_counted_file_with_its_size(any_site: Path) -> None:
    content = read_json(any_site / API / "index.json")
    assert content["count"] == len(content["items"]) > 40
    host = content["items"][0]["url"].partition(f"/{API}/")[0]
    for item in content["items"]:
        path = any_site / item["url"].removeprefix(f"{host}/")
        assert path.stat().st_size == item["bytes"], item["url"]


def test_every_card_is_read_and_no_line_is_longer_than_75_octets(any_site: Path) -> None:
    paths = sorted((any_site / DOWNLOADS / "vcard").iterdir())
    whole = any_site / DOWNLOADS / "danh-ba.vcf"
    *single, every = read_cards([*paths, whole])
    assert {len(cards) for cards in single} == {1}
    assert len(every) == len(read_json(any_site / API / "organisations.json")["items"])
    for path in (*paths, whole):
        content = path.read_bytes()
        assert content.endswith(b"END:VCARD\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert max(len(line) for line in content.split(b"\r\n")) <= 75
        content.replace(b"\r\n ", b"").decode()


def test_a_list_in_a_cell_holds_one_value_a_line(built_example: Path) -> None:
    rows = {row["id"]: row for row in csv_rows(built_example / "site", "organisations")}
    full = rows["htx-mau-day-du"]
    assert full["activities"].split(BETWEEN) == ["Sản xuất miến mẫu", "Thu mua củ mẫu"]


def test_a_text_that_no_cell_can_hold_is_cut_with_a_sign(
    directory: Directory, tmp_path: Path
) -> None:
    site = Site(directory, VIETNAMESE, areas={}, has_outlines=False)
    column = Column("results", "Programme.results", {"type": "string"}, is_list=True)
    table = Table("programmes", (column,), ((("x" * 20_000, "y" * 20_000),),))
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_file(site, [table]).content)
    held = load_workbook(path).worksheets[1]["A3"].value
    assert (len(held), held[-2:]) == (32_767, "y…")


@pytest.mark.parametrize("last", ["whole", "damaged", "gone"])
def test_a_workbook_made_with_the_last_one_is_the_same(directory: Directory, last: str) -> None:
    anew = Site(directory, VIETNAMESE, areas={}, has_outlines=False)
    column = Column("results", "Programme.results", {"type": "string"})
    first, second, changed = (
        Table(name, (column,), ((text,),))
        for name, text in (("programmes", "a"), ("products", "b"), ("products", "c"))
    )
    past = Memory()
    before = workbook_file(replace(anew, memory=past), [first, second]).content
    left = {"whole": before, "damaged": before[:-100], "gone": None}[last]
    found = None if left is None else Held(left)
    now = replace(anew, memory=Memory(past.kept, lambda _path: found))
    expected = workbook_file(anew, [first, changed]).content
    assert workbook_file(now, [first, changed]).content == expected
