"""The list from A to Z: every record and place under its letter, in Vietnamese order."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from site_builder.words.folding import fold
from site_builder.words.order import vietnamese_order
from tests.html_pages import HtmlPage, elements, one, text_of
from tests.recount import Recount

Pages = dict[str, HtmlPage]


@pytest.fixture(scope="module")
def page(pages: Pages) -> HtmlPage:
    """Return the list of a built site."""
    return pages["/tim/"]


@pytest.fixture(scope="module")
def real_page(real_pages: Pages) -> HtmlPage:
    """Return the list of the real site."""
    return real_pages["/tim/"]


def sections(page: HtmlPage) -> list[tuple[str, list[ET.Element]]]:
    """Return the letters in their order, each with its entries."""
    found = elements(page.article, "section")
    return [(text_of(one(elements(s, "h2"))), elements(s, "li")) for s in found]


def own_name(entry: ET.Element) -> str:
    """Return the name of an entry without the word for its kind."""
    link = one(elements(entry, "a"))
    kind = "".join(map(text_of, elements(link, css="names__kind")))
    return text_of(link).removeprefix(kind).strip()


def entry_of(page: HtmlPage, name: str) -> tuple[str, ET.Element]:
    """Return the letter and the only entry of a name."""
    found = [
        (letter, entry)
        for letter, entries in sections(page)
        for entry in entries
        if text_of(one(elements(entry, "a"))) == name
    ]
    assert len(found) == 1, name
    return found[0]


def test_every_record_and_place_is_in_the_list(page: HtmlPage, recount: Recount) -> None:
    expected = {
        *(f"/hop-tac-xa/{id_}/" for id_ in recount.organisations),
        *(f"/san-pham/{id_}/" for id_ in recount.products),
        *(f"/chuong-trinh/{id_}/" for id_ in recount.programmes),
        *recount.district_pages,
        *recount.commune_pages,
    }
    assert expected - page.links() == set()


def test_every_former_commune_leads_to_the_place_of_today(page: HtmlPage, recount: Recount) -> None:
    pages = {code: address for address, code in recount.commune_pages.items()}
    names = {row["code"]: f"{row['type']} {row['name']}" for row in recount.table("communes")}
    known = {
        (text_of(one(elements(entry, "a"))), target)
        for _, entries in sections(page)
        for entry in entries
        for target in page.links_in(entry)
    }
    for row in recount.table("former_communes"):
        full = f"{row['type']} {row['name']}"
        target = pages.get(row["commune"])
        if target and full != names[row["commune"]]:
            assert (f"{full[:1].lower()}{full[1:]} (cũ)", target) in known, full


def test_the_letters_are_in_order_and_lead_to_their_sections(page: HtmlPage) -> None:
    letters = [letter for letter, _ in sections(page)]
    links = elements(one(elements(page.article, "nav", "letters")), "a")
    ids = [e.get("id") for e in elements(page.article, "h2")]
    assert [text_of(link) for link in links] == letters
    assert [link.get("href") for link in links] == [f"#{id_}" for id_ in ids]
    plain = [letter for letter in letters if len(letter) == 1]
    assert plain == sorted(set(plain))


def test_names_stand_under_their_folded_letter_in_vietnamese_order(page: HtmlPage) -> None:
    for letter, entries in sections(page):
        names = [own_name(entry) for entry in entries]
        assert names
        assert {fold(name)[:1].upper() for name in names} == {letter} or len(letter) > 1
        for before, after in pairwise(names):
            assert vietnamese_order(before) <= vietnamese_order(after), (before, after)


def test_the_count_is_that_of_the_entries(page: HtmlPage) -> None:
    total = sum(len(entries) for _, entries in sections(page))
    assert text_of(one(elements(page.article, css="toolbar__count"))) == f"{total} tên"


@pytest.mark.parametrize(
    ("name", "letter", "detail"),
    [
        ("HTX Tài Hoan", "T", "Hợp tác xã · Xã Côn Minh, huyện Na Rì (cũ)"),
        ("Hợp tác xã 20/10", "0–9", "Hợp tác xã · Xã Thanh Thịnh, huyện Chợ Mới (cũ)"),
        ("Tổ hợp tác Đại Thắng", "D", "Tổ hợp tác · Xã Yên Phong, huyện Chợ Đồn (cũ)"),
        ("Hợp tác xã Thanh Niên Như Cố", "T", "tên khác của HTX Nông nghiệp Thanh niên Như Cố"),
        ("Miến dong Tài Hoan", "M", "Được nêu là OCOP 5 sao · Xã Côn Minh, huyện Na Rì (cũ)"),
        ("Tinh nghệ Bắc Kạn", "T", None),
        ("huyện Ba Bể (cũ)", "B", ""),
        ("xã Nông Thượng (cũ)", "N", "nay thuộc phường Bắc Kạn"),
        ("Xã Nghiên Loan", "N", "chưa có hồ sơ nào; xem ở trang huyện cũ"),
        ("Tham gia 11 hội chợ triển lãm trong nước năm 2024", "T", "2024"),
    ],
)
def test_an_entry_of_each_kind(
    real_page: HtmlPage, name: str, letter: str, detail: str | None
) -> None:
    found, entry = entry_of(real_page, name)
    assert found == letter
    if detail is not None:
        assert "".join(map(text_of, elements(entry, css="names__detail"))) == detail
