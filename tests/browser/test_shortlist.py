"""The shortlist: chosen on one page, kept, shown on the next, and opened from a link."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_builder.words.catalogue import load_words
from tests.browser.axe import violations
from tests.browser.buyers import (
    LIST,
    ROWS,
    Buyer,
    answer_with,
    keep,
    kept,
    link,
    listed,
    press_to,
    read_data,
    said,
)

WORDS = load_words("vi")
PICK = ".pick__button"
MIEN, CHE, BUN, ODD = "mien-mau", "che-sap-het-han", "bun-het-han", "ten-hiem"
GONE = "san-pham-da-roi-di"


def choose(page: Page, id_: str) -> None:
    page.locator(f'.pick[data-id="{id_}"] {PICK}').click()


def test_what_is_chosen_in_the_list_and_on_a_page_is_kept(buyer: Buyer) -> None:
    page = buyer.go("/san-pham/")
    expect(page.locator(".picked")).to_be_hidden()
    choose(page, CHE)
    choose(page, BUN)
    expect(page.locator(".picked__text")).to_have_text("2 sản phẩm đã chọn")
    expect(page.locator(".picked-said")).to_have_text("2 sản phẩm đã chọn")
    page.reload()
    name = WORDS("buyers.pick", name="Chè Sắp Hết Hạn")
    expect(page.get_by_role("button", name=name, pressed=True)).to_be_visible()
    buyer.go(f"/san-pham/{MIEN}/")
    button = page.get_by_role("button", name=WORDS("buyers.pick_here"))
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator(".picked__see").click()
    assert listed(page) == [CHE, BUN, MIEN]
    buyer.go(f"/san-pham/{BUN}/")
    page.get_by_role("button", name=WORDS("buyers.pick_here")).click()
    assert kept(page) == [CHE, MIEN]


def test_the_keyboard_chooses_looks_and_takes_out(buyer: Buyer) -> None:
    page = buyer.go("/san-pham/", width=360)
    expect(page.locator(PICK).first).to_be_visible()
    page.locator(f'tr[data-id="{CHE}"] .row__name a').focus()
    press_to(page, PICK)
    page.keyboard.press("Space")
    press_to(page, f'[data-id="{ODD}"] > {PICK}')
    page.keyboard.press("Enter")
    assert kept(page) == [CHE, ODD]
    press_to(page, ".picked__see")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{LIST}")
    assert listed(page) == [CHE, ODD]
    press_to(page, ".shortlist__remove button")
    page.keyboard.press("Enter")
    expect(page.locator(".shortlist__remove button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".said__undo")).to_be_focused()
    expect(page.locator(".shortlist__empty")).to_be_visible()
    page.keyboard.press("Enter")
    assert listed(page) == [ODD]
    expect(page.locator(".shortlist__count")).to_be_focused()


def test_the_focus_is_never_behind_the_bar(buyer: Buyer) -> None:
    page = buyer.go("/san-pham/", width=360)
    choose(page, CHE)
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate("""() => {
          const bar = document.querySelector(".picked");
          const focused = document.activeElement;
          if (bar.contains(focused) || !focused.closest(".rows")) return true;
          return focused.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top;
        }""")


def test_another_window_shows_the_same_list(buyer: Buyer) -> None:
    page = buyer.go(link(MIEN))
    listed(page)
    other = page.context.new_page()
    other.goto(buyer.address + f"/san-pham/{CHE}/")
    other.locator(PICK).click()
    expect(page.locator(ROWS)).to_have_count(2)


def test_an_empty_list_loads_no_data_until_something_is_chosen(buyer: Buyer) -> None:
    page = buyer.go("/gioi-thieu/")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    buyer.go(LIST)
    expect(page.locator(".shortlist__empty")).to_be_visible()
    assert not [url for url in requests if url.endswith("find.json")]
    other = page.context.new_page()
    other.goto(f"{buyer.address}/san-pham/{CHE}/")
    other.locator(PICK).click()
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(".shortlist__empty")).to_be_hidden()


def test_a_link_fills_an_empty_list_at_once(buyer: Buyer) -> None:
    page = buyer.go(link(MIEN, CHE))
    assert listed(page) == [MIEN, CHE]
    assert said(page) == WORDS("find.list.opened", count=2)
    assert page.url.endswith(LIST)
    assert kept(page) == [MIEN, CHE]
    # The same list again is no question.
    buyer.go(link(CHE, MIEN))
    assert listed(page) == [MIEN, CHE]
    assert said(page) == ""


@pytest.mark.parametrize(
    ("choice", "expected", "words"),
    [
        ("merge", [BUN, CHE, MIEN], "merged"),
        ("replace", [MIEN, CHE], "replaced"),
        ("keep", [BUN, CHE], "kept"),
    ],
)
def test_a_link_asks_before_it_changes_a_list(
    buyer: Buyer, choice: str, expected: list[str], words: str
) -> None:
    page = buyer.go(link(BUN, CHE))
    assert listed(page) == [BUN, CHE]
    buyer.go(link(MIEN, CHE))
    panel = page.locator(".restore")
    expect(panel.locator('[data-side="link"] li')).to_have_text(["Miến Mẫu", "Chè Sắp Hết Hạn"])
    lost = f"Bún Hết Hạn {WORDS('find.list.only_here')}"
    expect(panel.locator('[data-side="own"] li')).to_have_text([lost, "Chè Sắp Hết Hạn"])
    expect(page.locator(".shortlist__body")).to_be_hidden()
    assert kept(page) == [BUN, CHE]
    assert violations(page) == []
    button = panel.locator(f'[data-choice="{choice}"]')
    expect(button).to_contain_text(f"({len(expected)})")
    button.click()
    assert listed(page) == kept(page) == expected
    assert said(page) == WORDS(f"find.list.{words}", count=len(expected))
    expect(page.locator(".shortlist__count")).to_be_focused()
    assert page.url.endswith(LIST)


def test_a_product_that_left_the_directory_says_so(buyer: Buyer, built_example: Path) -> None:
    page = buyer.go(link(MIEN, GONE))
    row = page.locator(f'tr[data-id="{GONE}"]')
    expect(row).to_contain_text(WORDS("find.list.gone"))
    expect(row.locator("a")).to_have_count(0)
    # One that was chosen while it was there keeps its name.
    data = read_data(built_example)
    data["products"] = [p for p in data["products"] if p["id"] != MIEN]
    answer_with(page, data)
    page.reload()
    row = page.locator(f'tr[data-id="{MIEN}"]')
    expect(row).to_contain_text("Miến Mẫu")
    expect(row).to_contain_text(WORDS("find.list.gone"))


def test_a_product_with_a_new_id_is_found_by_the_old_one(buyer: Buyer) -> None:
    page = buyer.go(LIST)
    keep(page, '{"version": 1, "items": [{"id": "mien-mau-cu", "name": "Miến Cũ"}]}')
    page.reload()
    assert listed(page) == [MIEN]
    assert kept(page) == [MIEN]
    expect(page.locator(ROWS)).to_contain_text("Miến Mẫu")
    page.evaluate("localStorage.clear()")
    buyer.go(link("mien-mau-cu", MIEN))
    assert listed(page) == [MIEN]
