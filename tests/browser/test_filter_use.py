"""The filters in use: by finger, by keyboard, with the back button, by link, and without script."""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.list_page import LISTS, Open, choose, ready, shown

COUNT = ".listing__count"
CHOSEN = ".chosen .chip"


def search_of(page: Page) -> str:
    return urlsplit(page.url).query


def wait_for_search(page: Page, search: str) -> None:
    expect(page).to_have_url(re.compile(rf"/{re.escape('?' + search if search else '')}$"))


def checked(page: Page) -> list[str]:
    found: list[str] = page.locator(".facets input:checked").evaluate_all(
        "boxes => boxes.map((box) => `${box.name}=${box.value}`)"
    )
    return found


def test_an_address_holds_what_is_chosen_and_brings_it_back(visit_list: Open) -> None:
    page = ready(visit_list("/san-pham/"))
    choose(page, "group", "food")
    choose(page, "star", "3")
    choose(page, "star", "4")
    page.get_by_label("Lọc theo tên").fill("Miến & bún?")
    page.get_by_label("Lọc theo tên").fill("miến")
    page.get_by_label("Xếp theo").select_option("expiry")
    wait_for_search(page, "group=food&star=4&star=3&q=mi%E1%BA%BFn&sort=expiry")
    assert shown(page)
    other = ready(visit_list(f"/san-pham/?{search_of(page)}"))
    assert shown(other) == shown(page)
    assert checked(other) == checked(page) == ["group=food", "star=4", "star=3"]
    expect(other.get_by_label("Lọc theo tên")).to_have_value("miến")
    expect(other.get_by_label("Xếp theo")).to_have_value("expiry")
    assert other.locator(CHOSEN).all_inner_texts() == page.locator(CHOSEN).all_inner_texts()


def test_the_back_button_takes_one_condition_after_the_other_back(visit_list: Open) -> None:
    page = ready(visit_list("/san-pham/"))
    everything = shown(page)
    choose(page, "district", "cho-don")
    wait_for_search(page, "district=cho-don")
    district = shown(page)
    page.get_by_label("Lọc theo tên").press_sequentially("gao", delay=30)
    wait_for_search(page, "district=cho-don&q=gao")
    both = shown(page)
    assert len(everything) > len(district) > len(both) > 0
    page.go_back()
    wait_for_search(page, "district=cho-don")
    assert shown(page) == district
    expect(page.get_by_label("Lọc theo tên")).to_have_value("")
    page.go_back()
    wait_for_search(page, "")
    assert shown(page) == everything
    assert checked(page) == []
    page.go_forward()
    page.go_forward()
    wait_for_search(page, "district=cho-don&q=gao")
    assert shown(page) == both


def test_coming_back_from_a_product_finds_the_list_as_it_was(visit_list: Open) -> None:
    page = ready(visit_list("/san-pham/?star=5&sort=star"))
    before = shown(page)
    page.locator(".row__name a").locator("visible=true").first.click()
    page.wait_for_url(re.compile(r"/san-pham/[\w-]+/$"))
    page.go_back()
    assert shown(ready(page)) == before


def test_every_condition_can_be_taken_away(visit_list: Open) -> None:
    page = ready(visit_list("/san-pham/?group=drinks&star=4&q=ruou"))
    names = ["Đồ uống", "OCOP 4 sao", "tên có “ruou”"]
    assert page.locator(CHOSEN).all_inner_texts() == names
    page.get_by_role("button", name="Bỏ điều kiện: OCOP 4 sao").click()
    assert checked(page) == ["group=drinks"]
    expect(page.get_by_role("button", name="Bỏ điều kiện: tên có “ruou”")).to_be_focused()
    page.get_by_role("button", name="Bỏ điều kiện: tên có “ruou”").click()
    expect(page.get_by_label("Lọc theo tên")).to_have_value("")
    page.get_by_role("button", name="Bỏ điều kiện: Đồ uống").click()
    expect(page.locator(COUNT)).to_be_focused()
    expect(page.locator(COUNT)).to_have_text("150 sản phẩm")
    expect(page.locator(".chosen")).to_be_hidden()
    wait_for_search(page, "")


