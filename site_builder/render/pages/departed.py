"""Pages that keep an old address alive: tombstones, redirects, and lists that are empty now.

A tombstone says what the record was, when and why it left, and what took its place. It shows no
star, price or contact, and no list, count, map, filter or search leads to it: these offer what can
be had today, while a printed or shared address must still be answered.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from site_builder.records.directory import (
    ListedProgramme,
    ListedRecord,
)
from site_builder.records.models.common import Leaving
from site_builder.render.addresses import (
    COMMUNES,
    HOME,
    ORGANISATIONS,
    PRODUCTS,
    PROGRAMMES,
    SEARCH,
    STATISTICS,
    WORK,
    original_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.paper.take_away import STYLES, file_values
from site_builder.render.views.departed import record_kind, tombstone_facts, tombstone_notice
from site_builder.render.views.texts import edit_address, in_language
from site_builder.words.catalogue import ORIGINAL
from site_builder.words.language_marks import mark

# Lists that a change of the records may empty, each with the page that leads to its neighbours.
# The rest of the address of a part of a list (`parts.py`).
PART = r"chu/[a-z0]+/(\d+/)?"
LISTS = (
    (re.compile(f"{PRODUCTS}([^/]+/[^/]+/)?{PART}"), PRODUCTS, "pages.products.short"),
    (
        re.compile(f"{ORGANISATIONS}([^/]+/[^/]+/)?{PART}"),
        ORGANISATIONS,
        "pages.organisations.short",
    ),
    (re.compile(f"{COMMUNES}{PART}"), COMMUNES, "pages.communes.short"),
    (re.compile(f"{PROGRAMMES}{PART}"), PROGRAMMES, "pages.programmes.short"),
    (re.compile(f"{SEARCH}{PART}"), SEARCH, "pages.index_az.short"),
    (re.compile(f"{WORK}[^/]+/"), WORK, "worklist.title"),
    (re.compile(f"{PRODUCTS}[^/]+/[^/]+/"), PRODUCTS, "pages.products.short"),
    (re.compile(f"{ORGANISATIONS}[^/]+/[^/]+/"), ORGANISATIONS, "pages.organisations.short"),
    (re.compile(f"{COMMUNES}[^/]+/"), COMMUNES, "pages.communes.short"),
    (re.compile(f"{STATISTICS}[^/]+/"), STATISTICS, "statistics.short"),
)


def tombstone_pages(site: Site) -> Iterator[Page]:
    """Yield the page of each record that left."""
    for listed in site.directory.every_record:
        if listed.record.left is not None:
            yield _tombstone(site, listed, listed.record.left)


def moved_pages(site: Site) -> Iterator[Page]:
    """Yield a page at each old address of a record, which leads to the present one."""
    for listed in site.directory.every_record:
        record, section = listed.record, record_kind(listed).section
        for alias in record.aliases:
            yield Page(
                address=f"{section}{alias}/",
                template="moved.html.jinja",
                title=record.name_vi,
                description=site.words("life.moved", name=record.name_vi),
                values={"href": f"{section}{record.id}/"},
                source=listed.path,
                moved_to=f"{section}{record.id}/",
            )


def emptied_pages(site: Site, addresses: Collection[str]) -> Iterator[Page]:
    """Yield a page for each list of the ledger that the records no longer fill.

    `addresses` are those of all other pages.
    """
    for address, title in _published_lists(site):
        fitting = [found for found in LISTS if found[0].fullmatch(address)]
        if fitting and address not in addresses:
            _, section, name = fitting[0]
            yield Page(
                address=address,
                template="emptied.html.jinja",
                title=title,
                description=site.words("life.emptied", name=title),
                values={"crumbs": _crumbs(site, section, name, title), "section": section},
            )


def _published_lists(site: Site) -> Iterator[tuple[str, str]]:
    """Yield what the ledger knows, as the first edition addresses it, with its name.

    An edition has the lists of the first one too: each page has its like in every language.
    """
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in site.directory.ledger:
        language, address = original_address(row.address)
        names[language][address] = row.name
    own = names[site.words.language]
    for address, name in names[ORIGINAL].items():
        vietnamese = name if own is names[ORIGINAL] else mark(name)
        yield address, own.get(address) or vietnamese or address


def _crumbs(site: Site, section: str, name: str, title: str) -> list[tuple[str, str | None]]:
    words = site.words
    return [
        (words("pages.home.short"), HOME),
        (words(name), section),
        (title, None),
    ]


def _tombstone(site: Site, listed: ListedRecord, left: Leaving) -> Page:
    record, words, kind = listed.record, site.words, record_kind(listed)
    notice = tombstone_notice(site, listed, left)
    # Programmes have neither codes nor papers.
    files = {} if isinstance(listed, ListedProgramme) else file_values(site, listed)
    return Page(
        address=f"{kind.section}{record.id}/",
        template="tombstone.html.jinja",
        styles=STYLES if files else (),
        title=record.name_vi,
        description=f"{record.name_vi}. {notice.text}",
        source=listed.path,
        values={
            "crumbs": _crumbs(site, kind.section, f"pages.{kind.words}.short", record.name_vi),
            "notice": notice,
            "facts": tombstone_facts(site, listed),
            "note": in_language(words, record.note_vi, record.note_en),
            "section": kind.section,
            "back": words(f"life.back.{kind.folder}"),
            "data_href": None,
            "taken": None,
            **files,
            "edit": edit_address(site, listed.path),
        },
    )
