"""Every page of the sites in a browser that reports what no page may do."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser.watched import open_pages, watched
from tests.browser.web_host import web_host
from tests.html_pages import read_site

Figure = Callable[[str, object], None]


@pytest.mark.parametrize("fixture", ["real_root", "built_example"])
def test_no_page_asks_another_host_or_breaks_its_policy(
    browser: Browser,
    request: pytest.FixtureRequest,
    fixture: str,
    record_property: Figure,
) -> None:
    folder = request.getfixturevalue(fixture) / "site"
    paths = [path for path, page in read_site(folder).items() if not page.leads_away]
    with web_host(folder) as host, watched(browser, host) as (page, faults):
        assert open_pages(page, host, paths) == []
        assert faults == []
    record_property("figure", f"{len(paths):7,} pages opened under their policy: {fixture}")
