"""MkDocs as the build uses it: with our settings and theme, every warning stops it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.pipeline import publish_directory
from site_builder.publish.faults import PublishError
from site_builder.publish.mkdocs import build_site
from site_builder.words.catalogue import LANGUAGES
from tests.building import ROOT, SETTINGS, TODAY, contents, stamps

HOME = "---\ntitle: Home\n---\n# Home {#top}\n\n[More](more.md#part)\n"
MORE = "# More\n\n## Part\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a root with our settings and theme, and two pages that link each other."""
    for name in SETTINGS:
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "directory" / "theme", tmp_path / "directory" / "theme")
    for language in LANGUAGES:
        docs = tmp_path / "directory" / language
        docs.mkdir()
        (docs / "index.md").write_text(HOME, encoding="utf-8")
        (docs / "more.md").write_text(MORE, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give back what a build sets for MkDocs."""
    for name in ("SOURCE_DATE_EPOCH", "DISABLE_MKDOCS_2_WARNING", "NO_MKDOCS_2_WARNING"):
        monkeypatch.setenv(name, "")


def write(root: Path, name: str, text: str) -> None:
    (root / "directory" / "vi" / name).write_text(text, encoding="utf-8")


def test_good_pages_become_a_site_without_a_sitemap_of_this_run(root: Path, tmp_path: Path) -> None:
    build_site(root / "mkdocs.yml", tmp_path / "out", TODAY)
    built = contents(tmp_path / "out")
    assert {"index.html", "more/index.html", "404.html"} <= set(built)
    assert "sitemap.xml" not in built
    assert b'href="more/#part"' in built["index.html"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("more.md", "[x](nowhere.md)", "nowhere.md"),
        ("more.md", "[x](index.md#nowhere)", "#nowhere"),
        ("more.md", "[x](#nowhere)", "#nowhere"),
        ("more.md", "![x](photo.jpg)", "photo.jpg"),
        ("more.md", "[x](/index/)", "/index/"),
        ("more.md", "[x](page)", "page"),
        ("a b.md", "[x](<c d.md>)", "c d.md"),
    ],
)
def test_a_link_that_leads_nowhere_stops_the_build(
    root: Path, name: str, text: str, words: str
) -> None:
    write(root, name, text)
    with pytest.raises(PublishError) as caught:
        build_site(root / "mkdocs.yml", root / "out", TODAY)
    assert any(name in reason and words in reason for reason in caught.value.reasons)


@pytest.mark.parametrize(
    ("old", "new"),
    [("name: material", "name: nothing"), ("site_dir: site", "site_dirr: site"),
     ("docs_dir: directory/vi", "docs_dir: nowhere"), ("- attr_list", "- nothing")],
)  # fmt: skip
def test_settings_that_mkdocs_refuses_stop_the_build(root: Path, old: str, new: str) -> None:
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace(old, new), encoding="utf-8")
    with pytest.raises(PublishError):
        build_site(root / "mkdocs.yml", root / "out", TODAY)


def test_a_home_page_that_is_gone_stops_the_build(root: Path) -> None:
    (root / "directory" / "vi" / "index.md").unlink()
    with pytest.raises(PublishError):
        build_site(root / "mkdocs.yml", root / "out", TODAY)


def test_a_page_that_is_not_utf_8_stops_the_build_and_is_named(root: Path) -> None:
    (root / "directory" / "vi" / "more.md").write_bytes(b"# More\n\xff")
    with pytest.raises(PublishError) as caught:
        build_site(root / "mkdocs.yml", root / "out", TODAY)
    assert any("more.md" in reason for reason in caught.value.reasons)


def test_a_build_that_fails_leaves_the_published_site_as_it_was(root: Path) -> None:
    publish_directory(root, TODAY)
    before, bytes_before = stamps(root / "site"), contents(root / "site")
    write(root, "more.md", "[x](nowhere.md)")
    with pytest.raises(PublishError):
        publish_directory(root, TODAY)
    assert (stamps(root / "site"), contents(root / "site")) == (before, bytes_before)
    assert not list(root.glob(".site-new-*"))


def test_a_page_that_is_gone_is_gone_from_the_next_site(root: Path) -> None:
    publish_directory(root, TODAY)
    (root / "directory" / "vi" / "more.md").unlink()
    write(root, "index.md", "# Home")
    publish_directory(root, TODAY)
    assert not (root / "site" / "more").exists()
    assert (root / "site" / "index.html").is_file()


def test_one_build_says_nothing_of_another(root: Path) -> None:
    write(root, "more.md", "[x](nowhere.md)")
    for _ in range(2):
        with pytest.raises(PublishError) as caught:
            build_site(root / "mkdocs.yml", root / "out", TODAY)
        assert sum("nowhere.md" in reason for reason in caught.value.reasons) == 1
    write(root, "more.md", MORE)
    build_site(root / "mkdocs.yml", root / "out", TODAY)


def test_each_tree_gives_the_same_bytes_by_mkdocs_alone(
    built_example: Path, tmp_path: Path
) -> None:
    quiet = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600"}
    for settings, folder in (("mkdocs.yml", ""), ("mkdocs.en.yml", "en")):
        command = ["build", "--strict", "--quiet", "-f", settings, "-d", str(tmp_path / folder)]
        command = [sys.executable, "-m", "mkdocs", *command]
        subprocess.run(command, cwd=built_example, env=quiet, check=True, capture_output=True)
    alone, ours = contents(tmp_path), contents(built_example / "site")
    assert alone.keys() == ours.keys()
    assert [name for name in ours if alone[name] != ours[name]] == []
