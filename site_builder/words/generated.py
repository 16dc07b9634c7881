"""The generated file: what rendering hands to publishing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """One file of the generated tree.

    `path` is relative to MkDocs' `docs_dir`, always with `/`; `content` is the exact bytes to
    write; `source` is the record file it was made from (relative to the root), if there is one.
    """

    path: str
    content: bytes
    source: str | None = None


def text_file(path: str, text: str, source: str | None = None) -> GeneratedFile:
    """Return a generated file holding `text` as UTF-8."""
    return GeneratedFile(path, text.encode(), source)
