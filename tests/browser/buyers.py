"""The pages for buyers as the browser tests use them: choosing, reading, and the data changed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.list_page import DATA, Opener

LIST = "/danh-sach/"
COMPARE = "/so-sanh/"
KEY = "shortlist"
ROWS = ".shortlist__table tbody tr"

Data = dict[str, Any]


class Buyer(Opener):
    """Opens pages one after the other in one browser profile, as a person does."""

    def __init__(self, browser: Browser, addresses: Mapping[str, str]) -> None:
        super().__init__(browser, addresses)
        self.address = addresses["example"]
        self.page: Page | None = None

    def go(self, path: str, width: int = 1280, **options: object) -> Page:
        """Open an address of the example in the window of the pages before.

        Width and options are those of the first page.
        """
        if self.page is None:
            self.page = self(path, site="example", width=width, **options)
        else:
            self.page.goto(self.address + path)
        return self.page


def link(*ids: str, page: str = LIST) -> str:
    """Return the path of a page with these products in it."""
    return f"{page}?sp={','.join(ids)}"


def read_data(root: Path) -> Data:
    """Return find.json of a built root."""
    data: Data = json.loads((root / "site" / "assets" / "data" / "find.json").read_bytes())
    return data


def answer_with(page: Page, data: Data) -> None:
    """Give the page this in the place of find.json."""

    def answer(route: Route) -> None:
        route.fulfill(json=data)

    page.route(DATA, answer)


def keep(page: Page, value: str) -> None:
    """Put a text where the browser keeps the shortlist."""
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])


def kept(page: Page) -> list[str]:
    """Return the ids that the browser keeps, in their order."""
    text: str = page.evaluate("key => localStorage.getItem(key) ?? '{\"items\": []}'", KEY)
    return [item["id"] for item in json.loads(text)["items"]]


def listed(page: Page) -> list[str]:
    """Return the ids of the rows of the list, once the page is there."""
    expect(page.locator(".shortlist")).to_be_visible()
    expect(page.locator(".restore")).to_be_hidden()
    return [str(row.get_attribute("data-id")) for row in page.locator(ROWS).all()]


def said(page: Page) -> str:
    """Return what the list says of itself."""
    return page.locator(".said__text").inner_text()


def press_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until what the selector names has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(selector)
