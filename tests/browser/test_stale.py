"""An old build opened on a later day: nothing on it promises a star that has ended since."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.words.catalogue import load_words
from tests.browser.aged_pages import (
    CLAIMS,
    NUMBERS,
    VIETNAM,
    Part,
    noon,
    open_quickly,
    parts,
    paths,
    visitor,
)
from tests.browser.buyers import COMPARE, LIST, ROWS, link
from tests.browser.conftest import Serve
from tests.browser.list_page import choose, counts, query, ready, shown
from tests.browser.search_box import ask, options_of
from tests.building import TODAY, build, copy_root
from tests.html_pages import elements, one, read_site, text_of
from tests.recount import LIVE, Recount

Data = dict[str, Any]

WORDS = load_words("vi")
# After the ends of two of the three awards in force, and after all of them.
LATER = date(2027, 3, 1)
LAST = date(2029, 1, 1)
HONEY = "/san-pham/mat-ong-gia-han/"
HONEY_ENDS = date(2027, 2, 27)
TEA = "che-sap-het-han"


@pytest.fixture(scope="module")
def example(addresses: Mapping[str, str]) -> str:
    """Return the address of the example, built for its day."""
    return addresses["example"]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> Path:
    """Return the example built for the later day."""
    root = copy_root(example_site, tmp_path_factory.mktemp("later"))
    build(root, LATER)
    return root


@pytest.fixture(scope="module")
def of_the_day(browser: Browser, example: str, built_example: Path) -> Mapping[str, list[Part]]:
    """Return the parts of every page with such ones, as a visitor of the day of the build sees."""
    found = {}
    with visitor(browser, noon(TODAY)) as page:
        for path in paths(built_example / "site", "data-then"):
            open_quickly(page, example + path)
            found[path] = parts(page)
    return found


def test_no_page_claims_an_award_after_its_last_day(
    browser: Browser,
    example: str,
    built_example: Path,
    record_property: Callable[[str, object], None],
) -> None:
    all_paths = paths(built_example / "site")
    with visitor(browser, noon(LAST)) as page:
        for path in all_paths:
            open_quickly(page, example + path)
            assert page.evaluate(CLAIMS) == [], path
            # The dictionary of the data explains words and numbers nothing.
            numbers = page.evaluate(NUMBERS) if not path.endswith("/du-lieu/") else []
            for text in numbers:
                # As the page came, or counted anew by its filters.
                assert any(f"{day:%d/%m/%Y}" in text for day in (TODAY, LAST)), path
    record_property("figure", f"pages opened after the end of every award: {len(all_paths)}")


def test_the_claims_are_found_while_they_hold(browser: Browser, example: str) -> None:
    with visitor(browser, noon(TODAY)) as page:
        page.goto(f"{example}{HONEY}")
        assert len(page.evaluate(CLAIMS)) > 4
        page.goto(f"{example}/tin-cay/")
        assert page.evaluate(NUMBERS)


def unmarked(html: str) -> str:
    """Leave out the marks of language: words that a script puts in have none."""
    return re.sub(r'<span lang="vi">(.*?)</span>', r"\1", html)


def test_what_has_ended_reads_as_in_a_build_of_the_day(
    browser: Browser,
    example: str,
    of_the_day: Mapping[str, list[Part]],
    rebuilt: Path,
    serve: Serve,
) -> None:
    new = serve(rebuilt / "site")
    compared = 0
    with visitor(browser, noon(LATER)) as page:
        for path, before in of_the_day.items():
            # The catalogues of a state hold other products on another day.
            if "/trang-thai/" in path:
                continue
            open_quickly(page, example + path)
            after = parts(page)
            open_quickly(page, new + path)
            for was, became, should in zip(before, after, parts(page), strict=True):
                if was["isLive"] and was["ends"] < LATER.isoformat():
                    assert unmarked(became["html"]) == unmarked(should["html"]), path
                    compared += 1
                else:
                    assert became["html"] == was["html"], path
    assert compared > 20


def test_no_clock_before_the_build_changes_a_page(
    browser: Browser, example: str, of_the_day: Mapping[str, list[Part]]
) -> None:
    with visitor(browser, noon(date(2020, 2, 29))) as early:
        for path, now in of_the_day.items():
            open_quickly(early, example + path)
            assert parts(early) == now, path


@pytest.mark.parametrize(
    ("moment", "is_live"),
    [
        (dt.datetime(2027, 2, 27, 23, 59, 59, tzinfo=VIETNAM), True),
        (dt.datetime(2027, 2, 28, 0, 0, 0, tzinfo=VIETNAM), False),
    ],
)
@pytest.mark.parametrize(
    "timezone", ["Asia/Ho_Chi_Minh", "America/Los_Angeles", "Pacific/Auckland"]
)
def test_the_last_day_ends_at_midnight_in_vietnam(
    browser: Browser,
    example: str,
    moment: dt.datetime,
    is_live: bool,  # noqa: FBT001
    timezone: str,
) -> None:
    context = browser.new_context(timezone_id=timezone)
    context.clock.set_fixed_time(moment)
    page = context.new_page()
    page.goto(f"{example}{HONEY}")
    badge = page.locator(".page-header .award")
    day = f"{HONEY_ENDS:%d/%m/%Y}"
    said = (
        f"OCOP 3 sao · được gia hạn đến {day}" if is_live else f"Từng đạt OCOP 3 sao, hết hạn {day}"
    )
    expect(badge.locator(".award__label")).to_have_text(said)
    expect(badge.locator(".stars")).to_have_count(int(is_live))
    expect(page.locator(".timeline__state")).to_have_text(
        f"Được gia hạn đến {day}" if is_live else f"Hết hạn {day}"
    )
    context.close()


def test_data_for_machines_drops_what_has_ended(browser: Browser, example: str) -> None:
    read = """() => JSON.parse(
      document.querySelector('script[type="application/ld+json"]').textContent)"""
    last = dt.datetime.combine(HONEY_ENDS, dt.time(23, 59, 59), VIETNAM)
    told = []
    for moment in (last, last + dt.timedelta(seconds=1)):
        with visitor(browser, moment) as page:
            page.goto(example + HONEY)
            told.append(page.evaluate(read))
    before, after = told
    assert before.pop("hasCertification")["expires"] == HONEY_ENDS.isoformat()
    assert after == before


def later_states(root: Path) -> dict[str, str]:
    """Return the state that the filters must know of every product after all have ended."""
    states = {}
    recount = Recount(root, TODAY)
    for id_, product in recount.products.items():
        current = recount.current(product)
        state = current[1] if current else product["kind"]
        states[id_] = "expired" if state in LIVE else state
    return states


def test_filters_count_none_in_force(browser: Browser, example: str, built_example: Path) -> None:
    states = later_states(built_example)
    expired = sorted(id_ for id_, state in states.items() if state == "expired")
    with visitor(browser, noon(LAST)) as page:
        page.goto(f"{example}/san-pham/{query([('state', 'expired')])}")
        expect(ready(page).locator(".listing__count")).to_contain_text(f"{len(expired)} trong")
        assert sorted(shown(page)) == expired
        numbers = counts(page)["state"]
        assert {numbers[state] for state in LIVE if state in numbers} == {0}
        assert numbers["expired"] == len(expired)
        line = page.locator(".listing__standing")
        expect(line).to_contain_text(
            f"Trong đó 0 có sao còn hiệu lực (tính đến ngày {LAST:%d/%m/%Y})"
        )
        expect(line).to_contain_text(f"{len(expired)} đã hết hạn")

        page.goto(f"{example}/san-pham/{query([('state', 'valid'), ('state', 'extended')])}")
        expect(page.locator(".listing__empty")).to_be_visible()
        page.goto(f"{example}/hop-tac-xa/{query([('state', 'valid'), ('state', 'extended')])}")
        expect(page.locator(".listing__empty")).to_be_visible()


def test_filters_of_organisations_follow_their_products(browser: Browser, example: str) -> None:
    with visitor(browser, noon(LAST)) as page:
        page.goto(f"{example}/hop-tac-xa/")
        before = counts(page)["state"]
        assert {before[state] for state in LIVE if state in before} != {0}
        choose(ready(page), "kind", "cooperative")
        expect(page.locator(".listing__count")).to_contain_text(" trong ")
        after = counts(page)["state"]
        assert {after[state] for state in LIVE if state in after} == {0}


def test_answers_of_the_search_are_of_the_day(browser: Browser, example: str) -> None:
    with visitor(browser, noon(LAST)) as page:
        page.goto(f"{example}/")
        ask(page, "mien mau")
        expect(options_of(page).first).to_contain_text("Từng đạt OCOP 5 sao, hết hạn 10/03/2028")
        expect(page.locator(".search")).not_to_contain_text("hiệu lực đến")


def test_shortlist_and_its_file_are_of_the_day(
    browser: Browser, example: str, tmp_path: Path
) -> None:
    with visitor(browser, noon(LAST)) as page:
        page.goto(example + link("mien-mau", "mat-ong-gia-han", TEA, page=LIST))
        expect(page.locator(ROWS)).to_have_count(3)
        expect(page.locator(f"{ROWS} .award--expired")).to_have_count(3)
        assert page.evaluate(CLAIMS) == []
        with page.expect_download() as saving:
            page.locator('[data-tool="csv"]').click()
        saving.value.save_as(tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row[WORDS("find.list.csv.state")] for row in rows] == ["Đã hết hạn"] * 3
    assert "hiệu lực" not in text


def test_a_comparison_is_of_the_day(browser: Browser, example: str) -> None:
    with visitor(browser, noon(LAST)) as page:
        page.goto(example + link("mien-mau", TEA, page=COMPARE))
        expect(page.locator(".compare tbody .award--expired")).to_have_count(2)
        expect(page.locator(".compare tbody")).to_contain_text("Hết hạn 10/03/2028")
        expect(page.locator(".compare")).not_to_contain_text("…")
        assert page.evaluate(CLAIMS) == []
        # A certificate of the maker, valid on the day of the build.
        expect(page.locator(".compare tbody")).to_contain_text("hết hạn 30/04/2027")


def aged(page: Page, data: Data, today: date) -> Data:
    """Return what `ageing.js` makes of data on a day."""
    result: Data = page.evaluate(
        """async ([address, data, today]) => (await import(address)).aged(data, today)""",
        ["/assets/js/ageing.js", data, today.isoformat()],
    )
    return result


def read(root: Path) -> Data:
    data: Data = json.loads((root / "site" / "assets" / "data" / "find.json").read_bytes())
    return data


def values_of(data: Data, item: Data, kind: str) -> set[str]:
    """Return the values of the facet `state` of an item."""
    facets = data["facets"][kind]
    place = [facet["key"] for facet in facets].index("state")
    numbers = item["f"][place]
    return {facets[place]["options"][number][0] for number in numbers}


def test_aged_data_is_that_of_a_build_of_the_day(
    browser: Browser, example: str, built_example: Path, rebuilt: Path
) -> None:
    old, new = read(built_example), read(rebuilt)
    with visitor(browser, noon(TODAY)) as page:
        page.goto(f"{example}/")
        result = aged(page, old, LATER)
        assert aged(page, old, date(2020, 1, 1)) == {**old, "today": TODAY.isoformat()}
        assert aged(page, old, TODAY) == {**old, "today": TODAY.isoformat()}
    assert result["today"] == LATER.isoformat()
    changed = 0
    for was, became, should in zip(
        old["products"],
        result["products"],
        new["products"],
        strict=True,
    ):
        if was["state"] in LIVE and was["ends_on"] < LATER.isoformat():
            changed += 1
            assert {**became, "f": 0} == {**should, "f": 0}
            assert values_of(result, became, "products") == values_of(new, should, "products")
        else:
            assert became == was
    assert changed == 2
    live = {"valid", "expiring", "extended"}
    for became, should in zip(result["organisations"], new["organisations"], strict=True):
        states = values_of(result, became, "organisations")
        assert states & live == values_of(new, should, "organisations") & live


def test_without_a_number_for_ended_awards_nothing_is_in_force_all_the_same(
    browser: Browser, example: str, built_example: Path
) -> None:
    data = read(built_example)
    for facets in data["facets"].values():
        for facet in facets:
            facet["options"] = [option for option in facet["options"] if option[0] != "expired"]
    with visitor(browser, noon(TODAY)) as page:
        page.goto(f"{example}/")
        result = aged(page, data, LAST)
    for product in result["products"]:
        assert product["state"] not in LIVE
    noodles = next(p for p in result["products"] if p["id"] == "mien-mau")
    assert noodles["label"] == "Từng đạt OCOP 5 sao, hết hạn 10/03/2028"
    assert values_of(data, noodles, "products") == set()


def test_without_script_every_star_has_its_last_day_in_words(built_example: Path) -> None:
    stars = 0
    for page in read_site(built_example / "site").values():
        for badge in elements(page.root, css="award"):
            if elements(badge, css="stars"):
                day = date.fromisoformat(badge.attrib["data-expires"])
                assert f"đến {day:%d/%m/%Y}" in text_of(one(elements(badge, css="award__label")))
                stars += 1
    assert stars > 20


def test_visitors_of_all_tests_come_on_the_day_of_the_build(browser: Browser) -> None:
    with browser.new_context() as context:
        day = context.new_page().evaluate("new Date(Date.now()).toISOString().slice(0, 10)")
    assert day == TODAY.isoformat()
