"""What the browser tests share: one Chromium, and a web server for a folder."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, time
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.buyers import Buyer
from tests.browser.list_page import Opener
from tests.browser.page_types import Sample, fullest
from tests.browser.web_host import answering
from tests.building import TODAY

# The same names, in the same order, as `make browser`. The first has no windows: a page opens with
# less than half of the work.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

# Date.now goes on from the moment given.
CLOCK = """{{
  const {{ now }} = Date;
  const ahead = {start} - now();
  Date.now = () => now() + ahead;
}}"""

# Far longer than anything takes on a quiet machine; nothing is ever waited for in vain.
PATIENCE_MS = 60_000

Serve = Callable[[Path], str]
Visit = Callable[..., Page]


def find_chromium() -> str:
    """Return the path of Chromium: what CHROMIUM names, else a program of the system."""
    names = (os.environ.get("CHROMIUM", ""), *PROGRAMS)
    found = (path for path in map(shutil.which, names) if path)
    path = next(found, None)
    if path is None:
        pytest.fail(f"No Chromium: `make browser` installs it; looked for {', '.join(PROGRAMS)}.")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; a test opens its own context or page and closes it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), timeout=PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        chromium.new_context = partial(_context, chromium.new_context)  # type: ignore[method-assign]
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder until the tests end: `serve(folder)` returns its address, without a `/`."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(answering(_Plain, folder))


@pytest.fixture(scope="session")
def addresses(serve: Serve, real_root: Path, built_example: Path) -> Mapping[str, str]:
    """Return the addresses of the sites that samples name, without a `/`."""
    return {"real": serve(real_root / "site"), "example": serve(built_example / "site")}


@pytest.fixture(scope="session")
def samples(built_example: Path) -> Mapping[str, Sample]:
    """Return one page of every type, short enough to look at in full: the example's fullest."""
    return fullest("example", built_example)


@pytest.fixture
def visit(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Visit]:
    """Open a sample at a width, with options of a context, when its scripts and maps are ready."""
    with ExitStack() as contexts:

        def visit(sample: Sample, width: int, height: int = 800, **options: object) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                **options,  # type: ignore[arg-type]
            )
            contexts.callback(context.close)
            page = context.new_page()
            page.goto(addresses[sample.site] + sample.path)
            if page.locator("article script").count():
                page.wait_for_load_state("networkidle")
            for frame in page.locator("iframe").all():
                frame.scroll_into_view_if_needed()
                frame.content_frame.locator(".pin").first.wait_for()
            return page

        yield visit


@pytest.fixture
def visit_list(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Opener]:
    """Open a list with filters; afterwards no page may have reported a fault."""
    opener = Opener(browser, addresses)
    yield opener
    opener.close()
    assert opener.faults == []


@pytest.fixture
def buyer(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Buyer]:
    """Give a buyer with an empty shortlist; afterwards no page may have reported a fault."""
    buyer = Buyer(browser, addresses)
    yield buyer
    buyer.close()
    assert buyer.faults == []


def _context(new_context: Callable[..., BrowserContext], **options: object) -> BrowserContext:
    """Open a context whose clock goes on from noon of the day of the build.

    Awards end by the visitor's clock, and the tests must hold on every day of the year.
    """
    context = new_context(**options)
    if "service_workers" not in options:
        # A worker would answer for the network, whose faults many tests are about.
        context.add_init_script("delete Navigator.prototype.serviceWorker")
    context.set_default_timeout(PATIENCE_MS)
    noon = datetime.combine(TODAY, time(12), UTC)
    context.add_init_script(CLOCK.format(start=round(noon.timestamp() * 1000)))
    return context


class _Plain(SimpleHTTPRequestHandler):
    # Keeps a connection for the next file.
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is inherited)
        """Write no line for a request."""
