"""The words that scripts ask for are in the catalogue, and those kept for buyers are asked for."""

import re
from pathlib import Path

import pytest

from site_builder.words.catalogue import load_words

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "directory" / "vi" / "assets" / "js"
TEMPLATES = ROOT / "site_builder" / "render" / "templates"
WORDS = load_words("vi")
TABLES = ("search", "filter", "list", "compare")
KEY = re.compile(rf'["`]((?:{"|".join(TABLES)})\.[\w.]+)(\$\{{)?')


def asked(text: str) -> set[tuple[str, bool]]:
    """Return the keys of a script; those that go on with a variable end in a dot."""
    return {(key, bool(variable)) for key, variable in KEY.findall(text)}


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.js")), ids=lambda path: path.name)
def test_every_word_a_script_says_is_there(path: Path) -> None:
    for key, is_start in asked(path.read_text(encoding="utf-8")):
        found = [e for e in WORDS.entries if e.startswith(f"find.{key}")] if is_start else []
        assert found or f"find.{key}" in WORDS, key


@pytest.mark.parametrize("table", ["list", "compare"])
def test_no_word_for_buyers_is_sent_in_vain(table: str) -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    keys = asked(scripts)
    entries = [key for key in WORDS.entries if key.startswith(f"find.{table}.")]
    unused = [
        entry
        for entry in entries
        if not any(
            entry.startswith(f"find.{key}") if is_start else entry == f"find.{key}"
            for key, is_start in keys
        )
    ]
    assert entries
    assert unused == []


@pytest.mark.parametrize("table", ["buyers", "seasons"])
def test_no_word_of_a_page_is_there_in_vain(table: str) -> None:
    sources = (*TEMPLATES.rglob("*.jinja"), *(ROOT / "site_builder").rglob("*.py"))
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    for entry in (key for key in WORDS.entries if key.startswith(f"{table}.")):
        start, _, name = entry.rpartition(".")
        used = (f'"{entry}"', f"'{entry}'", f'"{start}." ~', f'"{start}.{{', f'.{name}")')
        assert any(form in text for form in used), entry
