"""What a first visit costs: bytes on the wire, compressed, before anything is pressed."""

import gzip
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.page_types import PAGE_TYPES, by_type
from tests.browser.web_host import web_host
from tests.html_pages import HtmlPage, read_site

# In bytes.
BUDGETS = {
    "page": 100_000,
    "map": 80_000,
    "search data": 60_000,
}
PHONE = {"width": 360, "height": 640}
SEARCH_DATA = "/assets/data/find.json"
MAP_PARTS = ("/maps/", "/assets/maps", "/assets/vendor/leaflet")
PHOTOS = ("image/jpeg", "image/webp", "image/avif", "image/png")

Record = pytest.FixtureRequest


@pytest.fixture(scope="module")
def hosts(real_root: Path, built_example: Path) -> Iterator[Mapping[str, str]]:
    """Return the addresses of both sites on a server that compresses."""
    with ExitStack() as servers:
        roots = {"real": real_root, "example": built_example}
        yield {
            name: servers.enter_context(web_host(root / "site")) for name, root in roots.items()
        }


@pytest.fixture(scope="module")
def heaviest(real_root: Path, built_example: Path) -> dict[str, tuple[str, str]]:
    """Return for each type the page with the most HTML: its site and its address."""
    found: dict[str, tuple[str, str]] = {}
    for name, root in (("example", built_example), ("real", real_root)):
        pages = read_site(root / "site")
        for pattern, paths in by_type(iter(pages)).items():
            if paths:
                found[pattern] = (name, max(paths, key=lambda path: _packed(pages[path])))
    return found


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[tuple[Page, dict[str, int]]]:
    """Open a page with nothing kept from before; give it with the bytes of each path it loads."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    weights = _weights(context, page)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    yield page, weights
    context.close()


def _weights(context: BrowserContext, page: Page) -> dict[str, int]:
    paths: dict[str, str] = {}
    weights: dict[str, int] = {}

    def began(event: dict[str, dict[str, str]]) -> None:
        response = event["response"]
        if response["mimeType"] not in PHOTOS:
            paths[str(event["requestId"])] = "/" + response["url"].split("/", maxsplit=3)[-1]

    def ended(event: dict[str, float]) -> None:
        path = paths.get(str(event["requestId"]))
        if path is not None:
            weights[path] = int(event["encodedDataLength"])

    session = context.new_cdp_session(page)
    session.on("Network.responseReceived", began)
    session.on("Network.loadingFinished", ended)
    session.send("Network.enable")
    return weights


@pytest.mark.parametrize("pattern", PAGE_TYPES)
def test_a_first_visit_keeps_its_budget(
    browser: Browser,
    hosts: Mapping[str, str],
    heaviest: dict[str, tuple[str, str]],
    pattern: str,
    record_property: "Callable[[str, object], None]",
) -> None:
    site, path = heaviest[pattern]
    with opened(browser, hosts[site] + path) as (page, weights):
        map_weights = {p: n for p, n in weights.items() if p.startswith(MAP_PARTS)}
        own, map_ = sum(weights.values()) - sum(map_weights.values()), sum(map_weights.values())
