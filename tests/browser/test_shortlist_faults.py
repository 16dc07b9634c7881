"""A shortlist in bad hands: hostile links, garbage where the browser keeps things, no data."""

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from site_builder.words.catalogue import load_words
from tests.browser.buyers import (
    COMPARE,
    LIST,
    ROWS,
    Buyer,
    keep,
    kept,
    link,
    listed,
    said,
)
from tests.browser.list_page import DATA

WORDS = load_words("vi")
MIEN, CHE = "mien-mau", "che-sap-het-han"
HOSTILE = (
    "<img src=x onerror=window.hit=1>",
    "javascript:window.hit=1",
    "../../admin",
    "${window.hit=1}",
    "%E0%A4%A",
    "%00",
    "__proto__",
    "constructor()",
    "MIEN-MAU",
    "mien--mau",
    "mien-mau/",
    "\u202emau",
    "🍜",
    "a" * 81,
)
GARBAGE = (
    "",
    "null",
    "[]",
    "{",
    "\u0000",
    "9" * 10_000,
    '"<img src=x onerror=window.hit=1>"',
    '{"version": 2, "items": [{"id": "mien-mau"}]}',
    '{"version": 1}',
    '{"version": 1, "items": {"length": 3}}',
    '{"version": 1, "items": [null, 7, {}, {"id": 7}, {"id": "<b>"}, {"id": "../x"}]}',
    '{"__proto__": {"items": []}, "version": 1}',
)
ITEM = '{"version": 1, "items": [{"id": "mien-mau", "name": "Miến Mẫu"}]}'

Answer = Callable[[Route], None]


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:20])
def test_what_has_no_form_of_an_id_is_left_out_of_a_link(buyer: Buyer, hostile: str) -> None:
    page = buyer.go(f"{LIST}?sp={quote(hostile)},{MIEN}&sp={quote(hostile)}")
    assert listed(page) == [MIEN]
    assert said(page).endswith(WORDS("find.list.ignored", count=2))
    assert kept(page) == [MIEN]
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize(
    "query", ["?sp", "?sp=", "?sp=,,,", "?sp=%", "?SP=mien-mau", "?x=%E0%A4%A"]
)
def test_a_link_without_products_is_no_link(buyer: Buyer, query: str) -> None:
    page = buyer.go(LIST + query)
    assert listed(page) == []
    expect(page.locator(".shortlist__empty")).to_be_visible()


def test_a_link_is_cut_at_the_longest_list(buyer: Buyer) -> None:
    ids = [f"san-pham-{number}" for number in range(250)]
    page = buyer.go(link(*ids, *ids))
    assert listed(page) == ids[:100]
    assert WORDS("find.list.over", most=100, count=150) in said(page)
    buyer.go(link(MIEN))
    expect(page.locator('[data-choice="merge"]')).to_contain_text("(100)")
    page.locator('[data-choice="merge"]').click()
    assert listed(page) == ids[:100]


def test_a_full_list_takes_no_more_and_says_so(buyer: Buyer) -> None:
    page = buyer.go(link(*(f"san-pham-{number}" for number in range(100))))
    assert len(listed(page)) == 100
    buyer.go(f"/san-pham/{MIEN}/")
    button = page.get_by_role("button", name=WORDS("buyers.pick_here"))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".picked-said")).to_have_text("Danh sách đã đủ 100 sản phẩm.")
    assert len(kept(page)) == 100


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda text: text[:20] or "nothing")
def test_garbage_in_the_browser_is_no_list(buyer: Buyer, garbage: str) -> None:
    page = buyer.go(f"/san-pham/{MIEN}/")
    keep(page, garbage)
    page.reload()
    expect(page.locator(".picked")).to_be_hidden()
    buyer.go(LIST)
    assert listed(page) == []
    buyer.go(f"/san-pham/{MIEN}/")
    page.get_by_role("button", name=WORDS("buyers.pick_here")).click()
    assert kept(page) == [MIEN]


