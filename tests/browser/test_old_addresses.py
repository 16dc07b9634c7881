"""Old addresses in a browser: they lead on without script, below any folder of a plain host."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve
from tests.building import TODAY
from tests.recount import Recount


@pytest.fixture(scope="session")
def below(serve: Serve, built_example: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the example site as it lies two folders below a host."""
    host = tmp_path_factory.mktemp("host")
    (host / "mot").mkdir()
    (host / "mot" / "hai").symlink_to(built_example / "site")
    return f"{serve(host)}/mot/hai"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


def test_every_old_address_leads_to_the_record(page: Page, below: str, built_example: Path) -> None:
    moved = Recount(built_example, TODAY).moved()
    assert len(moved) == 5
    for old, new in moved.items():
        page.goto(below + old)
        page.wait_for_url(below + new)
        expect(page.locator("h1")).to_be_visible()


def test_the_address_of_a_record_that_left_leads_to_its_tombstone(page: Page, below: str) -> None:
    page.goto(f"{below}/san-pham/mien-thoi-lam-cu/")
    page.wait_for_url(f"{below}/san-pham/mien-thoi-lam/")
    expect(page.get_by_role("note").first).to_contain_text("đã rời danh bạ ngày 01/10/2026")
    page.get_by_role("link", name="Miến Mẫu", exact=True).click()
    page.wait_for_url(f"{below}/san-pham/mien-mau/")


def test_a_program_gets_the_record_at_its_old_address(page: Page, below: str) -> None:
    old, new = (
        page.request.get(f"{below}/api/v1/products/{name}.json")
        for name in ("mien-mau-cu", "mien-mau")
    )
    assert old.ok
    assert old.json() == new.json()
    assert old.json()["item"]["id"] == "mien-mau"
    copy = page.request.get(f"{below}/du-lieu/yaml/products/mien-mau-cu.yml")
    assert copy.text().startswith("# yaml-language-server")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "address",
    [
        "/san-pham/mien-thoi-lam/",
        "/hop-tac-xa/htx-mau-da-sap-nhap/",
        "/san-pham/kenh/cho-cu.example/",
    ],
)
def test_nothing_runs_out_of_the_page(page: Page, below: str, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(below + address)
    box = page.locator("article").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
