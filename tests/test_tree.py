"""Writing the generated tree: only what changed, never what people wrote."""

import json
from pathlib import Path

import pytest

from site_builder.publish.tree import TreeChange, clear_temporary, write_file, write_tree
from site_builder.words.digests import digest
from site_builder.words.generated import GeneratedFile, Standing, text_file
from tests.building import contents, stamps

FILES = (
    text_file("index.md", "home"),
    text_file("a/index.md", "a"),
    text_file("a/b/c.md", "c"),
    text_file("maps/tỉnh.js", "ờ"),
)
PATHS = {"index.md", "a/index.md", "a/b/c.md", "maps/tỉnh.js"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a written tree with a hand-written page and picture in it."""
    folder = tmp_path / "vi"
    write_tree(folder, FILES)
    (folder / "gop-y.md").write_text("by hand", encoding="utf-8")
    (folder / "a" / "b" / "photo.jpg").write_bytes(b"\xff")
    return folder


def manifest(folder: Path) -> Path:
    return folder.parent / ".generated-vi.json"


def test_a_new_tree_is_written_whole(tmp_path: Path) -> None:
    change = write_tree(tmp_path / "new" / "vi", FILES)
    assert change == TreeChange(tuple(file.path for file in FILES), ())
    assert contents(tmp_path / "new" / "vi") == {file.path: file.content for file in FILES}


def test_the_same_tree_again_writes_nothing(folder: Path) -> None:
    before = stamps(folder)
    assert write_tree(folder, FILES) == TreeChange((), ())
    assert stamps(folder) == before


def test_only_the_changed_file_is_written(folder: Path) -> None:
    before = stamps(folder)
    assert write_tree(folder, (*FILES[:3], text_file("maps/tỉnh.js", "mới"))) == TreeChange(
        ("maps/tỉnh.js",), ()
    )
    changed = {name for name, stamp in stamps(folder).items() if stamp != before[name]}
    # A file takes the place of another, so its folder changes too.
    assert changed == {"maps", "maps/tỉnh.js"}


def test_a_file_that_somebody_damaged_is_written_again(folder: Path) -> None:
    (folder / "a" / "index.md").write_text("damaged", encoding="utf-8")
    assert write_tree(folder, FILES).written == ("a/index.md",)


def test_what_is_gone_is_removed_with_the_folders_it_leaves_empty(folder: Path) -> None:
    (folder / "a" / "b" / "photo.jpg").unlink()
    assert write_tree(folder, FILES[:1]).removed == ("a/b/c.md", "a/index.md", "maps/tỉnh.js")
    assert {path.name for path in folder.iterdir()} == {"index.md", "gop-y.md"}


def test_what_people_wrote_stays_even_when_everything_else_goes(folder: Path) -> None:
    write_tree(folder, ())
    assert contents(folder) == {"gop-y.md": b"by hand", "a/b/photo.jpg": b"\xff"}


@pytest.mark.parametrize(
    "damage",
    [None, b"", b"\x00\xff", b"{}", b'"text"', b"[1, null, {}]", b'["index.md"', b"[" * 100_000],
)
def test_a_lost_or_garbled_manifest_is_made_anew(folder: Path, damage: bytes | None) -> None:
    if damage is None:
        manifest(folder).unlink()
    else:
        manifest(folder).write_bytes(damage)
    assert write_tree(folder, FILES) == TreeChange((), ())
    assert set(json.loads(manifest(folder).read_bytes())) == PATHS
    assert (folder / "gop-y.md").is_file()


@pytest.mark.parametrize(
    "name",
    ["../outside.md", "/outside.md", "a/../../outside.md", "a", "", "a" * 5000, "a\0", "\ud800"],
)
def test_a_manifest_cannot_make_it_remove_other_things(folder: Path, name: str) -> None:
    outside = folder.parent / "outside.md"
    outside.write_text("mine", encoding="utf-8")
    name = name.replace("/outside", f"{folder.parent}/outside") if name[:1] == "/" else name
    manifest(folder).write_text(json.dumps([name, *PATHS]), encoding="utf-8")
    assert write_tree(folder, FILES) == TreeChange((), ())
    assert outside.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_leads_elsewhere_is_not_written_to(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "linked").symlink_to(elsewhere)
    before = stamps(folder.parent)
    with pytest.raises(OSError, match="linked"):
        write_tree(folder, [*FILES, GeneratedFile("linked/x/index.md", b"x")])
    assert stamps(folder.parent) == before
    assert not list(elsewhere.iterdir())


def test_two_files_for_one_path_are_refused_before_anything_is_written(folder: Path) -> None:
    before = stamps(folder.parent)
    with pytest.raises(ValueError, match=r"two generated files for x\.md"):
        write_tree(folder, (*FILES, text_file("x.md", "1"), text_file("x.md", "2")))
    assert stamps(folder.parent) == before


@pytest.mark.parametrize("path", ["../x.md", "/x.md", "a/../../x.md", "a//x.md", "./x.md", ""])
def test_a_path_that_is_none_inside_the_folder_is_refused(folder: Path, path: str) -> None:
    before = stamps(folder.parent)
    with pytest.raises(ValueError, match="not a path inside the folder"):
        write_tree(folder, (*FILES, GeneratedFile(path, b"")))
    assert stamps(folder.parent) == before


def test_a_broken_run_leaves_no_temporary_file_and_the_next_one_mends_all(folder: Path) -> None:
    (folder / "z.md").mkdir()
    with pytest.raises(OSError, match=r"z\.md"):
        write_tree(folder, (*FILES, text_file("new.md", "new"), text_file("z.md", "z")))
    assert not list(folder.rglob(".new-*"))
    (folder / "z.md").rmdir()
    assert write_tree(folder, FILES).removed == ("new.md",)


def test_a_written_file_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    write_file(tmp_path / "x.md", b"x")
    assert (tmp_path / "x.md").stat().st_mode & 0o777 == 0o644


def test_temporary_files_of_killed_runs_go_wherever_they_lie(folder: Path) -> None:
    before = contents(folder.parent)
    for parent in (folder.parent, folder, folder / "a" / "b"):
        (parent / ".new-x1y2").write_text("half", encoding="utf-8")
    clear_temporary(folder.parent)
    assert contents(folder.parent) == before


def test_an_empty_folder_that_a_killed_run_left_goes(folder: Path) -> None:
    (folder / "maps" / "tỉnh.js").unlink()
    assert write_tree(folder, FILES[:3]) == TreeChange((), ())
    assert not (folder / "maps").exists()


def test_a_file_whose_digest_is_known_is_not_read(folder: Path) -> None:
    known = {f"{folder}/index.md": digest(b"home"), f"{folder}/a/index.md": digest(b"other")}
    made = [
        GeneratedFile(file.path, Standing(f"{folder}/{file.path}", digest(file.content)))
        for file in FILES[:2]
    ]
    (folder / "index.md").write_text("not looked at", encoding="utf-8")
    assert write_tree(folder, [*made, *FILES[2:]], known.get).written == ()
    assert (folder / "index.md").read_text(encoding="utf-8") == "not looked at"


def test_a_file_of_another_digest_is_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("new", encoding="utf-8")
    new = GeneratedFile("index.md", Standing(str(tmp_path / "kept"), digest(b"new")))
    known = {f"{folder}/index.md": digest(b"home")}
    assert write_tree(folder, [new, *FILES[1:]], known.get).written == ("index.md",)
    assert (folder / "index.md").read_text(encoding="utf-8") == "new"
