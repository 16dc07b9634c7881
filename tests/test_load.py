"""YAML text to raw records: text stays text, every value keeps its place, nothing raises."""

from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.records.load import load_file, parse
from site_builder.records.raw import Mark, RawRecord, dotted
from site_builder.records.text import MAX_BYTES, decode, read_text
from site_builder.records.yaml_text import MAX_DEPTH, MAX_KEYS
from site_builder.words.catalogue import load_words
from site_builder.words.issue import Issue

YAML_SIGNS = [*"{}[],:-?&*!|>'\"%@`#~ \n\t0a", "- ", ": ", "\n  ", "&a ", "---\n"]
SAMPLE = """\
# a comment
id: gao
names: [Gạo, "Nếp"]
price:
  amount: 45.000
awards:
  - star: 3
    note: >-
      một
      hai
"""


def parsed(text: str) -> RawRecord:
    record, issues = parse("f.yml", text)
    assert issues == []
    assert record is not None
    return record


def keys(issues: list[Issue]) -> list[tuple[int, int, str]]:
    return [(issue.line, issue.column, issue.key) for issue in issues]


@pytest.mark.parametrize(
    "value",
    ["no", "1.10", "45.000", "12:30:45", "2024-06-25", "1e3", "0x1F", "true", "'012'", ".inf"],
)
def test_a_scalar_stays_the_text_of_the_file(value: str) -> None:
    assert parsed(f"a: {value}\n").value == {"a": value.strip("'")}


def test_lists_and_mappings_keep_their_order_and_shape() -> None:
    assert parsed(SAMPLE).value == {
        "id": "gao",
        "names": ["Gạo", "Nếp"],
        "price": {"amount": "45.000"},
        "awards": [{"star": "3", "note": "một hai"}],
    }


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        ((), 2, 1),
        (("id",), 2, 5),
        (("names", 0), 3, 9),
        (("names", 1), 3, 14),
        (("price", "amount"), 5, 11),
        (("awards", 0), 7, 5),
        (("awards", 0, "note"), 8, 11),
    ],
)
def test_every_value_has_its_place(where: tuple[str | int, ...], line: int, column: int) -> None:
    mark = parsed(SAMPLE).mark(where)
    assert (mark.line, mark.column) == (line, column)


def test_a_place_that_does_not_exist_is_the_nearest_one_around_it() -> None:
    record = parsed(SAMPLE)
    assert record.mark(("price", "unit", "x")) == record.mark(("price",))
    assert record.key_mark(("price", "unit")) == record.mark(("price",))
    assert record.key_mark(("price", "amount")) == Mark(5, 3)


def test_quotes_are_remembered() -> None:
    record = parsed("a: \"1\"\nb: '1'\nc: 1\n")
    assert [record.marks[name,].quoted for name in "abc"] == [True, True, False]


def test_a_path_is_written_as_people_read_it() -> None:
    assert dotted(("awards", 0, "star")) == "awards[1].star"
    assert dotted((2, "id")) == "[3].id"
    assert dotted(("a\nb",)) == "a b"
    assert dotted(("a", *range(20))) == "a[1][2][3][4][5][6][7]…"
    assert dotted(()) == ""


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "---\n...\n", "\n\n"])
def test_a_file_without_a_value_is_empty(text: str) -> None:
    record, issues = parse("f.yml", text)
    assert record is None
    assert keys(issues) == [(1, 1, "empty_file")]


def test_one_run_finds_every_fault_of_a_text() -> None:
    text = 'a: &x 1\nb: *x\nc: !!str 2\nd: 012\ne:\na: 3\nf: [~, ""]\n'
    record, issues = parse("f.yml", text)

    assert keys(issues) == [
        (1, 4, "anchor"),
        (2, 4, "alias"),
        (3, 4, "tag"),
        (4, 4, "unquoted_code"),
        (5, 3, "empty_value"),
        (6, 1, "duplicate_key"),
        (7, 5, "empty_value"),
    ]
    assert record is not None
    assert record.value == {"a": "1", "b": "", "c": "2", "d": "012", "e": "", "f": ["~", ""]}
    assert issues[2].params == {"value": "!!str"}


def test_the_first_of_two_documents_is_read() -> None:
    record, issues = parse("f.yml", "a: 1\n---\nb: 2\n---\nc: 3\n")
    assert keys(issues) == [(2, 1, "second_document")]
    assert record is not None
    assert record.value == {"a": "1"}
    assert parsed("---\na: 1\n...\n").value == {"a": "1"}


