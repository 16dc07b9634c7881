"""Write the documents that are made from the program, so that they say what is so."""

from collections.abc import Iterator
from pathlib import Path

from tools.nginx import nginx_text

ROOT = Path(__file__).parent.parent


def documents() -> Iterator[tuple[str, str]]:
    """Yield the path of each document in the repository, and its text."""
    yield "docs/nginx.conf", nginx_text()


def write_documents() -> None:
    """Write every document."""
    for name, text in documents():
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_documents()
