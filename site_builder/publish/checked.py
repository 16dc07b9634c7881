"""The records of a root, read and checked; apart, so that a check loads nothing of the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_builder.publish.answers import DOCS
from site_builder.publish.linked import find_links
from site_builder.publish.parsed import known_files
from site_builder.records.check import check_content
from site_builder.records.content import FOLDERS, Content, load_content
from site_builder.records.models.private import AgreedContact
from site_builder.records.models.settings import Settings
from site_builder.records.outlines import Geometry, load_outlines
from site_builder.records.overlay import load_overlay
from site_builder.records.rules.clock import doubt_clock
from site_builder.words.issue import Issue, count_errors, sort_issues


@dataclass(frozen=True, slots=True)
class Checked:
    """Records without errors, with all else that a directory is linked from."""

    content: Content
    settings: Settings
    outlines: Mapping[str, Geometry] | None
    people: Mapping[str, AgreedContact]


def check_root(
    root: Path, today: date, private: Path | None = None, changed: frozenset[str] = frozenset()
) -> tuple[Checked | None, list[Issue]]:
    """Return the records of a root, or none when they have errors; all issues.

    `private` is the folder of the private overlay, outside the root; `changed` are the paths of
    record files that are judged more strictly.
    """
    with known_files(root) as parsed:
        content, issues = load_content(root, today, parsed)
    outlines, found = load_outlines(root)
    people, more = load_overlay(private, content.organisations.ids, today) if private else ({}, [])
    more += find_links(root, DOCS)
    issues += [*found, *more, *check_content(content, today, changed)]
    issues = sort_issues(doubt_clock(issues, content))
    if count_errors(issues) or content.settings is None:
        return None, issues
    return Checked(content, content.settings, outlines, people), issues


def count_records(root: Path) -> int:
    """Return how many record files a root has."""
    return sum(1 for name in FOLDERS for _ in (root / "content" / name).glob("*.yml"))
