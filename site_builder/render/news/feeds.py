"""The events as Atom feeds (RFC 4287): of everything, of each former district and OCOP group.

A feed is made from the records alone: it says nothing of the day of the build, so that it stays
the same byte by byte until something happens.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from site_builder.records.directory import ListedProduct, OrganisationOrProduct
from site_builder.render.addresses import (
    NEWS,
    NEWS_FEED,
    district_address,
    district_feed_address,
    group_address,
    group_feed_address,
)
from site_builder.render.data.api import LICENCE
from site_builder.render.environment import Site
from site_builder.render.find.values import GROUPS
from site_builder.render.news.events import Event, dated_to_the_day, events
from site_builder.render.news.texts import describe
from site_builder.render.views.texts import former_inside_sentence, former_name
from site_builder.words.generated import GeneratedFile
from site_builder.words.language_marks import unmark

ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 100
# Midnight in Vietnam, which has one time all year.
MIDNIGHT = "T00:00:00+07:00"
# RFC 4287 asks every feed for a date; this is that of a directory in which nothing is dated.
UNDATED = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its name, what it is about, its address, that of the page beside it, its events."""

    name: str
    part: str
    address: str
    page: str
    events: tuple[Event, ...]


def feeds(site: Site) -> list[Feed]:
    """Return every feed, in order; one without events is there too and keeps its address."""
    words, found = site.words, events(site.directory)
    name = words("events.feed.all", site=site.directory.settings.site_name)
    every = Feed(name, words("events.page.all"), NEWS_FEED, NEWS, found)
    by_district: dict[str, list[Event]] = defaultdict(list)
    for event in found:
        place = event.listed.place
        if place is not None and place.district is not None:
            by_district[place.district.code].append(event)
    of_districts = [
        Feed(
            f"{name}, {former_inside_sentence(words, district)}",
            former_name(words, district),
            district_feed_address(district.slug),
            district_address(district.slug),
            tuple(by_district[district.code]),
        )
        for district in site.directory.districts
    ]
    of_groups = [
        Feed(
            f"{name}, {words(f'groups.{group}')}",
            words(f"groups.{group}"),
            group_feed_address(group),
            group_address(group) if _has_products(site, group) else NEWS,
            tuple(event for event in found if group in _groups(event.listed)),
        )
        for group in GROUPS
    ]
    return [every, *of_districts, *of_groups]


def feed_files(site: Site) -> Iterator[GeneratedFile]:
    """Yield the files of all feeds."""
    for feed in feeds(site):
        yield GeneratedFile(feed.address.lstrip("/"), _write(_feed(site, feed)))


def changed_on(site: Site, found: Sequence[Event]) -> date:
    """Return the day of the newest event, else that of the newest document of the directory."""
    if found:
        return found[0].day
    days = (dated_to_the_day(d.date) for d in site.directory.documents.values())
    return max((day for day in days if day is not None), default=UNDATED)


def _has_products(site: Site, group: str) -> bool:
    return any(product.record.ocop_group == group for product in site.directory.products)


def _groups(listed: OrganisationOrProduct) -> set[str | None]:
    """Return the OCOP groups of a product, or of what an organisation makes."""
    if isinstance(listed, ListedProduct):
        return {listed.record.ocop_group}
    return {product.record.ocop_group for product in listed.products}


def _feed(site: Site, feed: Feed) -> ET.Element:
    settings = site.directory.settings
    operator = settings.scope.operator
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.words.language})
    _text(root, "id", site.url(feed.address))
    _text(root, "title", feed.name)
    _text(root, "updated", f"{changed_on(site, feed.events)}{MIDNIGHT}")
    author = ET.SubElement(root, "author")
    _text(author, "name", operator.name if operator else settings.site_name)
    _text(author, "uri", site.url("/"))
    _link(root, "self", "application/atom+xml", site.url(feed.address))
    _link(root, "alternate", "text/html", site.url(feed.page))
    ET.SubElement(root, "link", {"rel": "license", "href": LICENCE})
    _text(root, "rights", site.words("events.rights"))
    root.extend(_entry(site, event) for event in feed.events[:LONGEST])
    return root


def _entry(site: Site, event: Event) -> ET.Element:
    told, moment = describe(site, event), f"{event.day}{MIDNIGHT}"
    entry = ET.Element("entry")
    # The permanent address of the record, and what happened to it when: the same in every feed.
    _text(entry, "id", f"{site.url(told.address)}#{event.kind}-{event.day}")
    _text(entry, "title", told.title)
    _text(entry, "published", moment)
    _text(entry, "updated", moment)
    _link(entry, "alternate", "text/html", site.url(told.address))
    ET.SubElement(entry, "category", {"term": event.kind, "label": unmark(told.label)})
    _text(entry, "summary", told.text)
    return entry


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = unmark(text)


def _link(parent: ET.Element, relation: str, kind: str, href: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": href})


def _write(root: ET.Element) -> bytes:
    ET.indent(root, "")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
