"""The way of a visitor, on a phone and by keyboard: from the first page to the source of a star."""

import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

PHONE = {"width": 360, "height": 740}
DISTRICT = "Huyện Na Rì (cũ)"
COMMUNE = re.compile("^Xã Côn Minh, ")
MAKER = "HTX Tài Hoan"
PRODUCT = "Miến dong Tài Hoan"


@pytest.fixture
def address(addresses: Mapping[str, str]) -> str:
    """Return the address of the real site."""
    return addresses["real"]


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """Open the first page on a small phone; afterwards nothing may have gone wrong."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda r: faults.append(r.url) if r.status >= 400 else None)
    page.on("request", lambda r: None if r.url.startswith(address) else faults.append(r.url))
    page.goto(f"{address}/")
    yield page
    context.close()
    assert [fault for fault in faults if not fault.startswith("data:")] == []


def map_of(page: Page) -> FrameLocator:
    page.locator("iframe.map__frame").scroll_into_view_if_needed()
    return page.frame_locator("iframe.map__frame")


def test_a_finger_leads_from_the_first_page_to_the_source(phone: Page, address: str) -> None:
    phone.locator(".link-list").get_by_role("link", name=DISTRICT).tap()
    expect(phone).to_have_url(f"{address}/huyen/na-ri/")

    frame = map_of(phone)
    frame.get_by_role("button", name=COMMUNE).tap()
    popup = frame.locator(".popup")
    expect(popup.locator("h2")).to_have_text("Xã Côn Minh")
    popup.get_by_role("link", name=MAKER).tap()
    expect(phone).to_have_url(f"{address}/hop-tac-xa/htx-tai-hoan/")
    expect(phone.get_by_role("heading", level=1)).to_have_text(MAKER)

    phone.get_by_role("link", name=PRODUCT, exact=True).tap()
    expect(phone).to_have_url(f"{address}/san-pham/mien-dong-tai-hoan/")
    expect(phone.locator(".page-header .award__label")).to_have_text("Được nêu là OCOP 5 sao")

    phone.locator(".timeline").get_by_role("link", name="Nguồn 4").tap()
    expect(phone).to_have_url(re.compile("#source-4$"))
    source = phone.locator("#source-4")
    expect(source).to_be_in_viewport()
    expect(source.get_by_role("link")).to_have_attribute("href", re.compile("^https://backan.gov"))
    expect(source.get_by_role("link")).to_have_attribute("rel", "external")


def test_the_drawing_of_the_first_page_leads_to_the_district_too(phone: Page, address: str) -> None:
    area = phone.locator(".overview-area", has_text=DISTRICT)
    area.scroll_into_view_if_needed()
    area.tap()
    expect(phone).to_have_url(f"{address}/huyen/na-ri/")


def test_the_keyboard_does_the_same(phone: Page, address: str) -> None:
    phone.locator(".link-list").get_by_role("link", name=DISTRICT).press("Enter")
    expect(phone).to_have_url(f"{address}/huyen/na-ri/")

    frame = map_of(phone)
    frame.get_by_role("button", name=COMMUNE).press("Enter")
    popup = frame.locator(".popup")
    expect(popup).to_be_focused()
    link = popup.get_by_role("link", name=MAKER)
    for _ in range(popup.get_by_role("link").count() + 1):
        phone.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(f"{address}/hop-tac-xa/htx-tai-hoan/")

    phone.get_by_role("link", name=PRODUCT, exact=True).press("Enter")
    expect(phone).to_have_url(f"{address}/san-pham/mien-dong-tai-hoan/")
    phone.locator(".timeline").get_by_role("link", name="Nguồn 3").press("Enter")
    expect(phone.locator("#source-3")).to_be_in_viewport()


def test_the_map_can_be_skipped(phone: Page, address: str) -> None:
    phone.goto(f"{address}/huyen/na-ri/")
    skip = phone.locator(".map__skip")
    skip.focus()
    expect(skip).to_be_in_viewport()
    skip.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('.map') === null")


def test_the_first_tab_leads_past_the_header(phone: Page) -> None:
    phone.keyboard.press("Tab")
    expect(phone.locator(".skip-link")).to_be_focused()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('.site-header') === null")


def test_the_menu_opens_and_leads_to_every_part(phone: Page, address: str) -> None:
    phone.locator(".menu summary").tap()
    links = phone.locator(".menu__panel a")
    assert links.count() == 8
    links.get_by_text("Số liệu").tap()
    expect(phone).to_have_url(f"{address}/so-lieu/")


def test_mending_leads_to_the_record(phone: Page, address: str) -> None:
    phone.goto(f"{address}/san-pham/mien-dong-tai-hoan/")
    link = phone.locator(".edit a")
    expect(link).to_have_text("Sửa trang này")
    record = phone.request.get(f"{address}/du-lieu/yaml/products/mien-dong-tai-hoan.yml")
    assert link.evaluate("link => link.href") == record.url
    assert "id: mien-dong-tai-hoan" in record.text()
