"""The search box: by finger and by keyboard, on every page, and what happens when it cannot work."""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 800}
PRODUCT = "/san-pham/mien-dong-tai-hoan/"
FIND = "**/assets/data/find.json"
SEARCH_DATA_BUDGET = 60_000
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

Open = Callable[..., Page]


@pytest.fixture
def visit_box(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Open]:
    """Open a page of a site; afterwards nothing may have gone wrong in it."""
    contexts = []
    faults: list[str] = []

    def visit(path: str = "/", site: str = "real", **options: object) -> Page:
        context = browser.new_context(**{"viewport": WIDE, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.goto(addresses[site] + path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


def ask(page: Page, text: str) -> None:
    """Type a query into the box, and wait for what it says."""
    box = page.get_by_role("combobox")
    box.click()
    box.press_sequentially(text)
    expect(page.locator(".search__popup")).to_be_visible()
    expect(page.locator(".search").get_by_role("status")).not_to_be_empty()


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("mien dong", PRODUCT),
        ("miến dong tài hoan", PRODUCT),
        ("tai hoan", "/hop-tac-xa/htx-tai-hoan/"),
        ("hop tac xa tai hoan", "/hop-tac-xa/htx-tai-hoan/"),
        ("Thanh Niên Như Cố", "/hop-tac-xa/htx-nong-nghiep-thanh-nien-nhu-co/"),
        ("nong thuong", "/xa/bac-kan-01843/"),
        ("rã bản", "/xa/bach-thong-02014/"),
        ("huyen na ri", "/huyen/na-ri/"),
        ("nghien loan", "/huyen/pac-nam/#xa"),
        ("mein dong", PRODUCT),
        ("ruou mo dakimo", "/san-pham/ruou-mo-dakimo/"),
        ("cssp", "/chuong-trinh/cssp-ifad/"),
        ("20/10", "/hop-tac-xa/htx-20-10/"),
    ],
)
def test_what_is_typed_leads_to_its_page(visit_box: Open, query: str, address: str) -> None:
    page = visit_box("/tin-cay/")
    ask(page, query)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))
    expect(page.locator("h1")).to_be_visible()


def test_two_taps_lead_from_the_first_page_to_a_product(visit_box: Open) -> None:
    page = visit_box("/", viewport=PHONE, has_touch=True, is_mobile=True)
    page.get_by_role("combobox").tap()
    page.keyboard.type("mien dong")
    page.get_by_role("option").first.tap()
    expect(page).to_have_url(re.compile(PRODUCT))
    expect(page.locator("h1")).to_have_text("Miến dong Tài Hoan")


def test_nothing_is_loaded_before_the_box_is_used(visit_box: Open, real_root: Path) -> None:
    page = visit_box("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/assets/")[2]))
    page.wait_for_load_state("networkidle")
    assert asked == []
    ask(page, "mien dong")
    sizes = {
        name: len(gzip.compress((real_root / "site" / "assets" / name).read_bytes(), mtime=0))
        for name in asked
    }
    print(f"\nfirst use of the search: {sum(sizes.values())} bytes gzip, {sizes}")
    assert sizes["data/find.json"] <= SEARCH_DATA_BUDGET
    assert {"js/combobox.js", "js/search.js", "vendor/minisearch/index.js"} <= set(sizes)
    assert len(asked) == len(sizes), "every file is asked for once"


def test_the_box_says_what_it_is_to_a_screen_reader(visit_box: Open) -> None:
    page = visit_box("/")
    ask(page, "bac kan")
    box = page.get_by_role("combobox", name="Tìm sản phẩm, hợp tác xã, địa danh")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    results = page.get_by_role("listbox", name="Kết quả tìm")
    expect(results).to_have_id(box.get_attribute("aria-controls") or "")
    groups = [results.get_by_role("group", name=name) for name in ("Địa danh", "Sản phẩm")]
    for group in groups:
        expect(group.get_by_role("option").first).to_be_visible()
    expect(groups[0].get_by_role("option").first).to_contain_text("thành phố Bắc Kạn (cũ)")
    expect(groups[1].get_by_role("option").first).to_contain_text(re.compile("OCOP.*Bắc Kạn"))
    ids = page.get_by_role("option").evaluate_all("all => all.map(option => option.id)")
    assert len(ids) == len(set(ids))
    expect(page.locator(".search").get_by_role("status")).to_have_text(
        re.compile(r"\d+ kết quả, hiện \d+ kết quả")
    )


