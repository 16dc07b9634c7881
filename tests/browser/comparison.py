"""The comparison as the browser tests use it: opened, and read row by row."""

from playwright.sync_api import Locator, Page, expect

from site_builder.words.catalogue import load_words
from tests.browser.buyers import COMPARE, Buyer, link

WORDS = load_words("vi")


def compare(*ids: str) -> str:
    """Return the path of a comparison."""
    return link(*ids, page=COMPARE)


def opened(buyer: Buyer, *ids: str, width: int = 1280) -> Page:
    """Open a comparison and wait until every record has arrived."""
    page = buyer.go(compare(*ids), width)
    expect(page.locator(".compare tbody tr").first).to_be_visible()
    expect(page.locator(".compare")).not_to_contain_text("…")
    return page


def names(page: Page) -> list[str]:
    """Return the names at the head, in their order."""
    return page.locator(".compare__name").all_inner_texts()


def row(page: Page, key: str) -> Locator:
    """Return a row of the comparison."""
    title = page.get_by_role("rowheader").filter(has_text=WORDS(f"find.compare.row.{key}"))
    return page.locator(".compare tbody tr").filter(has=title)


def cells(page: Page, key: str) -> list[str]:
    """Return what a row says of each product, or once what it says of all."""
    texts = row(page, key).locator("td").all_inner_texts()
    return [" ".join(text.split()) for text in texts]
