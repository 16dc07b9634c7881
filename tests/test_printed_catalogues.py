"""The printed catalogues: every product once, in its part, on the page that the contents give."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.paper_reader import Bookmark, PaperReader
from tests.recount import LIVE, Recount

PART = "Công nhận OCOP còn hiệu lực"
OTHER = "Sản phẩm chưa được công nhận OCOP"
ANNEX = "Phụ lục: hết hạn hoặc chưa kiểm chứng"
ENDED = "Đã hết hạn hoặc bị thu hồi"
UNPROVED = "Được nêu là OCOP, chưa có quyết định trong dữ liệu"
SOURCES = "Nguồn"
INDEX = "Tra theo tên"


def catalogue(site: Path, name: str = "danh-muc") -> PaperReader:
    return PaperReader(site / "du-lieu" / "pdf" / f"{name}.pdf")


def plain(text: str) -> str:
    return " ".join(text.split())


def parts(paper: PaperReader) -> dict[str, tuple[str, str]]:
    """Return every entry by its name, with the part and the group it stands in."""
    found: dict[str, tuple[str, str]] = {}
    part = group = ""
    for mark in paper.bookmarks:
        if mark.level == 1:
            part, group = mark.title, ""
        elif mark.level == 2 and is_group(paper, mark):
            group = mark.title
        else:
            found[mark.title] = (part, group)
    return found


def is_group(paper: PaperReader, mark: Bookmark) -> bool:
    """Return whether a heading has others below it."""
    place = paper.bookmarks.index(mark)
    return paper.bookmarks[place + 1].level == mark.level + 1


def expected(recount: Recount, record: dict[str, object]) -> tuple[str, str | None]:
    """Return the part of a product, and its group where the part is the annex."""
    current = recount.current(record)
    if current is None:
        return (ANNEX, UNPROVED) if record["kind"] == "ocop" else (OTHER, None)
    state = current[1]
    if state in LIVE:
        return PART, None
    return ANNEX, ENDED if state in {"expired", "withdrawn"} else UNPROVED


def test_every_product_stands_once_in_its_part(site: Path, recount: Recount) -> None:
    paper = catalogue(site)
    times = Counter(mark.title for mark in paper.bookmarks)
    found = parts(paper)
    for record in recount.products.values():
        name = plain(record["name_vi"])
        assert times[name] == 1
        part, group = expected(recount, record)
        assert found[name][0] == part
        if group is not None:
            assert found[name][1] == group
    for record in recount.organisations.values():
        assert times[plain(record["name_vi"])] == 1


def test_stars_are_drawn_for_awards_in_force_alone(site: Path, recount: Recount) -> None:
    paper = catalogue(site)
    stars = [e for e in paper.elements if e.alt and e.alt.endswith(" sao")]
    live = [c for r in recount.products.values() if (c := recount.current(r)) and c[1] in LIVE]
    assert Counter(e.alt for e in stars) == Counter(f"{award['star']} sao" for award, *_ in live)
    (annex,) = [mark.page for mark in paper.bookmarks if mark.title == ANNEX]
    assert all(star.page < annex for star in stars)


def test_the_contents_and_the_index_give_the_right_pages(site: Path) -> None:
    paper = catalogue(site)
    contents, index = paper.pages[1], " ".join(paper.pages[index_page(paper) - 1 :])
    for mark in paper.bookmarks:
        if mark.level == 1:
            assert f"{mark.title} {mark.page} " in contents
            assert mark.title in paper.pages[mark.page - 1]
    entries = parts(paper)
    for mark in paper.bookmarks:
        if mark.title in entries and entries[mark.title][0] not in {SOURCES, INDEX}:
            # A name that is broken anywhere is read with a blank there.
            name = r"\s*".join(re.escape(sign) for sign in mark.title.replace(" ", ""))
            assert re.search(rf"{name} {mark.page}\b", index), mark.title
    for number, page in enumerate(paper.pages[1:], start=2):
        assert page.endswith(f" {number}")


def index_page(paper: PaperReader) -> int:
    (page,) = [m.page for m in paper.bookmarks if m.level == 1 and m.title == INDEX]
    return page


def test_the_cover_says_the_day_the_counts_and_who_speaks(site: Path, recount: Recount) -> None:
    cover = catalogue(site).pages[0]
    assert "dữ liệu đến ngày 22/11/2026" in cover
    assert f"{len(recount.products)} sản phẩm" in cover
    assert f"{len(recount.organisations)} tổ chức" in cover
    assert plain(recount.settings["site_name"]) in cover
    operator = recount.settings["extra"]["directory"].get("operator")
    assert (operator["name"] if operator else "không do cơ quan nào vận hành") in cover
    assert "CC BY 4.0" in cover


def test_every_source_that_an_entry_names_is_listed(site: Path, recount: Recount) -> None:
    paper = catalogue(site)
    (start,) = [m.page for m in paper.bookmarks if m.level == 1 and m.title == SOURCES]
    before = " ".join(paper.pages[2 : start - 1])
    listed = " ".join(paper.pages[start - 1 : index_page(paper) - 1])
    numbers = set(re.findall(r"\[(\d+)\]", before))
    assert numbers == set(re.findall(r"\[(\d+)\]", listed))
    cited = {s["document"] for r in (*recount.products.values(), *recount.organisations.values())
             for s in r["sources"]}  # fmt: skip
    assert len(numbers) == len(cited)


def test_a_catalogue_of_a_few_products_has_a_few_pages(site: Path) -> None:
    papers = [catalogue(site, f"sao/{level}") for level in (3, 4, 5)]
    few = [paper for paper in papers if len(parts(paper)) <= 5]
    assert few
    for paper in few:
        # The cover, the contents and how to read them, products in force, the annex and sources.
        assert len(paper.pages) <= 4


@pytest.mark.parametrize("level", ["3", "4", "5"])
def test_a_star_level_has_its_own_catalogue(site: Path, recount: Recount, level: str) -> None:
    found = set(parts(catalogue(site, f"sao/{level}")))
    names = {
        plain(r["name_vi"])
        for r in recount.products.values()
        if (current := recount.current(r)) and current[0].get("star") == level
    }
    assert found == names


def test_a_former_district_has_its_own_catalogue(site: Path, recount: Recount) -> None:
    for slug, code in district_codes(recount).items():
        found = set(parts(catalogue(site, f"huyen/{slug}")))
        listed = (*recount.organisations.values(), *recount.products.values())
        assert found == {plain(r["name_vi"]) for r in listed if recount.place(r)[1] == code}


def district_codes(recount: Recount) -> dict[str, str]:
    return {page.strip("/").split("/")[-1]: code for page, code in recount.district_pages.items()}


def test_the_code_of_every_entry_leads_to_its_page(built_example: Path, recount: Recount) -> None:
    paper = catalogue(built_example / "site")
    address = "https://vung-mau.example/"
    products = Recount(built_example, recount.today).products
    assert paper.codes() == {address, *(f"{address}san-pham/{id_}/" for id_ in products)}
