"""What the index of a large search is made of (Pagefind): stubs, each of a few neighbours by name.

Pagefind tells every visitor of every page of its index before the first answer: of 50,000 pages
that is half a megabyte, and a common word finds them all. So a stub holds some two dozen entries
whose names follow each other; a query opens a few stubs, and `search-rank.js` puts the entries in
them in order.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from site_builder.words.catalogue import LANGUAGES, ORIGINAL, load_words
from site_builder.words.folding import fold, spell

# Who looks for a record by name looks for a product first (search-entries.js).
KINDS = ("products", "organisations", "places", "programmes")
# More make the list of stubs shorter, and each of them, of which a query opens several, longer.
NEIGHBOURS = 24
# What an `id` does not keep, and the sign by which it is written instead; all lie below U+4000.
QUOTED = {n: quote(chr(n)) for n in range(0x4000) if chr(n) == "%" or chr(n).isspace()}
# The same place, maker and state stand beside many records.
REMEMBERED = 20_000

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: how each edition shows it, and the words that find it.

    `names` are its own and other names, `about` what else is told of it, as maker and place.
    """

    kind: str
    items: Mapping[str, Json]
    names: tuple[str, ...]
    about: tuple[str, ...]


def stubs(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the pages of the index for entries, of whatever order."""
    ordered = sorted(entries, key=_order)
    for kind in KINDS:
        of_kind = [entry for entry in ordered if entry.kind == kind]
        for start in range(0, len(of_kind), NEIGHBOURS):
            yield stub(kind, of_kind[start : start + NEIGHBOURS])


def stub(kind: str, entries: Sequence[Entry]) -> str:
    """Return the page of some entries for the index: their kind, their items, and their words.

    The items stand in `id`s, because these alone come with an answer and are not searched.
    """
    items = "".join(
        f'<i id="{escape(language + _without_blanks(_text(item)), quote=True)}"></i>'
        for entry in entries
        for language, item in entry.items.items()
    )
    names = {w for entry in entries for name in entry.names for w in _words_of_name(name)}
    about = {w for entry in entries for text in entry.about for w in _words_about(text)}
    return (
        "<!doctype html><html><body data-pagefind-body>"
        f'<i data-kind="{kind}" data-pagefind-filter="kind[data-kind]"></i>{items}'
        f'<p data-pagefind-weight="7">{escape(" ".join(sorted(names)))}</p>'
        f"<p>{escape(' '.join(sorted(about)))}</p></body></html>\n"
    )


def known_words(entries: Iterable[Entry]) -> list[str]:
    """Return the folded words of all names: among them is what a mistyped one can have been."""
    names = {name for entry in entries for name in entry.names}
    return sorted({word for name in names for word in fold(name).split() if word.isalpha()})


def _order(entry: Entry) -> tuple[str, str]:
    return fold(entry.names[0]), _text(entry.items[ORIGINAL])


def _without_blanks(text: str) -> str:
    """Return a text with its blanks as in addresses: an `id` keeps none."""
    return text.translate(QUOTED)


def _text(item: Json) -> str:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def _words_of_name(name: str) -> Iterator[str]:
    """Yield what a name is found by: with and without the word for its kind, and as one word.

    So a whole name, or its beginning, is found among thousands that hold the same words.
    """
    short = _short(spell(name))
    kinds = _kind_words()[1]
    first = next((place for place, word in enumerate(short) if fold(word) not in kinds), len(short))
    for form in (spell(name), short, short[first:]):
        yield from _words(form)
        yield from ("".join(spelling) for spelling in _spellings(form) if form)


@lru_cache(REMEMBERED)
def _words_about(text: str) -> frozenset[str]:
    """Return the words by which what is told of a record finds it."""
    return frozenset(_words(_short(spell(text))))


def _words(words: Sequence[str]) -> Iterator[str]:
    """Yield words and, as one word, each with the next: who asks for two means them side by side.

    In a stub both may belong to different entries.
    """
    for spelling in _spellings(words):
        yield from spelling
        yield from map("".join, pairwise(spelling))


def _spellings(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield words as they are written, and without the only mark that Pagefind does not ignore."""
    yield list(words)
    yield [word.replace("đ", "d") for word in words]


def _short(words: Sequence[str]) -> list[str]:
    """Return words with the short word for a kind in the place of the long one."""
    short = list(words)
    for long, abbreviation in _kind_words()[0]:
        folded = [fold(word) for word in short]
        size = len(long)
        start = next((n for n in range(len(short)) if folded[n : n + size] == long), None)
        if start is not None:
            short[start : start + size] = abbreviation
    return short


@cache
def _kind_words() -> tuple[list[tuple[list[str], list[str]]], frozenset[str]]:
    """Return the long words for kinds with their short ones, and all that a name may go without.

    Those of all languages: the editions share an index.
    """
    sides = [
        [fold(side).split() for side in pair.split("=")]
        for language in LANGUAGES
        for pair in load_words(language)("find.search.type_words").split(";")
    ]
    pairs = [(side[0], side[1]) for side in sides if len(side) > 1]
    pairs = [pair for place, pair in enumerate(pairs) if pair not in pairs[:place]]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return pairs, frozenset(side[-1][0] for side in sides if side[-1])
