"""Duplicates: two records that are likely about one organisation, or one product.

Nobody can be sure of it, so that it is a warning; it is an error in a record that is being changed,
whose editor can look. Two tax codes prove two organisations.
"""

import difflib
import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from site_builder.records.content import Content
from site_builder.records.models.common import NamedRecord
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.places import Places
from site_builder.records.raw import FieldPath
from site_builder.records.rules.addresses import Place, resolve
from site_builder.records.validate import Entry
from site_builder.words.folding import fold
from site_builder.words.issue import Issue

Named = TypeVar("Named", bound=NamedRecord)

# Words before the own name of an organisation, folded: its form, then its work. Sources leave out
# the second as freely as they shorten the first. Longer ones stand first.
FORMS = ("lien hiep", "hop tac xa", "to hop tac", "lhhtx", "htx", "tht", "lh")
WORK = (
    "nong lam nghiep", "cong nghe cao", "nong nghiep", "lam nghiep", "nong lam", "thuong mai",
    "kinh doanh", "san xuat", "che bien", "tong hop", "dich vu",
)  # fmt: skip
FORM_WORDS = re.compile(rf"\b({'|'.join(FORMS)})\b")
TYPE_WORDS = re.compile(rf"\b({'|'.join((*FORMS, *WORK, 'va'))})\b")
NEAR_METRES = 100
NEAR_NAME = 0.8
# A cell of the grid is never narrower than `NEAR_METRES` in this country (its north is at 24°).
CELL_DEGREES = 0.001
METRES_A_DEGREE = 111_320
# The makers of a large directory.
REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Rule(Generic[Named]):
    """One way in which records are alike, with its message and the field that shows it.

    Records that share one of their `keys`, and for which `alike` holds, are likely the same.
    """

    message: str
    field: FieldPath
    keys: Callable[[Entry[Named]], Iterable[Hashable]]
    alike: Callable[[Entry[Named], Entry[Named]], bool]


def check_duplicates(content: Content, changed: frozenset[str] = frozenset()) -> Iterator[Issue]:
    """Yield every record that is likely another one again; `changed` are paths of files."""
    organisations = [e for e in content.organisations if e.model.left is None]
    products = [e for e in content.products if e.model.left is None]
    for found in (
        _alike_organisations(organisations, content.places, changed),
        _alike_products(products, organisations, content.places, changed),
    ):
        told: set[tuple[str, str]] = set()
        for issue in found:
            pair = (issue.path, issue.params["other"])
            if pair not in told:
                yield issue
            told.add(pair)


def _alike_organisations(
    entries: Sequence[Entry[Organisation]], places: Places, changed: frozenset[str]
) -> Iterator[Issue]:
    where = {entry.model.id: resolve(entry.model.address, places) for entry in entries}

    def same_area(one: Entry[Organisation], other: Entry[Organisation]) -> bool:
        return _may_be_one(one, other) and not _apart(where[one.model.id], where[other.model.id])

    for rule in (
        Rule("alike_number", ("registration_number",), _numbers, same_area),
        Rule("alike_phone", ("contact", "phone"), _phones, _may_be_one),
        Rule("alike_name", ("name_vi",), _bare_names, same_area),
        Rule("alike_near", ("location",), _cells, _are_neighbours),
    ):
        yield from _pairs(entries, changed, rule)


def _alike_products(
    entries: Sequence[Entry[Product]],
    makers: Iterable[Entry[Organisation]],
    places: Places,
    changed: frozenset[str],
) -> Iterator[Issue]:
    bare = {entry.model.id: set(_bare_names(entry)) for entry in makers}
    homes = {entry.model.id: entry.model.address for entry in makers}

    def by_maker(entry: Entry[Product]) -> Iterator[Hashable]:
        maker = _maker(entry.model)
        if maker:
            for name in _names(entry.model):
                yield maker, _without_maker(fold(name), bare.get(maker, set()))

    def by_place(entry: Entry[Product]) -> Iterator[Hashable]:
        address = entry.model.address or homes.get(entry.model.producer or "")
        place = resolve(address, places) if address else None
        unit = place and (place.former_commune or place.commune)
        if unit:
            yield from ((unit, fold(name)) for name in _names(entry.model))

    def one_unnamed(one: Entry[Product], other: Entry[Product]) -> bool:
        return not (_maker(one.model) and _maker(other.model))

    for rule in (
        Rule("alike_maker", ("name_vi",), by_maker, _any_two),
        Rule("alike_place", ("name_vi",), by_place, one_unnamed),
    ):
        yield from _pairs(entries, changed, rule)


