"""What no line of text may hold: signs that nobody sees, and signs that look like markup."""

import re
import unicodedata

# Control signs, marks of direction and of joining, blanks of no width, signs without a meaning.
INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
MARKUP = re.compile("[<>]")

# The key of a message and its parameters.
Fault = tuple[str, dict[str, str]]


def line_fault(text: str) -> Fault | None:
    """Return the first reason why a text cannot stand on a page as one line."""
    if MARKUP.search(text):
        return "markup", {}
    if "\n" in text:
        return "line_break", {}
    if hidden := INVISIBLE.search(text):
        return "invisible_sign", {"sign": name_of(hidden[0])}
    if not unicodedata.is_normalized("NFC", text):
        return "not_nfc", {}
    return None


def name_of(sign: str) -> str:
    """Return the number of a sign in Unicode, and its name where it has one."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
