"""The copy for a disk: every link names a file of it, and the same site gives the same bytes."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from site_builder.publish.disk_copy import disk_copy
from site_builder.publish.disk_pages import on_disk
from site_builder.publish.faults import MissingPackageError
from site_builder.render.addresses import DISK_COPY
from tests.building import ROOT, TODAY, Run
from tests.html_pages import HtmlPage, elements, resolve

NODE_MODULES = ROOT / "node_modules"


@pytest.fixture(scope="module")
def copy(built_example: Path) -> bytes:
    """Return the zip of the example."""
    return disk_copy(built_example / "site", NODE_MODULES, "mau")


@pytest.fixture(scope="module")
def files(copy: bytes) -> Mapping[str, bytes]:
    """Return every file of the zip by its address."""
    with zipfile.ZipFile(io.BytesIO(copy)) as file:
        assert file.testzip() is None
        names = file.namelist()
        assert all(name.startswith("mau/") for name in names)
        assert names == sorted(names)
        return {name.removeprefix("mau"): file.read(name) for name in names}


@pytest.mark.parametrize(
    ("reference", "file"),
    [
        ("../", "../index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("../../san-pham/x/", "../../san-pham/x/index.html"),
        ("../x/?sp=a,b#c", "../x/index.html?sp=a,b#c"),
        ("../assets/site.css", "../assets/site.css"),
        ("#dau", "#dau"),
        ("?a=b", "?a=b"),
        ("", ""),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
        ("tel:+842090000000", "tel:+842090000000"),
        ("data:,", "data:,"),
    ],
)
def test_a_link_names_the_file_of_a_folder(reference: str, file: str) -> None:
    assert on_disk(reference) == file


def test_every_reference_of_every_page_leads_to_a_file(files: Mapping[str, bytes]) -> None:
    pages = {name: content for name, content in files.items() if name.endswith(".html")}
    assert len(pages) > 100
    for name, content in pages.items():
        page = HtmlPage(name, content.decode())
        for element, reference in page.references():
            if not re.match(r"[a-z]+:|#|$", reference) and element.get("rel") != "canonical":
                target = unquote(resolve(name, reference).partition("#")[0].partition("?")[0])
                assert target in files, f"{name}: {reference}"


def test_no_page_asks_for_what_a_disk_cannot_give(files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".html"):
            page = HtmlPage(name, content.decode())
            scripts = elements(page.root, "script")
            assert not [s for s in scripts if s.get("type") == "module"], name
            assert not [e for e in elements(page.root, "link") if e.get("rel") == "manifest"]
    assert "/sw.js" not in files


def test_every_page_of_the_site_is_in_the_copy(
    files: Mapping[str, bytes], built_example: Path
) -> None:
    site = built_example / "site"
    pages = {f"/{path.relative_to(site).as_posix()}" for path in site.rglob("*.html")}
    assert pages - files.keys() == {a for a in pages if a.endswith("/404.html")}


def test_an_old_address_leads_to_a_file(files: Mapping[str, bytes]) -> None:
    assert b"url=../mien-mau/index.html" in files["/san-pham/mien-mau-cu/index.html"]


def test_a_map_leads_to_files(files: Mapping[str, bytes]) -> None:
    script = files["/maps/tinh.js"].decode()
    links = re.findall(r'"(\.\./[^"]*)"', script)
    assert links
    assert all(resolve("/maps/tinh.html", link) in files for link in links)


def test_the_same_site_gives_the_same_bytes(copy: bytes, built_example: Path) -> None:
    assert disk_copy(built_example / "site", NODE_MODULES, "mau") == copy


def test_a_missing_bundler_is_named(built_example: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingPackageError, match="esbuild"):
        disk_copy(built_example / "site", tmp_path, "mau")


def test_a_build_offers_the_copy_only_with_the_copy(run: Run, example_root: Path) -> None:
    zipped, page = example_root / f"site{DISK_COPY}", example_root / "site/du-lieu/index.html"
    offer = f'href="{DISK_COPY.rpartition("/")[2]}"'
    assert run("build", "--with-disk-copy", "--today", TODAY.isoformat()).exit_code == 0
    assert offer in page.read_text(encoding="utf-8")
    with zipfile.ZipFile(zipped) as file:
        names = set(file.namelist())
        assert f"{zipped.stem}/index.html" in names
        assert not [name for name in names if name.endswith(".zip")]
        assert offer not in file.read(f"{zipped.stem}/du-lieu/index.html").decode()
        assert offer not in file.read(f"{zipped.stem}/en/du-lieu/index.html").decode()
    assert run("build", "--today", TODAY.isoformat()).exit_code == 0
    assert offer not in page.read_text(encoding="utf-8")
    assert not zipped.exists()


def test_a_shard_has_no_copy(run: Run) -> None:
    assert run("build", "--with-disk-copy", "--shard", "1/2").exit_code == 2


def test_the_command_asks_for_a_built_site(run: Run, tmp_path: Path) -> None:
    done = run("offline", str(tmp_path / "x.zip"))
    assert done.exit_code == 1
    assert "site-builder build" in done.output
    assert not (tmp_path / "x.zip").exists()
