"""The search box by finger and by keyboard, on every page, and what it says when it cannot work."""

import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.search_box import (
    PHONE,
    WIDE,
    Open,
    ask,
    box_of,
    opened_boxes,
    options_of,
    status_of,
)

PRODUCT = "/san-pham/mien-dong-tai-hoan/"
SEARCH_DATA_BUDGET = 60_000
LATE = {
    "data/engine.js",
    "data/find.json",
    "js/combobox.js",
    "js/search-entries.js",
    "js/search-names.js",
    "js/search-rank.js",
    "js/search.js",
    "vendor/minisearch/index.js",
}


@pytest.fixture
def visit_box(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Open]:
    """Open a page of a site; afterwards nothing may have gone wrong in it."""
    with opened_boxes(browser, addresses) as visit:
        yield visit


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
    box_of(page).tap()
    page.keyboard.type("mien dong")
    options_of(page).first.tap()
    expect(page).to_have_url(re.compile(PRODUCT))
    expect(page.locator("h1")).to_have_text("Miến dong Tài Hoan")


def test_the_search_is_loaded_when_the_box_is_first_used(visit_box: Open, real_root: Path) -> None:
    page = visit_box("/")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/assets/")[2]))
    ask(page, "mien dong")
    sizes = {
        name: len(gzip.compress((real_root / "site" / "assets" / name).read_bytes(), mtime=0))
        for name in asked
    }
    # `pytest -s` shows the figures.
    print(f"\nfirst use: {sum(sizes.values())} bytes gzip, {sizes}")  # noqa: T201
    assert set(sizes) >= LATE
    assert len(asked) == len(sizes), "every file is asked for once"
    assert sizes["data/find.json"] <= SEARCH_DATA_BUDGET


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
    ids = options_of(page).evaluate_all("all => all.map(option => option.id)")
    assert len(ids) == len(set(ids))
    expect(status_of(page)).to_have_text(re.compile(r"\d+ kết quả, hiện \d+ kết quả"))


def test_the_keyboard_walks_through_the_answers(visit_box: Open) -> None:
    page = visit_box("/")
    ask(page, "mien dong")
    box, options = box_of(page), options_of(page)
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
    box, popup = box_of(page), page.locator(".search__popup")
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


def test_without_script_a_link_leads_to_the_list(visit_box: Open) -> None:
    page = visit_box("/", viewport=PHONE, java_script_enabled=False)
    expect(box_of(page)).to_have_count(0)
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
    for target in (box_of(page), *options_of(page).all()):
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=str)
@pytest.mark.parametrize("query", ["ba be", "zzzz"])
def test_axe_finds_nothing_while_the_answers_are_open(
    visit_box: Open, viewport: dict[str, int], query: str
) -> None:
    page = visit_box("/tin-cay/", viewport=viewport)
    ask(page, query)
    page.keyboard.press("ArrowDown")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