def test_names_in_the_browser_are_texts(buyer: Buyer) -> None:
    page = buyer.go(LIST)
    name = "<img src=x onerror=window.hit=1>"
    items = [{"id": "da-roi", "name": name}, {"id": "da-roi", "name": "2"}, {"id": MIEN, "name": 7}]
    keep(page, json.dumps({"version": 1, "items": items}))
    page.reload()
    assert listed(page) == ["da-roi", MIEN]
    expect(page.locator(ROWS).first).to_contain_text(name)
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("fault", ["full", "forbidden", "unreadable"])
def test_a_browser_that_keeps_nothing_still_lists_and_says_so(buyer: Buyer, fault: str) -> None:
    page = buyer.go("/gioi-thieu/")
    refuse = "() => { throw new DOMException('no', 'QuotaExceededError'); }"
    script = {
        "full": f"Storage.prototype.setItem = {refuse};",
        "forbidden": f"Storage.prototype.setItem = Storage.prototype.getItem = {refuse};",
        "unreadable": f"Object.defineProperty(window, 'localStorage', {{ get: {refuse} }});",
    }[fault]
    page.add_init_script(script)
    buyer.go(f"/san-pham/{MIEN}/")
    page.get_by_role("button", name=WORDS("buyers.pick_here")).click()
    expect(page.locator(".picked__lost")).to_be_visible()
    page.locator(".picked__see").click()
    assert listed(page) == [MIEN]
    expect(page.locator(".shortlist__lost")).to_have_text(WORDS("buyers.list.not_stored"))
    # The address keeps what the browser does not.
    assert page.url.endswith(link(MIEN))
    page.reload()
    assert listed(page) == [MIEN]


def abort(route: Route) -> None:
    route.abort()


def cut_short(route: Route) -> None:
    route.fulfill(body='{"products": [{"id": "mien-mau", "na', content_type="application/json")


def not_found(route: Route) -> None:
    route.fulfill(status=404, body="<h1>404</h1>")


def other_content(route: Route) -> None:
    route.fulfill(json={"products": None, "words": []})


@pytest.mark.parametrize("answer", [abort, cut_short, not_found, other_content])
@pytest.mark.parametrize("path", [LIST, COMPARE])
def test_without_data_the_names_and_one_line_remain(
    buyer: Buyer, answer: Answer, path: str
) -> None:
    page = buyer.go("/gioi-thieu/")
    keep(page, ITEM)
    page.route(DATA, answer)
    buyer.go(path)
    names = page.locator(".shortlist__names a, .compare__names a")
    expect(names).to_have_text(["Miến Mẫu"])
    lines = page.locator(".shortlist [role=status], .compare [role=status]")
    assert [text for text in lines.all_inner_texts() if text] == [WORDS("buyers.off")]
    expect(names).to_have_attribute("href", f"{buyer.address}/san-pham/{MIEN}/")
    buyer.go(link(CHE, MIEN, page=path))
    expect(names).to_have_text([CHE, "Miến Mẫu"])
    assert kept(page) == [MIEN]


@pytest.mark.parametrize("path", [LIST, COMPARE])
def test_without_script_the_page_explains_itself(buyer: Buyer, path: str) -> None:
    page: Page = buyer.go(path, java_script_enabled=False)
    name = path.strip("/").replace("danh-sach", "list").replace("so-sanh", "compare")
    text = page.locator("article").inner_text()
    assert WORDS(f"buyers.{name}.unscripted") in text
    for key, target in (("products", "/san-pham/"), ("organisations", "/hop-tac-xa/")):
        title = page.locator("article").get_by_role("link", name=WORDS(f"pages.{key}.title"))
        assert title.last.evaluate("link => link.pathname") == target
    expect(page.locator(".shortlist, .compare")).to_be_hidden()
    expect(page.locator("article button:visible")).to_have_count(0)
