"""What is given away agrees: every form says what the YAML files say, and so does the page."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from site_builder.records.directory import Directory
from site_builder.records.models import common, organisation, product, reference
from site_builder.records.models.common import Model
from site_builder.render.data.api import data_lists
from site_builder.render.data.dictionary import described_columns, values_of
from site_builder.render.data.schemas import item_schemas
from site_builder.render.data.tables import data_tables
from site_builder.render.environment import Site
from site_builder.words.catalogue import LANGUAGES, load_words
from tests.building import TODAY
from tests.data_files import DOWNLOADS, csv_rows, items, package, read_cards, read_json, sheets
from tests.html_pages import HtmlPage, elements, text_of
from tests.recount import LIVE, Record, Recount

VIETNAMESE = load_words("vi")
MAIN = {"organisations": "organisation", "products": "product", "programmes": "programme"}
# The lists of objects inside records, each with the records that have it.
PARTS = {
    "sources": ("organisations", "products", "programmes"),
    "members": ("organisations",),
    "annual_ratings": ("organisations",),
    "honours": ("organisations", "products"),
    "certificates": ("organisations", "products"),
    "photos": ("organisations", "products"),
    "links": ("organisations",),
    "traceability": ("products",),
    "marks": ("products",),
    "marketplace_links": ("products",),
    "awards": ("products",),
    "ocop_steps": ("products",),
    "legal_documents": ("programmes",),
    "participants": ("programmes",),
}
# How descriptions in the models speak to those who write YAML.
EDITING = re.compile(r",? trong (?:dấu nháy|nháy|content/[\w.]+\w)")
FIXTURE = Path(__file__).parent / "fixtures" / "api_v1.txt"


def records_of(recount: Recount, name: str) -> dict[str, Record]:
    found: dict[str, Record] = getattr(recount, name)
    return found


def cells(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield every column of a record that is one value or a list of values, as a cell holds it."""
    if isinstance(value, str):
        name = ".".join(path)
        is_phone = path[-1] == "phone"
        yield name, f"+84{value.replace(' ', '')[1:]}" if is_phone else " ".join(value.split())
    elif isinstance(value, dict):
        for step, part in value.items():
            yield from cells(part, (*path, step))
    elif value and isinstance(value[0], str):
        yield ".".join(path), "\n".join(" ".join(part.split()) for part in value)


def is_same(cell: str, written: str) -> bool:
    plain = cell[1:] if re.match(r"'[=+\-@＝＋－＠]", cell) else cell
    if plain == written:
        return True
    numbers = all(re.fullmatch(r"-?\d+(\.\d+)?", text) for text in (plain, written))
    return numbers and Decimal(plain) == Decimal(written)


@pytest.mark.parametrize("name", MAIN)
def test_every_form_has_every_record_and_no_other(site: Path, recount: Recount, name: str) -> None:
    expected = set(records_of(recount, name))
    assert {item["id"] for item in items(site, name)} == expected
    assert {row["id"] for row in csv_rows(site, name)} == expected
    of_sheet = sheets(site)[VIETNAMESE(f"open_data.table.{name}")]
    assert {row["id"] for row in of_sheet} == expected
    assert len(of_sheet) == len(csv_rows(site, name)) == len(expected)
    if name != "programmes":
        points = read_json(site / DOWNLOADS / "geojson" / f"{name}.geojson")
        assert [f["id"] for f in points["features"]] == [i["id"] for i in items(site, name)]


@pytest.mark.parametrize("name", MAIN)
def test_the_cells_of_a_record_are_what_its_file_says(
    site: Path, recount: Recount, name: str
) -> None:
    rows = {row["id"]: row for row in csv_rows(site, name)}
    for id_, record in records_of(recount, name).items():
        for column, written in cells(record):
            assert is_same(rows[id_][column], written), (id_, column)


@pytest.mark.parametrize("part", PARTS)
def test_the_lists_inside_records_are_tables_of_their_own(
    site: Path, recount: Recount, part: str
) -> None:
    rows = csv_rows(site, part)
    expected = [
        (MAIN[name], id_, item)
        for name in PARTS[part]
        for id_, record in records_of(recount, name).items()
        for item in (
            [award for award, _, _ in recount.awards(record)]
            if part == "awards"
            else record.get(part, [])
        )
    ]
    bodies = [b for b in recount.entries("bodies") for _ in b["sources"]]
    assert len(rows) == len(expected) + (len(bodies) if part == "sources" else 0)
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        owner = next(kind for kind in (*MAIN.values(), "body") if row.get(kind) and row["position"]
                     and (kind != "organisation" or part != "participants"))  # fmt: skip
        found.setdefault((owner, row[owner]), []).append(row)
    for owner, id_, item in expected:
        row = found[owner, id_].pop(0)
        for column, written in cells(item):
            assert is_same(row[column], written), (part, id_, column)


