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


def drawn(page: Page) -> Page:
    """Wait until the rows stand there to the last."""
    expect(page.locator("table.rows")).to_be_visible()
    expect(page.locator("table.rows")).to_have_attribute("aria-busy", "false")
    return page


def test_the_filters_of_a_list_in_parts_find_every_entry(
    visit: Opener, site_in_parts: Path
) -> None:
    products = Recount(site_in_parts, TODAY).products.values()
    page = ready(visit("/san-pham/", site="parts"))
    assert letters_shown(page)
    assert shown(page) == []
    choose(page, "group", "food")
    assert not letters_shown(drawn(page))
    found = shown(page)
    assert sorted(found) == sorted(p["id"] for p in products if p.get("ocop_group") == "food")
    # More than stand there at once.
    assert len(found) > 30
    first = page.locator(".rows tbody tr").first
    assert first.locator("a").first.get_attribute("href")
    page.get_by_role("button", name="Xóa bộ lọc").first.click()
    expect(page.locator(".letters")).to_be_visible()
    assert shown(page) == []


def test_another_order_shows_the_first_of_all(visit: Opener) -> None:
    page = ready(visit("/hop-tac-xa/", site="parts"))
    page.get_by_label("Xếp theo").select_option("products")
    counts = drawn(page).locator(".row__products").all_inner_texts()
    numbers = [int(text.split()[0]) for text in counts if text[:1].isdigit()]
    assert numbers == sorted(numbers, reverse=True)


def test_rows_that_follow_keep_the_order_and_make_way_for_a_later_choice(visit: Opener) -> None:
    page = ready(visit("/san-pham/?sort=name", site="parts"))
    choose(page, "group", "food")
    food = shown(drawn(page))
    # Two choices at once: no row of the first may come after those of the second.
    page.evaluate("""() => {
      const groups = [...document.querySelectorAll('input[name="group"]')];
      groups.find((field) => field.value !== "food").click();
      groups.find((field) => field.value === "food").click();
    }""")
    others = shown(drawn(page))
    assert others
    assert not set(others) & set(food)
    page.go_back()
    page.go_back()
    assert shown(drawn(page)) == food


def test_products_of_a_list_in_parts_are_chosen_for_the_shortlist(visit: Opener) -> None:
    page = ready(visit("/san-pham/", site="parts"))
    choose(page, "group", "food")
    last = drawn(page).locator(".rows tbody tr").last
    # The text of a row out of sight is not laid out.
    name = last.locator("a").first.text_content() or ""
    button = last.get_by_role("button", name=f"Chọn {name}")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".picked__count")).to_have_text("1")
    # Drawn anew, the row says the same.
    page.get_by_label("Xếp theo").select_option("star")
    page.get_by_label("Xếp theo").select_option("name")
    expect(drawn(page).locator(".pick__button[aria-pressed=true]")).to_have_count(1)
    page.locator(".picked__see").click()
    expect(page.locator(".shortlist__name a")).to_have_text(name)


def test_without_script_the_letters_lead_on(
    browser: Browser, serve: Serve, site_in_parts: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(site_in_parts / "site") + "/san-pham/")
    page.locator(".letters a").last.click()
    expect(page.locator(".rows tbody tr")).not_to_have_count(0)
    context.close()


@pytest.mark.parametrize("path", ["/san-pham/", "/san-pham/chu/t/", "/tim/", "/can-lam/"])
def test_pages_of_parts_are_accessible(visit: Opener, path: str) -> None:
    assert violations(visit(path, site="parts")) == []