def _pairs(
    entries: Iterable[Entry[Named]], changed: frozenset[str], rule: Rule[Named]
) -> Iterator[Issue]:
    """Yield each record that meets an earlier one, which its message names.

    Changed records come last, so that the message stands in the file that is being changed.
    """
    known: dict[Hashable, list[Entry[Named]]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.raw.path in changed):
        own = dict.fromkeys(rule.keys(entry))
        met = (other for name in own for other in known[name] if rule.alike(entry, other))
        other = next(met, None)
        if other is not None:
            say = entry.issue if entry.raw.path in changed else entry.warning
            yield say(rule.field, rule.message, other=other.raw.path, name=other.model.name_vi)
        for name in own:
            known[name].append(entry)


def _names(record: NamedRecord) -> tuple[str, ...]:
    legal = record.legal_name_vi if isinstance(record, Organisation) else None
    return (record.name_vi, *record.other_names, *((legal,) if legal else ()))


def _bare_names(entry: Entry[Organisation]) -> Iterator[str]:
    """Yield the names of an organisation without type words; one of such words alone keeps some."""
    for name in map(fold, _names(entry.model)):
        bare = _without(TYPE_WORDS, name) or _without(FORM_WORDS, name)
        if bare:
            yield bare


def _without(words: re.Pattern[str], folded: str) -> str:
    return " ".join(words.sub(" ", folded).split())


def _without_maker(folded: str, maker: Collection[str]) -> str:
    """Return the name of a product without its maker's: `mien dong cua htx x` is `mien dong`."""
    name = folded
    for own in sorted(maker, key=len, reverse=True):
        # Few products are named for their maker, and a pattern for each maker takes its time.
        if own in name:
            name = _maker_words(own).sub(" ", name)
    return " ".join(name.split()) or folded


@lru_cache(REMEMBERED)
def _maker_words(own: str) -> re.Pattern[str]:
    return re.compile(rf"\b(cua )?(({'|'.join(FORMS)}) )?{re.escape(own)}\b")


def _any_two(_one: Entry[Product], _other: Entry[Product]) -> bool:
    return True


def _maker(product: Product) -> str:
    if product.producer is not None:
        return product.producer
    other = product.producer_other
    return fold(other.name) if other is not None and other.name is not None else ""


def _numbers(entry: Entry[Organisation]) -> Iterator[str]:
    for number in (entry.model.registration_number, entry.model.tax_code):
        if number is not None:
            yield fold(number)


def _phones(entry: Entry[Organisation]) -> Iterator[str]:
    contact = entry.model.contact
    if contact is not None and contact.phone is not None:
        yield contact.phone


def _may_be_one(one: Entry[Organisation], other: Entry[Organisation]) -> bool:
    """Return whether nothing tells two organisations apart; a shared tax code is told elsewhere."""
    for record, counterpart in ((one.model, other.model), (other.model, one.model)):
        if counterpart.id in {record.union, record.successor}:
            return False
    return one.model.tax_code is None or other.model.tax_code is None


def _apart(one: Place, other: Place) -> bool:
    """Return whether two places cannot be one, by the most that is known of both."""
    if one.district is not None and other.district is not None:
        return one.district != other.district
    known = one.commune is not None and other.commune is not None
    return known and one.commune != other.commune


def _point(entry: Entry[Organisation]) -> tuple[float, float] | None:
    location = entry.model.location
    if location is None or location.precision != "exact":
        return None
    return float(location.lat), float(location.lon)


def _cells(entry: Entry[Organisation]) -> Iterator[tuple[int, int]]:
    """Yield the cell of an exact point and those around it: near points share one."""
    point = _point(entry)
    if point is not None:
        row, column = (math.floor(degrees / CELL_DEGREES) for degrees in point)
        yield from ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _are_neighbours(one: Entry[Organisation], other: Entry[Organisation]) -> bool:
    """Return whether two organisations stand within a short walk and have nearly one name."""
    here, there = _point(one), _point(other)
    if here is None or there is None or not _may_be_one(one, other):
        return False
    north = (here[0] - there[0]) * METRES_A_DEGREE
    east = (here[1] - there[1]) * METRES_A_DEGREE * math.cos(math.radians(here[0]))
    if math.hypot(north, east) > NEAR_METRES:
        return False
    return any(
        difflib.SequenceMatcher(None, own, name).ratio() >= NEAR_NAME
        for own in _bare_names(one)
        for name in _bare_names(other)
    )