def test_every_award_has_its_state_and_end_for_the_day_of_the_data(
    site: Path, recount: Recount
) -> None:
    rows = iter(csv_rows(site, "awards"))
    by_product: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_product.setdefault(row["product"], []).append(row)
    products = {row["id"]: row for row in csv_rows(site, "products")}
    features = read_json(site / DOWNLOADS / "geojson" / "products.geojson")["features"]
    points = {feature["id"]: feature["properties"] for feature in features}
    seen = 0
    for id_, record in recount.products.items():
        awards = recount.awards(record)
        shown = [(row["state"], row["ends_on"]) for row in by_product.get(id_, [])]
        assert shown == [(state, end.isoformat() if end else "") for _, state, end in awards], id_
        current = recount.current(record)
        _, state, end = current or ({}, None, None)
        for held in (products[id_], points[id_]):
            assert (held["state"] or None) == state
            assert (held["ends_on"] or None) == (end.isoformat() if end else None)
            assert held["generated_on"] == TODAY.isoformat()
        if end is not None and end < TODAY:
            assert state not in LIVE
        seen += current is not None
    assert seen


def test_the_workbook_holds_the_cells_of_the_csv_files(site: Path) -> None:
    of_workbook = sheets(site)
    for resource in package(site)["resources"]:
        rows = csv_rows(site, resource["name"])
        shown = of_workbook[VIETNAMESE(f"open_data.table.{resource['name']}")]
        assert len(shown) == len(rows) == resource["count"]
        for row, other in zip(rows, shown, strict=True):
            assert row.keys() == other.keys()
            for name, cell in row.items():
                assert is_same(cell, as_text(other[name])), (resource["name"], name)


def as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return repr(value)
    return "" if value is None else str(value)


def test_the_points_are_those_of_the_records_or_of_their_communes(
    site: Path, recount: Recount
) -> None:
    communes = {row["code"]: (Decimal(row["lon"]), Decimal(row["lat"]))
                for row in recount.table("communes")}  # fmt: skip
    for name in ("organisations", "products"):
        content = read_json(site / DOWNLOADS / "geojson" / f"{name}.geojson")
        for feature in content["features"]:
            record = records_of(recount, name)[feature["id"]]
            own, commune = record.get("location"), recount.place(record)[0]
            geometry, precision = feature["geometry"], feature["properties"]["precision"]
            if own is not None:
                assert geometry["coordinates"] == [Decimal(own["lon"]), Decimal(own["lat"])]
                assert precision == own["precision"]
            elif commune is not None:
                assert geometry["coordinates"] == list(communes[commune])
                assert precision == "commune"
            else:
                assert geometry is precision is None


def test_a_card_holds_the_published_contact_of_its_organisation_only(
    site: Path, recount: Recount
) -> None:
    every = recount.every("cooperatives")
    old = {alias: id_ for id_, record in every.items() for alias in record.get("aliases", ())}
    folder = site / DOWNLOADS / "vcard"
    assert {path.stem for path in folder.iterdir()} == {*every, *old}
    names = [*every, *old]
    cards = read_cards([folder / f"{name}.vcf" for name in names])
    for name, (card,) in zip(names, cards, strict=True):
        record = every[old.get(name, name)]
        is_listed = record["id"] in recount.organisations
        contact = record.get("contact", {}) if is_listed else {}
        held: dict[str, list[Any]] = {}
        for line in card:
            held.setdefault(line["property"], []).append(line["value"])
        assert held["FN"] == [" ".join(record["name_vi"].split())]
        assert held["KIND"] == ["org"]
        phone = contact.get("phone", "").replace(" ", "")
        assert held.get("TEL", []) == ([f"tel:+84{phone[1:]}"] if phone else [])
        assert held.get("EMAIL", []) == [v for k, v in contact.items() if k == "email"]
        assert held["URL"][:-1] == [v for k, v in contact.items() if k == "website"]
        assert ("ADR" in held) is is_listed
        assert TODAY.strftime("%d/%m/%Y") in str(held["NOTE"])
        location = record.get("location", {})
        exact = is_listed and location.get("precision") == "exact"
        assert held.get("GEO", []) == [f"geo:{location.get('lat')},{location.get('lon')}"] * exact


