"""The own name of an organisation or a place, without the words for its kind before it."""

from collections.abc import Sequence

from site_builder.words.catalogue import Words
from site_builder.words.folding import fold
from site_builder.words.language_marks import is_marked, mark, unmark


def kind_phrases(words: Words) -> tuple[str, ...]:
    """Return the folded words for kinds, long and short, the longest first."""
    text = words("find.search.type_words").replace("=", ";")
    return tuple(sorted({fold(phrase) for phrase in text.split(";")}, key=len, reverse=True))


def split_name(name: str, kinds: Sequence[str]) -> tuple[str, str]:
    """Return the word for the kind that a name begins with, and the rest: `("HTX", "An Bình")`."""
    parts = unmark(name).split()
    as_given = mark if is_marked(name) else str
    if as_given is str and unmark(name) != name:
        # In other languages the word for a place follows its name.
        return "", name
    for phrase in kinds:
        length = phrase.count(" ") + 1
        if len(parts) > length and fold(" ".join(parts[:length])) == phrase:
            return as_given(" ".join(parts[:length])), as_given(" ".join(parts[length:]))
    return "", name
