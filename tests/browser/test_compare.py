"""The comparison: what stands side by side, what differs, and what is not known."""

from pathlib import Path

from playwright.sync_api import Route, expect

from site_builder.words.catalogue import load_words
from tests.browser.buyers import COMPARE, Buyer, link, press_to, read_data
from tests.browser.comparison import cells, compare, names, opened, row
from tests.building import TODAY
from tests.recount import Recount

WORDS = load_words("vi")
MIEN, CHE, BUN = "mien-mau", "che-sap-het-han", "bun-het-han"
MISSING = WORDS("find.compare.missing")
API = "**/api/v1/products/*.json"
LIVE = ("valid", "expiring", "extended")
# What the builder's own data says of the five states that show no stars, and the three that do.
FIVE = (
    "mien-mau", "che-sap-het-han", "bun-het-han", "gao-chua-kiem-chung", "nghe-qua-36-thang",
)  # fmt: skip
OTHERS = ("mat-ong-gia-han", "ruou-bi-thu-hoi", "mang-ung-vien", "chi-co-ten")


def test_two_products_stand_side_by_side(buyer: Buyer) -> None:
    page = opened(buyer, MIEN, CHE)
    assert names(page) == ["Miến Mẫu", "Chè Sắp Hết Hạn"]
    assert cells(page, "maker") == ["HTX Mẫu Đầy Đủ", "HTX Chợ Mẫu"]
    assert row(page, "maker").locator("a").first.evaluate("link => link.pathname") == (
        "/hop-tac-xa/htx-mau-day-du/"
    )
    assert cells(page, "group") == ["Cả 2 sản phẩm: Thực phẩm"]
    assert cells(page, "star") == ["OCOP 5 sao", "OCOP 4 sao"]
    assert cells(page, "state") == ["Còn hiệu lực, đến 10/03/2028", "Sắp hết hạn, đến 15/01/2027"]
    assert cells(page, "season") == ["tháng 11 đến tháng 2", "tháng 3 đến tháng 5"]
    assert cells(page, "price") == ["45.000 ₫ / gói 500 g (ngày 01/11/2026)", MISSING]
    assert cells(page, "net_content") == ["500 g", MISSING]
    assert cells(page, "honours")[1] == MISSING


def test_rows_say_what_the_records_say(buyer: Buyer, built_example: Path) -> None:
    recount = Recount(built_example, TODAY)
    for ids in (FIVE, OTHERS):
        page = opened(buyer, *ids)
        found = cells(page, "sources")
        counts = [len(recount.products[id_]["sources"]) for id_ in ids]
        if len(found) == 1:
            assert set(counts) == {int(found[0].split(":")[1].split()[0])}
        else:
            assert [int(text.split()[0]) for text in found] == counts
        for position, id_ in enumerate(ids):
            current = recount.current(recount.products[id_])
            decision = cells(page, "decision")[position]
            if current is None:
                assert decision == WORDS("find.compare.no_award")
            elif number := current[0].get("decision_number"):
                assert f"Số {number}," in decision
            else:
                assert decision == MISSING


def test_stars_show_only_where_the_award_is_in_force(buyer: Buyer, built_example: Path) -> None:
    by_id = {product["id"]: product for product in read_data(built_example)["products"]}
    for ids in (FIVE, OTHERS):
        page = opened(buyer, *ids)
        for position, id_ in enumerate(ids):
            product = by_id[id_]
            glyphs = row(page, "star").locator("td").nth(position).locator(".stars svg").count()
            assert glyphs == (product["star"] if product["state"] in LIVE else 0), id_
        assert page.locator(".compare .stars").count() == page.locator(".compare td .stars").count()


def test_a_price_of_alcohol_is_never_shown(buyer: Buyer) -> None:
    page = buyer.go("/gioi-thieu/")

    def with_price(route: Route) -> None:
        content = route.fetch().json()
        content["item"]["price"] = {"amount_vnd": 99000, "unit": "chai", "as_of": "2026-01-01"}
        route.fulfill(json=content)

    page.route(API, with_price)
    opened(buyer, MIEN, "ruou-bi-thu-hoi")
    assert "99.000" in cells(page, "price")[0]
    assert cells(page, "price")[1] == WORDS("find.compare.no_price")


