"""The QR code of a page: its room is kept, and it is on paper though nobody scrolled to it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.paper_reader import PaperReader

PAGES = ("/san-pham/mien-mau/", "/hop-tac-xa/htx-mau-day-du/", "/san-pham/mien-thoi-lam/")


@pytest.mark.parametrize("path", PAGES)
def test_the_code_is_printed_without_being_seen(
    browser: Browser, addresses: Mapping[str, str], tmp_path: Path, path: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 400})
    page.goto(addresses["example"] + path, wait_until="networkidle")
    image = page.locator(".take-away img")
    box = image.bounding_box()
    assert box is not None
    # Space is kept for it, so that nothing jumps when it comes.
    assert box["width"] == box["height"] > 100
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.close()
    assert PaperReader(tmp_path / "page.pdf").codes() == {f"https://vung-mau.example{path}"}
