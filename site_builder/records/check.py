"""What only all records together can tell, of the right ones and of what is left of the others."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from site_builder.records.content import Content, Shelf
from site_builder.records.fields import texts
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.raw import dotted
from site_builder.records.rules.addresses import check_address
from site_builder.records.rules.award_checks import check_awards
from site_builder.records.rules.claims import (
    check_organisation_claims,
    check_product_claims,
)
from site_builder.records.rules.duplicates import check_duplicates
from site_builder.records.rules.identifiers import (
    check_code,
    check_file_name,
    check_registration,
    check_reserved,
    check_unique_ids,
)
from site_builder.records.rules.life_cycle import check_life_cycle
from site_builder.records.rules.people import (
    check_comments,
    check_contact,
    check_household,
    check_people,
    check_refused,
)
from site_builder.records.rules.photos import check_photos
from site_builder.records.rules.published import check_ledger
from site_builder.records.rules.references import check_references, check_sources, known_ids
from site_builder.records.validate import Entry
from site_builder.words.issue import Issue

# What a rule misses -> the field beside it that may be there, only faulty.
LACKING = {
    "address_empty": "",
    "alcohol_set": "regulatory_class",
    "end_without_status": "status",
    "merged_without_successor": "successor",
    "mobile_without_page": "source",
}


def check_content(
    content: Content, today: date, changed: frozenset[str] = frozenset()
) -> list[Issue]:
    """Return every issue that no record shows by itself; `changed` are paths of record files.

    Records that lack what is required are judged by the rest: what is wrong is said in one run.
    """
    judged = _with_hollow(content)
    faulty: dict[str, set[str]] = defaultdict(set)
    for entry in _every_entry(judged):
        faulty[entry.raw.path] |= {dotted(entry.base + where) for where in entry.faulty}
    duplicates = check_duplicates(judged, changed)
    found = [*_check_all(judged), *_check_texts(judged, today), *duplicates]
    told = [issue for issue in found if not _is_echo(issue, faulty[issue.path])]
    return [*told, *(issue for entry in _every_entry(judged) for issue in check_refused(entry))]


def _is_echo(issue: Issue, faulty: set[str]) -> bool:
    """Return whether an issue only follows from a field of which something else was said."""
    if any(
        issue.where == name or issue.where.startswith((f"{name}.", f"{name}[")) for name in faulty
    ):
        return True
    if issue.key not in LACKING:
        return False
    beside = f"{issue.where.rpartition('.')[0]}.{LACKING[issue.key]}".removeprefix(".")
    return beside in faulty or any(name.startswith(f"{issue.where}.") for name in faulty)


def _every_entry(content: Content) -> list[Entry[Any]]:
    shelves = (getattr(content, field.name) for field in fields(content))
    return [entry for shelf in shelves if isinstance(shelf, Shelf) for entry in shelf]


def _with_hollow(content: Content) -> Content:
    """Return the content with the hollow records among the others."""
    whole: dict[str, Any] = {}
    for field in fields(content):
        shelf = getattr(content, field.name)
        if isinstance(shelf, Shelf) and shelf.hollow:
            whole[field.name] = replace(shelf, entries=(*shelf.entries, *shelf.hollow))
    return replace(content, **whole)


def _check_all(content: Content) -> Iterator[Issue]:
    named: tuple[Entry[Any], ...] = (*content.organisations, *content.products)
    for entry in (*named, *content.programmes):
        yield from check_file_name(entry)
        yield from check_reserved(entry)
    for entries in (
        named, content.programmes, content.documents, content.bodies, content.indicators,
        content.figures, content.sectors, content.topics, content.programme_types,
        content.ocop_sets,
    ):  # fmt: skip
        yield from check_unique_ids(entries)
    yield from check_code(content.organisations, "tax_code")
    yield from check_code(content.products, "gtin")
    yield from check_registration(content.organisations)
    yield from check_code(content.ocop_sets, "code")
    yield from check_references(content)
    yield from check_photos(content)
    for organisation in content.organisations:
        yield from check_address(
            organisation, ("address",), organisation.model.address, content.places
        )
    for figure in content.figures:
        yield from check_address(figure, ("place",), figure.model.place, content.places)
    yield from check_life_cycle(content)
    yield from check_ledger(content)
    for product in content.products:
        yield from check_awards(product)
        if product.model.address is not None:
            yield from check_address(product, ("address",), product.model.address, content.places)


def _check_texts(content: Content, today: date) -> Iterator[Issue]:
    """Yield what the texts of the records may not say: of people, sources and what they praise."""
    entries = _every_entry(content)
    ids = known_ids(content.documents)
    makers = {entry.model.id: entry for entry in content.organisations}
    for entry in entries:
        # Walked through once: there are many, and every rule judges some of them.
        found = [*texts(entry.model)]
        yield from check_people(entry, found)
        yield from check_sources(entry, found, ids)
        if isinstance(entry.model, Organisation):
            yield from check_organisation_claims(entry, found, today)
        elif isinstance(entry.model, Product):
            maker = makers.get(entry.model.producer or "")
            yield from check_product_claims(entry, found, maker, today)
    for raw in {entry.raw.path: entry.raw for entry in entries}.values():
        yield from check_comments(raw)
    documents = {entry.model.id: entry for entry in content.documents}
    for organisation in content.organisations:
        yield from check_contact(organisation, documents)
    for product in content.products:
        yield from check_household(product)
