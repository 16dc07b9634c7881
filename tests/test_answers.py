"""What a command said before, said again: only while nothing changed that it rests on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from site_builder import pipeline
from site_builder.publish import answers, checked, index
from tests.building import ROOT, Run, contents, damage, run_command, stamps

TODAY = "2026-11-22"
RECORD = "content/products/mien-mau.yml"
# What takes long to load, and is not needed to find that nothing changed.
HEAVY = ("pydantic", "jinja2", "mkdocs", "openpyxl", "folium", "shapely", "typst", "PIL", "yaml")
LOADED = """
import sys
from click.testing import CliRunner
from site_builder.cli import main
print(CliRunner().invoke(main, {arguments!r}).stdout)
print(sorted(set({heavy!r}) & sys.modules.keys()))
"""


def said(result: Result) -> tuple[int, str, str]:
    return result.exit_code, result.stdout, result.stderr


def change(root: Path, path: str, old: str, new: str) -> None:
    """Change a file in its place, and give it back its time, as some tools do."""
    file = root / path
    before = file.stat()
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def spoil(root: Path) -> None:
    change(root, RECORD, "sources:", "sourcez:")


def spoil_places(root: Path) -> None:
    path = root / "content" / "places" / "communes.csv"
    path.write_bytes(path.read_bytes() + b"x\n")


def spoil_settings(root: Path) -> None:
    change(root, "mkdocs.yml", "site_url: https", "site_url: hxxps")


def add_a_stranger(root: Path) -> None:
    (root / "content" / "products" / "la.txt").write_text("?", encoding="utf-8")


def make_a_link(root: Path) -> None:
    path = root / RECORD
    path.rename(root / "mien.yml")
    path.symlink_to(root / "mien.yml")


def publish_a_link(root: Path) -> None:
    (root / "directory" / "vi" / "la.yml").symlink_to(root / "mkdocs.yml")


def take_away(root: Path) -> None:
    (root / RECORD).unlink()


def add_a_picture(root: Path) -> None:
    folder = root / "content" / "photos"
    folder.mkdir(exist_ok=True)
    (folder / "khong-ai-dung.jpg").write_bytes(b"no picture")


def link_all_records(root: Path) -> None:
    (root / "content").rename(root / "elsewhere")
    (root / "content").symlink_to("elsewhere")


def link_the_settings(root: Path) -> None:
    (root / "mkdocs.yml").rename(root / "settings")
    (root / "mkdocs.yml").symlink_to("settings")


def add_a_folder_as_python_makes(root: Path) -> None:
    (root / "content" / "products" / "__pycache__").mkdir()


def add_an_odd_name(root: Path) -> None:
    (root / "content" / "products" / os.fsdecode(b"\xff.txt")).touch()


CHANGES = (
    spoil, spoil_places, spoil_settings, add_a_stranger, make_a_link, publish_a_link, take_away,
    add_a_picture, link_all_records, link_the_settings, add_a_folder_as_python_makes,
    add_an_odd_name,
)  # fmt: skip


def loaded_by(command: str, root: Path) -> tuple[str, str]:
    """Return what a command prints in a process of its own, and what it loads for that."""
    arguments = [command, "--root", str(root), "--today", TODAY]
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=arguments, heavy=HEAVY)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    printed, loaded = done.stdout.rstrip("\n").rsplit("\n", 1)
    return printed, loaded


@pytest.mark.parametrize("is_good", [True, False])
def test_of_an_unchanged_root_the_same_is_said_and_nothing_heavy_is_loaded(
    run: Run, example_root: Path, *, is_good: bool
) -> None:
    if not is_good:
        damage(example_root)
    first = said(run("check"))
    assert first[0] == (0 if is_good else 1)
    assert said(run("check")) == first
    assert loaded_by("check", example_root) == (first[1], "[]")


@pytest.mark.parametrize("change_it", CHANGES)
def test_whatever_changes_is_noticed(
    run: Run, example_root: Path, tmp_path: Path, change_it: Callable[[Path], None]
) -> None:
    before = said(run("check"))
    change_it(example_root)
    after = said(run("check"))
    assert after != before
    assert said(run("check")) == after
    ignored = shutil.ignore_patterns("build", "node_modules")
    other = shutil.copytree(example_root, tmp_path / "other", symlinks=True, ignore=ignored)
    assert run_command("check", "--today", TODAY, folder=other).stdout == after[1]


def test_what_has_no_end_is_not_read(run: Run, example_root: Path) -> None:
    for path in (index.PATH, answers.PATH.format(command="check")):
        run("check")
        (example_root / path).unlink()
        os.mkfifo(example_root / path)
        assert run("check").exit_code == 0
    os.mkfifo(example_root / "content" / "products" / "la.yml")
    assert "la.yml:1:1: error" in run("check").stdout
    assert run("check").exit_code == 1


def test_what_is_too_large_is_not_read(run: Run, example_root: Path) -> None:
    with (example_root / "content" / "products" / "la.yml").open("wb") as file:
        file.truncate(10**13)
    for _ in range(2):
        result = run("check")
        assert result.exit_code == 1
        assert "la.yml:1:1: error" in result.stdout


def test_no_depth_of_folders_is_too_deep(run: Run, example_root: Path) -> None:
    tops = [example_root / "content" / "a", example_root / "directory" / "vi" / "a"]
    for folder in tops:
        folder.mkdir()
        for depth in range(1, sys.getrecursionlimit()):
            (folder / "/".join("a" * depth)).mkdir()
    try:
        assert run("check").exit_code == 0
    finally:
        # What clears away after tests goes down such folders step by step.
        subprocess.run(["/bin/rm", "-rf", *tops], check=True)


def test_another_question_is_answered_by_itself(
    run: Run, example_root: Path, tmp_path: Path
) -> None:
    product = example_root / "content" / "products" / "mang-ung-vien.yml"
    twin = product.with_name("mang-hai.yml")
    text = product.read_text(encoding="utf-8")
    twin.write_text(text.replace("id: mang-ung-vien\n", "id: mang-hai\n"), encoding="utf-8")
    changed = ("--changed", "content/products/mang-hai.yml")
    assert [run("check", *more).exit_code for more in ((), changed, ())] == [0, 1, 0]
    assert run("check", "--today", "1999-01-01").exit_code == 1
    private = tmp_path / "private"
    private.mkdir()
    assert run("check", "--private", str(private)).exit_code == 0
    (private / "khong-co-to-chuc.yml").write_text("name: x\n", encoding="utf-8")
    assert run("check", "--private", str(private)).exit_code == 1
    assert run("check").exit_code == 0


@pytest.mark.parametrize("damaged", [b"", b"[]", b"{", "as it was"])
@pytest.mark.parametrize("path", [index.PATH, answers.PATH.format(command="check")])
def test_a_memory_that_is_not_whole_is_not_trusted(
    run: Run, example_root: Path, path: str, damaged: bytes | str
) -> None:
    first = said(run("check"))
    assert said(run("check")) == first
    file = example_root / path
    content = file.read_bytes()
    file.write_bytes(damaged if isinstance(damaged, bytes) else content.replace(b"0", b"1"))
    assert said(run("check")) == first
    spoil(example_root)
    file.write_bytes(damaged if isinstance(damaged, bytes) else content)
    assert run("check").exit_code == 1


def test_an_answer_of_another_machine_is_none(
    run: Run, example_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check")
    file = example_root / answers.PATH.format(command="check")
    before = file.read_bytes()
    monkeypatch.setattr("platform.node", lambda: "elsewhere")
    run("check")
    assert file.read_bytes() != before


def test_what_was_there_only_meanwhile_is_not_remembered(
    run: Run, example_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = example_root / RECORD
    load = checked.check_root

    def load_something_else(*arguments: Any) -> Any:  # noqa: ANN401
        good = record.read_bytes()
        record.write_bytes(good.replace(b"sources:", b"sourcez:"))
        found = load(*arguments)
        record.write_bytes(good)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(checked, "check_root", load_something_else)
        assert run("check").exit_code == 1
    assert run("check").exit_code == 0


def break_a_page(root: Path) -> None:
    (root / "site" / "san-pham" / "index.html").write_text("?", encoding="utf-8")


def add_a_page(root: Path) -> None:
    (root / "site" / "la.html").write_text("?", encoding="utf-8")


def lose_a_file(root: Path) -> None:
    (root / "directory" / "vi" / "api" / "v1" / "products.json").unlink()


def write_into_the_tree(root: Path) -> None:
    path = root / "directory" / "en" / "san-pham" / "index.md"
    path.write_text("# Whose?\n", encoding="utf-8")


def test_what_is_written_during_a_build_is_in_the_next_one(
    run: Run, example_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = pipeline.publish_directory
    added = "Viết thêm giữa chừng"
    page = example_root / "directory" / "en" / "dong-gop.md"

    def publish_and_write(*arguments: Any, **others: Any) -> Any:  # noqa: ANN401
        done = publish(*arguments, **others)
        page.write_text(f"{page.read_text(encoding='utf-8')}\n{added}.\n", encoding="utf-8")
        return done

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "publish_directory", publish_and_write)
        assert run("build").exit_code == 0
    published = example_root / "site" / "en" / "dong-gop" / "index.html"
    assert added not in published.read_text(encoding="utf-8")
    assert run("build").exit_code == 0
    assert added in published.read_text(encoding="utf-8")


@pytest.mark.parametrize("more", ["hooks: [more.py]", "plugins:\n  - tags", "plugins: [tags]"])
def test_where_other_programs_make_pages_every_build_is_made(published: Path, more: str) -> None:
    asked = answers.Question("build", published.resolve(), date.fromisoformat(TODAY))
    assert answers.build_key(asked, "content") is not None
    settings = published / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("plugins: []", "")
    settings.write_text(f"{text}\n{more}\n", encoding="utf-8")
    assert answers.build_key(asked, "content") is None


def test_a_build_is_repeated_unless_everything_stands_as_it_left_it(
    run: Run, example_root: Path
) -> None:
    run("build")
    first = run("build")
    folders = [example_root / name for name in ("directory", "site")]
    before = [stamps(folder) for folder in folders]
    bytes_before = [contents(folder) for folder in folders]
    assert said(run("build")) == said(first)
    assert [stamps(folder) for folder in folders] == before
    assert loaded_by("build", example_root)[1] == "[]"
    for damage_it in (break_a_page, add_a_page, lose_a_file, write_into_the_tree):
        damage_it(example_root)
        assert run("build").exit_code == 0
        assert [contents(folder) for folder in folders] == bytes_before
    change(example_root, RECORD, "12 tháng", "13 tháng")
    assert run("build").exit_code == 0
    assert [contents(folder) for folder in folders] != bytes_before


def test_a_build_by_several_processes_is_not_repeated_either(run: Run, example_root: Path) -> None:
    assert run("build", "--jobs", "2").exit_code == 0
    assert loaded_by("build", example_root)[1] == "[]"


def test_folium_is_loaded_for_maps_only_that_changed(example_root: Path) -> None:
    assert "folium" in loaded_by("render", example_root)[1]
    change(example_root, RECORD, "name_vi: ", "name_vi: Tên mới ")
    assert "folium" not in loaded_by("render", example_root)[1]
    page = example_root / "directory" / "vi" / "san-pham" / "mien-mau.md"
    assert "Tên mới" in page.read_text(encoding="utf-8")
