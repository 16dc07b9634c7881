"""The comments of a YAML text, which its events pass over."""

import re
from collections.abc import Iterator

from site_builder.records.raw import Comment
from site_builder.records.yaml_events import tokens

# Between two tokens; that of a block scalar stands behind its sign (`>- # why`).
COMMENT = re.compile(r"(?<!\S)(?P<comment>#.*)")
BLOCK_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(?P<comment>#.*)")


def find_comments(text: str) -> Iterator[Comment]:
    """Yield the comments of a YAML text that `read` found to be sound, in their order."""
    end = 0
    for token in tokens(text):
        start = token.start_mark.index
        for found in COMMENT.finditer(text, end, start):
            yield _comment(text, found)
        if getattr(token, "style", None) in {"|", ">"}:
            header = BLOCK_COMMENT.match(text, start)
            if header is not None:
                yield _comment(text, header)
        end = token.end_mark.index


def _comment(text: str, found: re.Match[str]) -> Comment:
    start = found.start("comment")
    before = text[text.rfind("\n", 0, start) + 1 : start]
    line = text.count("\n", 0, start) + 1
    # Behind the dash of a list stands nothing yet.
    return Comment(line, len(before) + 1, found["comment"].rstrip(), not before.strip(" -"))
