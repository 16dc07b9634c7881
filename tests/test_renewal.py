"""A published folder made anew from what stays of it."""

from pathlib import Path

import pytest

from site_builder.publish.renewal import renewing
from site_builder.publish.state import Stamp, look
from site_builder.publish.swap import spare_of, staging
from tests.building import contents

OLD = {"index.html": b"home", "a/b/index.html": b"b", "a/c/index.html": b"c"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a published folder."""
    site = tmp_path / "site"
    write(site, OLD)
    return site


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def renew(site: Path, gone: set[str], new: dict[str, bytes]) -> dict[str, Stamp]:
    """Publish anew without some files and with others; return the stamps of all."""
    files = look(site)
    kept = {path: found for path, found in files.items() if path not in gone | new.keys()}
    with renewing(site, files.keys(), kept) as (folder, stamps):
        assert look(folder) == stamps
        write(folder, new)
    return stamps | {path: found for path, found in look(site).items() if path in new}


def test_what_stays_is_the_same_file_and_the_rest_is_new(site: Path) -> None:
    before = look(site)
    stamps = renew(site, {"a/b/index.html"}, {"index.html": b"new", "d": b"d"})
    assert contents(site) == {"index.html": b"new", "a/c/index.html": b"c", "d": b"d"}
    assert stamps == look(site)
    assert stamps["a/c/index.html"] == before["a/c/index.html"]
    assert not (site / "a" / "b").exists()


def test_many_editions_follow_one_another(site: Path) -> None:
    for number in range(5):
        page = {f"{number}/index.html": str(number).encode(), "index.html": f"{number}".encode()}
        stamps = renew(site, {f"{number - 1}/index.html"}, page)
        assert contents(site) == {**OLD, **page}
        assert stamps == look(site)


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(site: Path) -> None:
    renew(site, {"a/b/index.html", "a/c/index.html"}, {"a": b"a", "x/y": b"y"})
    assert contents(site) == {"index.html": b"home", "a": b"a", "x/y": b"y"}
    renew(site, {"a", "x/y"}, {"x": b"x", "a/b/index.html": b"b"})
    assert contents(site) == {"index.html": b"home", "x": b"x", "a/b/index.html": b"b"}


def test_what_is_kept_beside_holds_nothing_that_was_taken_back(site: Path) -> None:
    renew(site, {"a/b/index.html"}, {"index.html": b"new"})
    assert contents(spare_of(site)) == {"a/c/index.html": b"c"}
    assert look(spare_of(site)).items() <= look(site).items()
    assert not (spare_of(site) / "a" / "b").exists()


def test_what_somebody_put_there_is_not_published(site: Path, tmp_path: Path) -> None:
    renew(site, set(), {"index.html": b"new"})
    spare = spare_of(site)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "other").write_bytes(b"other")
    (spare / "link").symlink_to(tmp_path / "outside")
    (spare / "a" / "c" / "index.html").unlink()
    (spare / "a" / "c" / "index.html").symlink_to(site / "index.html")
    (spare / "empty" / "deep").mkdir(parents=True)
    renew(site, set(), {"z": b"z"})
    assert contents(site) == {**OLD, "index.html": b"new", "z": b"z"}
    assert {path.name for path in site.iterdir()} == {"index.html", "a", "z"}
    assert (tmp_path / "outside" / "other").read_bytes() == b"other"


def test_nothing_is_removed_where_a_link_leads(site: Path, tmp_path: Path) -> None:
    (site / "a").rename(tmp_path / "outside")
    (site / "a").symlink_to(tmp_path / "outside")
    renew(site, {"a/b/index.html"}, {"a/c/index.html": b"new"})
    assert contents(tmp_path / "outside") == {"b/index.html": b"b", "c/index.html": b"c"}
    assert contents(site) == {"index.html": b"home", "a/c/index.html": b"new"}
    assert not (site / "a").is_symlink()
    assert not spare_of(site).exists()


@pytest.mark.parametrize("kind", ["file", "link"])
def test_where_something_else_has_its_name_nothing_is_kept(
    site: Path, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "outside").mkdir()
    spare = spare_of(site)
    if kind == "file":
        spare.write_bytes(b"")
    else:
        spare.symlink_to(tmp_path / "outside")
    renew(site, set(), {"index.html": b"new"})
    assert contents(site) == {**OLD, "index.html": b"new"}
    assert not list((tmp_path / "outside").iterdir())


def spoil(site: Path) -> None:
    with renewing(site, look(site).keys(), look(site)) as (folder, _):
        (folder / "z").unlink()
        raise KeyboardInterrupt


def test_whatever_goes_wrong_leaves_the_site_as_it_was(site: Path) -> None:
    renew(site, set(), {"z": b"z"})
    before = look(site)
    with pytest.raises(KeyboardInterrupt):
        spoil(site)
    assert look(site) == before
    assert {path.name for path in site.parent.iterdir()} == {"site"}


def test_a_whole_new_edition_keeps_nothing(site: Path) -> None:
    renew(site, set(), {"z": b"z"})
    with staging(site) as folder:
        write(folder, {"index.html": b"whole"})
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_what_a_link_leads_to_is_renewed(site: Path) -> None:
    link = site.parent / "link"
    link.symlink_to(site)
    renew(link, set(), {"z": b"z"})
    assert link.is_symlink()
    assert contents(site) == {**OLD, "z": b"z"}
