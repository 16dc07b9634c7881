"""Everything a root holds: settings, records and tables, read and checked one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic

from site_builder.records.ledger import Ledger, load_ledger
from site_builder.records.load import load_file
from site_builder.records.models.common import Model
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.models.reference import (
    Document,
    Figure,
    Indicator,
    OcopSet,
    Programme,
    SupportBody,
    Term,
)
from site_builder.records.models.settings import SETTINGS_FILES, EditionSettings, Settings
from site_builder.records.parsed import ParsedFiles
from site_builder.records.photos import Photos, load_photos
from site_builder.records.places import Places
from site_builder.records.raw import RawRecord
from site_builder.records.rules.addresses import check_scope
from site_builder.records.tables import load_places
from site_builder.records.text import name_in
from site_builder.records.validate import (
    AnyModel,
    Entry,
    salvage_record,
    validate_list,
    validate_record,
)
from site_builder.words.catalogue import LANGUAGES, ORIGINAL
from site_builder.words.issue import Issue

# Folder under `content/` with one record a file, and the kind of record it holds.
FOLDERS: dict[str, type[Model]] = {
    "cooperatives": Organisation,
    "products": Product,
    "programmes": Programme,
}
# File `content/<name>.yml` that lists records, and their kind.
LISTS: dict[str, type[Model]] = {
    "documents": Document,
    "bodies": SupportBody,
    "indicators": Indicator,
    "figures": Figure,
    "sectors": Term,
    "topics": Term,
    "programme_types": Term,
    "ocop_sets": OcopSet,
}

# What the pipeline reads of `mkdocs.yml` besides `extra.directory`.
PLAIN_SETTINGS = ("site_name", "site_url", "repo_url")


@dataclass(frozen=True, slots=True)
class Shelf(Generic[AnyModel]):
    """The records of one kind: the valid ones, and what others may call them by.

    A reference to a record that has errors is no error itself, so `ids` counts every record; it is
    `None` when the file could not be read, for then nothing is known to be missing. `hollow` are
    those that lack what is required: they are judged, and never shown.
    """

    entries: tuple[Entry[AnyModel], ...]
    ids: tuple[str, ...] | None
    hollow: tuple[Entry[AnyModel], ...] = ()

    def __iter__(self) -> Iterator[Entry[AnyModel]]:
        """Yield the valid entries."""
        return iter(self.entries)


@dataclass(frozen=True, slots=True)
class Content:
    """All records of a root that are valid by themselves; links are not followed yet."""

    settings: Settings | None
    places: Places
    photos: Photos
    organisations: Shelf[Organisation]
    products: Shelf[Product]
    programmes: Shelf[Programme]
    documents: Shelf[Document]
    bodies: Shelf[SupportBody]
    indicators: Shelf[Indicator]
    figures: Shelf[Figure]
    sectors: Shelf[Term]
    topics: Shelf[Term]
    programme_types: Shelf[Term]
    ocop_sets: Shelf[OcopSet]
    ledger: Ledger


def load_content(
    root: Path, today: date, parsed: ParsedFiles | None = None
) -> tuple[Content, list[Issue]]:
    """Return every record of `root` that is valid by itself, and every issue of the others."""
    settings, issues = load_settings(root, today)
    places, found = load_places(root)
    issues += found
    if settings is not None:
        issues += check_scope(settings, places)
    ledger, found = load_ledger(root)
    issues += found

    def folder(name: str, model: type[AnyModel]) -> Shelf[AnyModel]:
        shelf, found = load_folder(root, name, model, today, parsed)
        issues.extend(found)
        return shelf

    def listing(name: str, model: type[AnyModel]) -> Shelf[AnyModel]:
        shelf, found = load_list(root, name, model, today, parsed)
        issues.extend(found)
        return shelf

    content = Content(
        settings=settings.model if settings else None,
        places=places,
        photos=load_photos(root),
        organisations=folder("cooperatives", Organisation),
        products=folder("products", Product),
        programmes=folder("programmes", Programme),
        documents=listing("documents", Document),
        bodies=listing("bodies", SupportBody),
        indicators=listing("indicators", Indicator),
        figures=listing("figures", Figure),
        sectors=listing("sectors", Term),
        topics=listing("topics", Term),
        programme_types=listing("programme_types", Term),
        ocop_sets=listing("ocop_sets", OcopSet),
        ledger=ledger,
    )
    return content, issues


def load_folder(
    root: Path, name: str, model: type[AnyModel], today: date, parsed: ParsedFiles | None = None
) -> tuple[Shelf[AnyModel], list[Issue]]:
    """Return the records of `content/<name>/*.yml` in order of file name, and every issue."""
    entries: list[Entry[AnyModel]] = []
    ids: list[str] = []
    issues: list[Issue] = []
    for path in _files(root / "content" / name):
        if path.suffix != ".yml":
            issues.append(Issue(name_in(root, path), 1, 1, "", "unexpected_file"))
            continue
        ids.append(path.stem)
        raw, found = load_file(root, path, parsed)
        if raw is not None:
            entry, more = salvage_record(raw, model, today)
            found = without_echoes(found, more)
            entries += [entry] if entry is not None else []
        issues += found
    return shelve(entries, ids), issues


def shelve(entries: Iterable[Entry[AnyModel]], ids: Iterable[str] | None) -> Shelf[AnyModel]:
    """Return the shelf of some entries, the hollow ones apart."""
    known = list(entries)
    return Shelf(
        tuple(entry for entry in known if not entry.hollow),
        tuple(ids) if ids is not None else None,
        tuple(entry for entry in known if entry.hollow),
    )


def load_list(
    root: Path, name: str, model: type[AnyModel], today: date, parsed: ParsedFiles | None = None
) -> tuple[Shelf[AnyModel], list[Issue]]:
    """Return the records of `content/<name>.yml`, and every issue."""
    raw, issues = load_file(root, root / "content" / f"{name}.yml", parsed)
    if raw is None:
        return Shelf((), None), issues
    entries, more = validate_list(raw, model, today)
    return shelve(entries, _ids(raw, model)), without_echoes(issues, more)


def _ids(raw: RawRecord, model: type[Model]) -> tuple[str, ...] | None:
    """Return what other records call the items of a list file by: their `code`, else their `id`.

    None where an item does not say it: any reference may be to that one.
    """
    if not isinstance(raw.value, list):
        return None
    field = "code" if "code" in model.model_fields else "id"
    values = [item.get(field) for item in raw.value if isinstance(item, dict)]
    ids = tuple(value for value in values if isinstance(value, str))
    return ids if len(ids) == len(values) else None


def load_settings(root: Path, today: date) -> tuple[Entry[Settings] | None, list[Issue]]:
    """Return the settings in `mkdocs.yml` and, of other editions, the name of the site there.

    What only MkDocs reads is passed over.
    """
    entry, issues = _load_main_settings(root, today)
    names: dict[str, str] = {}
    for language in LANGUAGES[1:]:
        raw, found = load_file(root, root / SETTINGS_FILES[language])
        issues += [issue for issue in found if issue.where in {"", "site_name"}]
        if raw is not None and isinstance(raw.value, dict):
            value = {name: raw.value[name] for name in ("site_name",) if name in raw.value}
            edition = RawRecord(raw.path, value, raw.marks, raw.keys)
            of_edition, found = validate_record(edition, EditionSettings, today)
            issues += found
            if of_edition is not None:
                names[f"site_name_{language}"] = of_edition.model.site_name
    if entry is not None:
        entry = replace(entry, model=entry.model.model_copy(update=names))
    return entry, issues


def _load_main_settings(root: Path, today: date) -> tuple[Entry[Settings] | None, list[Issue]]:
    raw, issues = load_file(root, root / SETTINGS_FILES[ORIGINAL])
    if raw is None:
        return None, issues
    if not isinstance(raw.value, dict):
        return None, [*issues, raw.issue((), "record_expected")]
    issues = [issue for issue in issues if _is_setting(issue.where)]
    value = {name: raw.value[name] for name in PLAIN_SETTINGS if name in raw.value}
    extra = raw.value.get("extra", {})
    if isinstance(extra, dict):
        extra = {name: part for name, part in extra.items() if name == "directory"}
    settings = RawRecord(raw.path, value | {"extra": extra}, raw.marks, raw.keys)
    entry, more = validate_record(settings, Settings, today)
    return entry, without_echoes(issues, more)


def _is_setting(where: str) -> bool:
    return where in {"", "extra", *PLAIN_SETTINGS} or where.startswith("extra.directory")


def without_echoes(first: list[Issue], later: Iterable[Issue]) -> list[Issue]:
    """Return both lists without later issues about a value that the first says is none."""
    hollow = {(i.line, i.column) for i in first if i.key in {"alias", "empty_value", "merge_key"}}
    return first + [issue for issue in later if (issue.line, issue.column) not in hollow]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
