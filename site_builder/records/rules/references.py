"""References: every id a record names must belong to a record that exists."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from site_builder.records.content import Content, Shelf
from site_builder.records.fields import FieldText
from site_builder.records.models.common import Certificate
from site_builder.records.raw import FieldPath
from site_builder.records.validate import Entry, nearest
from site_builder.words.issue import Issue

# Where the ids stand that a field may name, in content/.
PLACES = {
    "document": "documents.yml", "source": "documents.yml", "sector": "sectors.yml",
    "ocop_set": "ocop_sets.yml", "type": "programme_types.yml", "topic": "topics.yml",
    "indicator": "indicators.yml", "union": "cooperatives", "producer": "cooperatives",
    "organisation": "cooperatives", "products": "products",
}  # fmt: skip
# The fields that name a document, in every kind of record.
SOURCES = frozenset({"source", "document"})
# The ids of one kind, in their order; `None` when their file could not be read.
Ids = Mapping[str, None] | None


def check_references(content: Content) -> Iterator[Issue]:
    """Yield every id that names no record of the kind it should."""
    organisations, products = known_ids(content.organisations), known_ids(content.products)
    every: Sequence[Shelf[Any]] = (
        content.organisations,
        content.products,
        content.programmes,
        content.bodies,
        content.figures,
    )
    for shelf in every:
        for entry in shelf:
            yield from _check_certificates(entry, products)
    yield from _check_field(content.organisations, "sector", known_ids(content.sectors))
    yield from _check_field(content.organisations, "union", organisations)
    yield from _check_field(content.organisations, "successor", organisations)
    for records in (content.organisations, content.products, content.programmes):
        known = known_ids(records)
        for entry in records:
            if entry.model.left and entry.model.left.successor:
                of_left: FieldPath = ("left", "successor")
                yield from _check(entry, of_left, entry.model.left.successor, known)
    yield from _check_field(content.products, "producer", organisations)
    yield from _check_field(content.products, "ocop_set", known_ids(content.ocop_sets))
    yield from _check_field(content.programmes, "type", known_ids(content.programme_types))
    yield from _check_field(content.indicators, "topic", known_ids(content.topics))
    yield from _check_field(content.figures, "indicator", known_ids(content.indicators))
    for programme in content.programmes:
        for position, participant in enumerate(programme.model.participants):
            where = ("participants", position, "organisation")
            yield from _check(programme, where, participant.organisation, organisations)
    for product in content.products:
        if product.model.producer and product.model.producer_other:
            yield product.issue(("producer_other",), "two_producers")


def known_ids(shelf: Shelf[Any]) -> Ids:
    """Return the ids of a shelf, for looking one up among thousands."""
    return dict.fromkeys(shelf.ids) if shelf.ids is not None else None


def _check(entry: Entry[Any], where: FieldPath, value: str, known: Ids) -> Iterator[Issue]:
    """Yield an issue when a value is none of the ids; where they are unknown, nothing is."""
    if known is not None and value not in known:
        near = nearest(value, [*known])
        key = "unknown_reference_near" if near else "unknown_reference"
        name = next(step for step in reversed(where) if isinstance(step, str))
        # A successor is a record of the same kind.
        place = f"content/{PLACES[name]}" if name in PLACES else posixpath.dirname(entry.raw.path)
        yield entry.issue(where, key, value=value, near=near, place=place)


def _check_field(entries: Shelf[Any], field: str, known: Ids) -> Iterator[Issue]:
    for entry in entries:
        value = getattr(entry.model, field)
        if value is not None:
            yield from _check(entry, (field,), value, known)


def check_sources(entry: Entry[Any], texts: Iterable[FieldText], documents: Ids) -> Iterator[Issue]:
    """Yield every document that the texts of a record name and that does not exist."""
    for where, value in texts:
        if where[-1] in SOURCES:
            yield from _check(entry, where, value, documents)


def _check_certificates(entry: Entry[Any], products: Ids) -> Iterator[Issue]:
    certificates: Sequence[Certificate] = getattr(entry.model, "certificates", ())
    for position, certificate in enumerate(certificates):
        for number, product in enumerate(certificate.products):
            where = ("certificates", position, "products", number)
            yield from _check(entry, where, product, products)
