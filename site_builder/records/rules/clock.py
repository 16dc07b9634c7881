"""The clock: dates of the future in most documents say more about today than about them."""

from collections.abc import Iterable

from site_builder.records.content import Content
from site_builder.words.issue import Issue

FUTURE = "date_in_future"
DOCUMENTS = "content/documents.yml"


def doubt_clock(issues: Iterable[Issue], content: Content) -> list[Issue]:
    """Return the issues, with one about the clock in place of those about dates of the future.

    A clock that has lost its battery stands years back, so that hardly a document seems to exist
    yet; a slip of the keyboard concerns one.
    """
    issues = list(issues)
    ahead = [issue for issue in issues if issue.key == FUTURE and issue.path == DOCUMENTS]
    passed = sum(document.model.date is not None for document in content.documents)
    if len(ahead) <= passed:
        return issues
    first = min(ahead, key=lambda issue: (issue.line, issue.column))
    params = {"count": str(len(ahead)), "today": first.params["today"]}
    doubt = Issue(first.path, first.line, first.column, first.where, "clock_in_past", params)
    return [*(issue for issue in issues if issue.key != FUTURE), doubt]
