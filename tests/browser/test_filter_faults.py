"""Addresses and data that are broken or hostile: the list stays whole and says what fails."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.list_page import DATA, LISTS, Open, ready, shown

WHOLE = {"/san-pham/": 150, "/hop-tac-xa/": 69, "/ban-do/": 69}
STRANGE = (
    "?nothing=1",
    "?group=nothing&star=9&star=-1",
    "?__proto__=food&constructor=1&toString=x",
    "?group=__proto__&star=constructor&district=hasOwnProperty",
    "?group=%E0%A4%A&star=%",
    "?%=%&%%%&=&&=food",
    "?group=%00&q=%00%0A",
    "?sort=nothing&sort=__proto__",
    "?q=%20%20%E3%80%80",
    "?q=%F0%9F%8D%9C",
    "?q=%E2%80%8F%E2%81%A6",
    "?group=" + "x" * 10_000,
    "?" + "group=x&" * 1_500,
    "?group[]=food&group.star=4",
    "?group=food%2Cdrinks",
    "#group=food",
)
NOTHING_FOUND = (
    "<img src=x onerror=window.hit=1>",
    "${window.hit=1}",
    "z" * 10_000,
    "{shown} {{ 7*7 }}",
    "javascript:window.hit=1",
)

Answer = Callable[[Route], None]


@pytest.mark.parametrize("strange", STRANGE, ids=lambda text: text[:30])
def test_what_an_address_means_to_nobody_is_left_aside(visit_list: Open, strange: str) -> None:
    page = ready(visit_list(f"/san-pham/{strange}"))
    assert len(shown(page)) == WHOLE["/san-pham/"]
    expect(page.locator(".listing__off")).to_be_empty()
    expect(page.locator(".chosen")).to_be_hidden()


def test_the_known_part_of_a_broken_address_counts(visit_list: Open) -> None:
    page = ready(visit_list("/san-pham/?star=5&star=%E0%A4%A&nothing=1&group=nothing"))
    assert len(shown(page)) == 4


@pytest.mark.parametrize("text", NOTHING_FOUND, ids=lambda text: text[:20])
def test_a_hostile_text_is_a_text(visit_list: Open, text: str) -> None:
    page = ready(visit_list(f"/san-pham/?q={quote(text[:3000])}"))
    field = page.get_by_label("Lọc theo tên")
    assert field.input_value() == text[:100]
    field.fill("")
    field.fill(text)
    assert shown(page) == []
    assert page.locator(".chosen img").count() == 0
    assert page.evaluate("window.hit") is None
    page.locator(".chosen").get_by_role("button", name="Xóa bộ lọc").click()
    assert len(shown(page)) == WHOLE["/san-pham/"]


def missing(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def cut_short(route: Route) -> None:
    text = route.fetch().text()
    route.fulfill(body=text[: len(text) // 2], content_type="application/json")


def without_facets(route: Route) -> None:
    data = route.fetch().json()
    del data["facets"]
    route.fulfill(json=data)


def of_another_build(route: Route) -> None:
    data = route.fetch().json()
    for kind in ("products", "organisations"):
        data[kind] = data[kind][1:]
    route.fulfill(json=data)


def not_reachable(route: Route) -> None:
    route.abort()


def open_with(browser: Browser, address: str, answer: Answer) -> Page:
    page = browser.new_context().new_page()
    page.route(DATA, answer)
    page.goto(address)
    return page


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "answer", [missing, cut_short, without_facets, of_another_build, not_reachable]
)
def test_without_its_data_the_list_is_whole_and_one_line_says_so(
    browser: Browser, addresses: Mapping[str, str], path: str, answer: Answer
) -> None:
    page = open_with(browser, f"{addresses['real']}{path}?district=cho-don", answer)
    assert_plain(page, path)
    page.context.close()


@pytest.mark.parametrize("path", LISTS)
def test_without_its_data_the_first_use_brings_the_links_back(
    browser: Browser, addresses: Mapping[str, str], path: str
) -> None:
    page = open_with(browser, f"{addresses['real']}{path}", not_reachable)
    expect(page.locator(".filter-fields")).to_be_visible()
    expect(page.locator(".listing__off")).to_be_empty()
    page.get_by_label("Lọc theo tên").fill("mien")
    assert_plain(page, path)
    page.context.close()


def assert_plain(page: Page, path: str) -> None:
    """Assert that a list is whole, that its facets are links, and that a line says why."""
    line = page.locator(".listing__off")
    expect(line).to_have_text(
        "Không tải được dữ liệu nên bộ lọc tạm không dùng được. Danh sách vẫn đầy đủ."
    )
    expect(line).to_have_attribute("role", "status")
    assert len(shown(page)) == WHOLE[path]
    expect(page.locator(".filter-fields")).to_be_hidden()
    for selector in (".facets", '[data-facet="district"]'):
        if page.locator(selector).get_attribute("open") is None:
            page.locator(f"{selector} > summary").click()
    expect(page.get_by_role("link", name="Huyện Chợ Đồn (cũ)").first).to_be_visible()
