"""Issues as people, programs and GitHub read them."""

from site_builder.words.catalogue import Words
from site_builder.words.issue import Issue


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
    text = f"{issue.where}: {message}" if issue.where else message
    for sign, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(sign, escaped)
    path = issue.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{issue.severity} file={path},line={issue.line},col={issue.column}::{text}"
