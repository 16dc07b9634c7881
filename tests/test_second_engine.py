"""The comparison of two engines: what it calls a difference. `make second-engine` runs it."""

from pathlib import Path

import pytest

from bench.second_engine import differences, read_texts

PAGE = "<!doctype html><html lang='{}'><head><title>{}</title></head><body><p>x</p>{}</body></html>"


def page(language: str = "vi", title: str = "A", article: str = "b <b>c</b><br>d") -> str:
    return PAGE.format(language, title, f"<article>{article}</article>")


def written(folder: Path, **pages: str) -> dict[str, tuple[str, ...]]:
    folder.mkdir()
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return read_texts(folder)


def test_blanks_and_what_stands_around_the_article_do_not_count(tmp_path: Path) -> None:
    first = written(tmp_path / "a", index=page())
    second = written(tmp_path / "b", index=page(article="b\n<b>c</b> <br> d").replace("x", "y"))
    assert first == {"index.html": ("vi", "A", "b c d")}
    assert list(differences(first, second)) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"index": page(title="B")}, "index.html: title: «A» / «B»"),
        ({"index": page(language="en")}, "index.html: language: «vi» / «en»"),
        ({"index": page(article="b c e")}, "index.html: article: «b c d» / «b c e»"),
        ({}, "index.html: MkDocs only"),
        ({"index": page(), "more": page()}, "more.html: Zensical only"),
    ],
)
def test_a_difference_is_named_with_its_page(
    changed: dict[str, str], expected: str, tmp_path: Path
) -> None:
    first = written(tmp_path / "a", index=page())
    assert list(differences(first, written(tmp_path / "b", **changed))) == [expected]
