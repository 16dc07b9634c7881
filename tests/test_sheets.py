"""The one-page sheets: whole, readable by people and programs, and never more than the record."""

from itertools import pairwise
from pathlib import Path

import pytest
from pdfua import validate

from site_builder.records.directory import Directory
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from tests.building import TODAY
from tests.html_pages import HtmlPage, text_of
from tests.paper_reader import PaperReader
from tests.recount import LIVE, Recount

FOLDERS = ("cooperatives", "products")
# Read by a test below: the checker stumbles over the form in which Typst writes it.
HEADING_RULE = "UA-14-001"


def sheet(site: Path, folder: str, id_: str) -> PaperReader:
    return PaperReader(site / "du-lieu" / "pdf" / folder / f"{id_}.pdf")


def plain(text: str) -> str:
    return " ".join(text.split())


def dense(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_record_has_a_sheet_of_one_page_that_names_it_as_it_is_written(
    site: Path, recount: Recount, folder: str
) -> None:
    for id_, record in recount.every(folder).items():
        paper = sheet(site, folder, id_)
        assert len(paper.pages) == 1, id_
        name = plain(record["name_vi"])
        assert paper.bookmarks[0].title == name
        # Where a line ends between other signs than letters, a blank is read.
        is_plain = all(sign.isalnum() or sign in " ()-," for sign in name)
        assert name in paper.text or (not is_plain and dense(name) in dense(paper.text))
        assert "Dữ liệu đến ngày 22/11/2026." in paper.text
        assert "Giấy phép CC BY 4.0" in paper.text


def test_a_sheet_says_the_award_its_decision_and_its_last_day(site: Path, recount: Recount) -> None:
    seen = set()
    for id_, record in recount.products.items():
        current = recount.current(record)
        award, state, end = current or ({}, "none", None)
        paper = sheet(site, "products", id_)
        stars = [e.alt for e in paper.elements if e.alt and e.alt.endswith(" sao")]
        # Stars are drawn for an award in force alone; everything else is said in words.
        assert stars == ([f"{award['star']} sao"] if state in LIVE else []), id_
        if "star" in award:
            assert f"OCOP {award['star']} sao" in paper.text
        if "decision_number" in award:
            assert award["decision_number"] in paper.text
        if end is not None and state != "withdrawn":
            assert end.strftime("%d/%m/%Y") in paper.text
        seen.add(state)
    assert {"unverified", "outdated", "none"} <= seen


def test_a_sheet_says_the_facts_of_the_page_and_how_the_maker_is_reached(
    site: Path, pages: dict[str, HtmlPage], recount: Recount
) -> None:
    for id_, record in recount.products.items():
        paper = sheet(site, "products", id_)
        (facts,) = [e for e in pages[f"/san-pham/{id_}/"].article.iter("section")
                    if e.get("aria-labelledby") == "thong-tin"]  # fmt: skip
        labels = [plain(text_of(term)) for term in facts.iter("dt")]
        assert labels
        assert [label for label in labels if label not in paper.text] == []
        maker = recount.maker(record)
        if maker is not None:
            assert plain(maker["name_vi"]) in paper.text
            for text in (maker.get("contact") or {}).values():
                if "@" in text or text.startswith("0"):
                    assert text in paper.text


def test_the_sheet_of_a_drink_with_alcohol_holds_facts_only(site: Path, recount: Recount) -> None:
    found = 0
    for id_, record in recount.products.items():
        if record.get("regulatory_class") != "alcohol":
            continue
        paper = sheet(site, "products", id_)
        assert "18+" in paper.text
        assert "không quảng cáo" in paper.text
        assert "₫" not in paper.text
        for label in ("Giá tham khảo", "Nơi bán", "Mùa vụ"):
            assert label not in paper.text
        if "description_vi" in record:
            assert plain(record["description_vi"]) not in paper.text
        found += 1
    assert found > 1


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_sheet_of_what_left_says_so_and_nothing_else(
    built_example: Path, directory: Directory, folder: str
) -> None:
    departed: dict[str, list[Organisation | Product]] = {
        "cooperatives": [o.record for o in directory.departed_organisations],
        "products": [p.record for p in directory.departed_products],
    }
    left = [record for record in departed[folder] if record.left is not None]
    assert left
    for record in left:
        paper = sheet(built_example / "site", folder, record.id)
        assert "đã rời danh bạ" in paper.text
        assert not [e for e in paper.elements if e.alt and e.alt.endswith(" sao")]
        headings = [mark.title for mark in paper.bookmarks]
        assert headings == [plain(record.name_vi), "Thông tin"]
        assert "Giá tham khảo" not in paper.text


def test_an_old_id_gives_the_sheet_of_today(built_example: Path, example_site: Path) -> None:
    for folder in FOLDERS:
        every = Recount(example_site, TODAY).every(folder)
        pairs = [(a, id_) for id_, r in every.items() for a in r.get("aliases", ())]
        assert pairs
        pdf = built_example / "site" / "du-lieu" / "pdf" / folder
        for alias, id_ in pairs:
            assert (pdf / f"{alias}.pdf").read_bytes() == (pdf / f"{id_}.pdf").read_bytes()


@pytest.mark.parametrize(
    "name",
    ["products/mien-mau", "products/ten-dai", "products/ten-hiem", "products/mien-thoi-lam",
     "products/chi-co-ten", "cooperatives/htx-mau-day-du", "danh-muc", "huyen/mau-ha", "sao/3"],
)  # fmt: skip
def test_a_paper_can_be_read_aloud(built_example: Path, name: str) -> None:
    path = built_example / "site" / "du-lieu" / "pdf" / f"{name}.pdf"
    report = validate(str(path))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= {HEADING_RULE}
    paper = PaperReader(path)
    assert paper.root.MarkInfo.Marked
    assert str(paper.root.Lang) == "vi-VN"
    assert paper.root.ViewerPreferences.DisplayDocTitle
    assert paper.info["/Title"]
    levels = [int(e.kind[1:]) for e in paper.elements if e.kind in {"H1", "H2", "H3"}]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert [e for e in paper.elements if e.kind == "Figure" and not e.alt] == []
    # Nothing of the day or the machine on which it was made.
    assert paper.info.keys() == {"/Title", "/Author", "/Creator"}


def test_the_code_on_a_sheet_leads_to_the_page_of_the_record(built_example: Path) -> None:
    for name, page in (
        ("products/mien-mau", "san-pham/mien-mau"),
        ("products/mien-thoi-lam-cu", "san-pham/mien-thoi-lam"),
        ("cooperatives/htx-mau-day-du", "hop-tac-xa/htx-mau-day-du"),
    ):
        paper = PaperReader(built_example / "site" / "du-lieu" / "pdf" / f"{name}.pdf")
        assert paper.codes() == {f"https://vung-mau.example/{page}/"}
