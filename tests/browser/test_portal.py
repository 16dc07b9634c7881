"""The portal in a browser: one search over three made-up provinces, and the page without script."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from site_builder.cli import main
from tests.browser.axe import violations
from tests.browser.conftest import Serve
from tests.browser.search_box import PHONE, ask, box_of, options_of, status_of
from tests.building import TODAY
from tests.portal_sites import PROVINCES, portal_root, portal_settings


@pytest.fixture(scope="module")
def address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a portal."""
    folder = tmp_path_factory.mktemp("portal")
    arguments = ["portal", str(portal_settings(folder)), str(folder / "out")]
    options = ["--root", str(portal_root(folder)), "--today", TODAY.isoformat()]
    assert CliRunner().invoke(main, [*arguments, *options]).exit_code == 0
    return serve(folder / "out")


@contextmanager
def opened(browser: Browser, address: str, *, has_script: bool = True) -> Iterator[Page]:
    """Open a page on a phone; nothing may go wrong in it or be asked of another host."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=has_script)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    context.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield page
    assert said == []
    host = re.match(r"http://[^/]+/", address)
    assert host is not None
    assert [url for url in asked if not url.startswith(host[0])] == []
    context.close()


def test_one_search_finds_the_records_of_all_provinces(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/") as page:
        ask(page, "che sap het han")
        expect(options_of(page)).to_have_count(3)
        expect(status_of(page)).to_have_text("3 kết quả")
        for id_, (name, _) in PROVINCES.items():
            option = options_of(page).filter(has_text=name)
            expect(option).to_contain_text("sắp hết hạn")
            expect(option).to_have_attribute(
                "href", f"https://{id_}.example/san-pham/che-sap-het-han/"
            )


def test_marks_that_were_typed_decide_and_none_need_be(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/") as page:
        for text, first in (("phường chợ đậu", "Chợ Đậu"), ("phường chợ dầu", "Chợ Dầu")):
            ask(page, text)
            expect(options_of(page).first).to_contain_text(first)
        box_of(page).fill("phuong cho dau")
        expect(options_of(page).filter(has_text="Phường Chợ Dầu").first).to_be_visible()
        expect(options_of(page).filter(has_text="Phường Chợ Đậu").first).to_be_visible()


def test_the_keyboard_chooses_and_the_english_edition_leads_to_english_pages(
    browser: Browser, address: str
) -> None:
    with opened(browser, f"{address}/en/") as page:
        ask(page, "sample market cooperative")
        expect(options_of(page)).to_have_count(3)
        page.keyboard.press("ArrowDown")
        chosen = options_of(page).first
        expect(chosen).to_have_attribute("aria-selected", "true")
        expect(chosen).to_have_attribute(
            "href", re.compile(r"^https://\w+\.example/en/hop-tac-xa/htx-cho-mau/$")
        )


def test_without_script_the_list_of_provinces_stays(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/", has_script=False) as page:
        for id_, (name, _) in PROVINCES.items():
            expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute(
                "href", f"https://{id_}.example/"
            )
        page.get_by_role("link", name="Danh sách các tỉnh").click()
        expect(page).to_have_url(re.compile("#provinces$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("folder", ["", "en/"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser: Browser, address: str, folder: str, scheme: str
) -> None:
    with opened(browser, f"{address}/{folder}") as page:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert violations(page) == []
        ask(page, "cho")
        expect(options_of(page).first).to_be_visible()
        assert violations(page) == []
