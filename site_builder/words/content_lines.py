"""Content lines, of which calendars (RFC 5545) and cards (RFC 6350) alike are made."""

import re
from collections.abc import Iterable

# 3.1 and 3.2: the octets of a line without its end.
LINE_OCTETS = 75


def content_lines(lines: Iterable[str]) -> str:
    """Return lines as the text of a file: each folded, each ended by CR LF."""
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def escape(text: str) -> str:
    r"""Return a text as a value: `\`, `;` and `,` escaped, a line end written `\n`."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line folded to 75 octets each, no character cut in two."""
    parts, octets = [""], 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LINE_OCTETS:
            parts.append("")
            # The blank that marks a continued line counts.
            octets = 1
        parts[-1] += sign
        octets += size
    return "\r\n ".join(parts)
