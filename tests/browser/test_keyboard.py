"""The whole site by keyboard alone: every stop is seen, none holds the focus, every path works."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.page_types import PAGE_TYPES, Sample
from tests.browser.stops import walk


@pytest.mark.parametrize("pattern", PAGE_TYPES)
def test_the_focus_comes_everywhere_and_is_seen(
    visit: Visit, samples: Mapping[str, Sample], pattern: str
) -> None:
    walked = walk(visit(samples[pattern], 1280, reduced_motion="reduce"))
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
