"""Lists in parts in the browser: the filters see every entry, and the letters come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Serve
from tests.browser.list_page import Opener, choose, ready, shown
from tests.building import TODAY
from tests.recount import Recount


@pytest.fixture
def visit(browser: Browser, serve: Serve, site_in_parts: Path) -> Iterator[Opener]:
    opener = Opener(browser, {"parts": serve(site_in_parts / "site")})
    yield opener
    opener.close()
    assert opener.faults == []


def letters_shown(page: Page) -> bool:
    return page.locator(".letters").is_visible()


def test_the_filters_of_a_list_in_parts_find_every_entry(
    visit: Opener, site_in_parts: Path
) -> None:
    products = Recount(site_in_parts, TODAY).products.values()
    page = ready(visit("/san-pham/", site="parts"))
    assert letters_shown(page)
    assert shown(page) == []
    choose(page, "group", "food")
    expect(page.locator("table.rows")).to_be_visible()
    assert not letters_shown(page)
    assert set(shown(page)) == {p["id"] for p in products if p.get("ocop_group") == "food"}
    first = page.locator(".rows tbody tr").first
    assert first.locator("a").first.get_attribute("href")
    page.get_by_role("button", name="Xóa bộ lọc").first.click()
    expect(page.locator(".letters")).to_be_visible()
    assert shown(page) == []


def test_another_order_shows_the_first_of_all(visit: Opener) -> None:
    page = ready(visit("/hop-tac-xa/", site="parts"))
    page.get_by_label("Xếp theo").select_option("products")
    expect(page.locator("table.rows")).to_be_visible()
    counts = page.locator(".row__products").all_inner_texts()
    numbers = [int(text.split()[0]) for text in counts if text[:1].isdigit()]
    assert numbers == sorted(numbers, reverse=True)


def test_without_script_the_letters_lead_on(
    browser: Browser, serve: Serve, site_in_parts: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(site_in_parts / "site") + "/san-pham/")
    page.locator(".letters a").last.click()
    assert page.locator(".rows tbody tr").count() > 0
    context.close()


@pytest.mark.parametrize("path", ["/san-pham/", "/san-pham/chu/t/", "/tim/", "/can-lam/"])
def test_pages_of_parts_are_accessible(visit: Opener, path: str) -> None:
    assert violations(visit(path, site="parts")) == []
