"""The configuration of the form: what it edits, how a record looks in it, where it is kept."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.directory import Directory
from site_builder.records.models.settings import Settings
from site_builder.records.places import Commune, District, Province
from site_builder.records.validate import export_schema
from site_builder.render.addresses import FORMS
from site_builder.staff.editor.fields import Field, Form, Options, record_fields
from site_builder.words.catalogue import Words

# The branch that is published; the links of the pages to the files name it too.
BRANCH = "main"
# Where `decap-server` listens, which keeps what is written on this machine.
LOCAL_SERVER = "http://127.0.0.1:8081"
GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(\.git)?/?", re.ASCII)

Unit = Province | District | Commune


def editor_config(directory: Directory, words: Words, backend: Mapping[str, str]) -> dict[str, Any]:
    """Return the configuration of Decap CMS.

    Whatever is saved waits as a proposal (`editorial_workflow`), and no button of the form puts it
    into the records (`publish`): a person merges it where the checks are seen.
    """
    lists = _lists(directory)
    return {
        "backend": {**backend, "commit_messages": _commit_messages(words)},
        "locale": words.language,
        "site_url": directory.settings.site_url,
        "logo": {"src": "../assets/brand/mark.svg"},
        "publish_mode": "editorial_workflow",
        "media_folder": "content/photos",
        "media_library": {"name": "none"},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": [
            *(_records(directory, words, lists, folder) for folder in FORMS),
            _documents(words, lists),
        ],
    }


def choose_backend(settings: Settings, *, here: bool) -> dict[str, str]:
    """Return where the records are kept: on GitHub if people can sign in, or else `here`.

    Without a sign-in server of its own, Decap would ask one that others run.
    """
    repository = GITHUB.fullmatch(settings.repo_url or "")
    editor = settings.scope.editor
    if here or repository is None or editor is None:
        return {"name": "proxy", "proxy_url": f"{LOCAL_SERVER}/api/v1", "branch": BRANCH}
    return {
        "name": "github",
        "repo": repository[1],
        "branch": BRANCH,
        "base_url": editor.sign_in.rstrip("/"),
        "auth_endpoint": "auth",
        # No more than it needs: the records are public.
        "auth_scope": "public_repo",
    }


def is_local(backend: Mapping[str, str]) -> bool:
    """Return whether the form works on this machine only."""
    return backend["name"] == "proxy"


def _commit_messages(words: Words) -> dict[str, str]:
    # Decap fills in the braces.
    return {name: words(f"editor.commit.{name}") for name in ("create", "update", "delete")}


def _records(
    directory: Directory, words: Words, lists: Mapping[str, Options], folder: str
) -> dict[str, Any]:
    schema = export_schema(FOLDERS[folder], many=False)
    form = Form(folder, schema["$defs"], words, lists)
    fields = record_fields(form, schema)
    (identity,) = (field for field in fields if field["name"] == "id")
    identity["taken"] = sorted(_taken_ids(directory, folder))
    identity["read_only"] = words("editor.read_only")
    identity["taken_message"] = words("editor.taken")
    return {
        "name": folder,
        "label": words(f"editor.collection.{folder}"),
        "label_singular": words(f"editor.one.{folder}"),
        "description": words(f"editor.about.{folder}"),
        "folder": f"content/{folder}",
        "format": folder,
        "extension": "yml",
        "create": True,
        "delete": False,
        "publish": False,
        "slug": "{{fields.id}}",
        "identifier_field": "name_vi",
        "summary": "{{name_vi}} ({{id}})",
        "sortable_fields": ["name_vi", "id"],
        "fields": fields,
    }


def _documents(words: Words, lists: Mapping[str, Options]) -> dict[str, Any]:
    """Return the one file that lists the documents, which records cite."""
    schema = export_schema(LISTS["documents"], many=True)
    form = Form("documents", schema["$defs"], words, lists)
    fields = record_fields(form, schema["$defs"]["Document"])
    for field in fields:
        # A list has no file for each entry, whose name would hold the id.
        if field["name"] == "id":
            field |= {"widget": "string", "hint": words("editor.document_id")}
    listed: Field = {
        "name": "documents",
        "widget": "list",
        "label": words("editor.collection.documents"),
        "label_singular": words("editor.one.documents"),
        "hint": words("editor.about.documents"),
        "summary": "{{fields.title}} ({{fields.id}})",
        "collapsed": True,
        "fields": fields,
    }
    file = {
        "name": "documents",
        "label": words("editor.collection.documents"),
        "file": "content/documents.yml",
        "fields": [listed],
    }
    return {
        "name": "reference",
        "label": words("editor.collection.documents"),
        "format": "documents",
        "extension": "yml",
        "publish": False,
        "delete": False,
        "files": [file],
    }


def _taken_ids(directory: Directory, folder: str) -> set[str]:
    """Return every id that is or was in use: an address is never given to another record."""
    records = [r for r in directory.every_record if r.path.startswith(f"content/{folder}/")]
    published = [row.record for row in directory.ledger if row.record.startswith(f"{folder}/")]
    return {
        *(listed.record.id for listed in records),
        *(alias for listed in records for alias in listed.record.aliases),
        *(record.partition("/")[2] for record in published),
    }


def _lists(directory: Directory) -> dict[str, Options]:
    """Return the values that a field may have, where they are records themselves, by its name."""
    places = directory.places
    return {
        "commune": _units(places.communes.values()),
        "former_commune": [
            _option(unit.code, f"{unit.full_name}, {places.districts[unit.former_district].name}")
            for unit in places.former_communes.values()
        ],
        "former_district": _units(places.districts.values()),
        "former_province": _units(places.former_provinces.values()),
        "sector": [_option(term.id, term.label_vi) for term in directory.sectors.values()],
        "ocop_set": [_option(s.code, s.label_vi) for s in directory.ocop_sets.values()],
    }


def _units(units: Iterable[Unit]) -> Options:
    return [_option(unit.code, unit.full_name) for unit in units]


def _option(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": f"{label} ({value})"}
