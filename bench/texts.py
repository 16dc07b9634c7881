"""Made-up Vietnamese texts: the words of the real records, shuffled until they mean nothing."""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_builder.records.raw import Raw
from site_builder.records.rules.claims import CERTIFIED_WORDS, HEALTH, PRAISE, SUPERLATIVE
from site_builder.words.language_marks import capitalised

# What the checks refuse in a text, whoever wrote it.
REFUSED = (HEALTH, SUPERLATIVE, PRAISE, *(word.pattern for word in CERTIFIED_WORDS))
WORD = re.compile(r"[^\W\d_]+")
# Stands in every made-up name, so that none can be taken for a real one.
MARK = "Thử Nghiệm"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that texts are made of, each as often as it stands in the real ones."""

    words: tuple[str, ...]

    def sentence(self, source: random.Random, length: int) -> str:
        """Return so many words as one sentence."""
        return capitalised(" ".join(self._clean(source, length)))

    def name(self, source: random.Random, length: int) -> str:
        """Return so many words as a name."""
        return " ".join(capitalised(word) for word in self._clean(source, length))

    def _clean(self, source: random.Random, length: int) -> list[str]:
        """Return words at random that no check refuses together."""
        words = source.choices(self.words, k=length)
        while is_refused(" ".join(words)):
            words = source.choices(self.words, k=length)
        return words


def is_refused(text: str) -> bool:
    """Return whether a check would refuse a text."""
    return any(pattern.search(text) for pattern in REFUSED)


def vocabulary(records: Iterable[Raw]) -> Vocabulary:
    """Return the words of some records, without those that a check refuses by themselves."""
    words = (word.lower() for record in records for text in _texts(record) for word in split(text))
    return Vocabulary(tuple(word for word in words if not is_refused(word)))


def split(text: str) -> list[str]:
    """Return the words of a text; numbers are none."""
    return WORD.findall(text)


def _texts(value: Raw) -> Iterator[str]:
    """Yield the Vietnamese texts of more than one word: the others are codes."""
    if isinstance(value, str):
        if " " in value:
            yield value
        return
    parts = (
        [part for name, part in value.items() if not name.endswith("_en")]
        if isinstance(value, dict)
        else value
    )
    for part in parts:
        yield from _texts(part)
