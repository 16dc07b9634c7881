"""The quick reading of YAML gives the content that the careful one gives, or leaves it to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.records.slips import find_slips
from site_builder.records.text import decode
from site_builder.records.yaml_text import MAX_DEPTH, MAX_KEYS, read
from site_builder.records.yaml_value import read_value
from tests.building import ROOT

FILES = [*sorted((ROOT / "content").rglob("*.yml")), *sorted((ROOT / "tests").rglob("*.yml"))]
PARTS = (
    "a", "b", "đ", "0", "12", "012", "~", "null", ":", ": ", "- ", "-", "\n", "\n  ", "  ", " #",
    " # c", "#", '"', "'", "''", "|\n ", ">-\n  ", "[", "]", "{", "}", ", ", "&a ", "*a", "!!str ",
    "? ", "<<: ", "---", "...", "%", "\\", "a: ", "b: x\n", "- x\n", "key: 'v'\n", "\n# c\n", "\t",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PARTS), max_size=20).map("".join)


def assert_same(text: str) -> bool:
    """Assert that nothing is lost by a quick reading of a text; return whether it was enough."""
    value = read_value(text)
    if value is None:
        return False
    reading = read("f.yml", text)
    assert reading.record is not None
    assert reading.record.value == value
    assert (reading.issues, reading.fault) == ((), None)
    assert not any(find_slips(text, reading.plain))
    return True


@given(TEXT)
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_as_with_places_or_left_to_it(text: str) -> None:
    assert_same(text)


def test_every_file_is_read_as_with_places_or_left_to_it() -> None:
    for path in FILES:
        text, _ = decode("f.yml", path.read_bytes())
        if text is not None:
            assert_same(text)


def test_the_files_of_the_directory_need_no_careful_reading() -> None:
    for path in sorted((ROOT / "content").rglob("*.yml")):
        assert assert_same(path.read_text("utf-8")), path


@pytest.mark.parametrize(
    "text",
    [
        "", "~", "a: 012", "a:", "a: null", "a: 1\na: 2", "a: &b 1", "a: *b", "a: !!str 1",
        "!x a: 1", "&x a: 1", "<<: {a: 1}", "[1]: 2", "? {a: 1}\n: 2", "a: 1\n---\nb: 2",
        "a: b #c\nd: e #500 g", "a: 'b", "a: b\n  c:d", "- a\n b: c",
        "[" * (MAX_DEPTH + 1) + "a" + "]" * (MAX_DEPTH + 1),
        "".join(f"k{number}: 1\n" for number in range(MAX_KEYS + 1)),
    ],
)  # fmt: skip
def test_what_something_is_said_of_is_left_to_the_careful_reading(text: str) -> None:
    assert read_value(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 'no'\nb: 1.10", {"a": "no", "b": "1.10"}),
        ("a:\n  - '012'\n  - ''\nb: {c: d}", {"a": ["012", ""], "b": {"c": "d"}}),
        ("a: one\n  two # why\nb: |\n  x\n  y\n", {"a": "one two", "b": "x\ny\n"}),
        ("[" * MAX_DEPTH + "]" * MAX_DEPTH, None),
    ],
)
def test_sound_texts_are_read_at_once(text: str, value: object) -> None:
    found = read_value(text)
    assert found is not None
    assert value is None or found == value
