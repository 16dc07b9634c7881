"""The configuration of the form: every field of the models, and where what is saved is kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder.publish.faults import MissingPackageError
from site_builder.records.content import FOLDERS
from site_builder.records.directory import Directory
from site_builder.records.models.settings import Editor
from site_builder.records.validate import export_schema
from site_builder.staff.editor import editor_files
from site_builder.staff.editor.config import LOCAL_SERVER
from site_builder.words.catalogue import load_words
from tests.building import ROOT

WORDS = load_words("vi")
SIGN_IN = "https://dang-nhap.vung-mau.example"
REPOSITORY = "https://github.com/vung-mau/danh-ba"


def files(directory: Directory, *, here: bool = False) -> dict[str, str]:
    made = editor_files(directory, ROOT / "node_modules", WORDS, here=here)
    ours = [file for file in made if "/vendor/" not in file.path]
    return {file.path.removeprefix("bien-tap/"): file.content.decode() for file in ours}


def settings(directory: Directory, repo_url: str | None, sign_in: str | None) -> Directory:
    before = directory.settings
    editor = Editor(sign_in=sign_in) if sign_in else None
    scope = before.scope.model_copy(update={"editor": editor})
    extra = before.extra.model_copy(update={"directory": scope})
    changed = before.model_copy(update={"repo_url": repo_url, "extra": extra})
    return replace(directory, settings=changed)


@pytest.fixture(scope="module")
def decap(directory: Directory) -> dict[str, Any]:
    """Return what Decap is told."""
    config: dict[str, Any] = json.loads(files(directory)["config.json"])["decap"]
    return config


def collection(decap: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = (c for c in decap["collections"] if c["name"] == name)
    return found


def every_field(fields: list[dict[str, Any]], path: str = "") -> Iterator[tuple[str, Any]]:
    for field in fields:
        where = f"{path}{field['name']}"
        yield where, field
        yield from every_field(field.get("fields", []), f"{where}.")


def every_path(schema: dict[str, Any], model: dict[str, Any], path: str = "") -> Iterator[str]:
    for name, field in model["properties"].items():
        if "const" not in field:
            yield f"{path}{name}"
        inner = field.get("$ref") or field.get("items", {}).get("$ref")
        if inner:
            part = schema["$defs"][inner.rpartition("/")[2]]
            yield from every_path(schema, part, f"{path}{name}.")


@pytest.mark.parametrize("folder", ["cooperatives", "products"])
def test_every_field_of_the_models_is_in_the_form(decap: dict[str, Any], folder: str) -> None:
    schema = export_schema(FOLDERS[folder], many=False)
    shown = [path for path, _ in every_field(collection(decap, folder)["fields"])]
    assert sorted(shown) == sorted(every_path(schema, schema))


@pytest.mark.parametrize("folder", ["cooperatives", "products"])
def test_every_field_is_named_and_explained(decap: dict[str, Any], folder: str) -> None:
    for path, field in every_field(collection(decap, folder)["fields"]):
        assert field["label"][0].isupper(), path
        assert field["hint"], path
        assert "dấu nháy" not in field["hint"], path
        labels = [option["label"] for option in field.get("options", [])]
        assert all(labels), path


def test_a_code_or_a_number_is_kept_as_text(decap: dict[str, Any]) -> None:
    fields = dict(every_field(collection(decap, "cooperatives")["fields"]))
    widgets = {field["widget"] for field in fields.values()}
    assert not widgets & {"number", "boolean", "map", "markdown"}
    assert fields["members.at_founding"]["options"] == [
        {"value": "true", "label": "Có"},
        {"value": "false", "label": "Không"},
    ]
    codes = {option["value"]: option["label"] for option in fields["address.commune"]["options"]}
    assert codes["90104"] == "Xã Đồi Ruộng (90104)"


def test_makers_and_documents_are_chosen_from_the_records(decap: dict[str, Any]) -> None:
    fields = dict(every_field(collection(decap, "products")["fields"]))
    assert fields["producer"]["collection"] == "cooperatives"
    assert fields["left.successor"]["collection"] == "products"
    assert fields["certificates.products"]["multiple"]
    for name in ("sources.document", "awards.source"):
        assert (fields[name]["collection"], fields[name]["file"]) == ("reference", "documents")


def test_an_id_that_was_ever_used_is_taken(decap: dict[str, Any]) -> None:
    fields = dict(every_field(collection(decap, "cooperatives")["fields"]))
    assert {"htx-mau-day-du", "htx-mau-cu"} <= set(fields["id"]["taken"])


def test_nothing_is_published_or_deleted_by_the_form(decap: dict[str, Any]) -> None:
    assert decap["publish_mode"] == "editorial_workflow"
    for found in decap["collections"]:
        assert (found["publish"], found["delete"]) == (False, False)


@pytest.mark.parametrize(
    ("repo_url", "sign_in"),
    [(None, None), (REPOSITORY, None), (None, SIGN_IN), ("https://example.org/kho", SIGN_IN)],
)
def test_without_a_way_to_sign_in_it_edits_this_machine(
    directory: Directory, repo_url: str | None, sign_in: str | None
) -> None:
    made = files(settings(directory, repo_url, sign_in))
    backend = json.loads(made["config.json"])["decap"]["backend"]
    assert (backend["name"], backend["proxy_url"]) == ("proxy", f"{LOCAL_SERVER}/api/v1")
    assert f"connect-src &#x27;self&#x27; {LOCAL_SERVER};" in made["index.html"]


@pytest.mark.parametrize("end", ["", "/", ".git"])
def test_with_one_it_proposes_to_the_repository(directory: Directory, end: str) -> None:
    public = settings(directory, REPOSITORY + end, f"{SIGN_IN}/")
    made = files(public)
    backend = json.loads(made["config.json"])["decap"]["backend"]
    assert {name: backend[name] for name in ("name", "repo", "branch", "base_url")} == {
        "name": "github",
        "repo": "vung-mau/danh-ba",
        "branch": "main",
        "base_url": SIGN_IN,
    }
    assert "connect-src &#x27;self&#x27; https://api.github.com;" in made["index.html"]
    assert LOCAL_SERVER not in "".join(made.values())
    here = json.loads(files(public, here=True)["config.json"])["decap"]["backend"]
    assert here["name"] == "proxy"


def test_a_package_that_is_not_there_is_named(directory: Directory, tmp_path: Path) -> None:
    with pytest.raises(MissingPackageError, match="decap-cms"):
        editor_files(directory, tmp_path, WORDS, here=False)
