"""The one door to Jinja: templates in, Markdown pages out."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial, wraps
from pathlib import Path
from types import CodeType
from typing import Any, TypeVar, TypeVarTuple
from urllib.parse import urljoin

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from site_builder.records.directory import Directory
from site_builder.records.outlines import Geometry
from site_builder.render.addresses import SITE_CARD, edition_address, page_path, relative_link
from site_builder.render.memory import Memory
from site_builder.words.catalogue import ORIGINAL, Words
from site_builder.words.formats import format_date, format_number
from site_builder.words.generated import GeneratedFile
from site_builder.words.language_marks import as_html, unmark

BLOCKS = "article|aside|details|div|dl|figure|form|h[1-6]|header|nav|ol|p|script|section|table|ul"
# Markdown breaks the line here, between blocks that are in no other; so does every page everywhere.
BETWEEN_BLOCKS = re.compile(rf"(</(?:{BLOCKS})>) *(?=<(?:{BLOCKS})\b)")
TEMPLATES = Path(__file__).parent / "templates"

Items = TypeVarTuple("Items")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Site:
    """What every page is made from: the directory and the words of one language.

    `directory` holds its texts as the edition in that language shows them; `original` is the
    directory of the first edition, from which the shared files are made. `areas` gives each former
    district's shape by code; `has_outlines` tells real outlines from a scheme; `memory` holds what
    an earlier build made of this edition; `has_form` and `has_disk_copy` tell what a build adds.
    Of a site with an address `asked` for, only the page of that one is of interest.
    """

    directory: Directory
    words: Words
    areas: Mapping[str, Geometry]
    has_outlines: bool
    original: "Site | None" = None
    memory: Memory = field(default_factory=Memory)
    has_form: bool = False
    has_disk_copy: bool = False
    asked: str | None = None
    # What is made once for this site: another one begins with nothing.
    urls: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def shared(self) -> "Site":
        """The site whose language and records the shared files are made from."""
        return self.original or self

    def wants(self, address: str) -> bool:
        """Return whether the page of an address is of interest."""
        return self.asked in {None, address}

    def url(self, address: str) -> str:
        """Return the public address of a page or file of this edition, as the settings give it."""
        if address not in self.urls:
            path = edition_address(address, self.words.language).lstrip("/")
            self.urls[address] = urljoin(self.directory.settings.site_url, path)
        return self.urls[address]

    def link(self, page: str, target: str) -> str:
        """Return `target` as seen from a page, both as the first edition addresses them."""
        here, there = (edition_address(a, self.words.language) for a in (page, target))
        return relative_link(here, there)


def once(make: Callable[[Site, *Items], Made]) -> Callable[[Site, *Items], Made]:
    """Return what makes something of items of a site when that is first asked for, only once."""

    @wraps(make)
    def made(site: Site, *items: *Items) -> Made:
        key = make, *map(id, items)
        if key not in site.made:
            # As long as the items are kept too, no other ones have their numbers.
            site.made[key] = items, make(site, *items)
        found: Made = site.made[key][1]
        return found

    return made


@dataclass(frozen=True, slots=True)
class Page:
    """One page to render.

    `values` is what the template needs besides words and links; `source` is the record file;
    `styles` names what it needs of `assets/*.css` beside `site.css`; `linked_data` is what it says
    of a record to machines, as JSON. A page with `moved_to` sends its visitors on to that address.
    One that `is_hidden` is for those who keep the directory, and no search engine shows it.
    `feed` is the address of the feed about what the page shows, `card` that of the picture that
    networks show when the page is shared, and `changed_on` the newest day in its data.
    """

    address: str
    template: str
    title: str
    description: str
    values: Mapping[str, object]
    source: str | None = None
    styles: tuple[str, ...] = ()
    linked_data: str | None = None
    moved_to: str | None = None
    is_hidden: bool = False
    feed: str | None = None
    card: str | None = SITE_CARD
    changed_on: date | None = None


class _Compiled(BytecodeCache):
    """Keeps compiled templates as long as the program runs, by their text."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template that was compiled before its code."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self.codes[bucket.key, bucket.checksum] = bucket.code


COMPILED: BytecodeCache = _Compiled()
"""The compiled templates of every environment that is made alike: one of MkDocs for each run."""


@cache
def environment() -> Environment:
    """Return the template environment: escaping on, unknown names refused."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        # The templates of a program that runs do not change.
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def call_macro(template: str, macro: str, *arguments: object) -> Markup:
    """Return what a macro makes of values, for a part of a page that is put together in Python.

    The macro must do without the words and links of a page.
    """
    module = environment().get_template(template).module
    return Markup(getattr(module, macro)(*arguments))  # noqa: S704 -- escaped by the template


def render_page(site: Site, page: Page) -> GeneratedFile:
    """Return the Markdown file of a page, made anew unless it is known from an earlier build."""
    path = page_path(page.address)
    # The words of a language do not change while a memory is kept, nor do templates or the day.
    values = (site.words.language, page)
    (content,) = site.memory.recall([path], values, lambda: [_markdown(site, page).encode()])
    return GeneratedFile(
        path,
        content,
        page.source,
        unmark(page.title),
        is_listed=not (page.moved_to or page.is_hidden),
        changed_on=page.changed_on,
    )


def _markdown(site: Site, page: Page) -> str:
    """Return the text of a page: front matter, then HTML line by line.

    Markdown would read what follows a blank line, and take an indented line for code.
    """
    html = (
        environment()
        .get_template(page.template)
        .render(
            page.values,
            t=site.words,
            link=partial(site.link, page.address),
            number=partial(format_number, language=site.words.language),
            title=page.title,
            today=format_date(site.directory.today, site.words),
        )
    )
    body = "\n".join(line.strip() for line in html.splitlines() if line.strip())
    body = BETWEEN_BLOCKS.sub(r"\1\n", body)
    return f"{_front_matter(site, page)}{as_html(body, ORIGINAL)}\n"


def _front_matter(site: Site, page: Page) -> str:
    # JSON strings are YAML strings, whatever signs they hold.
    values = {
        "title": page.title,
        "description": page.description,
        "as_of": format_date(site.directory.today, site.words),
        "styles": page.styles,
        # Where Markdown does not read it; the theme puts it into the head.
        "linked_data": page.linked_data,
        "moved_to": (page.moved_to or "").lstrip("/"),
        "hidden": page.is_hidden,
        "feed": (page.feed or "").lstrip("/"),
        # What says neither has the card of the site, as pages written by hand.
        "card": page.card.lstrip("/") if page.card and page.card != SITE_CARD else None,
        "without_card": page.card is None,
    }
    lines = [f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in values.items() if v]
    return unmark("\n".join(["---", *lines, "---", "", ""]))
