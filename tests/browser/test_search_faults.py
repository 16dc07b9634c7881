"""The search box with hostile queries, hostile names, and without what it needs."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Route, expect

from tests.browser.search_box import (
    PHONE,
    Open,
    ask,
    box_of,
    opened_boxes,
    options_of,
    status_of,
)

FIND = "**/assets/data/find.json"
HOSTILE = (
    "   ",
    "\u00a0\u3000\t",
    "z" * 10_000,
    "miến dong " * 1_000,
    "<img src=x onerror=window.hit=1>",
    "<script>window.hit=1</script>",
    "${window.hit=1}",
    "`${window.hit=1}`",
    "{total} {{ 7*7 }} {% raw %}",
    "javascript:window.hit=1",
    "🍜🍜🍜",
    "\u202egnod neim\u202c",
    "\u200f\u200e\u2066\u2069",
    "\ud83d",
    "\\ ' \" ; -- ) ( * ? [ +",
    "__proto__",
    "constructor toString",
    "\u0301\u0301\u0301",
)


@pytest.fixture
def visit_box(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Open]:
    """Open a page of a site; afterwards nothing may have gone wrong in it."""
    with opened_boxes(browser, addresses) as visit:
        yield visit


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:12]))
def test_a_hostile_query_gets_one_line_of_help(visit_box: Open, query: str) -> None:
    page = visit_box("/")
    ask(page, "mien")
    box_of(page).fill(query)
    status = status_of(page)
    if query.startswith("miến"):
        expect(options_of(page).first).to_contain_text("Miến dong")
    else:
        expect(status).to_have_text(re.compile(r"^(Gõ tên|Không thấy tên)[^\n]*$"))
        expect(page.locator(".search__message")).to_have_text(re.compile(r"^(Gõ tên|Không thấy)"))
        expect(options_of(page)).to_have_count(0)
        expect(box_of(page)).to_have_attribute("aria-expanded", "false")
        expect(page.locator(".search__all")).to_be_visible()
    assert page.evaluate("window.hit") is None
    assert page.locator(".search__popup :is(img, script)").count() == 0


@pytest.mark.parametrize("id_", ["ten-hiem", "ten-dai"])
def test_hostile_and_long_names_stay_text_within_the_page(
    visit_box: Open, example_site: Path, id_: str
) -> None:
    text = (example_site / "content" / "products" / f"{id_}.yml").read_text(encoding="utf-8")
    name = yaml.safe_load(text)["name_vi"]
    page = visit_box("/", site="example", viewport=PHONE)
    ask(page, name[:60])
    expect(options_of(page).first.locator(".search__name")).to_have_text(name)
    assert page.locator(".search__option :not(span)").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/san-pham/{id_}/$"))


DATA_FAULTS: dict[str, Callable[[Route], None]] = {
    "missing": lambda route: route.fulfill(status=404),
    "unreachable": lambda route: route.abort(),
    "cut short": lambda route: route.fulfill(body='{"words":{"a":"b"},"products":[{"id"'),
    "empty": lambda route: route.fulfill(body=""),
    "another file": lambda route: route.fulfill(body="{}"),
    "a list": lambda route: route.fulfill(body="[]"),
    "null": lambda route: route.fulfill(body="null"),
    "a page": lambda route: route.fulfill(body="<!doctype html><p>404"),
}


@pytest.mark.parametrize("fault", DATA_FAULTS)
def test_without_its_data_the_box_says_so_and_leads_to_the_list(
    visit_box: Open, addresses: Mapping[str, str], fault: str
) -> None:
    page = visit_box("/tin-cay/")
    page.route(FIND, DATA_FAULTS[fault])
    page.goto(f"{addresses['real']}/san-pham/")
    ask(page, "mien dong")
    status = status_of(page)
    expect(status).to_have_text(re.compile("^Không tải được dữ liệu[^\n]*$"))
    expect(options_of(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Miến dong Tài Hoan").first).to_be_visible()
    expect(page.locator(".search__all")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"^{addresses['real']}/tim/"))


def test_once_the_data_is_there_again_the_box_works(visit_box: Open) -> None:
    page = visit_box("/")
    page.route(FIND, lambda route: route.abort())
    ask(page, "mien")
    expect(page.locator(".search__message")).to_have_text(re.compile("^Không tải được"))
    page.unroute(FIND)
    page.keyboard.type(" dong")
    expect(options_of(page).first).to_contain_text("Miến dong Tài Hoan")


def test_while_the_data_is_under_way_the_box_waits(visit_box: Open) -> None:
    page = visit_box("/tin-cay/")
    held: list[Route] = []
    page.route(FIND, lambda route: held.append(route))  # noqa: PLW0108 (a bound method is refused)
    box_of(page).click()
    box_of(page).press_sequentially("mien dong")
    expect(status_of(page)).to_have_text(re.compile("^Đang tải"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/tin-cay/$"))
    for route in held:
        route.continue_()
    expect(options_of(page).first).to_contain_text("Miến dong Tài Hoan")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/san-pham/mien-dong-tai-hoan/$"))


@pytest.mark.parametrize("module", ["js/combobox.js", "vendor/minisearch/index.js"])
def test_without_a_module_the_box_says_so(visit_box: Open, module: str) -> None:
    page = visit_box("/")
    page.route(f"**/assets/{module}", lambda route: route.abort())
    ask(page, "mien")
    expect(status_of(page)).to_have_text(re.compile("^Không tải"))
    page.locator(".search__all").click()
    expect(page).to_have_url(re.compile("/tim/$"))
