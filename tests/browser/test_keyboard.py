"""The whole site by keyboard alone: every stop is seen, none holds the focus, the path is whole."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.page_types import PAGE_TYPES, Sample
from tests.browser.stops import tab_to, walk

# 1280 by 1024 pixels, four times as large.
ZOOMED = {"width": 320, "height": 256}
CHOSEN = "?sp=mien-mau,che-sap-het-han,ten-hiem"
# Where something chosen brings more to press, and bars that stick to the window.
WITH_CHOSEN = (
    "/san-pham/mien-mau/",
    "/san-pham/?group=food",
    f"/danh-sach/{CHOSEN}",
    f"/so-sanh/{CHOSEN}",
)


@pytest.mark.parametrize("pattern", PAGE_TYPES)
def test_the_focus_comes_everywhere_and_is_seen(
    visit: Visit, samples: Mapping[str, Sample], pattern: str
) -> None:
    assert_walkable(visit(samples[pattern], 1280, reduced_motion="reduce"))


@pytest.mark.parametrize("path", WITH_CHOSEN)
@pytest.mark.parametrize("options", [ZOOMED, {"width": 1280, "forced_colors": "active"}], ids=str)
def test_the_focus_is_seen_beside_bars_at_400_percent_and_in_own_colours(
    visit: Visit, path: str, options: Mapping[str, object]
) -> None:
    page = visit(Sample("example", f"/danh-sach/{CHOSEN}"), reduced_motion="reduce", **options)
    expect(page.locator(".shortlist__table tbody tr")).to_have_count(3)
    page.goto(page.url.partition("/danh-sach/")[0] + path, wait_until="networkidle")
    assert_walkable(page)


@pytest.mark.parametrize("path", ["/", "/san-pham/", "/ban-do/", "/so-lieu/"])
def test_the_skip_link_leads_past_the_header(visit: Visit, path: str) -> None:
    page = visit(Sample("real", path), 360)
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    expect(link).to_have_attribute("href", "#content")
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_search_filters_list_and_comparison_need_no_mouse(visit: Visit) -> None:
    page = visit(Sample("real", "/"), 1280)

    tab_to(page, page.get_by_role("search").get_by_role("combobox"))
    page.keyboard.type("mien dong tai hoan")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/san-pham/mien-dong-tai-hoan/$"))
    tab_to(page, page.locator("p.pick button"))
    page.keyboard.press("Space")
    expect(page.locator(":focus")).to_have_attribute("aria-pressed", "true")

    tab_to(page, page.locator(".site-nav a").first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/san-pham/$"))
    tab_to(page, page.locator('input[name="star"][value="3"]'))
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"/san-pham/\?star=3$"))
    tab_to(page, page.locator("tr:not([hidden]) .pick__button").first)
    page.keyboard.press("Space")
    expect(page.locator(".picked__count")).to_have_text("2")

    tab_to(page, page.locator(".picked__see"))
    page.keyboard.press("Enter")
    expect(page.locator(".shortlist__table tbody tr")).to_have_count(2)
    tab_to(page, page.locator("[data-tool=compare]"))
    page.keyboard.press("Enter")
    expect(page.locator(".compare__product")).to_have_count(2)
    tab_to(page, page.locator(".compare__product button").last)
    page.keyboard.press("Enter")
    expect(page.locator(".compare__product")).to_have_count(1)


def assert_walkable(page: Page) -> None:
    """Walk through a page with Tab, from its top until the focus has gone round."""
    walked = walk(page)
    assert walked.missed == ()
    assert walked.unmarked == ()
    assert walked.unseen == ()