def test_the_page_of_an_organisation_leads_to_its_card(
    every_page: Mapping[str, HtmlPage], site: Path, recount: Recount
) -> None:
    for id_ in recount.organisations:
        for edition in ("/", "/en/"):
            page = every_page[f"{edition}hop-tac-xa/{id_}/"]
            links = [link for _, link in page.references() if link.endswith(".vcf")]
            path = (site / page.address.lstrip("/")).joinpath(*links).resolve()
            assert path == (site / DOWNLOADS / "vcard" / f"{id_}.vcf").resolve()


def test_nothing_given_away_sells_spirits(site: Path, recount: Recount) -> None:
    spirits = {id_ for id_, p in recount.products.items() if p.get("regulatory_class") == "alcohol"}
    assert spirits
    for row in csv_rows(site, "products"):
        if row["id"] in spirits:
            assert not any(row[name] for name in row if name.startswith(("price.", "season_")))
    assert spirits.isdisjoint(row["product"] for row in csv_rows(site, "marketplace_links"))


def test_the_page_counts_what_the_files_hold(pages: Mapping[str, HtmlPage], site: Path) -> None:
    page = pages["/du-lieu/"]
    linked = {reference for _, reference in page.references()}
    for resource in package(site)["resources"]:
        assert resource["path"] in linked
    text = text_of(page.root)
    for name in ("danh-ba.xlsx", "danh-ba.vcf", "datapackage.json", "../api/v1/openapi.json"):
        assert name in linked
    assert TODAY.strftime("%d/%m/%Y") in text
    shown: dict[str, str] = {}
    for row in elements(page.root, "tr"):
        cells_ = [text_of(cell) for cell in row]
        shown.setdefault(cells_[0], cells_[1])
    for resource in package(site)["resources"]:
        count = f"{resource['count']:,}".replace(",", ".")
        assert shown[resource["title"]] == count


def test_the_dictionary_explains_every_column(pages: Mapping[str, HtmlPage], site: Path) -> None:
    explained = {text_of(cell) for cell in elements(pages["/du-lieu/"].root, "th")}
    for resource in package(site)["resources"]:
        assert {field["name"] for field in resource["schema"]["fields"]} <= explained


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_closed_list_is_said_in_words(directory: Directory, language: str) -> None:
    words = load_words(language)
    site = Site(directory, words, areas={}, has_outlines=False)
    tables = data_tables(site, data_lists(site))
    compared = 0
    for table, column in described_columns(tables):
        values = map(str, column.schema.get("enum", ()))
        for value, said in zip(values, values_of(words, column), strict=True):
            assert value.isdecimal() or re.match(rf"{value}: \w", said), (table.name, column.name)
            compared += 1
    assert compared > 100


# The words and the contract


def models_in(module: Any) -> Iterator[type[Model]]:  # noqa: ANN401 -- a module
    yield from (
        part for part in vars(module).values() if isinstance(part, type) and issubclass(part, Model)
    )


def test_the_dictionary_is_that_of_the_models() -> None:
    known = {m.__name__: m for module in (common, organisation, product, reference)
             for m in models_in(module)}  # fmt: skip
    compared = 0
    for key, text in VIETNAMESE.entries.items():
        _, _, name = key.partition("dictionary.")
        model, _, field = name.partition(".")
        if not key.startswith("dictionary.") or model not in known or field == "id":
            continue
        if field in known[model].model_fields:
            description = known[model].model_fields[field].description
            assert text == EDITING.sub("", str(description)), key
            compared += 1
    assert compared > 180


def contract() -> Iterator[str]:
    """Yield a line for every field of every item: where it is and what may stand there."""
    for name, schema in item_schemas().items():
        for model, part in ((name, schema), *schema.get("$defs", {}).items()):
            for field, value in part["properties"].items():
                yield f"{name} {model}.{field} {' '.join(sorted(kinds(value)))}"


def kinds(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the types that a value may have, and the names of the objects."""
    if "$ref" in schema:
        yield schema["$ref"].rpartition("/")[2]
    elif "anyOf" in schema:
        yield from (kind for choice in schema["anyOf"] for kind in kinds(choice))
    elif schema["type"] == "array":
        yield from (f"{kind}[]" for kind in kinds(schema["items"]))
    else:
        yield schema["type"]


def test_version_1_only_grows() -> None:
    """A field that is new gets a line of its own in the fixture; no line is ever taken out."""
    promised = FIXTURE.read_text(encoding="utf-8").splitlines()
    assert set(promised) - set(contract()) == set()
    assert set(contract()) - set(promised) == set(), "add these lines to the fixture"