def test_the_keyboard_walks_through_the_answers(visit_box: Open) -> None:
    page = visit_box("/")
    ask(page, "mien dong")
    box, options = page.get_by_role("combobox"), page.get_by_role("option")
    last = options.count() - 1

    def expect_active(place: int | None) -> None:
        chosen = page.locator("[role=option][aria-selected=true]")
        expect(chosen).to_have_count(0 if place is None else 1)
        expect(box).to_be_focused()
        if place is None:
            expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
        else:
            expect(options.nth(place)).to_have_attribute("aria-selected", "true")
            expect(options.nth(place)).to_be_in_viewport()
            expect(box).to_have_attribute(
                "aria-activedescendant", options.nth(place).get_attribute("id") or ""
            )

    expect_active(None)
    steps = (
        ("Home", None), ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", last),
        ("ArrowDown", 0), ("End", last), ("Home", 0), ("ArrowDown", 1),
    )  # fmt: skip
    for key, place in steps:
        page.keyboard.press(key)
        expect_active(place)
    wanted = options.nth(1).evaluate("option => option.href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(wanted)


def test_escape_closes_then_clears_and_typing_opens_again(visit_box: Open) -> None:
    page = visit_box("/")
    ask(page, "mien")
    box, popup = page.get_by_role("combobox"), page.locator(".search__popup")
    page.keyboard.press("Escape")
    expect(popup).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("mien")
    page.keyboard.press("ArrowDown")
    expect(popup).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    page.keyboard.type("tra")
    expect(popup).to_be_visible()


def test_tab_leads_to_the_list_of_names_and_then_out(visit_box: Open) -> None:
    page = visit_box("/")
    ask(page, "mien")
    page.keyboard.press("Tab")
    expect(page.locator(".search__all")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".search__popup")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('.search') === null")


def test_a_press_beside_the_box_closes_the_answers(visit_box: Open) -> None:
    page = visit_box("/", viewport=PHONE, has_touch=True, is_mobile=True)
    ask(page, "zzzz")
    page.locator(".site-footer__about").tap()
    expect(page.locator(".search__popup")).to_be_hidden()


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:12]))
def test_a_hostile_query_gets_one_line_of_help(visit_box: Open, query: str) -> None:
    page = visit_box("/")
    ask(page, "mien")
    page.get_by_role("combobox").fill(query)
    status = page.locator(".search").get_by_role("status")
    if query.startswith("miến"):
        expect(page.get_by_role("option").first).to_contain_text("Miến dong")
    else:
        expect(status).to_have_text(re.compile(r"^(Gõ tên|Không thấy tên)[^\n]*$"))
        expect(page.locator(".search__message")).to_have_text(re.compile(r"^(Gõ tên|Không thấy)"))
        expect(page.get_by_role("option")).to_have_count(0)
        expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
        expect(page.locator(".search__all")).to_be_visible()
    assert page.evaluate("window.hit") is None
    assert page.locator(".search__popup :is(img, script)").count() == 0


def test_hostile_names_of_records_stay_text(visit_box: Open, built_example: Path) -> None:
    page = visit_box("/", site="example", viewport=PHONE)
    for query in ("onerror", "alert", "script", "san pham", "htx"):
        page.get_by_role("combobox").fill("")
        page.get_by_role("combobox").fill(query)
        expect(page.locator(".search__popup")).to_be_visible()
        assert page.locator(".search__option :not(span)").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert built_example.is_dir()


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
    page = visit_box("/san-pham/")
    page.route(FIND, DATA_FAULTS[fault])
    ask(page, "mien dong")
    status = page.locator(".search").get_by_role("status")
    expect(status).to_have_text(re.compile("^Không tải được dữ liệu[^\n]*$"))
    expect(page.get_by_role("option")).to_have_count(0)
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
    expect(page.get_by_role("option").first).to_contain_text("Miến dong Tài Hoan")


@pytest.mark.parametrize("module", ["js/combobox.js", "vendor/minisearch/index.js"])
def test_without_a_module_the_box_says_so(visit_box: Open, module: str) -> None:
    page = visit_box("/")
    page.route(f"**/assets/{module}", lambda route: route.abort())
    ask(page, "mien")
    expect(page.locator(".search").get_by_role("status")).to_have_text(re.compile("^Không tải"))
    page.locator(".search__all").click()
    expect(page).to_have_url(re.compile("/tim/$"))


def test_without_script_a_link_leads_to_the_list(visit_box: Open) -> None:
    page = visit_box("/", viewport=PHONE, java_script_enabled=False)
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("link", name="Tìm theo tên (A–Z)").click()
    page.get_by_role("link", name="M", exact=True).click()
    expect(page.locator("#chu-m")).to_be_in_viewport()
    page.get_by_role("link", name="Miến dong Tài Hoan").click()
    expect(page).to_have_url(re.compile(PRODUCT))


@pytest.mark.parametrize(
    "path", ["/404.html", "/tim/", "/san-pham/mien-dong-tai-hoan/", "/dong-gop/"]
)
def test_the_box_is_on_every_kind_of_page(visit_box: Open, path: str) -> None:
    page = visit_box(path)
    ask(page, "tai hoan")
    page.get_by_role("option", name="HTX Tài Hoan").first.click()
    expect(page).to_have_url(re.compile("/hop-tac-xa/htx-tai-hoan/$"))


@pytest.mark.parametrize("viewport", [PHONE, WIDE, {"width": 320, "height": 480}], ids=str)
def test_the_answers_are_large_enough_and_within_the_page(
    visit_box: Open, viewport: dict[str, int]
) -> None:
    page = visit_box("/", viewport=viewport)
    before = page.locator(".site-header").bounding_box()
    ask(page, "ba be")
    assert page.locator(".site-header").bounding_box() == before
    popup = page.locator(".search__popup").bounding_box()
    assert popup is not None
    assert popup["x"] >= 0
    assert popup["x"] + popup["width"] <= viewport["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    for target in (page.get_by_role("combobox"), *page.get_by_role("option").all()):
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
