"""Publishing only what changed: always the same bytes as publishing everything."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import ANY

import pytest

from site_builder import pipeline
from site_builder.publish import index, state
from site_builder.publish.faults import PublishError
from site_builder.publish.site import Published
from site_builder.publish.tree import generated_in, write_file
from site_builder.words.catalogue import LANGUAGES
from site_builder.words.digests import digest
from tests.building import SET_BY_A_BUILD, TODAY, contents, copy_root, stamps
from tests.edits import Editor

Figure = Callable[[str, object], None]

SEED = 20261128
EDITS = 240
EDITS_PER_BUILD = 8
EDITS_PER_COMPARISON = 48
KINDS_OF_EDITS = 15
# MkDocs follows their links whenever something changes.
HAND_WRITTEN = ["dong-gop/index.html", "en/dong-gop/index.html"]


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give back what a build sets for MkDocs."""
    for name in SET_BY_A_BUILD:
        monkeypatch.setenv(name, "")


def built(root: Path, *, is_whole: bool = False) -> Published | None:
    """Build a root as the command does; return what was published, if its records are good."""
    with pipeline.building(root):
        directory, _ = pipeline.load_directory(root, TODAY)
        if directory is None:
            return None
        editions = pipeline.render_editions(directory, root)
        if pipeline.find_unanswered(directory, editions):
            return None
        pipeline.write_editions(root, editions)
        return pipeline.publish_directory(root, TODAY, is_whole=is_whole)


def outputs(root: Path) -> dict[str, bytes]:
    """Return the bytes of the tree and of the site."""
    return {
        f"{folder}/{path}": content
        for folder in ("directory", "site")
        for path, content in contents(root / folder).items()
    }


def built_anew(root: Path, elsewhere: Path) -> dict[str, bytes]:
    """Return what a first build of the same files gives, in a folder that knows of no other."""
    shutil.rmtree(elsewhere, ignore_errors=True)
    ignored = shutil.ignore_patterns("site", "build", ".generated-*")
    other = shutil.copytree(root, elsewhere, symlinks=True, ignore=ignored)
    for language in LANGUAGES:
        for name in generated_in(root / "directory" / language):
            (other / "directory" / language / name).unlink(missing_ok=True)
    published = built(other)
    assert published is not None
    assert published.is_whole
    return outputs(other)


