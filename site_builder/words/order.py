"""Vietnamese alphabetical order (a ă â b … y; ngang, huyền, hỏi, ngã, sắc, nặng)."""

import unicodedata
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
DIGITS = "0123456789"
# As signs of a text, which takes a fraction of the room of numbers: digits come before letters.
RANK = {letter: chr(place) for place, letter in enumerate(DIGITS + ALPHABET, start=1)}
# Comes before every letter, so that a word comes before the longer ones that begin with it.
BETWEEN_WORDS = "\0"
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# The names of a large directory; each is asked for by many lists.
REMEMBERED = 200_000

OrderKey = tuple[str, bytes, bytes, str]


@lru_cache(REMEMBERED)
def vietnamese_order(text: str) -> OrderKey:
    """Return the sort key of `text`: letters word by word first, then tones, then case.

    Compared with ICU's `vi` order on official place names; signs count as word breaks.
    """
    letters: list[str] = []
    tones: list[int] = []
    capitals: list[bool] = []
    is_between = False
    for sign in unicodedata.normalize("NFC", text):
        letter, tone = _split_tone(sign.lower())
        if letter in RANK or letter.isalnum():
            if is_between and letters:
                letters.append(BETWEEN_WORDS)
            is_between = False
            # Foreign letters are far behind.
            letters.append(RANK.get(letter, letter))
            tones.append(tone)
            capitals.append(sign.isupper())
        else:
            is_between = True
    return "".join(letters), bytes(tones), bytes(capitals), text


@lru_cache(REMEMBERED)
def _split_tone(sign: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", sign)
    tone = next((TONES[mark] for mark in parts if mark in TONES), 0)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    return bare, tone
