#!/usr/bin/env python3
"""Write a summary that a stranger's run left as the body of a comment: text, nothing else.

Run by `.github/workflows/comment.yml` with the standard library alone.
"""

import re
import sys
from pathlib import Path

# GitHub takes 65,536 signs; the frame needs few.
MOST_SIGNS = 60_000
# A sign takes at most four bytes; more is never read.
MOST_BYTES = 4 * MOST_SIGNS


def comment_body(summary: bytes, run: str) -> str:
    """Return the comment: the summary in a fence that it cannot end, and where the whole is."""
    text = summary[:MOST_BYTES].decode("utf-8", errors="replace")
    text = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
    text = re.sub("`{3,}", "``", text)
    cut = text[:MOST_SIGNS].rstrip()
    end = "\n…" if len(text) > MOST_SIGNS or len(summary) > MOST_BYTES else ""
    lead = f"Máy tóm tắt đề nghị này như sau; bản dễ đọc hơn ở [lần kiểm tra]({run})."
    return f"{lead}\n\n```text\n{cut}{end}\n```\n"


if __name__ == "__main__":
    file, address = sys.argv[1:]
    with Path(file).open("rb") as left_by_the_run:
        sys.stdout.write(comment_body(left_by_the_run.read(MOST_BYTES + 1), address))
