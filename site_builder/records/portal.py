"""What a portal is made from: its settings, and the open data of the province sites they name.

A site's folder holds what anybody can fetch from its address. It was made elsewhere: a fault in it
is one issue that names the site, at its place in the settings.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from site_builder.records.load import load_file
from site_builder.records.models.portal import (
    Foreign,
    ForeignIndex,
    ForeignList,
    ForeignOrganisation,
    ForeignProduct,
    ForeignProgramme,
    ForeignUnit,
    PortalSettings,
    ProvinceSite,
)
from site_builder.records.raw import dotted
from site_builder.records.text import megabytes
from site_builder.records.validate import Entry, validate_record
from site_builder.words.issue import Issue, shown

AnyForeign = TypeVar("AnyForeign", bound=Foreign)
API = "api/v1"
# The interface that is read here; a site that publishes another one says so in its index.
API_VERSION = "1."
# A list of some 20,000 records; whatever it holds, a gigabyte of memory is enough to read it.
MAX_BYTES = 25_000_000


@dataclass(frozen=True, slots=True)
class SiteData:
    """The open data of one province site, as far as a portal shows it."""

    site: ProvinceSite
    generated_on: date
    organisations: tuple[ForeignOrganisation, ...]
    products: tuple[ForeignProduct, ...]
    programmes: tuple[ForeignProgramme, ...]
    units: tuple[ForeignUnit, ...]


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal with the data of its sites, in the order of its settings."""

    settings: PortalSettings
    sites: tuple[SiteData, ...]


class _DataError(Exception):
    """The data of a site cannot be used; `key` names the message."""

    def __init__(self, key: str, file: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = {"file": file, **{name: shown(value) for name, value in params.items()}}


def load_portal(path: Path, today: date) -> tuple[Portal | None, list[Issue]]:
    """Return the portal that a YAML file describes, or none when anything is wrong; all issues.

    Folders of sites are relative to the folder of the file.
    """
    raw, issues = load_file(path.parent, path)
    if raw is None:
        return None, issues
    entry, more = validate_record(raw, PortalSettings, today)
    issues += more
    if entry is None or issues:
        return None, issues
    issues += _find_twins(entry, path.parent)
    sites = []
    for number, site in enumerate(entry.model.sites):
        try:
            sites.append(_read_site(path.parent / site.folder, site, today))
        except _DataError as error:
            issues.append(entry.issue(("sites", number), error.key, site=site.name, **error.params))
    return (None if issues else Portal(entry.model, tuple(sites))), issues


def _find_twins(entry: Entry[PortalSettings], base: Path) -> Iterator[Issue]:
    same: dict[str, Callable[[str], str]] = {
        "name": str.casefold,
        "folder": lambda value: os.path.realpath(base / value),
        # Hosts have no case, and one site may answer to both schemes.
        "address": lambda value: value.partition("://")[2].rstrip("/").casefold(),
    }
    for field, key in same.items():
        seen: set[str] = set()
        for number, site in enumerate(entry.model.sites):
            value = getattr(site, field)
            if key(value) in seen:
                yield entry.issue(("sites", number, field), "portal_twice", value=value)
            seen.add(key(value))


def _read_site(folder: Path, site: ProvinceSite, today: date) -> SiteData:
    name = f"{API}/index.json"
    content = _read(folder, name)
    version = content.get("version") if isinstance(content, dict) else None
    if not str(version).startswith(API_VERSION):
        raise _DataError("portal_version", name, value=version)
    made_on = _checked(ForeignIndex, content, name).generated_on
    if made_on > today:
        raise _DataError("portal_value", name, field="generated_on", value=made_on.isoformat())
    return SiteData(
        site,
        made_on,
        _items(folder, "organisations", ForeignOrganisation),
        _items(folder, "products", ForeignProduct),
        _items(folder, "programmes", ForeignProgramme),
        _items(folder, "places", ForeignUnit),
    )


def _items(folder: Path, kind: str, model: type[AnyForeign]) -> tuple[AnyForeign, ...]:
    name = f"{API}/{kind}.json"
    frame = _checked(ForeignList, _read(folder, name), name)
    if frame.count != len(frame.items):
        raise _DataError("portal_count", name, count=frame.count, found=len(frame.items))
    return tuple(
        _checked(model, item, name, number) for number, item in enumerate(frame.items, start=1)
    )


def _read(folder: Path, name: str) -> Any:
    try:
        path = (folder / name).resolve(strict=True)
        # Neither a pipe or device, which has no end, nor a link to what the site never published.
        if not (path.is_file() and path.is_relative_to(folder.resolve())):
            raise _DataError("portal_missing", name)
        if path.stat().st_size > MAX_BYTES:
            raise _DataError("portal_too_large", name, most=megabytes(MAX_BYTES))
        return json.loads(path.read_bytes())
    # Not UTF-8, no JSON, numbers without end, or too deep.
    except (ValueError, RecursionError) as error:
        raise _DataError("portal_json", name) from error
    # `RuntimeError`: links in a circle.
    except (OSError, RuntimeError) as error:
        raise _DataError("portal_missing", name) from error


def _checked(
    model: type[AnyForeign], value: object, name: str, number: int | None = None
) -> AnyForeign:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = dotted(("items", number - 1, *fault["loc"]) if number else fault["loc"])
        value = fault["input"] if isinstance(fault["input"], str | int | float) else ""
        raise _DataError("portal_value", name, field=where, value=value) from error
