"""Issues as people, programs and GitHub read them."""

from collections.abc import Iterable

from site_builder.words.catalogue import Words
from site_builder.words.issue import Issue

# Of more in one step, GitHub drops some without a word.
MOST_ANNOTATIONS = 10


def as_text(words: Words, issue: Issue) -> str:
    """Return `path:line:column: error: field: what is wrong; what would be right`."""
    place = f"{issue.path}:{issue.line}:{issue.column}"
    parts = [place, issue.severity, issue.where, words(f"messages.{issue.key}", **issue.params)]
    return ": ".join(part for part in parts if part)


def as_json(words: Words, issue: Issue) -> dict[str, str | int]:
    """Return an issue for programs: its parts and its message."""
    return {
        "path": issue.path,
        "line": issue.line,
        "column": issue.column,
        "severity": issue.severity,
        "field": issue.where,
        "key": issue.key,
        "message": words(f"messages.{issue.key}", **issue.params),
    }


def as_github(words: Words, issue: Issue) -> str:
    """Return a workflow command of GitHub Actions, which shows the issue at its line."""
    message = words(f"messages.{issue.key}", **issue.params)
    text = _escaped(f"{issue.where}: {message}" if issue.where else message)
    path = _escaped(issue.path).replace(",", "%2C").replace(":", "%3A")
    return f"::{issue.severity} file={path},line={issue.line},col={issue.column}::{text}"


def _escaped(text: str) -> str:
    """Return a text that ends no workflow command and reads as no sign of one."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_annotations(issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues that GitHub shows at their lines: the worst first, and no more than ten."""
    return sorted(issues, key=lambda issue: issue.severity != "error")[:MOST_ANNOTATIONS]
