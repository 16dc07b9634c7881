"""Strangers' texts inside Markdown that GitHub shows: as code, in which nothing has a meaning.

Neither markup nor HTML, links, pictures, mentions (`@name`), issues (`#1`) or emoji work there.
"""

import re
from collections.abc import Sequence

from site_builder.words.catalogue import Words
from site_builder.words.issue import Issue
from site_builder.words.reports import as_text

LONGEST = 200
LONGEST_ISSUE = 600
# What GitHub takes as a summary of one step is 1 MB.
MOST_ISSUES = 500


def code(text: str, longest: int = LONGEST) -> str:
    """Return a text as a code span of one line, cut when it is long; an empty one as a dash."""
    visible = "".join(sign if sign.isprintable() else " " for sign in text)
    line = " ".join(visible.split())
    if not line:
        return "–"
    cut = line if len(line) <= longest else f"{line[: longest - 1]}…"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", cut)), default=0))
    # Without the blanks a backtick at an end would join the fence.
    pad = " " if "`" in (cut[0], cut[-1]) else ""
    return f"{fence}{pad}{cut}{pad}{fence}"


def issue_line(words: Words, issue: Issue) -> str:
    """Return an issue as an item of a list."""
    return f"- {code(as_text(words, issue), LONGEST_ISSUE)}"


def issues_text(words: Words, issues: Sequence[Issue]) -> str:
    """Return issues as Markdown, errors before warnings; nothing where there are none."""
    lines: list[str] = []
    for severity in ("error", "warning"):
        found = [issue for issue in issues if issue.severity == severity]
        if found:
            heading = words(f"changes.every_{severity}", count=len(found))
            lines += [f"### {heading}", "", *(issue_line(words, i) for i in found[:MOST_ISSUES])]
            lines += more_line(words, len(found) - MOST_ISSUES)
            lines.append("")
    return "".join(f"{line}\n" for line in lines)


def more_line(words: Words, count: int) -> list[str]:
    """Return the item that stands for those that are not listed, if there are any."""
    return [f"- {words('changes.more', count=count)}"] if count > 0 else []
