"""The directory as its edition in one language shows it.

Where a record has a text in that language, it takes the place of the Vietnamese one; the other
Vietnamese texts get marks (`words/language_marks.py`), so that every page, whoever wrote its
template, tells which words are Vietnamese.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from operator import is_
from typing import Any, TypeVar, get_args, get_type_hints

from site_builder.records.directory import Directory
from site_builder.records.ledger import PublishedAddress
from site_builder.records.models.common import Model, NamedRecord
from site_builder.records.models.private import AgreedContact
from site_builder.records.places import Commune, District, FormerCommune, Province
from site_builder.records.scalars import DECISION, LINE
from site_builder.words.catalogue import ORIGINAL, Words, load_words
from site_builder.words.language_marks import mark, mark_words
from site_builder.words.order import vietnamese_order

UNITS = (Province, District, FormerCommune, Commune)
# How the values are read that hold words of Vietnamese.
READERS = (LINE, DECISION)
# What holds no text of a record, but much else.
PASSED_OVER = (PublishedAddress, type)
# What has no parts: a text that is to be shown otherwise is turned with its record.
PLAIN = frozenset({str, int, float, bool, date, Decimal, type(None)})

Part = TypeVar("Part")


def edition(directory: Directory, language: str) -> Directory:
    """Return a directory with its texts in a language, as far as the records have them.

    Lists that stand in order of names are put in order anew; `name_vi` and its like then hold what
    is to be shown, and a name that gave way to another is among the other names.
    """
    if language == ORIGINAL:
        return directory
    shown = _Edition(language).of(directory)
    return replace(
        shown,
        organisations=_by_name(shown.organisations),
        products=_by_name(shown.products),
        programmes=_by_name(shown.programmes),
    )


@cache
def edition_words(language: str) -> Words:
    """Return the catalogue for the pages of an edition, with Vietnamese words in it marked."""
    words = load_words(language)
    if language == ORIGINAL:
        return words
    return Words(language, {key: mark_words(text) for key, text in words.entries.items()})


def _by_name(listed: tuple[Part, ...]) -> tuple[Part, ...]:
    names: Any = listed
    return tuple(sorted(names, key=lambda one: vietnamese_order(one.record.name_vi)))


@dataclass(frozen=True, slots=True)
class _Edition:
    """Turns parts of a directory into those of one language, each part once.

    `done` gives each part with its counterpart by identity: what was one object stays one. What is
    the same in both languages is its own counterpart, for memory's sake.
    """

    language: str
    done: dict[int, tuple[object, Any]] = field(default_factory=dict)

    def of(self, part: Part) -> Part:
        """Return the counterpart of a part of the directory."""
        if type(part) in PLAIN:
            return part
        known = self.done.get(id(part))
        if known is None:
            known = self.done[id(part)] = (part, self._turned(part))
        counterpart: Part = known[1]
        return counterpart

    def _turned(self, part: Any) -> Any:
        turned = part
        if isinstance(part, UNITS):
            turned = replace(part, name=mark(part.name))
        elif isinstance(part, Model):
            update = self._shown(part)
            turned = part.model_copy(update=update) if update else part
        elif isinstance(part, tuple):
            items = tuple(self.of(item) for item in part)
            turned = part if all(map(is_, items, part)) else items
        elif isinstance(part, Mapping):
            turned = {key: self.of(value) for key, value in part.items()}
        elif is_dataclass(part) and not isinstance(part, PASSED_OVER):
            parts = {f.name: getattr(part, f.name) for f in fields(part)}
            turned_parts = {name: self.of(value) for name, value in parts.items()}
            update = {n: value for n, value in turned_parts.items() if value is not parts[n]}
            turned = replace(part, **update) if update else part
        return turned

    def _shown(self, record: Model) -> dict[str, Any]:
        """Return the fields of a record that are to hold something else."""
        held, (parts, texts) = vars(record), _fields(type(record), self.language)
        # Most are plain, and asking here already spares a call for each.
        shown = {name: self.of(held[name]) for name in parts if type(held[name]) not in PLAIN}
        for name, own in texts:
            if own is not None and held[own] is not None:
                shown[name] = mark_words(held[own])
            else:
                shown[name] = _marked(held[name])
        if isinstance(record, NamedRecord) and record.name_en is not None:
            shown["other_names"] = (mark(record.name_vi), *shown["other_names"])
        return {name: value for name, value in shown.items() if value is not held[name]}


def _marked(value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
    if isinstance(value, tuple):
        return tuple(mark(text) for text in value)
    return None if value is None else mark(value)


@cache
def _fields(
    model: type[Model], language: str
) -> tuple[Sequence[str], Sequence[tuple[str, str | None]]]:
    """Return the fields that hold no text, and those that do, with what holds it in a language."""
    texts, names = _text_fields(model), model.model_fields
    parts = [name for name in names if name not in texts]
    owns = {
        n: n if n.endswith(f"_{language}") else f"{n.removesuffix('_vi')}_{language}" for n in names
    }
    return parts, [(n, owns[n] if owns[n] in names else None) for n in names if n in texts]


@cache
def _text_fields(model: type[Model]) -> frozenset[str]:
    """Return the fields that hold sentences or names; codes, keys and addresses are none."""
    if model is AgreedContact:
        return frozenset({"name", "role"})
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name in model.model_fields if _is_text(hints[name]))


def _is_text(annotation: object) -> bool:
    """Return whether one of `READERS` reads a field, or the items or the alternatives of it."""
    if any(reader in READERS for reader in getattr(annotation, "__metadata__", ())):
        return True
    return any(_is_text(part) for part in get_args(annotation))
