"""The comparison where something is missing, hostile or narrow."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from site_builder.words.catalogue import load_words
from tests.browser.axe import violations
from tests.browser.buyers import Buyer, answer_with, read_data
from tests.browser.comparison import cells, names, opened, row

WORDS = load_words("vi")
MIEN, CHE = "mien-mau", "che-sap-het-han"
GONE = "san-pham-da-roi-di"
FIVE = (MIEN, CHE, "bun-het-han", "ten-dai", "ten-hiem")


def test_what_left_the_directory_and_what_is_no_id_is_said(buyer: Buyer) -> None:
    page = opened(buyer, MIEN, GONE, "<img src=x onerror=alert(1)>", MIEN)
    assert names(page) == ["Miến Mẫu"]
    gone = WORDS("find.compare.gone", id=GONE)
    ignored = WORDS("find.list.ignored", count=1)
    expect(page.locator(".compare__said")).to_have_text(f"{gone} {ignored}")
    expect(page.locator(".compare__only")).to_be_hidden()


@pytest.fixture(params=["missing", "cut short"])
def broken(request: pytest.FixtureRequest, buyer: Buyer) -> Page:
    """Give a page on which the record of one product does not arrive."""
    page = buyer.go("/gioi-thieu/")

    def answer(route: Route) -> None:
        if request.param == "missing":
            route.fulfill(status=404)
        else:
            route.fulfill(body='{"item": {"id"')

    page.route(f"**/api/v1/products/{CHE}.json", answer)
    return page


def test_a_record_that_does_not_arrive_is_not_called_unknown(buyer: Buyer, broken: Page) -> None:
    opened(buyer, MIEN, CHE)
    expect(broken.locator(".compare__said")).to_have_text(
        WORDS("find.compare.failed", names="Chè Sắp Hết Hạn")
    )
    assert cells(broken, "decision")[1] == WORDS("find.compare.not_loaded")
    assert cells(broken, "season")[1] == "tháng 3 đến tháng 5"


def test_hostile_texts_stay_texts(buyer: Buyer, built_example: Path) -> None:
    data = read_data(built_example)
    hostile = "<img src=x onerror=window.hit=1>"
    for product in data["products"]:
        product |= {"name": hostile, "maker": hostile, "place": "${window.hit=1}", "group": "x y"}
    page = buyer.go("/gioi-thieu/")
    answer_with(page, data)
    opened(buyer, MIEN, CHE)
    assert names(page) == [hostile, hostile]
    assert page.locator("article img").count() == 0
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_comparison_has_no_fault_of_access_and_fits(buyer: Buyer, width: int) -> None:
    page = opened(buyer, *FIVE, width=width)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    expect(page.locator(".compare__product button").first).to_be_hidden()
    expect(row(page, "state")).to_be_visible()
