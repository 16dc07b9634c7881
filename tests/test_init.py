"""`site-builder init`: another province, at once a directory that checks, builds and links."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.records.directory import Directory
from site_builder.staff import province
from tests.building import ROOT, build, contents
from tests.html_pages import elements, one, read_editions, resolve, text_of

# By the codes of today: one that was left as it was, in which communes were divided; and one that
# was merged from three, in which districts share a name.
WHOLE, MERGED = "38", "86"


def init(folder: Path, *arguments: str) -> Result:
    """Make a root after the pattern of the repository's own."""
    return CliRunner().invoke(main, ["init", str(folder), "--root", str(ROOT), *arguments])


@pytest.fixture(scope="module", params=[WHOLE, MERGED])
def new_root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new root of a province, built."""
    code: str = request.param
    folder = tmp_path_factory.mktemp("provinces") / code
    done = init(folder, "--province", code)
    assert done.exit_code == 0, done.output
    build(folder)
    return folder


def table(root: Path, name: str) -> list[dict[str, str]]:
    with (root / "content" / "places" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_it_is_sound(new_root: Path, check: Callable[[Path], list[str]]) -> None:
    assert check(new_root) == []
    for command in (["fmt", "--check"], ["addresses", "--write"]):
        done = CliRunner().invoke(main, [*command, "--root", str(new_root)])
        assert done.exit_code == 0, done.output
    assert check(new_root) == []


def test_every_link_of_its_site_leads_somewhere(new_root: Path) -> None:
    site = new_root / "site"
    pages = read_editions(site)
    dead = set()
    for page in pages.values():
        for _, reference in page.references():
            if "://" in reference or reference.startswith(("data:", "tel:")):
                continue
            target, _, anchor = resolve(page.address, reference).partition("#")
            is_file = target not in pages and (site / target.lstrip("/")).is_file()
            if not is_file and (
                target not in pages or (anchor and anchor not in pages[target].ids)
            ):
                dead.add(f"{page.address}: {reference}")
    assert dead == set()
    districts = [page for address, page in pages.items() if address.startswith("/huyen/")]
    titles = [text_of(one(elements(page.root, "h1"))) for page in districts]
    assert len(titles) == len(set(titles)) == len(table(new_root, "former_districts")) + 1


def test_no_page_speaks_of_the_province_of_the_pattern(
    new_root: Path, real_directory: Directory
) -> None:
    places, scope = real_directory.places, real_directory.settings.scope
    names = {scope.name, places.provinces[scope.province].name}
    for path in [*(new_root / "site").rglob("*.html"), *new_root.glob("*.yml")]:
        text = path.read_text(encoding="utf-8")
        assert [name for name in names if name in text] == [], path


def test_every_former_commune_leads_to_communes_of_today(new_root: Path) -> None:
    today = {row["code"] for row in table(new_root, "communes")}
    found = [set(row["commune"].split(";")) for row in table(new_root, "former_communes")]
    assert set().union(*found) == today
    if new_root.name == WHOLE:
        assert max(len(codes) for codes in found) > 1
        assert len({row["code"] for row in table(new_root, "provinces")}) == 1
    else:
        assert [row["era"] for row in table(new_root, "provinces")] == ["former"] * 3 + ["present"]


def test_it_needs_neither_the_pattern_nor_a_package_to_build(new_root: Path) -> None:
    assert not [path for path in new_root.rglob("*") if path.is_symlink()]
    names = contents(new_root).keys()
    assert {"package-lock.json", "content/LICENSE", "content/places/README.md"} <= names


def test_its_places_are_those_of_the_real_directory(
    tmp_path: Path, real_directory: Directory
) -> None:
    scope = real_directory.settings.scope
    assert scope.former_province is not None
    codes = ("--province", scope.province, "--former-province", scope.former_province)
    done = init(tmp_path / "new", *codes)
    assert done.exit_code == 0, done.output
    for name in ("provinces", "former_districts", "communes", "former_communes"):
        theirs, ours = table(ROOT, name), table(tmp_path / "new", name)
        columns = theirs[0].keys() & ours[0].keys() - {"clause", "resolution"}
        assert [{c: row[c] for c in columns} for row in ours] == [
            {c: row[c] for c in columns} for row in theirs
        ]


def test_a_code_that_is_none_is_told_with_those_that_are(tmp_path: Path) -> None:
    done = init(tmp_path / "new", "--province", "97")
    assert done.exit_code == 2
    assert "không có tỉnh nào mang mã «97»; các mã dùng được: 01 (" in done.output
    done = init(tmp_path / "new", "--province", MERGED, "--former-province", WHOLE)
    assert done.exit_code == 2
    assert "83 (" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("own", encoding="utf-8")
    done = init(tmp_path, "--province", WHOLE)
    assert done.exit_code == 2
    assert contents(tmp_path) == {"own.txt": b"own"}


def test_without_its_package_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(province, "PACKAGE", "no_such_package")
    done = init(tmp_path / "new", "--province", WHOLE)
    assert done.exit_code == 1
    assert "thiếu gói «no_such_package»" in done.output


def test_half_a_root_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device", "somewhere")

    monkeypatch.setattr(shutil, "copyfile", full)
    done = init(tmp_path / "new", "--province", WHOLE)
    assert done.exit_code == 1
    assert list(tmp_path.iterdir()) == []
