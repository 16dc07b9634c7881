"""Marks around a text in another language than its page, set where the text comes from.

They travel inside the text through every sentence, list and template, as the isolates of Unicode
do for directions, and become `lang` attributes when the page is done. No record holds such signs.
"""

import re

START, END = "\ue000", "\ue001"
SPOKEN = re.compile(r"[^\W\dA-Z_]")
ANY = re.compile(f"[{START}{END}]")
# A tag, or one marked text; no `<` or `>` stands within an attribute, as both are escaped there.
PIECES = re.compile(f"(<[^<>]*>)|{START}([^{START}{END}<>]*){END}|[{START}{END}]")
# An element that holds one marked text and nothing else.
FILLED = re.compile(f"<([a-z][a-z0-9]*)((?:\\s[^<>]*)?)>{START}([^{START}{END}<>]*){END}</\\1>")
# In a drawing (SVG) no `<span>` may stand.
DRAWN = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# Letters that Vietnamese writes and English does not; a word that has one; words that follow
# each other, or all of a quotation, in which one stands.
LETTER = "[à-ãè-êìíò-õùúýăđĩũơưạ-ỹÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]"
SIGN = r"[^\s.,;:!?()\[\]“”«»\"]"
WORD = f"{SIGN}*{LETTER}{SIGN}*"
WORDS = re.compile(f"(?<=“)[^“”]*{LETTER}[^“”]*(?=”)|{WORD}(?:\\s{WORD})*")
IMAGE_TEXT = re.compile(f'<img\\b([^<>]*)\\balt="{START}([^{START}{END}"]*){END}"')


def mark(text: str) -> str:
    """Return a text with marks around it; a number or a code is of no language."""
    return f"{START}{text}{END}" if SPOKEN.search(text) else text


def mark_words(text: str) -> str:
    """Return an English text with marks around the Vietnamese words in it."""
    return WORDS.sub(lambda words: mark(words[0]), text)


def is_marked(text: str) -> bool:
    """Return whether the whole text is marked."""
    return text.startswith(START) and text.find(END) == len(text) - 1


def capitalised(text: str) -> str:
    """Return a text with its first sign in upper case, after a mark too."""
    start = START if text.startswith(START) else ""
    rest = text.removeprefix(start)
    return start + rest[:1].upper() + rest[1:]


def unmark(text: str) -> str:
    """Return a text without its marks, for what cannot tell languages apart."""
    return ANY.sub("", text)


def as_html(html: str, language: str) -> str:
    """Return HTML in which every marked text is an element that names its language.

    Attributes lose their marks, but that of a picture named by a marked text; so does a mark whose
    other half is missing.
    """
    if ANY.search(html) is None:
        return html
    html = IMAGE_TEXT.sub(rf'<img lang="{language}"\1alt="\2"', html)
    html = FILLED.sub(rf'<\1\2 lang="{language}">\3</\1>', html)
    html = DRAWN.sub(lambda drawing: _wrapped(drawing[0], "tspan", language), html)
    return _wrapped(html, "span", language)


def _wrapped(html: str, element: str, language: str) -> str:
    def piece(found: re.Match[str]) -> str:
        if found[1] is not None:
            return unmark(found[1])
        text = found[2]
        return f'<{element} lang="{language}">{text}</{element}>' if text else ""

    return PIECES.sub(piece, html)
