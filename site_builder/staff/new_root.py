"""A new directory of another province: its settings, places and closed lists, and no record yet."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.publish.tree import hand_written, write_file
from site_builder.publish.vendor import FONT_PACKAGE, FONTS, PACKAGES
from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.ledger import PATH as LEDGER
from site_builder.records.ledger import ledger_text
from site_builder.records.load import load_file
from site_builder.records.models.settings import SETTINGS_FILES
from site_builder.records.photos import FOLDER as PHOTOS
from site_builder.records.raw import FieldPath, RawRecord
from site_builder.records.tables import FOLDER as PLACES
from site_builder.render.data.record_schemas import render_schemas
from site_builder.staff.fmt import canonical_text
from site_builder.staff.province import ProvincePlaces
from site_builder.staff.yaml_edit import Code, set_field, value_at
from site_builder.words.catalogue import ORIGINAL, Words, load_words

# The lists that hold for the whole country; the others begin empty.
SHARED_LISTS = ("sectors", "topics", "programme_types", "ocop_sets")
# What a repository of its own needs besides; what is missing in the pattern is passed over.
SHARED_FILES = (
    "package.json", "package-lock.json", ".npmrc", ".gitignore", ".gitattributes", ".editorconfig",
    "content/LICENSE",
)  # fmt: skip
SITE_URL = "https://danh-ba.example/"
KEEP_FOLDER = ".gitkeep"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a new directory covers: its name, and the codes of its provinces of two eras.

    Without a former province it is all of the present one.
    """

    name: str
    province: str
    former_province: str | None = None


def make_root(
    pattern: Path, folder: Path, places: ProvincePlaces, former_province: str | None = None
) -> None:
    """Write a new root to a folder that is not there or empty, all of it or nothing.

    The look, the hand-written pages and the lists of the country are copied from the root
    `pattern`. With a former province the directory covers its land only. A folder that holds
    something is an `OSError`.
    """
    name = places.former[former_province] if former_province else places.name
    scope = Scope(name, places.code, former_province)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-root-") as temporary:
        made = Path(temporary) / folder.name
        made.mkdir()
        _copy_shared(pattern, made)
        write_settings(pattern, made, scope)
        _write_content(pattern, made, places)
        # Takes the place of an empty folder, and of no other.
        os.replace(made, folder)  # noqa: PTH105 -- names the second path in its error


def _copy_shared(pattern: Path, folder: Path) -> None:
    # Without the link to their other files, so that the folder can be moved.
    packages = [
        pattern / "node_modules" / package / name
        for package, names in {**PACKAGES, FONT_PACKAGE: FONTS}.items()
        for name in names
    ]
    shared = [pattern / name for name in SHARED_FILES]
    for path in (*shared, *hand_written(pattern / "directory"), *packages):
        if path.is_file():
            target = folder / path.relative_to(pattern)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def write_settings(pattern: Path, folder: Path, scope: Scope) -> None:
    """Write the settings of each language, with the comments of the pattern."""
    for language, name in SETTINGS_FILES.items():
        path = pattern / name
        raw, _ = load_file(pattern, path)
        if raw is None:
            raise FileNotFoundError(path)
        for where, value in _settings(scope, load_words(language)).items():
            if value is not None or value_at(raw.value, where) is not None:
                raw = set_field(raw, where, value, _order(raw, where))
        write_file(folder / name, raw.text.encode())


def _settings(new: Scope, words: Words) -> Mapping[FieldPath, str | None]:
    """Return the settings to change; none stands for one to take out."""
    inside = ("extra", "directory")
    name = new.name
    common: dict[FieldPath, str | None] = {
        ("site_name",): words("init.site_name", name=name),
        ("site_description",): words("init.site_description", name=name),
    }
    if words.language != ORIGINAL:
        return common
    return common | {
        ("site_url",): SITE_URL,
        ("repo_url",): None,
        (*inside, "name"): name,
        (*inside, "province"): Code(new.province),
        (*inside, "former_province"): Code(new.former_province) if new.former_province else None,
        (*inside, "operator"): None,
    }


def _order(raw: RawRecord, where: FieldPath) -> Sequence[str]:
    """Return the fields around one in their order, itself last if it is missing."""
    around = value_at(raw.value, where[:-1])
    names = list(around) if isinstance(around, dict) else []
    return [*names, str(where[-1])]


def _write_content(pattern: Path, folder: Path, places: ProvincePlaces) -> None:
    content = folder / "content"
    for name in LISTS:
        if name in SHARED_LISTS:
            shutil.copyfile(pattern / "content" / f"{name}.yml", content / f"{name}.yml")
        else:
            text = canonical_text(RawRecord("", [], {}, {}), name, many=True)
            write_file(content / f"{name}.yml", text.encode())
    for kept in (*(f"content/{name}" for name in FOLDERS), PHOTOS):
        write_file(folder / kept / KEEP_FOLDER, b"")
    for name, text in places.tables.items():
        write_file(folder / PLACES / f"{name}.csv", text.encode())
    words = load_words(ORIGINAL)
    alone = ", ".join(places.without_communes)
    note = words("init.without_communes", names=alone) if alone else ""
    about = words("init.places", province=places.full_name, note=note)
    write_file(folder / PLACES / "README.md", about.encode())
    write_file(folder / LEDGER, ledger_text([]).encode())
    for file in render_schemas():
        write_file(content / "schemas" / file.path, file.content)
