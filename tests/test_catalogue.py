"""The message catalogue: complete in both languages, and every message the code raises is there."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from pydantic_core.core_schema import ErrorType

from site_builder.records import validate, yaml_text
from site_builder.words.catalogue import BY_NUMBER, LANGUAGES, LOCALE, load_words

VIETNAMESE, ENGLISH = (load_words(language) for language in LANGUAGES)
SOURCES = sorted(LOCALE.parent.rglob("*.py"))
MESSAGES = {key.removeprefix("messages.") for key in VIETNAMESE.entries if "messages." in key}
# Where a call that raises an issue names its message: the name of the function, the argument.
RAISING = {"problem": 0, "issue": 1, "warning": 1, "_refuse": 1, "Issue": 4, "Form": 1,
           "PictureError": 0}  # fmt: skip


def placeholders(text: str) -> set[str]:
    return {name for _, name, *_ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_files() -> None:
    names = [{path.name for path in (LOCALE / language).iterdir()} for language in LANGUAGES]
    assert names[0] == names[1]


def test_both_languages_have_the_same_keys() -> None:
    assert VIETNAMESE.entries.keys() == ENGLISH.entries.keys()


def test_an_entry_has_the_same_placeholders_in_both_languages() -> None:
    differing = [
        key
        for key, text in VIETNAMESE.entries.items()
        if placeholders(text) != placeholders(ENGLISH.entries[key])
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty(language: str) -> None:
    entries = load_words(language).entries
    assert [key for key, text in entries.items() if not text.strip()] == []


@pytest.mark.parametrize("path", sorted(LOCALE.rglob("*.toml")), ids=lambda path: path.name)
def test_a_file_holds_texts_only(path: Path) -> None:
    def leaves(table: object) -> Iterator[object]:
        for value in table.values() if isinstance(table, dict) else ():
            yield from leaves(value) if isinstance(value, dict) else (value,)

    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {type(value) for value in leaves(table)} == {str}


def test_a_text_is_filled_and_an_unknown_key_is_an_error() -> None:
    assert VIETNAMESE("messages.month", value="{x}").startswith("«{x}» ")
    assert "messages.month" in VIETNAMESE
    assert "messages.no_such" not in VIETNAMESE
    with pytest.raises(KeyError):
        VIETNAMESE("messages.no_such")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 organisations"),
        (1, "1 organisation"),
        ("1", "1 organisation"),
        (2, "2 organisations"),
        ("1,100", "1,100 organisations"),
    ],
)
def test_a_number_and_its_word_agree(count: object, text: str) -> None:
    assert ENGLISH("maps.count", count=count) == text


def test_no_english_word_stands_in_the_plural_whatever_the_number() -> None:
    numbers = {name for text in ENGLISH.entries.values() for name, *_ in BY_NUMBER.findall(text)}
    fixed = re.compile(rf"\{{(?:{'|'.join(numbers)})\}} (?!{{)(?:more |new |other )?[a-z]+s\b")
    assert {"count", "total", "products", "organisations"} <= numbers
    assert {k: text for k, text in ENGLISH.entries.items() if fixed.search(text)} == {}


def test_vietnamese_is_not_left_in_english_nor_english_in_vietnamese() -> None:
    same = {key for key, text in VIETNAMESE.entries.items() if ENGLISH.entries[key] == text}
    words = {key for key in same if any(part.isalpha() for part in VIETNAMESE.entries[key].split())}
    assert {key for key in words if key.startswith("messages.")} == set()


def texts_of(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression can be, as far as it says."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*texts_of(node.body), *texts_of(node.orelse))


def raised_keys(path: Path) -> Iterator[str]:
    """Yield the messages that a module raises by a literal key, or by a variable called `key`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = RAISING.get(name)
            if place is not None and len(node.args) > place:
                yield from texts_of(node.args[place])
        elif isinstance(node, ast.Assign) and [ast.unparse(t) for t in node.targets] == ["key"]:
            yield from texts_of(node.value)


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if "records" in path.parts], ids=lambda path: path.name
)
def test_every_message_that_is_raised_exists(path: Path) -> None:
    assert set(raised_keys(path)) <= MESSAGES


def test_every_fault_of_pydantic_or_the_parser_is_translated() -> None:
    assert {*validate.MESSAGES.values(), *yaml_text.MESSAGES.values()} <= MESSAGES
    assert set(validate.MESSAGES) <= set(get_args(ErrorType))


def test_every_message_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert [k for k in MESSAGES if f'"{k}"' not in code and f'"messages.{k}"' not in code] == []
