"""Every count on the pages equals one made anew from the YAML files, by other code."""

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from site_builder.words.catalogue import load_words
from tests.building import TODAY
from tests.html_pages import HtmlPage, elements, one, text_of, tiles
from tests.recount import LIVE, Recount

WORDS = load_words("vi")
STATES = ("valid", "expiring", "extended", "unverified", "outdated", "expired", "withdrawn")
STARS = ("5", "4", "3", None)

Pages = dict[str, HtmlPage]


def section(page: HtmlPage, id_: str) -> ET.Element:
    """Return the section whose heading has an id."""
    return one([e for e in elements(page.root, "section") if e.get("aria-labelledby") == id_])


def counted_links(page: HtmlPage, count_css: str) -> dict[str, int]:
    """Return the address of each link that stands beside a count, with the count."""
    counted = {}
    for element in (*elements(page.article, "li"), *elements(page.article, "a")):
        counts = elements(element, css=count_css)
        links = [element] if element.tag == "a" else elements(element, "a")
        if len(counts) == len(links) == 1:
            (address,) = page.addresses(links)
            counted[address] = int(text_of(counts[0]))
    return counted


def numbers_in(element: ET.Element) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text_of(element))]


def test_the_table_of_the_trust_page_counts_every_state_and_star(
    pages: Pages, recount: Recount
) -> None:
    cells = Counter(recount.states())
    rows = [
        [text_of(cell) for cell in row if cell.tag in {"th", "td"}]
        for row in elements(pages["/tin-cay/"].article, "tr")[1:]
    ]
    expected = []
    for state in STATES:
        counts = [cells[state, star] for star in STARS]
        expected.append([WORDS(f"awards.state.{state}"), *map(str, counts), str(sum(counts))])
    assert rows == expected


def test_the_tiles_of_the_trust_page_count_every_product_once(
    pages: Pages, recount: Recount
) -> None:
    kinds = Counter(product["kind"] for product in recount.products.values())
    states = Counter(state for state, _ in recount.states())
    live = sum(states[state] for state in LIVE)
    assert tiles(section(pages["/tin-cay/"], "bao-nhieu")) == {
        WORDS("pages.trust.live"): str(live),
        WORDS("pages.trust.not_live"): str(states.total() - live),
        WORDS("pages.trust.candidates"): str(kinds["candidate"]),
        WORDS("pages.trust.others"): str(kinds["other"]),
    }
    assert states.total() + kinds["candidate"] + kinds["other"] == len(recount.products)


def test_the_home_page_counts_states_as_the_trust_page_does(pages: Pages, recount: Recount) -> None:
    states = Counter(state for state, _ in recount.states())
    home = section(pages["/"], "sao-hom-nay")
    assert tiles(home) == {WORDS(f"awards.state.{state}"): str(n) for state, n in states.items()}
    live = sum(states[state] for state in LIVE)
    said = numbers_in(one(elements(home, css="section__lead")))
    assert said == [TODAY.day, TODAY.month, TODAY.year, states.total(), live, 36]


def test_the_home_page_counts_records_groups_and_districts(pages: Pages, recount: Recount) -> None:
    home = pages["/"]
    assert counted_links(home, "entry__value") == {
        "/san-pham/": len(recount.products),
        "/hop-tac-xa/": len(recount.organisations),
        "/ban-do/": len(recount.table("former_districts")),
    }
    groups = Counter(p["ocop_group"] for p in recount.products.values() if "ocop_group" in p)
    assert counted_links(home, "group__count") == {
        f"/san-pham/nhom/{group}/": count for group, count in groups.items()
    }
    homes = Counter(recount.place(o)[1] for o in recount.organisations.values())
    assert counted_links(home, "link-list__count") == {
        **{address: homes[code] for address, code in recount.district_pages.items()},
        "/chuong-trinh/": len(recount.programmes),
        "/so-lieu/": len(recount.entries("figures")),
    }


