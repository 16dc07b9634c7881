"""The pages of records: what they rest on, who checked it, where it is mended, what it leads to."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from site_builder.words.catalogue import load_words
from tests.building import MANIFEST, TODAY
from tests.html_pages import HtmlPage, elements, one, read_site, text_of
from tests.recount import Record, Recount

WORDS = load_words("vi")
FOLDERS = {
    "cooperatives": ("organisations", "/hop-tac-xa/"),
    "products": ("products", "/san-pham/"),
    "programmes": ("programmes", "/chuong-trinh/"),
}

Pages = dict[str, HtmlPage]


def record_pages(pages: Pages, recount: Recount) -> Iterator[tuple[HtmlPage, Record, str]]:
    """Yield the page, the record and the file of every record that has a page."""
    for folder, (kind, section) in FOLDERS.items():
        records: Mapping[str, Record] = getattr(recount, kind)
        for id_, record in records.items():
            yield pages[f"{section}{id_}/"], record, f"content/{folder}/{id_}.yml"


def dates(partial: str) -> str:
    """Return `2024-06-25` as `25/06/2024`, `2020/2025` as `2020–2025`."""
    return "–".join("/".join(reversed(part.split("-"))) for part in partial.split("/"))


def test_every_record_page_has_every_source_with_publisher_date_and_words(
    pages: Pages, recount: Recount
) -> None:
    for page, record, _ in record_pages(pages, recount):
        listed = elements(one(elements(page.article, "ol", "sources")), "li")
        assert len(listed) >= len(record["sources"]) >= 1
        for number, (item, source) in enumerate(
            zip(listed, record["sources"], strict=False), start=1
        ):
            document = recount.documents[source["document"]]
            text = text_of(item)
            assert item.get("id") == f"source-{number}"
            assert " ".join(document["title"].split()) in text
            assert document["publisher"] in text
            day = source.get("date") or document.get("date")
            assert (dates(day) if day else WORDS("ui.undated")) in text
            for words in (source.get("quote"), source.get("fact")):
                assert words is None or " ".join(words.split()) in text
            link = document.get("address")
            assert [a.get("href") for a in elements(item, "a")] == ([link] if link else [])


def test_every_reference_number_on_a_page_is_the_number_of_a_source(pages: Pages) -> None:
    for page in pages.values():
        for mark in elements(page.root, css="ref"):
            assert f"source-{text_of(mark)}" in page.ids, page.address


def test_every_record_page_says_whether_a_person_checked_it(pages: Pages, recount: Recount) -> None:
    for page, record, _ in record_pages(pages, recount):
        line = text_of(one(elements(page.article, css="verified")))
        checked = record.get("verified")
        assert line == WORDS("ui.not_verified") if checked is None else dates(checked["on"]) in line


def test_mending_a_page_leads_to_a_copy_of_its_record(
    real_pages: Pages, real_recount: Recount
) -> None:
    for page, _, name in record_pages(real_pages, real_recount):
        edit = one(elements(page.article, css="edit"))
        assert text_of(edit) == "Sửa trang này"
        (address,) = page.links_in(edit)
        copy = real_recount.root / "site" / address.lstrip("/")
        assert copy.read_bytes() == (real_recount.root / name).read_bytes()


def test_with_a_repository_it_leads_to_the_record_there(built_example: Path) -> None:
    pages, recount = read_site(built_example / "site"), Recount(built_example, TODAY)
    for page, _, name in record_pages(pages, recount):
        (link,) = elements(one(elements(page.article, css="edit")), "a")
        assert link.get("href") == f"{recount.settings['repo_url']}/edit/main/{name}"


def test_makers_and_products_lead_to_each_other(pages: Pages, recount: Recount) -> None:
    for id_, product in recount.products.items():
        page = pages[f"/san-pham/{id_}/"]
        maker = product.get("producer")
        if maker is not None:
            assert f"/hop-tac-xa/{maker}/" in page.links()
            assert page.address in pages[f"/hop-tac-xa/{maker}/"].links()
        else:
            byline = one(elements(page.article, css="byline"))
            assert page.links_in(byline) == []


def test_organisations_and_programmes_lead_to_each_other(pages: Pages, recount: Recount) -> None:
    joined = {
        (f"/hop-tac-xa/{part['organisation']}/", f"/chuong-trinh/{id_}/")
        for id_, programme in recount.programmes.items()
        for part in programme.get("participants", [])
    }
    assert joined
    of_organisations = {
        (f"/hop-tac-xa/{id_}/", link)
        for id_ in recount.organisations
        for link in pages[f"/hop-tac-xa/{id_}/"].links()
        if link.startswith("/chuong-trinh/")
    }
    of_programmes = {
        (link, f"/chuong-trinh/{id_}/")
        for id_ in recount.programmes
        for link in pages[f"/chuong-trinh/{id_}/"].links()
        if link.startswith("/hop-tac-xa/") and link != "/hop-tac-xa/"
    }
    assert of_organisations == of_programmes == joined


@pytest.mark.parametrize("section", ["hop-tac-xa", "san-pham"])
def test_records_and_places_lead_to_each_other(
    pages: Pages, recount: Recount, section: str
) -> None:
    records = recount.organisations if section == "hop-tac-xa" else recount.products
    communes = {code: address for address, code in recount.commune_pages.items()}
    districts = {code: address for address, code in recount.district_pages.items()}
    for id_, record in records.items():
        page = pages[f"/{section}/{id_}/"]
        commune, district = recount.place(record)
        for place in (communes.get(commune or ""), districts.get(district or "")):
            if place is not None:
                assert place in page.links(), page.address
                assert page.address in pages[place].links(), page.address


def test_a_commune_page_names_the_former_communes_in_it(pages: Pages, recount: Recount) -> None:
    rows = recount.table("former_communes")
    for address, code in recount.commune_pages.items():
        header = text_of(one(elements(pages[address].article, "header", "page-header")))
        former = [row for row in rows if row["commune"] == code]
        if not (len(former) == 1 and former[0]["code"] == code):
            for row in former:
                assert f"{row['type'].lower()} {row['name']}" in header, address


def test_the_map_page_lists_every_organisation(pages: Pages, recount: Recount) -> None:
    listed = [a for a in pages["/ban-do/"].links() if re.fullmatch("/hop-tac-xa/[^/]+/", a)]
    assert sorted(listed) == sorted(f"/hop-tac-xa/{id_}/" for id_ in recount.organisations)


def test_what_a_record_does_not_state_reads_as_missing(pages: Pages, recount: Recount) -> None:
    for id_, organisation in recount.organisations.items():
        shown = {
            text_of(one(elements(row, "dt"))): text_of(one(elements(row, "dd")))
            for row in elements(pages[f"/hop-tac-xa/{id_}/"].article, css="facts__row")
        }
        for field in ("tax_code", "founded", "members", "contact", "sector"):
            missing = shown[WORDS(f"fields.{field}")] == WORDS("ui.missing")
            assert missing == (field not in organisation), (id_, field)


def test_markdown_finds_nothing_to_read_in_a_generated_page(pages: Pages, built_root: Path) -> None:
    manifest = (built_root / "directory" / MANIFEST).read_text(encoding="utf-8")
    for name in json.loads(manifest):
        if name.endswith(".md"):
            text = (built_root / "directory" / "vi" / name).read_text(encoding="utf-8")
            lines = text.split("---\n", 2)[2].strip("\n").split("\n")
            assert [line for line in lines if line != line.strip() or not line] == [], name
            address = "/" + re.sub(r"(index)?\.md$", "", name)
            page = pages[f"{address.rstrip('/')}/"]
            assert elements(page.article, "pre") == elements(page.article, "br") == [], name
