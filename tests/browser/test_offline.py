"""Without a network: what was seen and the search stay, and no award outlives its last day."""

import datetime as dt
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.aged_pages import CLAIMS, noon
from tests.browser.conftest import CLOCK, Serve
from tests.browser.list_page import ready, shown
from tests.browser.search_box import ask, options_of
from tests.browser.web_host import web_host
from tests.building import TODAY

NOODLES = "/san-pham/mien-mau/"
# What the search needs, and the page that stands for those never seen.
AHEAD = ("/assets/js/search.js", "/assets/data/find.json", "/ngoai-tuyen/")
PATIENCE = 30
# After the end of every award of the example.
LAST = dt.date(2029, 1, 1)
CACHED = """async () => {
  const names = await caches.keys();
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return Object.fromEntries(names.map((name, n) => [name, keys[n].map(({ url }) => url)]));
}"""
IS_KEPT = (
    """async (address) => Boolean(await caches.match(new URL(address, location.origin).href))"""
)


@contextmanager
def visitor(browser: Browser) -> Iterator[Page]:
    """Give a visitor whose browser may keep pages."""
    context = browser.new_context(service_workers="allow")
    try:
        yield context.new_page()
    finally:
        context.close()


def until(page: Page, condition: str, argument: object = None) -> None:
    """Wait until a condition of caches holds; Playwright takes any promise for true."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(condition, argument):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(50)


def see(page: Page, url: str, *parts: str) -> None:
    """Open a page, and wait until the worker has kept it with the named parts."""
    page.goto(url, wait_until="networkidle")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    for part in (url, *parts):
        until(page, IS_KEPT, part)


@pytest.fixture(scope="module")
def gone(browser: Browser, built_example: Path) -> Iterator[Page]:
    """Give a visitor who saw three pages, of a server that is there no more."""
    with visitor(browser) as page:
        with web_host(built_example / "site") as host:
            see(page, f"{host}/san-pham/")
            see(page, f"{host}/ban-do/")
            pins(page).first.wait_for()
            see(page, f"{host}{NOODLES}", *AHEAD)
        page.context.set_offline(True)
        yield page


def pins(page: Page) -> Locator:
    frame = page.locator("iframe").first
    frame.scroll_into_view_if_needed()
    return frame.content_frame.locator(".pin")


def host_of(page: Page) -> str:
    return str(page.evaluate("location.origin"))


def test_a_first_page_is_sent_no_more_than_it_consists_of(
    browser: Browser, site: Path, serve: Serve
) -> None:
    with visitor(browser) as page:
        ahead: set[str] = set()
        own: set[str] = set()
        page.context.on(
            "request", lambda sent: (ahead if sent.service_worker else own).add(sent.url)
        )
        host = serve(site)
        see(page, host + NOODLES, "/assets/site.js")
        assert {url.rpartition("/")[2] for url in ahead - own} <= {"sw.js", "kept.js"}
        # Alone it opens again, and leads to no page that was not kept either.
        page.context.set_offline(True)
        page.reload()
        expect(page.locator("h1")).to_have_text("Miến Mẫu")
        with pytest.raises(PlaywrightError, match=r"ERR_(FAILED|INTERNET_DISCONNECTED)"):
            page.goto(f"{host}/san-pham/chi-co-ten/")
        page.context.set_offline(False)
        see(page, host + NOODLES, *AHEAD)


def test_a_page_that_was_seen_opens_again(gone: Page) -> None:
    gone.goto(host_of(gone) + NOODLES)
    gone.reload()
    expect(gone.locator("h1")).to_have_text("Miến Mẫu")
    expect(gone.locator(".stars").first).to_be_visible()
    note = gone.locator(".offline-note")
    expect(note).to_have_text(
        f"Không có mạng: đây là bản đã lưu trên máy, dữ liệu tính đến ngày {TODAY:%d/%m/%Y}."
    )
    assert gone.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")


def test_the_search_works_though_it_was_never_used_before(gone: Page) -> None:
    gone.goto(host_of(gone) + NOODLES)
    ask(gone, "mien mau")
    expect(options_of(gone).filter(has_text="Miến Mẫu")).to_have_count(1)


def test_a_list_filters_and_keeps_its_filter_in_the_address(gone: Page) -> None:
    gone.goto(f"{host_of(gone)}/san-pham/?group=drinks")
    ready(gone)
    assert shown(gone) == ["ruou-bi-thu-hoi", "ten-hiem"]


def test_a_map_that_was_seen_opens_again(gone: Page) -> None:
    gone.goto(f"{host_of(gone)}/ban-do/")
    expect(pins(gone).first).to_be_visible()


def test_a_page_that_was_not_seen_says_so(gone: Page) -> None:
    gone.goto(f"{host_of(gone)}/san-pham/chi-co-ten/")
    expect(gone.locator("h1")).to_have_text("Chưa lưu trang này")
    ask(gone, "bun")
    expect(options_of(gone).first).to_be_visible()


def test_no_kept_page_claims_an_award_after_its_last_day(gone: Page) -> None:
    context = gone.context
    late = context.new_page()
    late.add_init_script(CLOCK.format(start=round(noon(LAST).timestamp() * 1000)))
    for path in (NOODLES, "/san-pham/"):
        late.goto(host_of(gone) + path)
        expect(late.locator(".award--expired, .timeline__entry--expired").first).to_be_attached()
        assert late.evaluate(CLAIMS) == [], path
    late.close()


@pytest.fixture
def site(built_example: Path, tmp_path: Path) -> Path:
    """Return a copy of the built example, for one test to change."""
    return shutil.copytree(built_example / "site", tmp_path / "site")


def test_the_network_comes_first(browser: Browser, site: Path, serve: Serve) -> None:
    with visitor(browser) as page:
        host = serve(site)
        see(page, host + NOODLES)
        path = site / NOODLES.strip("/") / "index.html"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(">Miến Mẫu</h1>", ">Bún Mẫu</h1>"), encoding="utf-8")
        page.reload()
        expect(page.locator("h1")).to_have_text("Bún Mẫu")


def test_new_scripts_forget_what_was_kept_with_the_old_ones(
    browser: Browser, site: Path, serve: Serve
) -> None:
    with visitor(browser) as page:
        host = serve(site)
        see(page, f"{host}/tin-cay/")
        see(page, host + NOODLES)
        old = page.evaluate(CACHED)
        path = site / "assets" / "kept.js"
        kept = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'"version": "\w+"', '"version": "newer"', kept), encoding="utf-8")
        page.reload()
        until(page, "async () => (await caches.keys()).every((name) => name.endsWith(' newer'))")
        until(page, IS_KEPT, host + NOODLES)
        new = page.evaluate(CACHED)
        assert len(old) == len(new) == 1
        assert not [url for urls in new.values() for url in urls if url.endswith("/tin-cay/")]


def test_new_data_is_fetched_under_the_same_version(
    browser: Browser, site: Path, serve: Serve
) -> None:
    with visitor(browser) as page:
        host = serve(site)
        see(page, host + NOODLES)
        see(page, host + NOODLES, *AHEAD)
        data = site / "assets" / "data" / "find.json"
        data.write_text(data.read_text("utf-8").replace("Miến Mẫu", "Miến Mới"), encoding="utf-8")
        path = site / "assets" / "kept.js"
        kept = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'"data": "\w+"', '"data": "newer"', kept), encoding="utf-8")
        page.reload()
        until(
            page,
            """async () => (await (await caches.match("/assets/data/find.json")).text())
              .includes("Miến Mới")""",
        )
        assert page.evaluate(IS_KEPT, host + NOODLES)


def test_a_download_is_not_kept(browser: Browser, site: Path, serve: Serve) -> None:
    with visitor(browser) as page:
        host = serve(site)
        see(page, f"{host}/du-lieu/")
        page.goto(f"{host}/api/v1/products.json")
        see(page, host + NOODLES)
        assert not page.evaluate(IS_KEPT, f"{host}/api/v1/products.json")


def test_who_saves_data_is_sent_nothing_ahead(browser: Browser, site: Path, serve: Serve) -> None:
    with visitor(browser) as page:
        host = serve(site)
        page.add_init_script(
            "navigator.connection ??= {}; "
            "Object.defineProperty(navigator.connection, 'saveData', { value: true })"
        )
        page.goto(host + NOODLES, wait_until="networkidle")
        assert (
            page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
            == 0
        )
