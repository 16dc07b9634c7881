"""The documents made from the program are those that it makes.

A wanted change: `pytest tests/test_documents.py --update-golden` (or `make documents`).
"""

import pytest

from tests.building import ROOT
from tools.documents import documents, write_documents


def test_every_document_is_as_the_program_makes_it(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        write_documents()
    stale = [
        name
        for name, text in documents()
        if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], __doc__
