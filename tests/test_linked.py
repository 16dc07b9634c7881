"""Links of the file system below `directory/`: none is followed, so nothing else is published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.words.catalogue import load_words
from tests.building import Run, contents

MESSAGE = load_words("vi")("messages.docs_link")


@pytest.mark.parametrize("place", ["vi/khoa.md", "en/img/khoa.png", "theme/khoa.html"])
@pytest.mark.parametrize("target", ["/etc/hostname", "../../.git/config", "nowhere", "."])
def test_a_link_is_told_with_its_place(
    site_copy: Path, check: Callable[[Path], list[str]], place: str, target: str
) -> None:
    link = site_copy / "directory" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
    assert check(site_copy) == [f"directory/{place}:1:1: error: {MESSAGE}"]


def test_every_link_is_told_and_none_is_entered(
    site_copy: Path, check: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "inner").symlink_to("/")
    docs = site_copy / "directory" / "vi"
    docs.mkdir(parents=True)
    (docs / "a\n::error::b").symlink_to(tmp_path / "elsewhere")
    (docs / "b").symlink_to(docs)
    assert check(site_copy) == [
        f"directory/vi/{name}:1:1: error: {MESSAGE}" for name in ("a?::error::b", "b")
    ]


def test_the_folder_itself_is_no_link(
    site_copy: Path, check: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site_copy / "directory").symlink_to(tmp_path / "elsewhere")
    assert check(site_copy) == [f"directory:1:1: error: {MESSAGE}"]


def test_what_a_link_leads_to_is_not_published(
    run: Run, example_root: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("of nobody else", encoding="utf-8")
    (example_root / "directory" / "vi" / "secret.txt").symlink_to(secret)
    before = contents(example_root / "directory")
    result = run("build")
    assert result.exit_code == 1
    assert f"directory/vi/secret.txt:1:1: error: {MESSAGE}" in result.stdout
    assert not (example_root / "site").exists()
    assert contents(example_root / "directory") == before
