"""The JSON Schemas: as the models are, named by every file, and right about what editors see."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from site_builder.records.content import FOLDERS, LISTS
from site_builder.render.data.record_schemas import NAMES, render_schemas

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "content" / "schemas"
FILES = sorted(
    path
    for root in (ROOT, ROOT / "tests" / "example_site")
    for path in (root / "content").rglob("*.yml")
)


class EditorLoader(yaml.CSafeLoader):
    """Reads YAML 1.2 as editors do: plain numbers, true and false have types, dates are texts."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, form, starts in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), list(starts)
    )


def as_editors_read(text: str) -> Any:  # noqa: ANN401 -- any YAML
    return yaml.load(text, Loader=EditorLoader)  # noqa: S506 -- a safe loader of our own


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


VALIDATORS = {name: validator(name) for name in (*NAMES.values(), *LISTS)}


def faults(name: str, value: object) -> Iterator[str]:
    for error in VALIDATORS[name].iter_errors(value):
        yield f"{error.json_path}: {error.message}"


def schema_of(path: Path) -> str:
    return NAMES.get(path.parent.name, path.stem)


def test_the_committed_schemas_are_those_of_the_models() -> None:
    written = {file.path: file.content for file in render_schemas()}
    committed = {path.name: path.read_bytes() for path in SCHEMAS.iterdir()}
    assert committed == written, "The models have changed: run `site-builder schema`."


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    assert set(VALIDATORS) == {NAMES[folder] for folder in FOLDERS} | set(LISTS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.relative_to(ROOT).parts))
def test_a_file_names_its_schema_and_is_as_it_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named is not None
    assert (path.parent / named[1]).resolve() == SCHEMAS / f"{schema_of(path)}.json"

    assert list(faults(schema_of(path), as_editors_read(text))) == []


LEAST = "id: a\nname_vi: A\nkind: ocop\nsources: [{document: d}]\n"


@pytest.mark.parametrize(
    "text",
    [
        "name_en: 2025",
        "net_content: 500",
        "awards: [{source: d, as_of: 2018}, {source: d, as_of: 2018-06}]",
        "awards: [{source: d, star: 3, score: 91, decision_number: 9/QĐ-UBND}]",
        "abv_percent: 29.5",
        "season_months: [11, 12, 1]",
        'gtin: "2000000000015"',
    ],
)
def test_an_editor_takes_what_the_check_takes(text: str) -> None:
    assert list(faults("product", as_editors_read(f"{LEAST}{text}\n"))) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("nmae_en: A", "$"),
        ("kind: odd", "$.kind"),
        ("gtin: 2000000000015", "$.gtin"),
        ("ocop_set: 06", "$.ocop_set"),
        ("net_content:", "$.net_content"),
        ("net_content: true", "$.net_content"),
        ("abv_percent: 101", "$.abv_percent"),
        ("season_months: [13]", "$.season_months[0]"),
        ("awards: [{star: 2, source: d}]", "$.awards[0].star"),
        ("awards: [{star: 3}]", "$.awards[0]"),
        ("awards: [{as_of: 18, source: d}]", "$.awards[0].as_of"),
        ("awards: [{as_of: 06/2018, source: d}]", "$.awards[0].as_of"),
        ("awards: [{decision_date: 25/06/2024, source: d}]", "$.awards[0].decision_date"),
        ("price: {amount_vnd: 45.000, unit: kg, as_of: 2026-11-01}", "$.price.amount_vnd"),
        ("producer: HTX Mẫu", "$.producer"),
    ],
)
def test_an_editor_marks_what_the_check_refuses(text: str, where: str) -> None:
    record = as_editors_read(LEAST) | as_editors_read(f"{text}\n")
    assert [fault.split(": ")[0] for fault in faults("product", record)] == [where]


def test_no_editor_offers_nothing_as_a_value() -> None:
    """A field without a value is left out, so neither `null` nor a default is in a schema."""
    text = "".join(path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir())
    assert '"null"' not in text
    assert '"default"' not in text
