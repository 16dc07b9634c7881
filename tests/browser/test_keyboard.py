"""The whole site by keyboard alone: every stop is seen, none holds the focus, every path works."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.page_types import PAGE_TYPES, Sample, by_type
from tests.browser.stops import walk
from tests.html_pages import read_site


@pytest.fixture(scope="module")
def fullest(built_example: Path) -> dict[str, Sample]:
    """Return the page of each type with most HTML; the example's are short enough to walk."""
    pages = read_site(built_example / "site")
    return {
        pattern: Sample("example", max(paths, key=lambda path: len(pages[path].source)))
        for pattern, paths in by_type(pages).items()
    }


@pytest.mark.parametrize("pattern", PAGE_TYPES)
def test_the_focus_comes_everywhere_and_is_seen(
    visit: Visit, fullest: dict[str, Sample], pattern: str
) -> None:
    walked = walk(visit(fullest[pattern], 1280, reduced_motion="reduce"))
    assert walked.missed == ()
    assert walked.unmarked == ()
    assert walked.unseen == ()


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
