"""The QR code of a page: its room is kept while it is not loaded, and it is there on paper."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.paper_reader import PaperReader

PAGES = ("/san-pham/mien-mau/", "/hop-tac-xa/htx-mau-day-du/", "/san-pham/mien-thoi-lam/")


@pytest.mark.parametrize("path", PAGES)
def test_the_code_comes_late_and_is_printed(
    browser: Browser, addresses: Mapping[str, str], tmp_path: Path, path: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 400})
    codes: list[str] = []
    page.on("request", lambda request: codes.append(request.url) if "/qr/" in request.url else None)
    page.goto(addresses["example"] + path, wait_until="networkidle")
    image = page.locator(".take-away img")
    box = image.bounding_box()
    assert box is not None
    # Space is kept for it, so that nothing jumps when it comes.
    assert box["width"] == box["height"] > 100
    image.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.take-away img').naturalWidth > 0")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    page.close()
    assert PaperReader(tmp_path / "page.pdf").codes() == {f"https://vung-mau.example{path}"}
    assert {url.rpartition(".")[2] for url in codes} <= {"svg"}
