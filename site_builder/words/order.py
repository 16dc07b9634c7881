"""Vietnamese alphabetical order (a ă â b … y; ngang, huyền, hỏi, ngã, sắc, nặng)."""

import unicodedata
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
RANK = {letter: index for index, letter in enumerate(ALPHABET, start=1)}
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# The names of a large directory; each is asked for by many lists.
REMEMBERED = 200_000

OrderKey = tuple[tuple[tuple[int, ...], ...], tuple[int, ...], tuple[bool, ...], str]


@lru_cache(REMEMBERED)
def vietnamese_order(text: str) -> OrderKey:
    """Return the sort key of `text`: letters word by word first, then tones, then case.

    Compared with ICU's `vi` order on official place names; signs count as word breaks.
    """
    words: list[tuple[int, ...]] = []
    word: list[int] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for sign in unicodedata.normalize("NFC", text):
        letter, tone = _split_tone(sign.lower())
        if letter in RANK or letter.isalnum():
            # Digits sort before letters, foreign letters after them.
            word.append(RANK.get(letter, ord(letter) - 1000 if letter.isdigit() else ord(letter)))
            tones.append(tone)
            capitals.append(sign.isupper())
        elif word:
            words.append(tuple(word))
            word = []
    if word:
        words.append(tuple(word))
    return tuple(words), tuple(tones), tuple(capitals), text


@lru_cache(REMEMBERED)
def _split_tone(sign: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", sign)
    tone = next((TONES[mark] for mark in parts if mark in TONES), 0)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    return bare, tone