def test_an_alias_bomb_is_not_expanded() -> None:
    rows = ["a: &a [x, x]"] + [
        f"{name}: &{name} [*{before}, *{before}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    record, issues = parse("f.yml", "\n".join(rows))
    assert {issue.key for issue in issues} == {"anchor", "alias"}
    assert record is not None
    assert record.value == {"a": ["x", "x"]} | {name: ["", ""] for name in "bcdefghi"}


def test_nesting_has_a_limit() -> None:
    assert parsed("[" * MAX_DEPTH + "]" * MAX_DEPTH).value
    record, issues = parse("f.yml", "[" * 100_000)
    assert record is None
    assert keys(issues) == [(1, MAX_DEPTH + 1, "too_deep")]


def test_a_group_has_a_limit() -> None:
    rows = [f"a{number}: x" for number in range(MAX_KEYS + 1)]
    assert parsed("\n".join(rows[:-1])).value
    record, issues = parse("f.yml", "\n".join(rows * 1000))
    assert record is None
    assert keys(issues) == [(MAX_KEYS + 1, 1, "too_many_keys")]


def test_a_size_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_text("# ".ljust(MAX_BYTES - 5) + "\na: 1", encoding="utf-8")
    assert load_file(tmp_path, path)[1] == []
    path.write_text("# ".ljust(MAX_BYTES - 4) + "\na: 1", encoding="utf-8")
    assert keys(load_file(tmp_path, path)[1]) == [(1, 1, "too_large")]


def test_a_file_that_is_no_file_is_an_issue(tmp_path: Path) -> None:
    for name in ("missing.yml", "."):
        assert keys(read_text(name, tmp_path / name)[1]) == [(1, 1, "not_a_file")]


def test_a_file_that_cannot_be_read_is_an_issue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "f.yml"
    path.touch()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert keys(read_text("f.yml", path)[1]) == [(1, 1, "unreadable")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a\nb\xff\n", [(2, 2, "not_utf8")]),
        ("đ\n".encode() + b"\xc4", [(2, 1, "not_utf8")]),
        ("á\n".encode("utf-16"), [(1, 1, "not_utf8")]),
        (b"\xef\xbb\xbfa\r\nb\r", [(1, 1, "byte_order_mark"), (1, 1, "carriage_return")]),
        (b"a:\n \t b\n\t\n", [(2, 2, "tab"), (3, 1, "tab")]),
        (b"a:\tb # \t\n", []),
        ("a:\n \xa0 b: c\xa0d\n".encode(), [(2, 2, "invisible_sign")]),
        ("é e\u0301\n".encode(), [(1, 3, "not_nfc")]),
        (
            "😀\n\x00 \x85\u2028\ufeff".encode(),
            [(2, column, "bad_sign") for column in (1, 3, 4, 5)],
        ),
    ],
)
def test_damaged_bytes_are_reported_where_they_are(
    content: bytes, expected: list[tuple[int, int, str]]
) -> None:
    assert keys(decode("f", content)[1]) == expected


def test_mendable_bytes_are_mended() -> None:
    text, _ = decode("f", b"\xef\xbb\xbfa\r\nb\rc" + "e\u0301\x07".encode())
    assert text == "a\nb\nc\u00e9 "
    assert decode("f", "a:\n\xa0\xa0b: c\xa0d\n".encode())[0] == "a:\n  b: c\xa0d\n"


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_value_or_an_issue(content: bytes) -> None:
    text, issues = decode("f.yml", content)
    assert text is not None or issues
    if text is not None:
        record, more = parse("f.yml", text)
        assert record is not None or more
        assert_explained([*issues, *more])


@given(
    st.lists(
        st.sampled_from([*"{}[],:-?&*!|>'\"%@`#~ \n\t0a", "- ", ": ", "\n  ", "&a ", "---\n"]),
        max_size=60,
    )
)
def test_any_yaml_signs_give_a_record_or_an_issue(signs: list[str]) -> None:
    record, issues = parse("f.yml", "".join(signs))
    assert record is not None or issues
    assert_explained(issues)
    if record is not None:
        # What is missing at the end of a text may be expected on a line of its own.
        last = "".join(signs).count("\n") + 2
        assert all(1 <= mark.line <= last for mark in record.marks.values())


def assert_explained(issues: list[Issue]) -> None:
    """Assert that every issue has a place and all that its message asks for."""
    for issue in issues:
        assert issue.line >= 1
        assert issue.column >= 1
        message = load_words("vi")(f"messages.{issue.key}")
        assert {name for _, name, *_ in Formatter().parse(message) if name} <= set(issue.params)