def test_certificates_name_their_end(buyer: Buyer) -> None:
    page = buyer.go("/gioi-thieu/")

    def with_certificates(route: Route) -> None:
        content = route.fetch().json()
        content["item"]["certificates"] = [
            {"type": "organic_vn", "scope_vi": "x", "valid_until": "2027-02-01"},
            {"type": "organic_vn", "scope_vi": "x", "valid_until": "2025-02-01"},
            {"type": "<b>x</b>", "scope_vi": "x"},
        ]
        route.fulfill(json=content)

    page.route("**/api/v1/products/che-sap-het-han.json", with_certificates)
    opened(buyer, MIEN, CHE)
    organic = WORDS("certificates.organic_vn")
    assert organic in cells(page, "marks")[0]
    assert cells(page, "marks")[1] == (
        f"{organic}, đến 01/02/2027 {organic}, hết hạn 01/02/2025 <b>x</b>"
    )


def test_only_the_rows_that_differ_can_be_shown(buyer: Buyer) -> None:
    page = opened(buyer, MIEN, CHE)
    box = page.get_by_role("checkbox", name=WORDS("buyers.compare.only_different"))
    expect(row(page, "group")).to_be_visible()
    box.check()
    expect(row(page, "group")).to_be_hidden()
    expect(row(page, "star")).to_be_visible()
    differing = page.locator(".compare__differs").count()
    total = page.locator(".compare tbody tr").count()
    expect(page.locator(".compare__count")).to_have_text(
        WORDS("find.compare.rows", shown=differing, all=total)
    )
    box.uncheck()
    expect(row(page, "group")).to_be_visible()


def test_more_than_five_are_cut_with_a_line_that_says_so(buyer: Buyer) -> None:
    page = opened(buyer, *FIVE, *OTHERS)
    assert len(names(page)) == 5
    expect(page.locator(".compare__said")).to_have_text(
        WORDS("find.compare.over", most=5, count=len(OTHERS))
    )


def test_the_keyboard_takes_out_and_brings_back(buyer: Buyer) -> None:
    page = buyer.go(link(MIEN, CHE, BUN))
    expect(page.locator(".shortlist__body")).to_be_visible()
    page.locator('[data-tool="compare"]').press("Enter")
    page.wait_for_url(f"**{compare(MIEN, CHE, BUN)}")
    press_to(page, f'[data-remove="{CHE}"]')
    page.keyboard.press("Enter")
    expect(page.locator(f'[data-remove="{BUN}"]')).to_be_focused()
    assert names(page) == ["Miến Mẫu", "Bún Hết Hạn"]
    assert page.url.endswith(compare(MIEN, BUN))
    press_to(page, f'[data-add="{CHE}"]')
    page.keyboard.press("Enter")
    assert names(page) == ["Miến Mẫu", "Bún Hết Hạn", "Chè Sắp Hết Hạn"]
    page.go_back()
    expect(page.locator(".compare__name")).to_have_text(["Miến Mẫu", "Bún Hết Hạn"])


def test_without_an_address_the_shortlist_is_compared(buyer: Buyer) -> None:
    page = buyer.go(COMPARE)
    expect(page.locator(".compare__empty")).to_be_visible()
    # One link to the shortlist is enough.
    expect(page.locator('main a[href="../danh-sach/"]').locator("visible=true")).to_have_count(1)
    buyer.go(link(MIEN, CHE))
    expect(page.locator(".shortlist__body")).to_be_visible()
    buyer.go(COMPARE)
    expect(page.locator(".compare__name")).to_have_text(["Miến Mẫu", "Chè Sắp Hết Hạn"])


def test_a_long_shortlist_lets_five_be_marked(buyer: Buyer) -> None:
    page = buyer.go(link(*FIVE, *OTHERS))
    boxes = page.locator(".shortlist__compare input")
    expect(boxes).to_have_count(9)
    assert [box.is_checked() for box in boxes.all()] == [True] * 5 + [False] * 4
    boxes.nth(5).click()
    expect(boxes.nth(5)).not_to_be_checked()
    expect(page.locator(".said__text")).to_have_text(WORDS("find.list.most", most=5))
    boxes.nth(0).uncheck()
    boxes.nth(8).check()
    tool = page.locator('[data-tool="compare"]')
    expect(tool).to_have_text(WORDS("find.list.compare", count=5))
    tool.click()
    page.wait_for_url(f"**{compare(*FIVE[1:], OTHERS[3])}")
