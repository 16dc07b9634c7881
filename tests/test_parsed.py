"""What was parsed before is the same as what is parsed anew, and is never just trusted."""

import errno
import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.publish import parsed
from site_builder.publish.parsed import PATH, SHARDS, known_files
from site_builder.records import load
from site_builder.records.load import load_file
from site_builder.records.parsed import ParsedFiles
from site_builder.records.raw import RawRecord
from site_builder.words.issue import Issue
from tests.building import ROOT, TODAY

RECORD = "content/products/mien-mau.yml"
# Sound, but only a careful reading can tell.
DOUBTFUL = "content/products/ten-hiem.yml"


@pytest.fixture
def known_root(site_copy: Path) -> Path:
    """Return a copy of the example whose files have been read once."""
    pipeline.load_directory(site_copy, TODAY)
    return site_copy


def shards(root: Path) -> list[Path]:
    return sorted((root / PATH).parent.iterdir())


def kept(path: Path) -> object:
    """Return what a file of parsed content holds, besides who made it and where."""
    return json.loads(path.read_bytes().partition(b"\n")[2])["files"]


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse() -> None:
    raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))


def parsed_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files that loading a root parses."""
    names: list[str] = []
    parse = load.parse

    def noting(name: str, text: str) -> tuple[RawRecord | None, list[Issue]]:
        names.append(name)
        return parse(name, text)

    with monkeypatch.context() as patch:
        patch.setattr(load, "parse", noting)
        pipeline.load_directory(root, TODAY)
    return [name for name in names if name.startswith("content/")]


def test_every_file_comes_back_as_it_was_parsed() -> None:
    paths = [*sorted((ROOT / "content").rglob("*.yml")), *sorted((ROOT / "tests").rglob("*.yml"))]
    first = ParsedFiles()
    read = [load_file(ROOT, path, first) for path in paths]
    again = ParsedFiles(first.kept)
    sound = 0
    for path, (raw, issues) in zip(paths, read, strict=True):
        other, found = load_file(ROOT, path, again)
        assert found == issues
        if raw is None or other is None:
            assert other is raw
            continue
        sound += not issues
        assert (other.path, other.value, other.text) == (raw.path, raw.value, raw.text)
        assert list(other.marks.items()) == list(raw.marks.items())
        assert list(other.keys.items()) == list(raw.keys.items())
    assert len(first.kept) == len(again.kept) <= sound < len(paths)


def test_only_a_changed_file_is_parsed_again(
    known_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert parsed_anew(known_root, monkeypatch) == []
    path = known_root / RECORD
    original = path.read_bytes()
    path.write_bytes(original.replace(b"12 th", b"13 th"))
    assert parsed_anew(known_root, monkeypatch) == [RECORD]
    assert parsed_anew(known_root, monkeypatch) == []


def test_a_faulty_file_is_judged_each_time(known_root: Path) -> None:
    path = known_root / RECORD
    path.write_text(path.read_text("utf-8") + "kind: ocop\nbarcode: 0893\n", "utf-8")
    first = pipeline.load_directory(known_root, TODAY)
    assert {issue.key for issue in first[1]} >= {"duplicate_key", "unquoted_code", "unknown_key"}
    assert pipeline.load_directory(known_root, TODAY) == first


@pytest.mark.parametrize(
    "damage", ["cut", "emptied", "changed", "gone", "a folder", "of another program", "copied"]
)
def test_what_is_not_whole_or_not_ours_is_not_trusted(
    known_root: Path, damage: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    directory, issues = pipeline.load_directory(known_root, TODAY)
    for path in shards(known_root):
        content = path.read_bytes()
        match damage:
            case "cut":
                path.write_bytes(content[: len(content) // 2])
            case "emptied":
                path.write_bytes(b"")
            case "changed":
                path.write_bytes(content.replace(b"a", b"b"))
            case "gone" | "a folder":
                path.unlink()
        if damage == "a folder":
            path.mkdir()
    if damage == "of another program":
        monkeypatch.setattr(parsed, "MAKERS", [Path(__file__)])
    elif damage == "copied":
        known_root = shutil.copytree(known_root, tmp_path / "other", symlinks=True)
    assert len(parsed_anew(known_root, monkeypatch)) > len(SHARDS)
    assert pipeline.load_directory(known_root, TODAY) == (directory, issues)


def test_what_is_of_no_use_is_forgotten(known_root: Path) -> None:
    with known_files(known_root) as files:
        assert files.known
    assert all(b'"files": {}' in path.read_bytes() for path in shards(known_root))


def test_people_of_the_private_overlay_are_not_kept(known_root: Path, tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    (private / "htx-mau.yml").write_text("name: Nguyễn Thử Nghiệm\n", "utf-8")
    pipeline.load_directory(known_root, TODAY, private)
    assert not any("Nguyễn Thử Nghiệm" in path.read_text("utf-8") for path in shards(known_root))


@pytest.fixture
def _many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the files of the example count as many, on a machine of three cores.

    What threads other tests left in this process are at rest.
    """
    monkeypatch.setattr(parsed, "MANY", 1)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr("os.cpu_count", lambda: 3)


@pytest.mark.usefixtures("_many_files")
def test_many_files_are_read_by_several_processes_to_the_same_end(
    site_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site_copy / RECORD).write_text("a: 1\na: 012\n", "utf-8")
    (site_copy / "content/products/hong.yml").write_bytes(b"\xff")
    (site_copy / "content/products/thu-muc.yml").mkdir()
    other = shutil.copytree(site_copy, tmp_path / "other", symlinks=True)
    names = parsed_anew(site_copy, monkeypatch)
    assert {name for name in names if name.count("/") > 1} == {RECORD, DOUBTFUL}
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert len(parsed_anew(other, monkeypatch)) > len(names)
    assert pipeline.load_directory(site_copy, TODAY) == pipeline.load_directory(other, TODAY)
    for ours, theirs in zip(shards(site_copy), shards(other), strict=True):
        assert kept(ours) == kept(theirs)


@pytest.mark.usefixtures("_many_files")
def test_what_several_processes_read_is_known_the_next_time(
    site_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.load_directory(site_copy, TODAY)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert parsed_anew(site_copy, monkeypatch) == []


@pytest.mark.usefixtures("_many_files")
@pytest.mark.parametrize("end", [kill_itself, refuse])
def test_a_process_that_dies_costs_time_and_nothing_else(
    end: Callable[[], None], site_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = shutil.copytree(site_copy, tmp_path / "other", symlinks=True)
    expected = pipeline.load_directory(other, TODAY)
    with monkeypatch.context() as patch:
        patch.setattr(parsed, "read_content", lambda *_: end())
        assert pipeline.load_directory(site_copy, TODAY) == expected
