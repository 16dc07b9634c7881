"""The search box as tests use it: pages that hold it, its parts, and typing into it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 800}

Open = Callable[..., Page]


@contextmanager
def opened_boxes(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Open]:
    """Give a function that opens a page of a site; nothing may go wrong in any of them."""
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


def box_of(page: Page) -> Locator:
    """Return the box; pages with filters have other comboboxes."""
    return page.get_by_role("search").get_by_role("combobox")


def options_of(page: Page) -> Locator:
    """Return the answers below the box."""
    return page.locator(".search").get_by_role("option")


def status_of(page: Page) -> Locator:
    """Return what a screen reader is told."""
    return page.locator(".search").get_by_role("status")


def ask(page: Page, text: str) -> None:
    """Type a query into the box, and wait for what it says."""
    box = box_of(page)
    box.click()
    box.press_sequentially(text)
    expect(page.locator(".search__popup")).to_be_visible()
    expect(status_of(page)).to_have_text(re.compile("^(?!Đang tải).+"))
