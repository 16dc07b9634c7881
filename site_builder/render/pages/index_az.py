"""The list from A to Z: everything the search can find, for visitors without script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from site_builder.records.directory import ListedProgramme
from site_builder.records.models.common import NamedRecord
from site_builder.render.addresses import (
    HOME,
    SEARCH,
    organisation_address,
    product_address,
    programme_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.find.parts import (
    Whole,
    first_letter,
    letter_title,
    letters,
    part_pages,
    split_list,
)
from site_builder.render.views.cards import (
    OrganisationCard,
    ProductCard,
    organisation_card,
    product_card,
)
from site_builder.render.views.own_names import kind_phrases, split_name
from site_builder.render.views.place_entries import PlaceEntry, place_entries
from site_builder.render.views.texts import former_inside_sentence, unit_name
from site_builder.words.folding import fold
from site_builder.words.formats import format_partial_date
from site_builder.words.order import OrderKey, vietnamese_order


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the list: `name` decides its place, the word for its kind stands before it.

    An award in force has a last day, after which its detail is `then`.
    """

    kind_word: str
    name: str
    href: str
    detail: str
    expires_on: str | None = None
    then: str | None = None

    @property
    def letter(self) -> str:
        """The letter of its section."""
        return first_letter(self.name)


def index_pages(site: Site) -> Iterator[Page]:
    """Yield the page: all entries in Vietnamese order, a section for each letter; or its parts."""
    words = site.words
    entries = sorted(_entries(site), key=_order)
    parts = split_list(entries, lambda entry: entry.name, SEARCH)
    sections = [
        (letter_title(words, letter), f"chu-{letter or 'khac'}", list(group))
        for letter, group in groupby(() if parts else entries, key=lambda entry: entry.letter)
    ]
    crumbs = [(words("pages.home.short"), HOME)]
    yield Page(
        address=SEARCH,
        template="index_az.html.jinja",
        title=words("pages.index_az.title"),
        description=words("pages.index_az.description", count=len(entries)),
        values={
            "crumbs": [*crumbs, (words("pages.index_az.short"), None)],
            "count": len(entries),
            "sections": sections,
            "letters": letters(site, parts),
        },
    )
    crumbs.append((words("pages.index_az.short"), SEARCH))
    whole = Whole(words("pages.index_az.short"), crumbs, "names", lambda rows: {"rows": rows})
    yield from part_pages(site, parts, whole)


def _order(entry: IndexEntry) -> tuple[bool, str, OrderKey, OrderKey, str]:
    # Signs that no section is named after come last.
    name, kind_word = vietnamese_order(entry.name), vietnamese_order(entry.kind_word)
    return not entry.letter, entry.letter, name, kind_word, entry.href


def _entries(site: Site) -> Iterator[IndexEntry]:
    kinds = kind_phrases(site.words)
    for product in site.directory.products:
        yield _product(product_card(site, product))
        href = product_address(product.record.id)
        yield from _other_names(site, product.record, href, ())
    for organisation in site.directory.organisations:
        yield _organisation(organisation_card(site, organisation), kinds)
        href = organisation_address(organisation.record.id)
        yield from _other_names(site, organisation.record, href, kinds)
    for place in place_entries(site):
        yield from _place(site, place, kinds)
    yield from (_programme(site, one) for one in site.directory.programmes)


def _product(card: ProductCard) -> IndexEntry:
    award, where = card.award, card.place or card.maker
    detail = _joined(award.label if award else card.kind_label, where)
    if award is None or award.then is None:
        return IndexEntry("", card.name, card.href, detail)
    then = _joined(award.then.label, where)
    return IndexEntry("", card.name, card.href, detail, award.expires_on, then)


def _organisation(card: OrganisationCard, kinds: Sequence[str]) -> IndexEntry:
    return IndexEntry(
        *split_name(card.name, kinds), card.href, _joined(card.kind_label, card.place)
    )


def _other_names(
    site: Site, record: NamedRecord, href: str, kinds: Sequence[str]
) -> Iterator[IndexEntry]:
    """Yield the other names that stand elsewhere in the list than the record itself."""
    known = {fold(split_name(record.name_vi, kinds)[1])}
    for other in record.other_names:
        kind_word, name = split_name(other, kinds)
        if fold(name) not in known:
            known.add(fold(name))
            detail = site.words("pages.index_az.see", name=record.name_vi)
            yield IndexEntry(kind_word, name, href, detail)


def _place(site: Site, place: PlaceEntry, kinds: Sequence[str]) -> Iterator[IndexEntry]:
    words = site.words
    detail = "" if place.has_page else words("find.search.no_records")
    yield IndexEntry(*split_name(place.name, kinds), place.address, detail)
    for former in place.former:
        if unit_name(words, former) != place.name:
            name = former_inside_sentence(words, former)
            now = words("pages.index_az.now_in", name=place.name[:1].lower() + place.name[1:])
            yield IndexEntry(*split_name(name, kinds), place.address, now)


def _programme(site: Site, programme: ListedProgramme) -> IndexEntry:
    record = programme.record
    year = format_partial_date(record.year, site.words) if record.year else ""
    return IndexEntry("", record.name_vi, programme_address(record.id), year)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
