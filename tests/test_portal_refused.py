"""What a portal refuses: settings with errors, and data of strangers that cannot be used."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.records.portal import MAX_BYTES
from tests.portal_sites import change, portal_settings, run


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Return the settings of a portal over three made-up provinces."""
    return portal_settings(tmp_path)


def no_json(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def deep(path: Path) -> None:
    path.write_text("[" * 100_000, encoding="utf-8")


def other_bytes(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def link_outside(path: Path) -> None:
    path.rename(path.parents[3] / "secret.json")
    path.symlink_to(path.parents[3] / "secret.json")


def link_in_a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def link_to_a_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def too_large(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(MAX_BYTES + 1)


@pytest.mark.parametrize(
    ("file", "fault", "said"),
    [
        ("products", no_json, "không phải JSON trọn vẹn"),
        ("places", deep, "không phải JSON trọn vẹn"),
        ("organisations", other_bytes, "không phải JSON trọn vẹn"),
        ("programmes", Path.unlink, "không đọc được"),
        ("products", pipe, "không đọc được"),
        ("products", link_outside, "không đọc được"),
        ("products", link_in_a_circle, "không đọc được"),
        ("products", link_to_a_device, "không đọc được"),
        ("products", too_large, "tối đa 25 MB"),
        ("index", ("generated_on", "2099-01-01"), "generated_on"),
        ("index", ("version", "2.0.0"), "phiên bản «2.0.0»"),
        ("index", ("version", {}), "phiên bản"),
        ("products", ("count", 3), "nêu 3 mục mà có 12"),
        ("products", ("items", 0, "url", "javascript:alert(1)"), "items[1].url"),
        ("products", ("items", 0, "id", "../../x"), "items[1].id"),
        ("products", ("items", 0, "id", 'x" onclick="alert(1)'), "items[1].id"),
        ("products", ("items", 1, "name_vi", "<script>alert(1)</script>"), "items[2].name_vi"),
        ("products", ("items", 1, "name_vi", "a\ud800b"), "items[2].name_vi"),
        ("products", ("items", 1, "name_vi", "a\u202eb"), "items[2].name_vi"),
        ("products", ("items", 1, "star", 50), "items[2].star"),
        ("products", ("items", 1, "state", "best"), "items[2].state"),
        ("organisations", ("items", 0, "kind", "<b>"), "items[1].kind"),
        ("organisations", ("items", 0, "place", "commune", "x"), "items[1].place.commune"),
        ("places", ("items", 0, "url", "data:text/html,x"), "items[1].url"),
        ("places", ("items", "x"), "items"),
    ],
)  # fmt: skip
def test_data_that_cannot_be_used_is_one_line_that_names_the_site(
    settings: Path,
    tmp_path: Path,
    file: str,
    fault: Callable[[Path], None] | tuple[str | int, ...],
    said: str,
) -> None:
    path = tmp_path / "hai" / "api" / "v1" / f"{file}.json"
    if callable(fault):
        fault(path)
    else:
        change(path, fault[:-1], fault[-1])
    result = run(settings, tmp_path / "out")
    assert result.exit_code == 1
    line, total = result.output.splitlines()
    assert re.match(r"portal\.yml:\d+:\d+: error: sites\[2\]: trang «Tỉnh Mẫu Hai»: api/v1/", line)
    assert f"{file}.json" in line
    assert said in line
    assert total.startswith("1 lỗi")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://hai.example/", "javascript:alert(1)", "sites[2].address"),
        ("https://hai.example/", "https://mot.example", "sites[2].address"),
        ("https://hai.example/", "http://MOT.example/", "sites[2].address"),
        ("folder: hai", "folder: mot", "sites[2].folder"),
        ("folder: hai", "folder: ./ba/../mot/", "sites[2].folder"),
        ("folder: hai", "folder: nowhere", "sites[2]"),
        ("name: Mẫu Ba", "name: <b>Ba</b>", "sites[3].name"),
        ("sites:", "pages:", "sites"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_at_their_line(
    settings: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(old, new), encoding="utf-8")
    result = run(settings, tmp_path / "out")
    assert result.exit_code == 1
    assert f": error: {said}: " in result.output
    assert not (tmp_path / "out").exists()
