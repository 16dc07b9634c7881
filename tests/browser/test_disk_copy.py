"""The copy for a disk, opened from there: lists, search, comparison and maps work."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.publish.disk_copy import disk_copy
from tests.browser.list_page import choose, ready, shown
from tests.browser.search_box import ask, options_of
from tests.building import ROOT


@pytest.fixture(scope="module")
def folder(real_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unpacked copy of the real site."""
    target = tmp_path_factory.mktemp("disk")
    content = disk_copy(real_root / "site", ROOT / "node_modules", "danh-ba")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        file.extractall(target)
    return target / "danh-ba"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page; afterwards nothing may have gone wrong in it."""
    faults: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda request: faults.append(request.url))
    yield page
    context.close()
    assert faults == []


def test_the_search_finds_a_product_and_leads_to_its_file(page: Page, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri())
    ask(page, "mien dong")
    expect(options_of(page).first).to_contain_text("Miến dong")
    options_of(page).first.click()
    page.wait_for_url("**/san-pham/*/index.html")
    expect(page.locator("h1")).to_contain_text("Miến dong")


def test_the_filters_of_a_list_work(page: Page, folder: Path) -> None:
    page.goto((folder / "san-pham" / "index.html").as_uri())
    before = shown(ready(page))
    choose(page, "group", "drinks")
    page.wait_for_url("**/index.html?group=drinks")
    expect(page.locator(".listing")).to_have_attribute("aria-busy", "false")
    after = shown(page)
    assert 0 < len(after) < len(before)
    page.reload()
    assert shown(ready(page)) == after


def test_a_map_shows_what_the_list_beside_it_shows(page: Page, folder: Path) -> None:
    page.goto((folder / "ban-do" / "index.html").as_uri())
    frame = page.locator("iframe").first
    frame.scroll_into_view_if_needed()
    pins = frame.content_frame.locator(".pin")
    pins.first.wait_for()
    every = pins.count()
    choose(ready(page), "kind", "cooperative_group")
    expect(pins).not_to_have_count(every)
    pins.first.click()
    link = frame.content_frame.locator(".popup-name").first
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url("**/hop-tac-xa/*/index.html")


def test_the_comparison_has_its_records(page: Page, folder: Path) -> None:
    address = (folder / "so-sanh" / "index.html").as_uri()
    page.goto(f"{address}?sp=mien-dong-tai-hoan,mien-dong-nhat-thien")
    table = page.locator(".compare__table")
    expect(table).to_have_attribute("data-count", "2")
    expect(table).to_contain_text("Miến dong Tài Hoan")
    expect(page.locator("main")).not_to_contain_text("Không tải được")


def test_the_english_pages_search_in_english(page: Page, folder: Path) -> None:
    page.goto((folder / "en" / "index.html").as_uri())
    ask(page, "mien dong")
    options_of(page).first.click()
    page.wait_for_url("**/en/san-pham/*/index.html")
