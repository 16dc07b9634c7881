"""The list pages as they are built: complete, honest and useful before any script runs."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from site_builder.words.catalogue import load_words
from tests.facet_recount import matching, organisation_values, product_values
from tests.html_pages import HtmlPage, elements, one, text_of
from tests.recount import LIVE, Recount

WORDS = load_words("vi")
LISTS = ("/san-pham/", "/hop-tac-xa/", "/ban-do/")

Pages = dict[str, HtmlPage]


def rows(page: HtmlPage) -> dict[str, ET.Element]:
    """Return the rows of a list by id, in their order."""
    found = [row for row in elements(page.article, "tr") if "data-id" in row.attrib]
    return {row.attrib["data-id"]: row for row in found}


def cell(row: ET.Element, name: str) -> str | None:
    """Return the text of a cell, or nothing where it says that nothing is known."""
    found = elements(row, css=f"row__{name}")
    return text_of(one(found)) if found else None


def facets(page: HtmlPage) -> dict[str, dict[str, tuple[str, int]]]:
    """Return facet -> value -> address and count of the panel."""
    return {
        facet.attrib["data-facet"]: {
            item.attrib["data-value"]: (
                page.links_in(item)[0],
                int(text_of(one(elements(item, css="facet__count")))),
            )
            for item in elements(facet, "li")
        }
        for facet in elements(page.article, "details", "facet")
    }


def test_every_record_is_a_row_once(pages: Pages, recount: Recount) -> None:
    assert set(rows(pages["/san-pham/"])) == set(recount.products)
    for address in ("/hop-tac-xa/", "/ban-do/"):
        assert set(rows(pages[address])) == set(recount.organisations)
    for address in LISTS:
        listed = [row for row in elements(pages[address].article, "tr") if "data-id" in row.attrib]
        assert len(listed) == len(rows(pages[address]))
        count = text_of(one(elements(pages[address].article, css="listing__count")))
        assert count.split()[0] == str(len(listed))


def test_a_product_row_leads_to_product_and_maker_and_names_place_and_end(
    pages: Pages, recount: Recount
) -> None:
    page = pages["/san-pham/"]
    for id_, row in rows(page).items():
        product = recount.products[id_]
        maker = product.get("producer")
        links = page.links_in(row)
        assert links == [f"/san-pham/{id_}/", *([f"/hop-tac-xa/{maker}/"] if maker else [])]
        assert cell(row, "name") == " ".join(product["name_vi"].split())
        commune, district = recount.place(product)
        assert cell(row, "place") or (commune is None and district is None)
        current = recount.current(product)
        end = current[2] if current else None
        assert cell(row, "ends") == (f"{end:%d/%m/%Y}" if end else None)


def test_only_awards_in_force_show_stars(pages: Pages, recount: Recount) -> None:
    for id_, row in rows(pages["/san-pham/"]).items():
        product = recount.products[id_]
        award, state, _ = recount.current(product) or ({}, product["kind"], None)
        signs = [svg for stars in elements(row, css="stars") for svg in elements(stars, "svg")]
        assert len(signs) == (int(award.get("star", 0)) if state in LIVE else 0), id_
        if not award:
            kind = WORDS(f"records.product_kind.{product['kind']}")
            assert text_of(one(elements(row, css="tag"))) == kind


def test_the_list_says_how_many_products_are_not_counted_as_starred(
    pages: Pages, recount: Recount
) -> None:
    line = text_of(one(elements(pages["/san-pham/"].article, css="listing__standing")))
    states = Counter(next(iter(own["state"])) for own in product_values(recount).values())
    live = sum(states[state] for state in LIVE)
    assert re.search(rf"Trong đó {live} có sao còn hiệu lực", line)
    for state, count in states.items():
        if state not in LIVE:
            assert WORDS(f"find.filter.state.{state}", count=count) in line


def test_every_value_of_every_facet_leads_to_its_page_with_its_count(
    pages: Pages, recount: Recount
) -> None:
    organisations = organisation_values(recount)
    for address in LISTS:
        values = product_values(recount) if address == "/san-pham/" else organisations
        shown = facets(pages[address])
        known = {
            facet: {value for own in values.values() for value in own[facet]}
            for facet in next(iter(values.values()))
        }
        assert {f: set(options) for f, options in shown.items()} == {
            facet: options for facet, options in known.items() if options
        }
        for facet, options in shown.items():
            for value, (link, count) in options.items():
                assert link in pages, link
                assert count == len(matching(values, [(facet, value)])), (facet, value)


def test_the_list_of_the_map_has_the_order_of_the_map(built_root: Path, pages: Pages) -> None:
    script = (built_root / "site" / "maps" / "tinh.js").read_text(encoding="utf-8")
    on_map = re.findall(r'"\.\./hop-tac-xa/([\w-]+)/"', script)
    listed = rows(pages["/ban-do/"])
    placed = [id_ for id_, row in listed.items() if "data-unplaced" not in row.attrib]
    assert on_map == placed
    assert placed


def test_groups_of_the_map_list_count_their_rows(pages: Pages) -> None:
    for group in elements(pages["/ban-do/"].article, "tbody"):
        count = text_of(one(elements(group, css="rows__count")))
        assert int(count) == sum("data-id" in row.attrib for row in elements(group, "tr"))


@pytest.mark.parametrize("address", LISTS)
def test_a_table_that_becomes_cards_stays_a_table_for_screen_readers(
    pages: Pages, address: str
) -> None:
    table = one(elements(pages[address].article, "table"))
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for element in table.iter():
        role = roles.get(element.tag, element.get("role"))
        assert element.get("role") == role, ET.tostring(element, encoding="unicode")[:200]
    heads = elements(one(elements(table, "thead")), "th")
    assert {e.get("role") for e in heads} == {"columnheader"}
    for row in rows(pages[address]).values():
        assert len(list(row)) == len(heads)
        assert [e.get("role") for e in elements(row, "th")] == ["rowheader"]


def test_every_product_row_has_a_place_for_choosing_it(pages: Pages) -> None:
    for id_, row in rows(pages["/san-pham/"]).items():
        assert one(elements(row, "td", "pick")).get("data-id") == id_
