"""The generated file: what rendering hands to publishing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """One file of the generated tree.

    `path` is relative to MkDocs' `docs_dir`, always with `/`; `content` is the exact bytes to
    write; `source` is the record file it was made from (relative to the root), if there is one;
    `title` is that of a page.
    """

    path: str
    content: bytes
    source: str | None = None
    title: str = ""


def text_file(path: str, text: str, source: str | None = None, title: str = "") -> GeneratedFile:
    """Return a generated file holding `text` as UTF-8."""
    return GeneratedFile(path, text.encode(), source, title)
