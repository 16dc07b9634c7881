"""What a first visit costs: bytes on the wire, compressed, before anything is used."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.page_types import PAGE_TYPES, Sample, fullest
from tests.browser.web_host import web_host

# In bytes, headers included; photos are left out.
BUDGETS = {"page": 100_000, "map": 80_000, "search data": 60_000}
PHONE = {"width": 360, "height": 640}
SEARCH_DATA = "/assets/data/find.json"
MAP_PARTS = ("/maps/", "/assets/maps", "/assets/vendor/leaflet")
PHOTOS = frozenset({"image/jpeg", "image/webp", "image/avif", "image/png"})
IS_MAP_IN_VIEW = """() => [...document.querySelectorAll("iframe")]
  .some(frame => frame.getBoundingClientRect().top < innerHeight)"""

Figure = Callable[[str, object], None]


@pytest.fixture(scope="module")
def hosts(real_root: Path, built_example: Path) -> Iterator[Mapping[str, str]]:
    """Return the addresses of both sites on a server that compresses."""
    roots = {"real": real_root, "example": built_example}
    with ExitStack() as servers:
        yield {name: servers.enter_context(web_host(root / "site")) for name, root in roots.items()}


@pytest.fixture(scope="module")
def heaviest(real_root: Path, built_example: Path) -> Mapping[str, Sample]:
    """Return the fullest page of every type; the example's where the real site has none."""
    return {**fullest("example", built_example), **fullest("real", real_root)}


@contextmanager
def first_visit(browser: Browser, url: str) -> Iterator[tuple[Page, dict[str, int]]]:
    """Open a page on a phone that keeps nothing; give it with the bytes of each path it loads."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    weights = _weighed(context, page)
    page.goto(url, wait_until="networkidle")
    yield page, weights
    context.close()


@pytest.mark.parametrize("pattern", PAGE_TYPES)
def test_a_first_visit_keeps_its_budget(
    browser: Browser,
    hosts: Mapping[str, str],
    heaviest: Mapping[str, Sample],
    pattern: str,
    record_property: Figure,
) -> None:
    sample = heaviest[pattern]
    with first_visit(browser, hosts[sample.site] + sample.path) as (page, weights):
        of_map = sum(size for path, size in weights.items() if path.startswith(MAP_PARTS))
        own = sum(weights.values()) - of_map
        record_property("figure", f"{own:7,} bytes + map {of_map:6,}  {sample}")
        assert own <= BUDGETS["page"], weights
        assert of_map <= BUDGETS["map"], weights
        assert SEARCH_DATA not in weights
        assert not of_map or sample.path.startswith("/maps/") or page.evaluate(IS_MAP_IN_VIEW)


def test_the_search_data_keeps_its_budget_and_comes_with_the_first_use(
    browser: Browser, hosts: Mapping[str, str], record_property: Figure
) -> None:
    with first_visit(browser, hosts["real"] + "/") as (page, weights):
        with page.expect_response(f"**{SEARCH_DATA}") as response:
            page.get_by_role("combobox").focus()
        response.value.finished()
        # The browser tells the weight a moment later.
        while SEARCH_DATA not in weights:
            page.wait_for_timeout(50)
        record_property("figure", f"{weights[SEARCH_DATA]:7,} bytes  search data")
        assert weights[SEARCH_DATA] <= BUDGETS["search data"]


def _weighed(context: BrowserContext, page: Page) -> dict[str, int]:
    """Return the bytes on the wire by path, filled while the page loads."""
    paths: dict[str, str] = {}
    weights: dict[str, int] = {}

    def began(event: dict[str, Any]) -> None:
        response = event["response"]
        if response["mimeType"] not in PHOTOS and response["url"].startswith("http"):
            paths[event["requestId"]] = "/" + response["url"].split("/", maxsplit=3)[-1]

    def ended(event: dict[str, Any]) -> None:
        if event["requestId"] in paths:
            weights[paths[event["requestId"]]] = int(event["encodedDataLength"])

    session = context.new_cdp_session(page)
    session.on("Network.responseReceived", began)
    session.on("Network.loadingFinished", ended)
    session.send("Network.enable")
    return weights