def test_the_lists_of_places_count_what_is_in_each(pages: Pages, recount: Recount) -> None:
    makers = [recount.place(o) for o in recount.organisations.values()]
    products = [recount.place(p) for p in recount.products.values()]
    for part in elements(pages["/huyen/"].article, "section"):
        code = recount.district_pages[pages["/huyen/"].links_in(part)[0]]
        counts = [sum(place[1] == code for place in places) for places in (makers, products)]
        assert numbers_in(elements(part, "p")[0]) == counts
    rows = elements(pages["/xa/"].article, css="facts__row")
    assert len(rows) == len(recount.commune_pages)
    for row in rows:
        code = recount.commune_pages[pages["/xa/"].links_in(row)[0]]
        counts = [sum(place[0] == code for place in places) for places in (makers, products)]
        assert numbers_in(one(elements(row, "dd")))[-2:] == counts


@pytest.mark.parametrize("address", ["/", "/ban-do/", "/huyen/"])
def test_the_drawing_counts_the_organisations_of_each_district(
    pages: Pages, recount: Recount, address: str
) -> None:
    homes = Counter(recount.place(o)[1] for o in recount.organisations.values())
    areas = elements(pages[address].article, "a", "overview-area")
    assert len(areas) == len(recount.district_pages)
    for area in areas:
        (district,) = pages[address].addresses([area])
        count = homes[recount.district_pages[district]]
        assert text_of(area).endswith(f": {count} tổ chức")


def test_the_maps_show_every_organisation_of_a_known_commune_with_its_products(
    built_root: Path, recount: Recount
) -> None:
    made = Counter(product.get("producer") for product in recount.products.values())
    for address, code in [("tinh", None), *recount.district_pages.items()]:
        stem = address.strip("/").rpartition("/")[2]
        script = (built_root / "site" / "maps" / f"{stem}.js").read_text(encoding="utf-8")
        (rows,) = re.findall(r"var data = (\[.*\]);", script)
        shown = {
            entry[1].split("/")[2]: unquote(entry[2])
            for row in json.loads(rows)
            for entry in row[4]
        }
        placed = {
            id_
            for id_, organisation in recount.organisations.items()
            if code in {None, recount.place(organisation)[1]}
            and (recount.place(organisation)[0] or "location" in organisation)
        }
        assert shown.keys() == placed, stem
        for id_, words in shown.items():
            count = re.findall(r"(\d+) sản phẩm", words)
            assert count == ([str(made[id_])] if made[id_] else []), id_


def titles(page: HtmlPage, section: str) -> list[str]:
    """Return the records of a section that a page shows as cards."""
    shown = elements(page.article, css="card__title")
    return [a for title in shown for a in page.links_in(title) if a.startswith(section)]


@pytest.mark.parametrize("section", ["/san-pham/", "/hop-tac-xa/"])
def test_every_facet_counts_the_records_on_the_page_it_leads_to(pages: Pages, section: str) -> None:
    page = pages[section]
    options = [e for e in elements(page.article, "li") if "data-value" in e.attrib]
    assert len(options) > 20
    for option in options:
        (address,) = page.links_in(option)
        count = int(text_of(one(elements(option, css="facet__count"))))
        assert count == len(titles(pages[address], section)), address


def test_the_facet_of_states_counts_as_the_trust_page_does(pages: Pages, recount: Recount) -> None:
    expected = Counter(state for state, _ in recount.states())
    kinds = Counter(product["kind"] for product in recount.products.values())
    expected.update({kind: kinds[kind] for kind in ("candidate", "other")})
    shown = counted_links(pages["/san-pham/"], "facet__count")
    for state, count in expected.items():
        assert shown[f"/san-pham/trang-thai/{state}/"] == count


def test_the_about_page_counts_what_the_directory_holds(pages: Pages, recount: Recount) -> None:
    text = text_of(section(pages["/gioi-thieu/"], "co-gi"))
    assert [int(number) for number in re.findall(r"\d+", text)[:5]] == [
        len(recount.organisations),
        len(recount.products),
        len(recount.programmes),
        len(recount.entries("figures")),
        len(recount.documents),
    ]
    listed = elements(section(pages["/gioi-thieu/"], "tai-lieu"), "li")
    assert len(listed) == len(recount.documents)
