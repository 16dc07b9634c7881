"""`site-builder serve`: an edit is on the screen by itself, and so is what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.words.catalogue import load_words
from tests.serving import free_port, serving

VIETNAMESE = load_words("vi")
RECORD = "content/products/mien-mau.yml"
ADDRESS = "san-pham/mien-mau/"
OLD, NEW = "12 tháng", "13 tháng"
HOSTILE = "<img src=x onerror=document.title='x'>"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that keeps what went wrong in it."""
    with browser.new_context() as context:
        yield context.new_page()


def replace(root: Path, old: str, new: str) -> None:
    path = root / RECORD
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_edits_and_faults_come_to_the_screen_by_themselves(example_root: Path, page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    port = free_port()
    with serving(example_root, port) as process:
        page.goto(f"http://127.0.0.1:{port}/{ADDRESS}")
        main, complaints = page.locator("main"), page.get_by_role("alert")
        expect(main).to_contain_text(OLD)
        expect(complaints).to_be_hidden()

        replace(example_root, OLD, NEW)
        expect(main).to_contain_text(NEW)
        expect(main).not_to_contain_text(OLD)

        replace(example_root, "kind: ocop", f'kind: "{HOSTILE}"')
        expect(complaints).to_contain_text(f"{RECORD}:")
        expect(complaints).to_contain_text(VIETNAMESE("cli.not_published"))
        expect(complaints).to_contain_text(HOSTILE)
        assert complaints.locator("img").count() == 0
        expect(main).to_contain_text(NEW)
        page.reload()
        expect(complaints).to_contain_text(f"{RECORD}:")

        replace(example_root, f'kind: "{HOSTILE}"', "kind: ocop")
        expect(complaints).to_be_hidden()
        expect(main).to_contain_text(NEW)

        page.goto(f"http://127.0.0.1:{port}/nowhere/")
        expect(main).to_contain_text("Không có trang này")
        assert process.poll() is None
    assert [fault for fault in faults if "404" not in fault and "ERR_" not in fault] == []


def test_a_page_waits_for_the_next_server(example_root: Path, page: Page) -> None:
    port = free_port()
    with serving(example_root, port):
        page.goto(f"http://127.0.0.1:{port}/{ADDRESS}")
    replace(example_root, OLD, NEW)
    with serving(example_root, port):
        expect(page.locator("main")).to_contain_text(NEW)


def test_what_is_published_knows_nothing_of_it(built_example: Path) -> None:
    pages = (built_example / "site").rglob("*.html")
    assert [path for path in pages if "_serve" in path.read_text(encoding="utf-8")] == []
