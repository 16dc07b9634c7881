"""Single pages, made before the whole site is: the same bytes, whatever else has changed."""

from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.publish.drafts import Drafts
from site_builder.records.directory import Directory
from site_builder.render.editions import edition_site, original_site
from site_builder.render.environment import Site
from site_builder.render.site import PAGES, SINGLE_PAGES, find_page, site_pages
from site_builder.words.catalogue import LANGUAGES
from tests.building import SET_BY_A_BUILD, TODAY


@pytest.fixture(params=LANGUAGES)
def site(request: pytest.FixtureRequest, directory: Directory) -> Site:
    """Return the site of an edition of the example."""
    return edition_site(original_site(directory), request.param)


@pytest.fixture
def drafts(built_example: Path, monkeypatch: pytest.MonkeyPatch) -> Drafts:
    """Return the drafts of the example that is built."""
    for name in SET_BY_A_BUILD:
        monkeypatch.setenv(name, "")
    directory, _ = pipeline.load_directory(built_example, TODAY)
    assert directory is not None
    return pipeline.draft_pages(directory, built_example)


def test_every_page_is_found_by_its_address(site: Site) -> None:
    pages = {page.address: page for page in site_pages(site)}
    assert len(pages) > 100
    for address, page in pages.items():
        assert find_page(site, address) == page, address


def test_no_page_is_found_where_none_is(site: Site) -> None:
    for address in ("/san-pham/khong-co/", "/khong-co/", "/du-lieu/", "/dong-gop/", ""):
        assert find_page(site, address) is None


def test_a_draft_is_what_a_whole_build_publishes(
    drafts: Drafts, built_example: Path, site: Site
) -> None:
    kinds = [list(pages(site)) for pages in PAGES]
    addresses = {page.address for pages in kinds for page in (*pages[:2], *pages[-1:])}
    folder = "" if site.original is None else "en/"
    for address in sorted(addresses | SINGLE_PAGES.keys()):
        path = f"{folder}{address[1:]}index.html"
        assert drafts.read(path) == (built_example / "site" / path).read_bytes(), path


@pytest.mark.parametrize(
    "path",
    ["dong-gop/index.html", "du-lieu/index.html", "404.html", "san-pham.html", "en/x/index.html"],
)
def test_what_is_not_made_of_records_alone_has_no_draft(drafts: Drafts, path: str) -> None:
    assert drafts.read(path) is None


def test_a_draft_does_without_what_only_the_whole_tree_has(
    drafts: Drafts, built_example: Path, tmp_path: Path
) -> None:
    # As the page of a record that was just added.
    for name in ("mkdocs.yml", "mkdocs.en.yml", "directory/theme"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(built_example / name)
    directory, _ = pipeline.load_directory(built_example, TODAY)
    assert directory is not None
    alone = pipeline.draft_pages(directory, tmp_path)
    path = "san-pham/mien-mau/index.html"
    assert alone.read(path) == drafts.read(path) is not None


def test_a_page_that_mkdocs_complains_of_has_no_draft(example_root: Path) -> None:
    directory, _ = pipeline.load_directory(example_root, TODAY)
    assert directory is not None
    settings = example_root / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\nunknown_setting: 1\n", "utf-8")
    assert pipeline.draft_pages(directory, example_root).read("index.html") is None
