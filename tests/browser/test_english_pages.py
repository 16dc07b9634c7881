"""The English edition in a browser: as accessible, its scripts in English, its links in pairs."""

import re

import pytest
from playwright.sync_api import expect

from site_builder.words.catalogue import load_words
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.list_page import Opener, query, ready, shown
from tests.browser.page_types import Sample
from tests.browser.search_box import box_of, options_of
from tests.browser.test_accessibility import CUT

ENGLISH = load_words("en")
# Of each kind of template one page; the words differ from those looked at elsewhere, not the rest.
PATHS = (
    "/", "/san-pham/", "/san-pham/gao-chua-kiem-chung/", "/san-pham/nhom/food/",
    "/hop-tac-xa/htx-mau-day-du/", "/huyen/mau-thuong/", "/ban-do/", "/so-lieu/", "/tin-cay/",
    "/tim/", "/danh-sach/", "/can-lam/", "/dong-gop/", "/404.html",
)  # fmt: skip
NARROW = 320


@pytest.mark.parametrize("path", PATHS)
def test_an_english_page_is_as_accessible(visit: Visit, path: str) -> None:
    page = visit(Sample("example", f"/en{path}"), NARROW)
    assert violations(page) == []
    assert page.evaluate(CUT) == []


def test_the_switch_takes_the_filters_along(visit_list: Opener) -> None:
    page = ready(visit_list("/san-pham/" + query([("group", "food")]), site="example"))
    expected = sorted(shown(page))
    page.locator(".site-header .language-link").click()
    page.wait_for_url("**/en/san-pham/?group=food")
    assert sorted(shown(ready(page))) == expected
    expect(page.locator(".chosen .chip")).to_have_accessible_name(
        ENGLISH("find.filter.remove", name="Food")
    )
    page.locator(".site-footer .language-link").click()
    page.wait_for_url(re.compile(r"(?<!/en)/san-pham/\?group=food"))


@pytest.mark.parametrize(
    ("typed", "path", "name", "language"),
    [
        ("gao chua", "/en/san-pham/gao-chua-kiem-chung/", "Gạo Chưa Kiểm Chứng", "vi"),
        ("sample noodles", "/en/san-pham/mien-mau/", "Sample Noodles", None),
        ("mien mau", "/en/san-pham/mien-mau/", "Sample Noodles", None),
        ("huyen mau thuong", "/en/huyen/mau-thuong/", "Mẫu Thượng district (former)", None),
        ("mau thuong district", "/en/huyen/mau-thuong/", "Mẫu Thượng district (former)", None),
    ],
)
def test_the_search_finds_names_of_both_languages(
    visit: Visit, typed: str, path: str, name: str, language: str | None
) -> None:
    page = visit(Sample("example", "/en/"), 1280)
    box_of(page).click()
    box_of(page).press_sequentially(typed)
    answer = options_of(page).filter(has=page.locator(f'.search__name:text-is("{name}")'))
    expect(answer).to_have_attribute("href", re.compile(re.escape(path) + "$"))
    told = answer.locator(".search__name").get_attribute("lang")
    assert told == language


def test_the_comparison_tells_words_of_the_record_from_its_own(visit: Visit) -> None:
    page = visit(Sample("example", "/en/so-sanh/?sp=mien-mau,gao-chua-kiem-chung"), 1280)
    heads = page.locator(".compare__table thead a")
    expect(heads).to_have_text(["Sample Noodles", "Gạo Chưa Kiểm Chứng"])
    expect(heads.last).to_have_attribute("lang", "vi")
    assert heads.first.get_attribute("lang") is None
    expect(page.locator(".compare__table tbody")).to_contain_text(ENGLISH("find.compare.row.price"))
    price = page.locator(".compare__table td", has_text="₫")
    expect(price.locator('[lang="vi"]')).to_have_text("gói 500 g")
    expect(price).to_contain_text("1 November 2026")
    expect(page.locator(".compare__table tbody")).to_contain_text("10 March 2028")


def test_the_map_says_which_names_are_vietnamese(visit: Visit) -> None:
    page = visit(Sample("example", "/en/ban-do/"), 1280)
    frame = page.locator("iframe").content_frame
    expect(frame.locator(".area-label").first.locator('[lang="vi"]')).to_be_visible()
    frame.locator(".pin:not(.pin-cluster)").first.press("Enter")
    title = frame.locator(".popup-title")
    expect(title).to_have_text(re.compile(" (commune|ward|township)$"))
    expect(title.locator('[lang="vi"]')).to_be_visible()
    expect(frame.locator(".popup")).to_have_attribute("aria-label", title.inner_text())


def test_the_place_of_a_season_runs_on_as_one_line(visit: Visit) -> None:
    page = visit(Sample("example", "/en/mua-vu/"), 600)
    place = page.locator(".seasons__name > span").first
    # Its Vietnamese words are marked apart.
    assert place.locator("[lang=vi]").count() == 2
    tops = place.evaluate(
        "(span) => [...span.children].map((word) => word.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1
