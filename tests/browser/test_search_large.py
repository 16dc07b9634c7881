"""The search box of a large directory: the same box, over an index of which parts are fetched."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.aged_pages import noon, visitor
from tests.browser.axe import violations
from tests.browser.conftest import Serve
from tests.browser.search_box import PHONE, Open, ask, box_of, opened_boxes, options_of, status_of
from tests.browser.test_search_faults import HOSTILE
from tests.large_search import with_large_search

# After the ends of all awards of the example.
LAST = dt.date(2029, 1, 1)


@pytest.fixture(scope="module")
def sites(
    serve: Serve,
    real_root: Path,
    built_example: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, str]:
    """Return the addresses of the real site and the example, with the search of large ones."""
    folder = tmp_path_factory.mktemp("large-box")
    roots = {"real": real_root, "example": built_example}
    return {
        name: serve(with_large_search(root / "site", folder / name)) for name, root in roots.items()
    }


@pytest.fixture
def visit_box(browser: Browser, sites: Mapping[str, str]) -> Iterator[Open]:
    """Open a page of a site; afterwards nothing may have gone wrong in it."""
    with opened_boxes(browser, sites) as visit:
        yield visit


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("mien dong", "/san-pham/mien-dong-tai-hoan/"),
        ("dau tay", "/san-pham/dau-tay-toan-dan/"),
        ("hop tac xa tai hoan", "/hop-tac-xa/htx-tai-hoan/"),
        ("nong thuong", "/xa/bac-kan-01843/"),
        ("cssp", "/chuong-trinh/cssp-ifad/"),
    ],
)
def test_enter_leads_to_the_page_of_what_was_typed_last(
    visit_box: Open, query: str, address: str
) -> None:
    page = visit_box("/tin-cay/")
    ask(page, query[:3])
    box_of(page).fill(query)
    # At once: the list may still hold the answers to the first letters.
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))


def test_a_search_fetches_parts_of_its_own_site_and_not_the_whole_data(
    visit_box: Open, sites: Mapping[str, str]
) -> None:
    page = visit_box("/")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    ask(page, "mien dong")
    expect(options_of(page).first).to_contain_text("Miến dong Tài Hoan")
    expect(options_of(page).first).to_contain_text("OCOP")
    expect(status_of(page)).to_have_text(re.compile(r"\d+ kết quả"))
    assert [url for url in asked if not url.startswith(f"{sites['real']}/")] == []
    names = {url.partition("/assets/")[2].partition("?")[0] for url in asked}
    assert {"data/search.json", "js/search-worker.js"} <= names
    assert names.isdisjoint({"data/find.json", "vendor/minisearch/index.js"})


def test_each_edition_answers_in_its_own_words(visit_box: Open) -> None:
    page = visit_box("/en/")
    ask(page, "mien dong")
    option = options_of(page).filter(has_text="Miến dong Tài Hoan").first
    expect(option).to_contain_text("OCOP")
    expect(page.locator(".search__kind").first).to_have_text("Products")
    option.click()
    expect(page).to_have_url(re.compile("/en/san-pham/mien-dong-tai-hoan/$"))


def test_an_award_that_has_ended_is_not_shown_as_in_force(
    browser: Browser, visit_box: Open, sites: Mapping[str, str]
) -> None:
    page = visit_box("/", site="example")
    ask(page, "mat ong gia han")
    expect(options_of(page).first).to_contain_text(re.compile("được gia hạn đến"))
    with visitor(browser, noon(LAST)) as later:
        later.goto(f"{sites['example']}/")
        ask(later, "mat ong gia han")
        expect(options_of(later).first).to_contain_text("Từng đạt")
        expect(options_of(later).first).not_to_contain_text("gia hạn đến")


def test_hostile_queries_get_answers_or_help_and_run_nothing(visit_box: Open) -> None:
    page = visit_box("/")
    ask(page, "mien")
    for query in HOSTILE:
        box_of(page).fill(query)
        # The answer to the next query is the sign that this one is done with.
        box_of(page).fill("tai hoan")
        expect(options_of(page).first).to_contain_text("Tài Hoan")
    assert page.evaluate("window.hit") is None
    assert page.locator(".search__popup :is(img, script)").count() == 0


@pytest.mark.parametrize("part", ["index", "fragment", "filter", "wasm.", "pagefind.js"])
def test_without_a_part_of_the_index_the_box_says_so_until_it_is_there(
    visit_box: Open, part: str
) -> None:
    page = visit_box("/tin-cay/")
    context, pattern = page.context, re.compile(rf"/assets/find/{re.escape(part)}")
    context.route(pattern, lambda route: route.abort())
    ask(page, "mien dong")
    expect(status_of(page)).to_have_text(re.compile("^Không tải được dữ liệu[^\n]*$"))
    expect(options_of(page)).to_have_count(0)
    context.unroute(pattern)
    page.keyboard.type(" tai")
    expect(options_of(page).first).to_contain_text("Miến dong Tài Hoan")


def test_a_word_for_a_kind_alone_has_answers(visit_box: Open) -> None:
    page = visit_box("/tin-cay/")
    ask(page, "htx")
    expect(options_of(page).first).to_contain_text(re.compile("HTX|Hợp tác xã"))
    expect(status_of(page)).to_have_text(re.compile("kết quả"))


def test_without_its_words_the_box_says_so(visit_box: Open) -> None:
    page = visit_box("/tin-cay/")
    page.route("**/assets/data/search.json", lambda route: route.fulfill(body="{}"))
    ask(page, "mien dong")
    expect(status_of(page)).to_have_text(re.compile("^Không tải được dữ liệu[^\n]*$"))


def test_a_box_that_was_closed_stays_closed(visit_box: Open) -> None:
    page = visit_box("/tin-cay/")
    ask(page, "mien")
    held: list[Route] = []
    page.context.route("**/assets/find/**", lambda route: held.append(route))  # noqa: PLW0108
    with page.context.expect_event("request"):
        box_of(page).fill("xa den")
    page.keyboard.press("Escape")
    expect(page.locator(".search__popup")).to_be_hidden()
    with page.context.expect_event("requestfinished"):
        for route in held:
            route.continue_()
    expect(page.locator(".search__popup")).to_be_hidden()


def test_axe_finds_nothing_while_the_answers_are_open(visit_box: Open) -> None:
    page = visit_box("/tin-cay/", viewport=PHONE)
    ask(page, "ba be")
    page.keyboard.press("ArrowDown")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