def test_an_empty_result_offers_to_clear_the_filters(visit_list: Open) -> None:
    page = ready(visit_list("/hop-tac-xa/?q=khong-co-ai-ten-nay&kind=cooperative"))
    expect(page.locator(COUNT)).to_have_text("0 trong 69 tổ chức")
    assert shown(page) == []
    page.locator(".listing__empty").get_by_role("button", name="Xóa bộ lọc").click()
    assert len(shown(page)) == 69
    expect(page.locator(".listing__empty")).to_be_hidden()
    expect(page.locator(COUNT)).to_be_focused()


@pytest.mark.parametrize("path", LISTS)
def test_a_phone_filters_by_tapping(visit_list: Open, path: str) -> None:
    page = ready(visit_list(path, width=360, has_touch=True, is_mobile=True))
    option = page.get_by_label(re.compile("^Huyện Chợ Đồn"))
    expect(option).to_be_hidden()
    page.locator(".facets > summary").tap()
    page.locator('[data-facet="district"] > summary').tap()
    for target in (option.locator(".."), page.locator(".facets__show")):
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    option.tap()
    button = page.locator(".facets__show")
    expect(button).to_be_in_viewport()
    count = len(shown(page))
    expect(button).to_have_text(re.compile(rf"^Xem {count} "))
    button.tap()
    expect(option).to_be_hidden()
    expect(page.locator(COUNT)).to_be_in_viewport()
    expect(page.locator(".rows tr[data-id]").locator("visible=true").first).to_be_in_viewport()


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("width", [320, 360, 800, 1280])
def test_no_list_is_wider_than_its_screen(visit_list: Open, path: str, width: int) -> None:
    page = ready(visit_list(f"{path}?district=cho-don", width=width))
    page.locator(".facets").evaluate("panel => panel.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def press_until(page: Page, key: str, is_there: Callable[[], bool]) -> None:
    for _ in range(60):
        page.keyboard.press(key)
        if is_there():
            return
    pytest.fail(f"60 times {key} did not lead there")


def focused(page: Page, selector: str) -> Callable[[], bool]:
    return lambda: bool(page.evaluate("s => document.activeElement.matches(s)", selector))


def test_the_keyboard_alone_filters_sorts_and_opens_a_product(visit_list: Open) -> None:
    page = ready(visit_list("/san-pham/", width=800))
    press_until(page, "Tab", focused(page, ".facets > summary"))
    page.keyboard.press("Enter")
    press_until(page, "Tab", focused(page, '[data-facet="star"] > summary'))
    page.keyboard.press("Enter")
    press_until(page, "Tab", focused(page, 'input[name="star"][value="4"]'))
    page.keyboard.press("Space")
    wait_for_search(page, "star=4")
    press_until(page, "Tab", focused(page, ".facets__show"))
    page.keyboard.press("Enter")
    expect(page.locator(COUNT)).to_be_focused()
    press_until(page, "Shift+Tab", focused(page, 'select[name="sort"]'))
    page.keyboard.press("End")
    expect(page.get_by_label("Xếp theo")).to_have_value("expiry")
    press_until(page, "Tab", focused(page, ".row__name a"))
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    first = shown(page)[0]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/san-pham/{first}/$"))


@pytest.mark.parametrize("path", LISTS)
def test_without_script_the_list_is_whole_and_every_facet_value_has_its_page(
    visit_list: Open, path: str
) -> None:
    page = visit_list(path, java_script_enabled=False)
    rows = page.locator(".rows tr[data-id]")
    count = page.locator(COUNT).inner_text().split()[0]
    assert rows.count() == int(count)
    expect(page.locator(".filter-fields")).to_be_hidden()
    expect(page.locator(".facets__show")).to_be_hidden()
    page.locator(".facets > summary").click()
    facet = page.locator('[data-facet="district"]')
    facet.locator("summary").click()
    link = facet.get_by_role("link", name="Huyện Ba Bể (cũ)")
    expect(link).to_be_visible()
    for option in page.locator("[data-value] a").all():
        address = urljoin(page.url, option.get_attribute("href") or "")
        assert page.request.get(address).ok, address
    link.click()
    page.wait_for_url(re.compile(r"/huyen/ba-be/$"))
