"""Issues: sorted, each once, and written for people, programs and GitHub."""

from dataclasses import replace

import pytest

from site_builder.staff.markdown import issues_text
from site_builder.words.catalogue import load_words
from site_builder.words.issue import Issue, count_errors, shown, sort_issues
from site_builder.words.reports import as_github, as_json, as_text, for_annotations

WORDS = load_words("vi")
MONTH = Issue("content/a,b:c%.yml", 3, 5, "season_months[1]", "month", {"value": "50%"})
EMPTY = Issue("content/b.yml", 1, 1, "", "empty_file")
UNUSUAL = Issue(
    "a.yml", 2, 1, "awards[1]", "valid_until_unusual", {"right": "2027-01-01"}, "warning"
)


def test_a_line_says_where_what_and_what_would_be_right() -> None:
    assert as_text(WORDS, MONTH) == (
        "content/a,b:c%.yml:3:5: error: season_months[1]: «50%» không phải tháng; chọn từ 1 đến 12"
    )
    assert as_text(WORDS, EMPTY) == "content/b.yml:1:1: error: tệp trống; cần một hồ sơ"
    assert as_text(WORDS, UNUSUAL).startswith("a.yml:2:1: warning: awards[1]: ")
    assert as_text(load_words("en"), EMPTY).endswith("error: the file is empty; a record is needed")


def test_a_program_gets_the_parts() -> None:
    assert as_json(WORDS, MONTH) == {
        "path": "content/a,b:c%.yml",
        "line": 3,
        "column": 5,
        "severity": "error",
        "field": "season_months[1]",
        "key": "month",
        "message": "«50%» không phải tháng; chọn từ 1 đến 12",
    }


def test_github_gets_a_command_that_no_value_can_end() -> None:
    assert as_github(WORDS, MONTH) == (
        "::error file=content/a%2Cb%3Ac%25.yml,line=3,col=5::"
        "season_months[1]: «50%25» không phải tháng; chọn từ 1 đến 12"
    )
    assert as_github(WORDS, EMPTY).endswith("::tệp trống; cần một hồ sơ")


def test_a_path_cannot_end_the_command_either() -> None:
    odd = Issue("content/a\r\n::error::b.yml", 1, 1, "", "empty_file")
    assert as_github(WORDS, odd) == (
        "::error file=content/a%0D%0A%3A%3Aerror%3A%3Ab.yml,line=1,col=1::tệp trống; cần một hồ sơ"
    )


def test_github_gets_the_ten_worst() -> None:
    warnings = [replace(UNUSUAL, line=line) for line in range(1, 13)]
    assert for_annotations([*warnings, MONTH, EMPTY]) == [MONTH, EMPTY, *warnings[:8]]


def test_issues_as_markdown_are_all_there_the_errors_first() -> None:
    hostile = replace(MONTH, params={"value": "`](x) @y"})
    issues = [UNUSUAL, hostile, EMPTY]
    assert issues_text(WORDS, issues).splitlines() == [
        "### Lỗi phải sửa (2)",
        "",
        f"- ``{as_text(WORDS, hostile)}``",
        f"- `{as_text(WORDS, EMPTY)}`",
        "",
        "### Nên xem lại (1)",
        "",
        f"- `{as_text(WORDS, UNUSUAL)}`",
        "",
    ]
    assert issues_text(WORDS, []) == ""


def test_issues_are_sorted_by_place_and_each_stands_once() -> None:
    tenth = Issue("a.yml", 10, 1, "", "month", {"value": "x"})
    issues = [EMPTY, tenth, UNUSUAL, MONTH, EMPTY]
    assert sort_issues(issues) == [UNUSUAL, tenth, MONTH, EMPTY]
    assert count_errors(issues) == 4


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\n b\u200b\u202e\x00c", "a b c"),
        ("x" * 100, "x" * 80),
        (45, "45"),
        ("\ud800", ""),
    ],
)
def test_a_quoted_value_is_one_short_visible_line(value: object, text: str) -> None:
    assert shown(value) == text
