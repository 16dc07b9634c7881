"""Small phrases made of records and words: texts in the right language, places, states."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from site_builder.records.models.common import Address, Record
from site_builder.records.models.portal import ForeignUnit
from site_builder.records.places import Commune, District, FormerCommune, Province
from site_builder.records.rules.addresses import Place
from site_builder.render.addresses import source_address
from site_builder.render.environment import Site
from site_builder.words.catalogue import Words
from site_builder.words.folding import slugify
from site_builder.words.formats import format_date
from site_builder.words.language_marks import capitalised

Unit = Province | District | FormerCommune | Commune | ForeignUnit


def in_language(words: Words, vietnamese: str | None, english: str | None) -> str | None:
    """Return the text of the page's language, else the other one, else nothing."""
    if words.language == "en" and english:
        return english
    return vietnamese or english


def label(words: Words, record: object) -> str:
    """Return the `label_vi` or `label_en` of a vocabulary entry."""
    text: str = getattr(record, f"label_{words.language}")
    return text


def unit_name(words: Words, unit: Unit) -> str:
    """Return a unit's name with the word for its kind: `Xã X`, `X commune`."""
    key = f"places.unit.{slugify(unit.type)}"
    return words(key, name=unit.name) if key in words else f"{unit.type} {unit.name}"


def inside_sentence(words: Words, unit: Unit) -> str:
    """Return a unit's name as it stands inside a sentence: `xã X`, `X commune`."""
    name = unit_name(words, unit)
    return name if name.startswith(unit.name) else name[:1].lower() + name[1:]


def former_name(words: Words, unit: District | Province) -> str:
    """Return `Huyện X (cũ)`: the districts and the province ended on 30/06/2025."""
    return words("places.former", name=_apart(unit, unit_name(words, unit)))


def former_inside_sentence(
    words: Words, unit: District | Province | FormerCommune | ForeignUnit
) -> str:
    """Return `huyện X (cũ)`."""
    return words("places.former", name=_apart(unit, inside_sentence(words, unit)))


def _apart(unit: Unit, name: str) -> str:
    """Return a district's name with its province where another one is called the same."""
    return f"{name}, {unit.apart}" if isinstance(unit, District) and unit.apart else name


def short_place(words: Words, place: Place | None) -> str | None:
    """Return today's commune and the former district, as far as they are known."""
    if place is None:
        return None
    parts = [unit_name(words, place.commune)] if place.commune else []
    if place.district:
        parts.append(former_inside_sentence(words, place.district))
    elif place.former_province and not parts:
        parts.append(former_inside_sentence(words, place.former_province))
    return capitalised(", ".join(parts)) or None


def present_address(
    words: Words, address: Address, place: Place, provinces: Mapping[str, Province]
) -> str | None:
    """Return today's address, or nothing where no commune is known."""
    if place.commune is None:
        return None
    province = provinces[place.commune.province]
    units = (place.commune, province)
    return _sentence((address.detail, *(inside_sentence(words, unit) for unit in units)))


def former_address(words: Words, address: Address, place: Place) -> str | None:
    """Return the address before 01/07/2025 as far as its codes tell."""
    units = (place.former_commune, place.district, place.former_province)
    names = [inside_sentence(words, unit) for unit in units if unit is not None]
    return _sentence((address.detail, *names)) if names else None


def _sentence(parts: tuple[str | None, ...]) -> str:
    return capitalised(", ".join(part for part in parts if part))


def verified_view(words: Words, record: Record) -> dict[str, str] | None:
    """Return when and how a person checked the record, in words; none if nobody did."""
    if record.verified is None:
        return None
    method = words(f"records.verified_by.{record.verified.method}")
    return {"on": format_date(record.verified.on, words), "method": method}


def edit_address(site: Site, path: str) -> str:
    """Return where a record's YAML file can be edited, or read while no repository is set."""
    repository = site.directory.settings.repo_url
    if repository is not None:
        return f"{repository.rstrip('/')}/edit/main/{path}"
    return source_address(PurePosixPath(path))
