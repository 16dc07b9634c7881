"""Write the documents that are made from the program, so that they say what is so."""

from collections.abc import Iterator
from pathlib import Path

from tools.fields import fields_page
from tools.messages import messages_guide, messages_list
from tools.nginx import nginx_text

ROOT = Path(__file__).parent.parent


def documents() -> Iterator[tuple[str, str]]:
    """Yield the path of each document in the repository, and its text."""
    yield "docs/nginx.conf", nginx_text()
    yield "docs/loi-bao.md", messages_guide()
    yield "docs/cac-truong.md", fields_page()
    yield "tests/fixtures/messages.vi.txt", messages_list()


def write_documents() -> None:
    """Write every document."""
    for name, text in documents():
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_documents()
