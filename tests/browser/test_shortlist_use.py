"""What a buyer takes away from the shortlist: a file, a letter, a link, a sheet of paper."""

import csv
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from site_builder.words.catalogue import load_words
from tests.browser.axe import violations
from tests.browser.buyers import LIST, Buyer, answer_with, link, listed, read_data

WORDS = load_words("vi")
MIEN, CHE, BUN, ODD = "mien-mau", "che-sap-het-han", "bun-het-han", "ten-hiem"
GONE = "san-pham-da-roi-di"


def read_csv(page: Page, folder: Path) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.locator('[data-tool="csv"]').click()
    path = folder / "list.csv"
    download.value.save_as(path)
    return download.value.suggested_filename, path.read_bytes()


def test_the_file_reads_back_as_it_is_meant(
    buyer: Buyer, built_example: Path, tmp_path: Path
) -> None:
    data = read_data(built_example)
    hostile = {
        '=HYPERLINK("https://x.example")': "'=HYPERLINK(\"https://x.example\")",
        '+1 "quoted", comma': "'+1 \"quoted\", comma",
        "-2": "'-2", "@SUM(A1)": "'@SUM(A1)", "\tTab": "'\tTab", "\rReturn": "'\rReturn",
        "＝1": "'＝1", "Đậu; phụ = ngon": "Đậu; phụ = ngon", "<b>x</b>": "<b>x</b>",
    }  # fmt: skip
    ids = [product["id"] for product in data["products"]][: len(hostile)]
    for product, name in zip(data["products"], hostile, strict=False):
        product["name"] = name
    page = buyer.go(LIST)
    answer_with(page, data)
    buyer.go(link(*ids, GONE))
    assert listed(page) == [*ids, GONE]
    assert page.locator("article b").count() == 0
    name, content = read_csv(page, tmp_path)
    assert name == "danh-sach-san-pham-2026-11-22.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    assert not content.removeprefix(b"\xef\xbb\xbf").startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    columns = ("id", "name", "maker", "place", "group", "star", "state", "ends_on", "address")
    assert table[0] == [WORDS(f"find.list.csv.{column}") for column in columns]
    assert [row[1] for row in table[1:-1]] == list(hostile.values())
    assert table[-1] == [GONE, GONE, "", "", "", "", WORDS("find.list.gone"), "", ""]
    che = dict(zip(columns, table[1 + ids.index(CHE)], strict=True))
    assert (che["group"], che["star"], che["state"]) == ("Thực phẩm", "4", "Sắp hết hạn")
    assert che["ends_on"] == "2027-01-15"
    assert che["address"] == f"{buyer.address}/san-pham/{CHE}/"
    starts = {cell[0] for row in table for cell in row if cell}
    assert not starts & set("=+-@\t\r")


def test_the_letter_names_products_and_makers(buyer: Buyer) -> None:
    page = buyer.go(link(MIEN, CHE, GONE))
    letter = page.locator("#loi-thu")
    expect(letter).to_have_value(WORDS("find.list.inquiry.letter").format(
        to=WORDS("find.list.inquiry.everybody"),
        site=f"{buyer.address}/",
        products=(
            f"1. Miến Mẫu (HTX Mẫu Đầy Đủ)\n   {buyer.address}/san-pham/{MIEN}/\n"
            f"2. Chè Sắp Hết Hạn (HTX Chợ Mẫu)\n   {buyer.address}/san-pham/{CHE}/"
        ),
    ))  # fmt: skip
    page.locator("#gui-ai").select_option(label="HTX Chợ Mẫu")
    text = letter.input_value()
    assert text.startswith("Kính gửi HTX Chợ Mẫu,")
    assert "Chè Sắp Hết Hạn" in text
    assert "Miến Mẫu" not in text
    page.locator(f'tr[data-id="{CHE}"] button').click()
    assert letter.input_value().startswith("Kính gửi HTX Mẫu Đầy Đủ,")


def test_link_and_letter_can_be_copied(buyer: Buyer) -> None:
    page = buyer.go(link(MIEN, CHE), permissions=["clipboard-read", "clipboard-write"])
    assert listed(page) == [MIEN, CHE]
    for field in ("lien-ket", "loi-thu"):
        button = page.locator(f'[data-copy="{field}"]')
        button.click()
        expect(button.locator("+ .copied")).to_have_text(WORDS("find.list.copied"))
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.replace("\r\n", "\n") == page.locator(f"#{field}").input_value()
    assert page.locator("#lien-ket").input_value().endswith(quote(link(MIEN, CHE), safe="/?=,"))


def test_paper_shows_the_list_and_nothing_to_press(buyer: Buyer) -> None:
    page = buyer.go(link(MIEN, GONE))
    assert listed(page) == [MIEN, GONE]
    page.emulate_media(media="print")
    expect(page.locator(".shortlist__address")).to_have_text(f"{buyer.address}/san-pham/{MIEN}/")
    expect(page.locator(".shortlist__address")).to_be_visible()
    for hidden in (".shortlist__tools", ".said", ".shortlist__remove", "#loi-thu", ".site-nav"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.evaluate("window.print = () => { window.isPrinted = true; }")
    page.emulate_media(media="screen")
    page.locator('[data-tool="print"]').click()
    assert page.evaluate("window.isPrinted")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_full_page_has_no_fault_of_access(buyer: Buyer, width: int, scheme: str) -> None:
    page = buyer.go("/san-pham/", width=width, color_scheme=scheme)
    page.locator(f'.pick[data-id="{MIEN}"] button').click()
    # So high that the bar lies over nothing: what it covers can be scrolled from under it.
    page.set_viewport_size({"width": width, "height": 5000})
    assert violations(page) == []
    page.set_viewport_size({"width": width, "height": 800})
    ids = [MIEN, CHE, BUN, ODD, "ten-dai", "homestay-mau", GONE]
    page.evaluate("localStorage.clear()")
    buyer.go(link(*ids))
    assert listed(page) == ids
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