@pytest.fixture(scope="module")
def kept_root(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> tuple[Path, Path]:
    """Return a copy of the example that has just been built, and a copy of that to restore it."""
    folder = tmp_path_factory.mktemp("published")
    root = copy_root(example_site, folder / "root")
    with pytest.MonkeyPatch.context() as patch:
        for name in SET_BY_A_BUILD:
            patch.setenv(name, "")
        assert built(root) == Published(ANY, is_whole=True)
    return root, copy_all(root, folder / "kept")


@pytest.fixture
def published_root(kept_root: tuple[Path, Path]) -> Iterator[Path]:
    """Return a copy of the example that has just been built, for one test to change."""
    root, kept = kept_root
    yield root
    for path in root.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    copy_all(kept, root)


def copy_all(source: Path, target: Path) -> Path:
    """Copy a root; the files of its site are the same ones, because builds know them by that."""
    others = shutil.ignore_patterns("site")
    shutil.copytree(source, target, symlinks=True, ignore=others, dirs_exist_ok=True)
    shutil.copytree(source / "site", target / "site", copy_function=os.link)
    return target


def change_a_record(root: Path) -> None:
    path = root / "content" / "products" / "mien-mau.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("12 tháng", "13 tháng"), encoding="utf-8")


def test_nothing_changed_touches_nothing(published_root: Path) -> None:
    before = stamps(published_root / "site")
    assert built(published_root) == Published(0, is_whole=False)
    assert stamps(published_root / "site") == before


def test_a_changed_record_publishes_its_own_files_alone(published_root: Path) -> None:
    before, bytes_before = stamps(published_root / "site"), contents(published_root / "site")
    change_a_record(published_root)
    published = built(published_root)
    assert published is not None
    assert not published.is_whole
    after = contents(published_root / "site")
    changed = {name for name in after if after[name] != bytes_before[name]}
    assert "san-pham/mien-mau/index.html" in changed
    assert len(changed) < published.files + 1 < len(after) / 4
    now = stamps(published_root / "site")
    assert [n for n in after if now[n] != before[n] and n not in changed] == HAND_WRITTEN


def test_a_page_of_the_same_size_and_time_as_before_is_published(published_root: Path) -> None:
    page = published_root / "directory" / "vi" / "dong-gop.md"
    before, text = page.stat(), page.read_text(encoding="utf-8")
    page.write_text(text.replace("Góp", "Hóp"), encoding="utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert page.stat().st_size == before.st_size
    assert built(published_root) == Published(ANY, is_whole=False)
    html = (published_root / "site" / "dong-gop" / "index.html").read_text(encoding="utf-8")
    assert "Hóp" in html


@pytest.mark.parametrize("damage", [b"", b"\n{}", b"[]"])
def test_digests_that_are_damaged_are_taken_anew(published_root: Path, damage: bytes) -> None:
    before = stamps(published_root / "site")
    (published_root / index.TREES).write_bytes(damage)
    assert built(published_root) == Published(0, is_whole=False)
    assert stamps(published_root / "site") == before


def test_a_full_build_is_made_when_asked_for(published_root: Path) -> None:
    before = contents(published_root / "site")
    assert built(published_root, is_whole=True) == Published(ANY, is_whole=True)
    assert contents(published_root / "site") == before


def test_a_root_that_was_copied_is_built_anew(published_root: Path, tmp_path: Path) -> None:
    other = shutil.copytree(published_root, tmp_path / "other", symlinks=True)
    assert built(other) == Published(ANY, is_whole=True)


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed", "gone", "a folder", "old format"])
def test_a_state_that_is_not_whole_is_not_trusted(
    published_root: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = outputs(published_root)
    path = published_root / state.PATH
    content = path.read_bytes()
    match damage:
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "emptied":
            path.write_bytes(b"")
        case "changed":
            path.write_bytes(content.replace(b"mien-mau", b"mien-mao", 1))
        case "old format":
            monkeypatch.setattr(state, "FORMAT", state.FORMAT + 1)
        case _:
            path.unlink()
    if damage == "a folder":
        path.mkdir()
    assert built(published_root) == Published(ANY, is_whole=True)
    assert outputs(published_root) == before


def test_a_state_that_is_nested_too_deeply_is_none(tmp_path: Path) -> None:
    body = b"[" * 100_000
    write_file(tmp_path / state.PATH, digest(body).encode() + b"\n" + body)
    assert state.read_state(tmp_path, tmp_path, "") is None


def test_another_day_or_theme_builds_everything_anew(published_root: Path) -> None:
    theme = published_root / "directory" / "theme" / "404.html"
    theme.write_text(theme.read_text("utf-8") + "\n", "utf-8")
    assert built(published_root) == Published(ANY, is_whole=True)
    with pipeline.building(published_root):
        day = TODAY + timedelta(days=1)
        published = pipeline.publish_directory(published_root, day)
    assert published == Published(ANY, is_whole=True)


def test_a_site_with_a_file_that_hides_one_of_the_theme_is_always_built_anew(
    published_root: Path,
) -> None:
    before = contents(published_root / "site")
    name = "assets/images/favicon.png"
    assert name in before
    ours = published_root / "directory" / "vi" / name
    ours.parent.mkdir(exist_ok=True)
    ours.write_bytes(b"ours")
    for _ in range(2):
        assert built(published_root) == Published(ANY, is_whole=True)
        assert (published_root / "site" / name).read_bytes() == b"ours"
    ours.unlink()
    assert built(published_root) == Published(ANY, is_whole=True)
    assert contents(published_root / "site") == before


def test_a_part_of_a_page_that_is_gone_stops_the_build(published_root: Path) -> None:
    page = published_root / "directory" / "vi" / "trang.md"
    page.write_text("# Trang\n\n[x](dong-gop.md#khong-co)\n", encoding="utf-8")
    with pytest.raises(PublishError, match="khong-co"):
        built(published_root)


def test_a_file_system_without_second_names_gets_copies(
    published_root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr("os.link", refuse)
        for _ in range(2):
            change_a_record(published_root)
            assert built(published_root) == Published(ANY, is_whole=False)
            assert outputs(published_root) == built_anew(published_root, tmp_path / "anew")


def test_any_edits_give_what_a_full_build_gives(
    example_root: Path, tmp_path: Path, record_property: Figure
) -> None:
    editor = Editor(example_root, SEED)
    published: list[Published | None] = [built(example_root)]
    compared = 0
    while editor.count < EDITS:
        done = [editor.edit() for _ in range(EDITS_PER_BUILD)]
        before = contents(example_root / "site") if editor.broken else {}
        published.append(built(example_root))
        if editor.broken:
            assert published[-1] is None
            assert contents(example_root / "site") == before, done
        elif editor.count % EDITS_PER_COMPARISON == 0 or editor.count >= EDITS:
            assert outputs(example_root) == built_anew(example_root, tmp_path / "anew"), done
            compared += 1
    partly = sum(outcome is not None and not outcome.is_whole for outcome in published)
    # What damages the state, the site or the shell of the pages makes the next build a whole one.
    assert partly > len(published) / 5
    assert len(editor.kinds) == KINDS_OF_EDITS
    record_property(
        "figure",
        f"{EDITS} random edits, {partly} of {len(published)} builds partial,"
        f" {compared} compared with full ones",
    )
