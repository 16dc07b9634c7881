"""A list with filters as the browser tests use it: opened, read, and watched for faults."""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, expect

LISTS = {"/san-pham/": "san-pham", "/hop-tac-xa/": "hop-tac-xa", "/ban-do/": "hop-tac-xa"}
DATA = "**/assets/data/find.json"
SHOWN = """() => [...document.querySelectorAll(".rows tr[data-id]")]
  .filter((row) => row.checkVisibility()).map((row) => row.dataset.id)"""
COUNTS = """() => Object.fromEntries([...document.querySelectorAll("[data-facet]")].map((facet) => [
  facet.dataset.facet,
  Object.fromEntries([...facet.querySelectorAll("[data-value]")].map((option) => [
    option.dataset.value, Number(option.querySelector(".facet__count").textContent)])),
]))"""

Condition = tuple[str, str]
Open = Callable[..., Page]


class Opener:
    """Opens pages of built sites and remembers every fault that a page reports."""

    def __init__(self, browser: Browser, addresses: Mapping[str, str]) -> None:
        self.browser = browser
        self.addresses = addresses
        self.faults: list[str] = []

    def __call__(
        self, path: str, *, site: str = "real", width: int = 1280, **options: object
    ) -> Page:
        """Open a page, in a context of its own, 800 px high."""
        viewport = {"width": width, "height": 800}
        context = self.browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        page.goto(self.addresses[site] + path)
        return page

    def close(self) -> None:
        """Close every page."""
        for context in self.browser.contexts:
            context.close()


def ready(page: Page) -> Page:
    """Point at the filters of a page and wait until they work."""
    page.locator(".filter-fields").dispatch_event("pointerover")
    expect(page.locator(".listing")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".filter-fields")).to_be_visible()
    return page


def query(conditions: Iterable[Condition]) -> str:
    """Return the query of an address that chooses these conditions."""
    return "?" + urlencode(list(conditions))


def shown(page: Page) -> list[str]:
    """Return the ids of the rows that show, in their order."""
    ids: list[str] = page.evaluate(SHOWN)
    return ids


def counts(page: Page) -> dict[str, dict[str, int]]:
    """Return what stands beside every option: facet -> value -> count."""
    found: dict[str, dict[str, int]] = page.evaluate(COUNTS)
    return found


def choose(page: Page, facet: str, value: str) -> None:
    """Tick or clear an option as a person does: open what is closed, then press."""
    for selector in (".facets", f'[data-facet="{facet}"]'):
        details = page.locator(selector)
        if details.get_attribute("open") is None:
            details.locator("> summary").click()
    page.locator(f'input[name="{facet}"][value="{value}"]').click()
