"""Records that left: what they were, when and why they left, and what took their place."""

from typing import NamedTuple

from site_builder.records.directory import (
    ListedOrganisation,
    ListedProduct,
    ListedRecord,
)
from site_builder.records.models.common import Leaving
from site_builder.render.addresses import (
    ORGANISATIONS,
    PRODUCTS,
    PROGRAMMES,
)
from site_builder.render.environment import Site
from site_builder.render.views.cards import other_maker
from site_builder.render.views.facts import Fact
from site_builder.render.views.life_cycle import LifeNotice, Successor
from site_builder.render.views.texts import label, short_place
from site_builder.words.formats import format_date


class RecordKind(NamedTuple):
    """A kind of record: its folder, the section of its pages, its word in the catalogue."""

    folder: str
    section: str
    words: str


def record_kind(listed: ListedRecord) -> RecordKind:
    """Return what kind of record it is."""
    if isinstance(listed, ListedOrganisation):
        return RecordKind("cooperatives", ORGANISATIONS, "organisations")
    if isinstance(listed, ListedProduct):
        return RecordKind("products", PRODUCTS, "products")
    return RecordKind("programmes", PROGRAMMES, "programmes")


def tombstone_notice(site: Site, listed: ListedRecord, left: Leaving) -> LifeNotice:
    """Return when and why a record left, and what took its place."""
    words, kind = site.words, record_kind(listed)
    reason = words(f"life.reason.{kind.folder}.{left.reason}")
    text = words(f"life.left.{kind.folder}", date=format_date(left.on, words), reason=reason)
    if left.successor is None:
        return LifeNotice(text)
    names = {
        listed.record.id: listed.record.name_vi
        for listed in site.directory.every_record
        if record_kind(listed) == kind
    }
    label = words(f"life.successor.{kind.folder}")
    href = f"{kind.section}{left.successor}/"
    return LifeNotice(text, Successor(label, names[left.successor], href))


def tombstone_facts(site: Site, listed: ListedRecord) -> list[Fact]:
    """Return what the record was, in a few lines."""
    return [fact for fact in _facts(site, listed) if fact[1]]


def _facts(site: Site, listed: ListedRecord) -> list[Fact]:
    words = site.words
    if isinstance(listed, ListedProduct):
        group = listed.record.ocop_group
        maker = listed.maker.name_vi if listed.maker else other_maker(site, listed)
        return [
            (words("facets.group"), words(f"groups.{group}") if group else None, ()),
            (words("listing.column.maker"), maker, ()),
            (words("listing.column.place"), short_place(words, listed.place), ()),
        ]
    if isinstance(listed, ListedOrganisation):
        kind = words(f"records.organisation_kind.{listed.record.kind}")
        return [
            (words("life.kind"), kind, ()),
            (words("listing.column.place"), short_place(words, listed.place), ()),
        ]
    programme_type = site.directory.programme_types[listed.record.type]
    return [(words("life.kind"), label(words, programme_type), ())]
