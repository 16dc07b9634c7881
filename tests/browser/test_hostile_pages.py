"""Every page of a root full of hostile texts, opened and used: none of the texts runs."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.buyers import COMPARE, LIST, ROWS, link
from tests.browser.list_page import SHOWN
from tests.browser.search_box import box_of, options_of
from tests.browser.watched import open_pages, watched
from tests.browser.web_host import web_host
from tests.hostile_texts import PACKED
from tests.html_pages import read_site

PHONE = {"width": 360, "height": 740}
IDS = tuple(f"p{number}" for number in range(len(PACKED)))
# What a spreadsheet would run.
FORMULA = re.compile(r"[=+\-@\t\r]")

Figure = Callable[[str, object], None]


@pytest.fixture(scope="module")
def host(built_hostile: Path) -> Iterator[str]:
    """Serve the hostile root and give its address."""
    with web_host(built_hostile / "site") as host:
        yield host


@pytest.fixture
def page(browser: Browser, host: str) -> Iterator[Page]:
    """Give a page of a visitor, whose every way begins at the host; nothing may go wrong."""
    with watched(browser, host, base_url=host, viewport=PHONE) as (page, faults):
        yield page
        assert open_pages(page, host, []) == []
        assert faults == []


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_every_hostile_page_opens_and_no_text_of_it_runs(
    browser: Browser, host: str, built_hostile: Path, record_property: Figure
) -> None:
    pages = read_site(built_hostile / "site").items()
    paths = [path for path, page in pages if not page.leads_away]
    with watched(browser, host, viewport=PHONE) as (page, faults):
        assert open_pages(page, host, paths) == []
        assert faults == []
    record_property("figure", f"{len(paths):7,} hostile pages opened, no text ran")


def test_hostile_names_are_searched_and_shown_as_they_are(page: Page) -> None:
    page.goto("/")
    found = options_of(page).locator(".search__name")
    for text in PACKED:
        box_of(page).fill(text)
        expect(found.filter(has_text=one_line(text)[:60]).first).to_be_visible()
        assert one_line(text) in map(one_line, found.all_inner_texts())


def test_hostile_labels_filter_a_list(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/san-pham/")
    expect(page.locator(".filter-fields")).to_be_visible()
    for facet in page.locator("[data-facet]").all():
        if facet.get_attribute("open") is None:
            facet.locator("> summary").click()
        facet.locator("input").first.click()
        facet.locator("input").first.click()
    assert page.evaluate(SHOWN)


@pytest.mark.parametrize("path", ["/san-pham/", "/ban-do/", LIST, COMPARE])
def test_a_hostile_address_does_nothing(page: Page, path: str) -> None:
    text = quote("<img src=x onerror=pwned()>')\"${pwned()}")
    for query in (f"?{text}=1", f"?group={text}&q={text}&sp={text}&sort={text}", f"#{text}"):
        page.goto(path + query)
        page.wait_for_load_state("networkidle")


def test_a_comparison_shows_hostile_products_as_they_are(page: Page) -> None:
    for first in range(0, len(IDS), 4):
        page.goto(link(*IDS[first : first + 4], page=COMPARE))
        expect(page.locator(".compare tbody tr").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        names = page.locator(".compare__name").all_inner_texts()
        assert names == [one_line(text) for text in PACKED[first : first + 4]]


def test_a_shortlist_of_hostile_products_is_kept_printed_and_saved(page: Page) -> None:
    page.goto(link(*IDS))
    expect(page.locator(ROWS)).to_have_count(len(IDS))
    page.emulate_media(media="print")
    page.pdf()
    page.emulate_media(media="screen")
    with page.expect_download() as saving:
        page.locator('[data-tool="csv"]').click()
    text = saving.value.path().read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if FORMULA.match(cell)] == []
    for name in PACKED:
        assert {name.strip(), f"'{name.strip()}"} & set(cells)


@pytest.mark.parametrize(
    "html",
    [
        "<img src='data:,' onerror='pwned()'>",
        "<script>pwned = 1</script>",
        "<iframe srcdoc='<script>pwned()</script>'></iframe>",
        "<script>alert(1)</script>",
        "<img src='https://evil.example/'>",
    ],
)
def test_a_text_that_ran_would_be_noticed(browser: Browser, host: str, html: str) -> None:
    with watched(browser, host) as (page, faults):
        page.set_content(html)
        page.wait_for_timeout(100)
        assert faults
