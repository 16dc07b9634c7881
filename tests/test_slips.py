"""Slips of the pen: each is told at its place, with the line as it should be; the rest is read."""

import pytest

from site_builder.records.load import parse
from site_builder.records.raw import Mark

# To go over them for each of them would not end.
BLANKS = " " * 900_000

Told = list[tuple[int, int, str]]


def told(text: str) -> Told:
    """Return the places and keys of the issues of a text, in the order of the places."""
    _, issues = parse("f.yml", text)
    return sorted((issue.line, issue.column, issue.key) for issue in issues)


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("a: x\nkind:other\n", {"a": "x", "kind": "other"}, "kind: other"),
        ("a: x\nkind\uff1aother\n", {"a": "x", "kind": "other"}, "kind: other"),
        ("a:\n  - x\n  -y\n", {"a": ["x", "y"]}, "- y"),
        ("a:\n  \u2013 b: x\n    c: y\n", {"a": [{"b": "x", "c": "y"}]}, "- b: x"),
    ],
)
def test_a_slip_says_how_the_line_should_be_and_is_read_so(
    text: str, value: object, right: str
) -> None:
    record, (issue,) = parse("f.yml", text)
    assert issue.params == {"right": right}
    assert record is not None
    assert record.value == value


def test_one_run_tells_every_slip_and_fault_at_its_place() -> None:
    text = """\
id:gao
name: Gạo: nếp
code: 012
unit: @gói
note: "mở
list:
  -a
  -b
size 500
empty:
"""
    assert told(text) == [
        (1, 4, "glued_colon"),
        (2, 10, "yaml_colon"),
        (3, 7, "unquoted_code"),
        (4, 7, "yaml_sign"),
        (5, 7, "yaml_open"),
        (7, 4, "glued_dash"),
        (8, 4, "glued_dash"),
        (9, 1, "yaml_no_colon"),
        (10, 7, "empty_value"),
    ]


def test_what_stands_behind_a_slip_keeps_its_place() -> None:
    record, issues = parse("f.yml", "a: x\nb:012\nc: d\n")
    assert record is not None
    assert record.mark(("b",)) == Mark(2, 3)
    assert record.mark(("c",)) == Mark(3, 4)
    assert [(issue.line, issue.column) for issue in issues] == [(2, 3), (2, 3)]


def test_a_tab_does_not_hide_what_comes_after_it() -> None:
    assert told("a:\n\tb: 012\n\tc: 013\n") == [(2, 5, "unquoted_code"), (3, 5, "unquoted_code")]


@pytest.mark.parametrize(
    "text",
    [
        "a: >-\n  một dòng\n  -hai\n  ba:bốn\n",
        'a: "một\n  -hai\n  b:c"\n',
        "a: https://example.org/x\n",
        "a: -5\n",
        "a:\n  - -5\n",
        "a: một\n  hai ba\n",
    ],
)
def test_what_only_looks_like_a_slip_is_none(text: str) -> None:
    assert told(text) == []


def test_a_comment_without_a_blank_may_be_a_part_of_the_value() -> None:
    text = 'a: Gói #500 g\nb: c # why\nc: "d #e"\nd: >-\n  f #g\n#h: i\ne: [j] #k\nf: a#b\n'
    assert told(text) == [(1, 8, "glued_comment")]


def test_a_text_beyond_mending_is_told_once() -> None:
    assert told("a: b\n  c: d\ne: f\n") == [(2, 4, "yaml_colon")]
    assert told("`x`\n" * 100) == [(1, 1, "yaml_sign")]


@pytest.mark.parametrize("text", [f"{BLANKS}b: c: d", f"a: b: c{BLANKS}d", f"a {BLANKS}\nb: c"])
def test_a_long_line_is_read_without_going_back_over_it(text: str) -> None:
    assert len(told(text)) == 1
