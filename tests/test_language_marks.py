"""Marks of language travel inside texts and become attributes, wherever the text ends up."""

import pytest

from site_builder.words.language_marks import (
    END,
    START,
    as_html,
    capitalised,
    is_marked,
    mark,
    mark_words,
    unmark,
)

PHO = mark("Phở")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Phở</p>", "<p>Phở</p>"),
        (f"<p>{PHO}</p>", '<p lang="vi">Phở</p>'),
        (f'<a href="x">{PHO}</a>', '<a href="x" lang="vi">Phở</a>'),
        (f"<p>Eat {PHO}, {PHO}!</p>",
         '<p>Eat <span lang="vi">Phở</span>, <span lang="vi">Phở</span>!</p>'),
        (f"<b>{PHO}<i>{PHO}</i></b>", '<b><span lang="vi">Phở</span><i lang="vi">Phở</i></b>'),
        (f'<p title="Eat {PHO}">x</p>', '<p title="Eat Phở">x</p>'),
        (f'<img src="a" alt="{PHO}" width="1">', '<img lang="vi" src="a" alt="Phở" width="1">'),
        (f'<img src="a" alt="Eat {PHO}">', '<img src="a" alt="Eat Phở">'),
        (f"<svg><text>in {PHO}</text></svg>{PHO}",
         '<svg><text>in <tspan lang="vi">Phở</tspan></text></svg><span lang="vi">Phở</span>'),
        (f"<p>{START}cut</p>", "<p>cut</p>"),
        (f"<p>cut{END}</p>", "<p>cut</p>"),
        (f"<p>{mark(PHO)}</p>", '<p><span lang="vi">Phở</span></p>'),
    ],
)  # fmt: skip
def test_a_marked_text_names_its_language(html: str, expected: str) -> None:
    assert as_html(html, "vi") == expected


def test_a_number_or_a_code_needs_no_language() -> None:
    texts = ["", "12/2024", "–", "VM-MT-01-2024"]
    assert [mark(text) for text in texts] == texts


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Decision 12/QĐ-TTg, 2025.", "Decision [12/QĐ-TTg], 2025."),
        ("HTX Thành Đạt of xã Nông Hạ (honey)", "HTX [Thành Đạt] of [xã Nông Hạ] (honey)"),
        ("Undated; “sau 7 năm” from 2018", "Undated; “[sau 7 năm]” from 2018"),
        ("Text gives “26/11” and “năm 2021”.", "Text gives “26/11” and “[năm 2021]”."),
        ("Sample noodles", "Sample noodles"),
    ],
)
def test_vietnamese_words_of_an_english_text_are_marked(text: str, marked: str) -> None:
    assert mark_words(text).replace(START, "[").replace(END, "]") == marked


def test_a_sentence_begins_with_a_capital_letter_within_its_mark() -> None:
    assert capitalised(mark("thôn Mẫu, x")) == mark("Thôn Mẫu, x")
    assert (capitalised("xã Mẫu"), capitalised("")) == ("Xã Mẫu", "")


def test_only_a_whole_text_counts_as_marked() -> None:
    assert is_marked(PHO)
    assert not any(map(is_marked, ("", "Phở", f"{PHO}!", f"{PHO} {PHO}")))


def test_without_marks_the_text_is_as_before() -> None:
    assert unmark(f"Eat {PHO}!") == "Eat Phở!"
