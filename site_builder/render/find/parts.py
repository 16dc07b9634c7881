"""Long lists in parts: a page for each first letter, and for each few hundred names of a letter.

No page grows with the country: above `LONGEST_LIST` entries a list shows its letters, which lead to
pages of their own. Their addresses are permanent, as those of all lists.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from site_builder.render.environment import Page, Site
from site_builder.words.catalogue import Words
from site_builder.words.folding import fold
from site_builder.words.language_marks import unmark

# A page of so many rows still weighs less than 100 KB on a first visit.
LONGEST_LIST = 500
# The step of the address that says what follows it.
STEP = "chu"
# Stands in it for what begins with no letter and no digit.
OTHER = "khac"

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """Some entries of a list: those of a letter, or the `number`th of the `count` parts of one."""

    letter: str
    number: int
    count: int
    address: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """The list that parts are of: its title, its place, and how a page shows entries of it.

    `values` gives what the template `parts/<kind>.html.jinja` needs for some entries.
    """

    title: str
    crumbs: Sequence[tuple[str, str | None]]
    kind: str
    values: Callable[[Sequence[Any]], dict[str, object]]
    styles: tuple[str, ...] = ()


def first_letter(name: str) -> str:
    """Return the folded first letter, "0" for any digit, "" for other signs."""
    first = fold(unmark(name))[:1]
    return "0" if first.isdigit() else first if "a" <= first <= "z" else ""


def letter_title(words: Words, letter: str) -> str:
    """Return a letter as headings show it."""
    if letter == "0":
        return "0–9"
    return letter.upper() or words("pages.index_az.other_signs")


def split_list(
    items: Sequence[Item], name_of: Callable[[Item], str], address: str
) -> tuple[Part[Item], ...]:
    """Return the parts of the list at an address; none where it is short enough for one page.

    The entries of a letter keep their order.
    """
    if len(items) <= LONGEST_LIST:
        return ()
    letters: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        letters[first_letter(name_of(item))].append(item)
    base = f"{address}{STEP}/"
    ordered = sorted(letters, key=lambda letter: (not letter, letter))
    return tuple(part for letter in ordered for part in _parts(base, letter, letters[letter]))


def _parts(base: str, letter: str, items: Sequence[Item]) -> Iterator[Part[Item]]:
    count = math.ceil(len(items) / LONGEST_LIST)
    size = math.ceil(len(items) / count)
    for number in range(1, count + 1):
        first = f"{base}{letter or OTHER}/"
        address = first if number == 1 else f"{first}{number}/"
        own = tuple(items[(number - 1) * size : number * size])
        yield Part(letter, number, count, address, own)


def letters(site: Site, parts: Sequence[Part[Any]]) -> list[tuple[str, str, int]]:
    """Return the letters of a list in parts: title, address of the first part, entries."""
    counts: dict[str, int] = defaultdict(int)
    for part in parts:
        counts[part.letter] += len(part.items)
    return [
        (letter_title(site.words, part.letter), part.address, counts[part.letter])
        for part in parts
        if part.number == 1
    ]


def part_pages(site: Site, parts: Sequence[Part[Any]], whole: Whole) -> Iterator[Page]:
    """Yield the page of each part, with the way to all letters and to its neighbours."""
    labels = [part_label(site.words, part) for part in parts]
    for place, part in enumerate(parts):
        title = site.words("parts.title", list=whole.title, part=labels[place])
        around = [
            (parts[other].address, labels[other]) if 0 <= other < len(parts) else None
            for other in (place - 1, place + 1)
        ]
        yield Page(
            address=part.address,
            template="part.html.jinja",
            styles=whole.styles,
            title=title,
            description=site.words("parts.description", title=title, count=len(part.items)),
            values={
                "crumbs": [*whole.crumbs, (labels[place], None)],
                "kind": whole.kind,
                "count": len(part.items),
                "letters": letters(site, parts),
                "here": letter_title(site.words, part.letter),
                "before": around[0],
                "after": around[1],
                **whole.values(part.items),
            },
        )


def part_label(words: Words, part: Part[Any]) -> str:
    """Return what a part is called inside a sentence: its letter, and which of several it is."""
    letter = letter_title(words, part.letter)
    if part.count == 1:
        return words("parts.letter", letter=letter)
    return words("parts.numbered", letter=letter, number=part.number, count=part.count)
