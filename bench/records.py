"""Made-up records: each has the shape of a real one, and says nothing that is true.

A shape is which fields a record has, how many of each, and how long its texts are.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from bench.awards import make_awards
from bench.places import MadePlaces
from bench.texts import MARK, Vocabulary, is_refused, split
from site_builder.records.raw import Raw
from site_builder.records.rules.duplicates import TYPE_WORDS
from site_builder.staff.new import PREFIX_OF
from site_builder.words.folding import fold, slugify

Fields = dict[str, Any]

# Codes of closed lists, dates and numbers: they say nothing by themselves.
KEPT = frozenset({
    "as_of", "assessment", "at_founding", "certainty", "count", "date", "dissolved_on", "end",
    "founded", "indicator", "issued_on", "kind", "level", "method", "nature", "ocop_group",
    "ocop_set", "on", "qualifier", "reason", "regulatory_class", "season_months", "sector", "star",
    "start", "status", "step", "supports", "type", "unit_en", "unit_vi", "valid_until", "year",
})  # fmt: skip
# What reaches or identifies somebody, or leads to another record.
LEFT_OUT = frozenset({
    "aliases", "charter_capital", "contact", "declaration", "gtin", "left", "links", "location",
    "marketplace_links", "photos", "products", "registration_number", "stored_copy", "successor",
    "tax_code", "traceability", "union", "value_max",
})  # fmt: skip
FORMS = {"cooperative_group": "THT", "cooperative": "HTX", "cooperative_union": "Liên hiệp HTX"}


@dataclass(frozen=True, slots=True)
class World:
    """What made-up records refer to, and the source of everything random."""

    source: random.Random
    words: Vocabulary
    places: MadePlaces
    documents: tuple[str, ...]
    today: date
    taken: set[str] = field(default_factory=set)

    def document(self) -> str:
        """Return the id of a document."""
        return self.source.choice(self.documents)


def make_organisations(world: World, shapes: list[Fields], count: int) -> Iterator[Fields]:
    """Yield organisations."""
    for shape in world.source.choices(shapes, k=count):
        name = _free_name(world, partial(_name, world, world.source.randint(2, 3)))
        id_ = f"{PREFIX_OF[shape['kind']]}-{slugify(name)}"
        yield _made(world, shape) | {"id": id_, "name_vi": f"{FORMS[shape['kind']]} {name}"}


def make_products(
    world: World, shapes: list[Fields], count: int, makers: list[str]
) -> Iterator[Fields]:
    """Yield products of some organisations: with the first two words of a real name each."""
    for shape in world.source.choices(shapes, k=count):
        what = " ".join(split(shape["name_vi"])[:2])
        name = _free_name(world, partial(_name, world, 2, what))
        product = _made(world, shape) | {"id": slugify(name), "name_vi": name}
        if "producer" in shape:
            product["producer"] = world.source.choice(makers)
        if shape["kind"] == "ocop":
            product["awards"] = make_awards(world.source, world.today, world.document())
        if shape.get("regulatory_class") == "alcohol":
            product.pop("season_months", None)
        yield product


def make_programmes(
    world: World, shapes: list[Fields], count: int, makers: list[str]
) -> Iterator[Fields]:
    """Yield programmes in which some organisations took part."""
    for shape in world.source.choices(shapes, k=count):
        length = max(1, len(split(shape["name_vi"])) - len(split(MARK)))
        name = _free_name(world, partial(world.words.sentence, world.source, length))
        programme = _made(world, shape) | {"id": slugify(name)[:80].strip("-"), "name_vi": name}
        joined = world.source.sample(makers, min(len(makers), len(shape.get("participants", ()))))
        for participant, maker in zip(programme.get("participants", ()), joined, strict=False):
            participant["organisation"] = maker
        yield programme


def make_figures(world: World, shapes: list[Fields]) -> list[Fields]:
    """Return figures of the same indicators, each with other digits."""
    return [
        _made(world, shape) | {"id": f"so-lieu-thu-nghiem-{number:04}"}
        for number, shape in enumerate(shapes, start=1)
    ]


def make_bodies(world: World, shapes: list[Fields]) -> list[Fields]:
    """Return as many support bodies."""
    names = [_free_name(world, partial(_name, world, 3)) for _ in shapes]
    return [
        _made(world, shape) | {"id": slugify(name), "name_vi": name}
        for name, shape in zip(names, shapes, strict=True)
    ]


def make_documents(world: World, shapes: list[Fields]) -> list[Fields]:
    """Return the documents that the records cite; none has an address, for none exists."""
    return [
        {name: part for name, part in _made(world, shape).items() if name != "address"}
        | {"id": id_, "title": f"{world.words.sentence(world.source, 8)} {MARK}"}
        for id_, shape in zip(
            world.documents, world.source.choices(shapes, k=len(world.documents)), strict=True
        )
    ]


def _name(world: World, length: int, what: str = "") -> str:
    return f"{what} {world.words.name(world.source, length)}".lstrip()


def _free_name(world: World, make: Callable[[], str]) -> str:
    """Return a name that no record has yet, type words apart, and no check refuses."""
    while True:
        name = f"{make()} {MARK}"
        bare = " ".join(TYPE_WORDS.sub(" ", fold(name)).split())
        if bare not in world.taken and not is_refused(name):
            world.taken.add(bare)
            return name


def _made(world: World, shape: Mapping[str, Any]) -> Fields:
    """Return a record of the shape of another, with other words, places and documents."""
    return {
        name: _value(world, name, value) for name, value in shape.items() if name not in LEFT_OUT
    }


def _value(world: World, name: str, value: Raw) -> Raw:
    if name in KEPT:
        return value
    if name in {"address", "place"} and isinstance(value, dict):
        return _address(world, value)
    if isinstance(value, dict):
        return _made(world, value)
    if isinstance(value, list):
        return [_value(world, name, item) for item in value]
    return _text(world, name, value)


def _text(world: World, name: str, text: str) -> str:
    if name in {"document", "source"}:
        return world.document()
    if name == "other_names":
        return _free_name(world, partial(_name, world, max(1, len(split(text)))))
    if text.replace(".", "").isdecimal():
        return "".join(_digit(world, sign) for sign in text)
    return world.words.sentence(world.source, max(1, len(split(text))))


def _digit(world: World, sign: str) -> str:
    return str(world.source.randint(1, 9)) if sign.isdigit() else sign


def _address(world: World, shape: Mapping[str, Any]) -> Fields:
    """Return an address with the fields of another; its codes are those of one place."""
    codes = world.places.address(world.source)
    if "former_province" in shape:
        codes["former_province"] = world.places.former_province
    return {
        name: codes[name] if name in codes else _value(world, name, value)
        for name, value in shape.items()
    }
