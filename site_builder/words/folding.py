"""Folding: one form of a Vietnamese text in which tone marks, case and blanks do not count.

`directory/vi/assets/js/fold.js` is the same rule; `tests/fixtures/folding_cases.json` holds both.
"""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
UNDECOMPOSED = str.maketrans({"đ": "d"})
# The names of a large directory; each is asked for by many lists.
REMEMBERED = 200_000


@lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """Return `text` in lower case without marks, every run of other signs as one blank.

    `fold("Miến dong Tài Hoan") == "mien dong tai hoan"`; NFC and NFD, `hoà` and `hòa` meet.
    """
    lowered = unicodedata.normalize("NFC", text).lower().translate(UNDECOMPOSED)
    letters = (c for c in unicodedata.normalize("NFD", lowered) if not _is_mark(c))
    return " ".join(re.findall(r"[^\W_]+", "".join(letters)))


def spell(text: str) -> list[str]:
    """Return the words of a text in lower case, with their marks: `["miến", "dong"]`."""
    lowered = unicodedata.normalize("NFC", text).lower()
    return re.findall(r"[^\W_]+", "".join(c for c in lowered if not _is_mark(c)))


def slugify(text: str) -> str:
    """Return the ASCII slug of a name: `slugify("Chợ Đồn") == "cho-don"`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


@lru_cache
def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")
