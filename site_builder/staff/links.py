"""The outside links of the records: where each stands, and what a check of them found.

The check itself is lychee's; its report says of each failed link why. A link is broken only where
that is sure: the page is gone (404, 410), or the name of its host. Everything else that fails may
be the fault of the day or of the checker, whom many hosts refuse.
"""

import json
import re
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from site_builder.records.load import load_file
from site_builder.staff.fmt import record_files
from site_builder.staff.markdown import code
from site_builder.staff.yaml_edit import value_at
from site_builder.words.catalogue import Words

OUTSIDE = re.compile(r"https?://[^\s<>]+")
GONE = frozenset({404, 410})
REFUSED = frozenset({401, 403, 405, 406, 407, 412, 429, 451})
SERVER_ERROR = 500
UNTRUSTED = re.compile(r"certificate|SSL|TLS|corrupt message|UnknownIssuer", re.IGNORECASE)
KINDS = ("error_map", "timeout_map", "excluded_map")

# The places of each address, as `content/documents.yml:12`.
Links = Mapping[str, Sequence[str]]
HasName = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Failure:
    """A link that failed: its address, the reason as a key, and the status code if there is one."""

    address: str
    state: Literal["broken", "unchecked"]
    reason: str
    status: int | None = None


def find_links(root: Path) -> dict[str, list[str]]:
    """Return every outside address of the records, in order, with the places where it stands."""
    links: dict[str, list[str]] = {}
    for path in record_files(root):
        raw, _ = load_file(root, path)
        for where, mark in raw.marks.items() if raw else ():
            value = value_at(raw.value, where) if raw else None
            if isinstance(value, str) and OUTSIDE.fullmatch(value):
                links.setdefault(value, []).append(f"{raw.path if raw else ''}:{mark.line}")
    return dict(sorted(links.items()))


def read_failures(report: Path, addresses: Sequence[str], has_name: HasName) -> list[Failure]:
    """Return the failures of lychee's report about a file with one address a line; in its order.

    A file that is no such report, or one about other addresses, is a `ValueError`.
    """
    try:
        found = json.loads(report.read_text(encoding="utf-8"))
        rows = sorted(_rows(found), key=lambda row: row[0])
        if found["total"] != len(addresses) or any(line < 1 for line, *_ in rows):
            raise ValueError
        # Without a single answer it is the checker that has no network: no name is gone for that.
        is_online = len(rows) < len(addresses) or any("code" in status for *_, status in rows)
        known = has_name if is_online else _nobody_knows
        return [_judge(addresses[line - 1], kind, status, known) for line, kind, status in rows]
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError from error


def _nobody_knows(_host: str) -> bool:
    return True


def _rows(found: Mapping[str, Any]) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    for kind in KINDS:
        for rows in found[kind].values():
            yield from ((row["span"]["line"], kind, row["status"]) for row in rows)


def _judge(address: str, kind: str, status: Mapping[str, Any], has_name: HasName) -> Failure:
    number = status.get("code")
    if number in GONE:
        return Failure(address, "broken", "gone", number)
    if isinstance(number, int):
        is_fault = number >= SERVER_ERROR
        reason = "refused" if number in REFUSED else "server" if is_fault else "status"
        return Failure(address, "unchecked", reason, number)
    if kind == "excluded_map":
        return Failure(address, "unchecked", "left_out")
    if kind == "error_map" and not has_name(urlsplit(address).hostname or ""):
        return Failure(address, "broken", "no_name")
    details = f"{status.get('text')} {status.get('details')}"
    reason = "certificate" if UNTRUSTED.search(details) else "network"
    return Failure(address, "unchecked", "timeout" if kind == "timeout_map" else reason)


def has_name(host: str) -> bool:
    """Return whether a host has a name; so it does as long as nobody says that it has not."""
    try:
        socket.getaddrinfo(host.encode("idna" if host.isascii() is False else "ascii"), None)
    except socket.gaierror as error:
        return error.errno not in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}
    except (OSError, UnicodeError):
        return True
    return True


def links_text(words: Words, links: Links, failures: Sequence[Failure]) -> str:
    """Return the report of a check as Markdown: the broken links, then those nobody could check."""
    lines: list[str] = []
    for state in ("broken", "unchecked"):
        found = [failure for failure in failures if failure.state == state]
        if found:
            lines += [f"## {words(f'links.{state}.title', count=len(found))}", ""]
            lines += [words(f"links.{state}.about"), ""]
            lines += [_line(words, failure, links[failure.address]) for failure in found]
            lines.append("")
    lines.append(words("links.good", count=len(links) - len(failures), total=len(links)))
    return "\n".join(lines) + "\n"


def _line(words: Words, failure: Failure, places: Sequence[str]) -> str:
    reason = words(f"links.reason.{failure.reason}", status=failure.status or "")
    return f"- <{failure.address}>: {reason} ({', '.join(map(code, places))})"
