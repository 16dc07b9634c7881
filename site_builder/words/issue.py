"""The issue: one problem of one record, in no particular language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One diagnostic, as `load`, `validate`, `link` and the rules return it.

    `path` is relative to the root; `line` and `column` count from 1; `where` is the dotted field
    (empty for the whole file); `key` names the message in the catalogue (`messages.<key>`) and
    `params` fills its placeholders.
    """

    path: str
    line: int
    column: int
    where: str
    key: str
    params: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = "error"


def shown(value: object) -> str:
    """Return a value of a file as a message quotes it: one line of at most 80 visible signs."""
    visible = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return " ".join(visible.split())[:80]


def sort_issues(issues: Iterable[Issue]) -> list[Issue]:
    """Return issues by file, position and field, each once."""
    unique = {
        (i.path, i.line, i.column, i.where, i.key, tuple(sorted(i.params.items()))): i
        for i in issues
    }
    return [unique[key] for key in sorted(unique)]


def count_errors(issues: Iterable[Issue]) -> int:
    """Return how many of the issues stop a build."""
    return sum(issue.severity == "error" for issue in issues)
