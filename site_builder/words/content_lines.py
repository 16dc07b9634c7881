"""Content lines, of which calendars (RFC 5545) and cards (RFC 6350) alike are made."""

import re
from collections.abc import Iterable

# 3.1 and 3.2: the octets of a line without its end.
LINE_OCTETS = 75
# RFC 3629, 3: the first two bits of an octet that goes on with a character.
FIRST_BITS, GOING_ON = 0b11000000, 0b10000000


def content_lines(lines: Iterable[str]) -> str:
    """Return lines as the text of a file: each folded, each ended by CR LF."""
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def escape(text: str) -> str:
    r"""Return a text as a value: `\`, `;` and `,` escaped, a line end written `\n`."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line folded to 75 octets each, no character cut in two."""
    rest, parts, most = line.encode(), [], LINE_OCTETS
    while len(rest) > most:
        end = most
        while rest[end] & FIRST_BITS == GOING_ON:
            end -= 1
        parts.append(rest[:end])
        # The blank that marks a continued line counts.
        rest, most = rest[end:], LINE_OCTETS - 1
    return b"\r\n ".join([*parts, rest]).decode()
