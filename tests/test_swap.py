"""Replacing the published folder: in one step, and only when all went well."""

import threading
from pathlib import Path

import pytest

from site_builder.publish import swap as swapping
from site_builder.publish.swap import clear_staged, staging, swap
from tests.building import contents, stamps


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a published folder with one page."""
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "index.html").write_text("old", encoding="utf-8")
    return tmp_path / "site"


def names_beside(site: Path) -> list[str]:
    return [path.name for path in site.parent.iterdir()]


def test_a_good_build_takes_the_place_of_the_old_site(site: Path) -> None:
    with staging(site) as staged:
        assert list(staged.iterdir()) == []
        assert staged.parent == site.parent
        (staged / "index.html").write_text("new", encoding="utf-8")
        assert contents(site) == {"a/index.html": b"old"}
    assert contents(site) == {"index.html": b"new"}
    assert names_beside(site) == ["site"]


def test_what_a_link_leads_to_is_replaced_and_nothing_is_left(site: Path) -> None:
    link = site.parent / "link"
    link.symlink_to(site)
    with staging(link) as folder:
        (folder / "index.html").write_text("new", encoding="utf-8")
    assert link.readlink() == site
    assert {path.name: path.read_text() for path in site.iterdir()} == {"index.html": "new"}
    assert {path.name for path in site.parent.iterdir()} == {site.name, "link"}


def test_the_first_build_needs_no_old_site(tmp_path: Path) -> None:
    with staging(tmp_path / "site") as staged:
        (staged / "index.html").write_text("new", encoding="utf-8")
    assert contents(tmp_path / "site") == {"index.html": b"new"}
    assert names_beside(tmp_path / "site") == ["site"]


def test_a_published_folder_can_be_entered_by_a_web_server(site: Path) -> None:
    with staging(site):
        pass
    assert site.stat().st_mode & 0o777 == 0o755


def write_half(site: Path, error: type[BaseException]) -> None:
    with staging(site) as staged:
        (staged / "index.html").write_text("half", encoding="utf-8")
        raise error


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_whatever_goes_wrong_leaves_the_old_site_untouched(
    site: Path, error: type[BaseException]
) -> None:
    before, bytes_before = stamps(site), contents(site)
    with pytest.raises(error):
        write_half(site, error)
    assert (stamps(site), contents(site)) == (before, bytes_before)
    assert names_beside(site) == ["site"]


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        write_half(tmp_path / "site", RuntimeError)
    assert names_beside(tmp_path / "site") == []


def test_a_visitor_never_finds_the_site_missing(site: Path) -> None:
    finished, missed = threading.Event(), []

    def visit() -> None:
        while not finished.is_set():
            if not (site / "a" / "index.html").is_file():
                missed.append(1)

    visitor = threading.Thread(target=visit)
    visitor.start()
    for _ in range(100):
        with staging(site) as staged:
            (staged / "a").mkdir()
            (staged / "a" / "index.html").write_text("new", encoding="utf-8")
    finished.set()
    visitor.join()
    assert missed == []


@pytest.fixture
def _without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("_without_exchange")
def test_a_system_that_cannot_exchange_folders_renames_them(site: Path) -> None:
    with staging(site) as staged:
        (staged / "index.html").write_text("new", encoding="utf-8")
    assert contents(site) == {"index.html": b"new"}
    assert names_beside(site) == ["site"]


@pytest.mark.usefixtures("_without_exchange")
def test_when_renaming_fails_halfway_the_old_site_comes_back(site: Path) -> None:
    with pytest.raises(FileNotFoundError):
        swap(site.parent / "nothing", site)
    assert contents(site) == {"a/index.html": b"old"}
    assert names_beside(site) == ["site"]


# What a killed build left


def test_a_staged_folder_of_a_killed_build_goes(site: Path) -> None:
    (site.parent / ".site-new-ab12" / "deep").mkdir(parents=True)
    (site.parent / ".site-new-cd34-old").mkdir()
    clear_staged(site)
    assert contents(site) == {"a/index.html": b"old"}
    assert names_beside(site) == ["site"]


def test_a_site_that_a_killed_build_took_away_comes_back(site: Path) -> None:
    (site.parent / ".site-new-ab12").mkdir()
    site.rename(site.parent / ".site-new-ab12-old")
    clear_staged(site)
    assert contents(site) == {"a/index.html": b"old"}
    assert names_beside(site) == ["site"]


def test_other_folders_of_similar_names_stay(site: Path) -> None:
    for name in ("site-new-x", ".site-old", ".sites-new-x"):
        (site.parent / name).mkdir()
    clear_staged(site)
    assert len(names_beside(site)) == 4
