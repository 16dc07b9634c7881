"""What the filters leave: compared with the records, read by other code."""

import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_builder.words.folding import fold
from tests.browser.list_page import Open, choose, counts, query, ready, shown
from tests.building import TODAY
from tests.facet_recount import (
    Values,
    end_rank,
    matching,
    organisation_values,
    product_values,
    star_rank,
)
from tests.recount import LIVE, Recount

PRODUCT_PAIRS = (
    ("district", "state"), ("group", "star"), ("maker", "commune"), ("sector", "state"),
    ("mark", "district"),
)  # fmt: skip
ORGANISATION_PAIRS = (("kind", "district"), ("sector", "state"), ("group", "star"))


@pytest.fixture(scope="session")
def recounts(real_root: Path, built_example: Path) -> dict[str, Recount]:
    """Return the records of both sites, read anew."""
    return {"real": Recount(real_root, TODAY), "example": Recount(built_example, TODAY)}


def combinations(values: dict[str, Values], facets: tuple[str, str]) -> list[tuple[str, ...]]:
    """Return four pairs of values that share most records, and one that shares none."""
    options = [sorted({v for own in values.values() for v in own[facet]}) for facet in facets]
    sizes = {
        pair: len(matching(values, zip(facets, pair, strict=True))) for pair in product(*options)
    }
    ranked = sorted(sizes, key=lambda pair: (-sizes[pair], pair))
    return [*ranked[:4], *[pair for pair in ranked if sizes[pair] == 0][:1]]


def check_pairs(page: Page, path: str, values: dict[str, Values], facets: tuple[str, str]) -> None:
    for pair in combinations(values, facets):
        wanted = list(zip(facets, pair, strict=True))
        page.goto(path + query(wanted))
        expected = matching(values, wanted)
        assert set(shown(ready(page))) == expected, pair
        line = page.locator(".listing__count")
        expect(line).to_have_text(re.compile(rf"^{len(expected)} trong {len(values)} "))
        expect(page.locator(".listing__empty")).to_be_visible(visible=not expected)


@pytest.mark.parametrize("facets", PRODUCT_PAIRS, ids="-".join)
def test_two_filters_leave_the_products_of_the_records(
    visit_list: Open, addresses: Mapping[str, str], recounts: dict[str, Recount],
    facets: tuple[str, str],
) -> None:  # fmt: skip
    page = visit_list("/san-pham/")
    check_pairs(page, addresses["real"] + "/san-pham/", product_values(recounts["real"]), facets)


@pytest.mark.parametrize("facets", ORGANISATION_PAIRS, ids="-".join)
def test_two_filters_leave_the_organisations_of_the_records(
    visit_list: Open, addresses: Mapping[str, str], recounts: dict[str, Recount],
    facets: tuple[str, str],
) -> None:  # fmt: skip
    values = organisation_values(recounts["real"])
    check_pairs(visit_list("/hop-tac-xa/"), addresses["real"] + "/hop-tac-xa/", values, facets)


@pytest.mark.parametrize("facets", [("set", "month"), ("channel", "mark"), ("state", "star")])
def test_the_facets_that_only_the_example_has_work_too(
    visit_list: Open, addresses: Mapping[str, str], recounts: dict[str, Recount],
    facets: tuple[str, str],
) -> None:  # fmt: skip
    page = visit_list("/san-pham/", site="example")
    values = product_values(recounts["example"])
    check_pairs(page, addresses["example"] + "/san-pham/", values, facets)


def test_several_options_of_a_facet_add_up_and_do_not_count_against_each_other(
    visit_list: Open, recounts: dict[str, Recount]
) -> None:
    values = product_values(recounts["real"])
    page = ready(visit_list("/san-pham/"))
    wanted = [("district", "cho-don"), ("district", "ba-be"), ("state", "outdated")]
    for facet, value in wanted:
        choose(page, facet, value)
    assert set(shown(page)) == matching(values, wanted)
    for facet, options in counts(page).items():
        others = [condition for condition in wanted if condition[0] != facet]
        expected = {value: len(matching(values, [*others, (facet, value)])) for value in options}
        assert options == expected, facet


def test_the_page_says_what_of_the_products_is_in_force(
    visit_list: Open, recounts: dict[str, Recount]
) -> None:
    for site, recount in recounts.items():
        values = product_values(recount)
        page = ready(visit_list("/san-pham/?group=food", site=site))
        states = [state for id_ in shown(page) for state in values[id_]["state"]]
        others = [s for s in dict.fromkeys(states) if s not in LIVE]
        line = page.inner_text(".listing__standing")
        line = line.replace("quá 36 tháng", "").replace(f"{TODAY:%d/%m/%Y}", "")
        said = [int(number) for number in re.findall(r"\d+", line)]
        assert said[0] == sum(state in LIVE for state in states)
        assert sorted(said[1:]) == sorted(states.count(state) for state in others)


@pytest.mark.parametrize("text", ["mien dong", "MIẾN", "rượu  Ba", "tai hoan mien", "Bì xanh"])
def test_a_text_narrows_by_name_without_marks(
    visit_list: Open, recounts: dict[str, Recount], text: str
) -> None:
    page = ready(visit_list("/san-pham/"))
    page.get_by_label("Lọc theo tên").fill(text)
    expected = {
        id_
        for id_, record in recounts["real"].products.items()
        if all(
            f" {word}" in " " + fold(" ".join([record["name_vi"], *record.get("other_names", [])]))
            for word in fold(text).split()
        )
    }
    assert expected
    expect(page.locator(".listing__count")).to_have_text(re.compile(rf"^{len(expected)} trong "))
    assert set(shown(page)) == expected


@pytest.mark.parametrize("site", ["real", "example"])
def test_the_orders_are_those_of_the_records(
    visit_list: Open, recounts: dict[str, Recount], site: str
) -> None:
    page = ready(visit_list("/san-pham/", site=site))
    names = shown(page)
    assert len(names) == len(recounts[site].products)
    sort = page.get_by_label("Xếp theo")
    for value, key in (("star", star_rank), ("expiry", end_rank)):
        sort.select_option(value)
        assert shown(page) == sorted(names, key=key(recounts[site])), value
    sort.select_option("name")
    assert shown(page) == names
    expect(page).to_have_url(re.compile(r"/san-pham/$"))


def test_names_stand_in_the_order_of_the_vietnamese_alphabet(visit_list: Open) -> None:
    page = ready(visit_list("/san-pham/"))
    assert page.evaluate("""() => {
      const words = (name) => name.replace(/[^\\p{L}\\p{N}]+/gu, " ").trim();
      const names = [...document.querySelectorAll(".rows .row__name a")].map((a) => words(a.text));
      const order = new Intl.Collator("vi", { caseFirst: "lower" });
      return names.every((name, i) => i === 0 || order.compare(names[i - 1], name) <= 0);
    }""")


def test_organisations_sort_by_their_products(
    visit_list: Open, recounts: dict[str, Recount]
) -> None:
    page = ready(visit_list("/hop-tac-xa/?sort=products"))
    made = [p.get("producer") for p in recounts["real"].products.values()]
    numbers = [made.count(id_) for id_ in shown(page)]
    assert numbers == sorted(numbers, reverse=True)
    assert max(numbers) > 1
