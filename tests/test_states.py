"""The state of an award is the same wherever it is shown, and never says more than is known."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from site_builder.pipeline import render_directory
from site_builder.records.content import load_content
from site_builder.records.link import link
from site_builder.records.rules.awards import AwardState
from site_builder.words.catalogue import load_words
from tests.building import TODAY
from tests.html_pages import HtmlPage, elements, one, read_html, read_site, text_of
from tests.recount import LIVE, Record, Recount

WORDS = load_words("vi")
# They say what each state means.
EXPLAIN_STATES = {"/tin-cay/", "/du-lieu/"}

Pages = dict[str, HtmlPage]
Card = tuple[str | None, str]


def expected_card(recount: Recount, product: Record) -> Card:
    """Return the state and the words that every list must show for a product."""
    current = recount.current(product)
    if current is None:
        return None, WORDS(f"records.product_kind.{product['kind']}")
    award, state, end = current
    stars = WORDS("awards.stars", star=award["star"]) if "star" in award else WORDS("awards.ocop")
    ends = f"{end:%d/%m/%Y}" if end else ""
    gone = "/".join(reversed(award.get("withdrawn", {}).get("date", "").split("-")))
    return state, WORDS(f"awards.label.{state}", stars=stars, end=ends, withdrawn=gone)


def cards(page: HtmlPage) -> Iterator[tuple[str, Card]]:
    """Yield the product, the state and the words of every product in a list of a page."""
    rows = elements(page.article, "tr") if page.address == "/san-pham/" else []
    for card in (*elements(page.article, "li", "card"), *rows[1:]):
        title = elements(card, css="card__title") or elements(card, css="row__name")
        (address,) = page.links_in(one(title))
        if address.startswith("/san-pham/"):
            badges = elements(card, css="award")
            state = next((badge_state(badge.get("class", "")) for badge in badges), None)
            shown = elements(card, css="award__label") or elements(card, "p", "tag")
            yield address.split("/")[2], (state, text_of(one(shown)))


def badge_state(css: str) -> str:
    return next(c.removeprefix("award--") for c in css.split() if c.startswith("award--"))


def lists(recount: Recount) -> dict[str, set[str]]:
    """Return the ids of the products that each list must hold, by the address of the list."""
    held: dict[str, set[str]] = {
        **{f"/san-pham/sao/{star}/": set() for star in (3, 4, 5)},
        **{f"/hop-tac-xa/{id_}/": set() for id_ in recount.organisations},
        **{address: set() for address in (*recount.district_pages, *recount.commune_pages)},
    }
    communes = {code: address for address, code in recount.commune_pages.items()}
    districts = {code: address for address, code in recount.district_pages.items()}
    for id_, product in recount.products.items():
        commune, district = recount.place(product)
        award = (recount.current(product) or ({},))[0]
        on = [
            "/san-pham/",
            f"/san-pham/nhom/{product['ocop_group']}/" if "ocop_group" in product else None,
            f"/san-pham/sao/{award['star']}/" if "star" in award else None,
            f"/hop-tac-xa/{product['producer']}/" if "producer" in product else None,
            communes.get(commune or ""),
            districts.get(district or ""),
        ]
        for address in filter(None, on):
            held.setdefault(address, set()).add(id_)
    for id_, product in recount.products.items():
        made = held.get(f"/hop-tac-xa/{product.get('producer')}/", set())
        held[f"/san-pham/{id_}/"] = made - {id_}
    return held


def test_every_list_of_products_holds_those_that_belong_there_in_their_state(
    pages: Pages, recount: Recount
) -> None:
    known = {id_: expected_card(recount, product) for id_, product in recount.products.items()}
    for address, ids in lists(recount).items():
        shown = list(cards(pages[address]))
        assert len(shown) == len(ids), address
        assert dict(shown) == {id_: known[id_] for id_ in ids}, address


def test_stars_stand_with_every_award_in_force_and_with_no_other(pages: Pages) -> None:
    for page in pages.values():
        badges = elements(page.root, css="award")
        shown = sum(len(elements(badge, css="stars")) for badge in badges)
        assert len(elements(page.root, css="stars")) == shown, page.address
        for badge in badges:
            told = re.search(r"OCOP (\d) sao", text_of(badge))
            live = badge_state(badge.get("class", "")) in LIVE and told is not None
            assert len(elements(badge, css="stars")) == live, page.address


def test_every_card_anywhere_shows_the_state_of_its_product(pages: Pages, recount: Recount) -> None:
    known = {id_: expected_card(recount, product) for id_, product in recount.products.items()}
    for page in pages.values():
        if not page.address.endswith(".html"):
            for id_, card in cards(page):
                assert card == known[id_], page.address


def test_every_product_page_shows_the_state_and_the_whole_history(
    pages: Pages, recount: Recount
) -> None:
    for id_, product in recount.products.items():
        page = pages[f"/san-pham/{id_}/"]
        header = one(elements(page.article, "header", "page-header"))
        state, label = expected_card(recount, product)
        shown = elements(header, css="award__label") or elements(header, "p", "tag")
        assert text_of(one(shown)) == label, id_
        assert [badge_state(e.get("class", "")) for e in elements(header, css="award")] == (
            [state] if state else []
        ), id_
        entries = elements(page.article, css="timeline__entry")
        states = [(e.get("class") or "").rpartition("--")[2] for e in entries]
        steps = len(product.get("ocop_steps", []))
        assert [s for s in reversed(states) if s != "step"] == [
            s for _, s, _ in recount.awards(product)
        ], id_
        assert states.count("step") == steps, id_


def test_the_data_files_hold_the_same_states(site: Path, recount: Recount) -> None:
    folder = site / "api" / "v1"
    items = json.loads((folder / "products.json").read_bytes())["items"]
    for item in items:
        awards = recount.awards(recount.products[item["id"]])
        current = recount.current(recount.products[item["id"]])
        award, state, end = current or ({}, None, None)
        assert item["state"] == state
        assert str(item["star"] or "") == award.get("star", "")
        assert item["ends_on"] == (end.isoformat() if end else None)
        assert [a["state"] for a in item.get("awards", [])] == [s for _, s, _ in awards]
        assert json.loads((folder / "products" / f"{item['id']}.json").read_bytes())["item"] == item


def test_no_award_of_the_real_data_is_in_force_so_no_page_shows_a_star(
    real_pages: Pages, real_recount: Recount
) -> None:
    assert not any(state in LIVE for state, _ in real_recount.states())
    for page in real_pages.values():
        assert elements(page.root, css="stars") == [], page.address
        if page.address not in EXPLAIN_STATES:
            assert WORDS("awards.state.valid") not in text_of(page.root), page.address


def test_the_example_has_an_award_in_every_state(built_example: Path) -> None:
    states = {state for state, _ in Recount(built_example, TODAY).states()}
    assert states == set(get_args(AwardState))


def test_the_worked_example_tells_its_whole_history(real_pages: Pages) -> None:
    page = real_pages["/san-pham/mien-dong-tai-hoan/"]
    history = [
        tuple(
            text_of(one(elements(entry, css=f"timeline__{part}")))
            for part in ("date", "title", "state")
        )
        for entry in elements(page.article, css="timeline__entry")
    ]
    outdated = "Quá 36 tháng, chưa có quyết định trong dữ liệu"
    assert history == [
        ("25/06/2024", "OCOP 5 sao4", "Chưa kiểm chứng: chưa có quyết định trong dữ liệu"),
        ("30/06/2021", "OCOP 5 sao3", "Hết hạn 30/06/2024"),
        ("2019", "OCOP 4 sao6", outdated),
        ("2018", "OCOP 4 sao5", outdated),
    ]
    details = [text_of(e) for e in elements(page.article, css="timeline__detail")]
    assert (
        "cấp quốc gia, Bộ Nông nghiệp và PTNT · "
        "Quyết định 2890/QĐ-BNN-VPĐP ngày 30/06/2021, 91,14 điểm"
    ) in details
    assert text_of(one(elements(elements(page.article, "header")[0], css="award"))) == (
        "Được nêu là OCOP 5 sao"
        "Cổng TTĐT tỉnh Bắc Kạn, 27/06/2024; chưa có số và ngày quyết định trong dữ liệu"
    )


def test_an_alcoholic_drink_is_stated_without_price_or_shop(pages: Pages, recount: Recount) -> None:
    drinks = [i for i, p in recount.products.items() if p.get("regulatory_class") == "alcohol"]
    assert drinks
    for id_ in drinks:
        page = pages[f"/san-pham/{id_}/"]
        assert "18+" in text_of(one(elements(page.article, css="notice--alcohol")))
        assert WORDS("fields.price") not in [text_of(e) for e in elements(page.article, "dt")]
        outside = [a for a in elements(page.article, "a") if a.get("rel") == "external"]
        sources = one(elements(page.article, "ol", "sources"))
        assert outside == [a for a in elements(sources, "a") if a.get("rel") == "external"]


def test_a_withdrawal_is_told_with_its_decision_and_its_ground(built_example: Path) -> None:
    page = read_site(built_example / "site")["/san-pham/ruou-bi-thu-hoi/"]
    details = [text_of(e) for e in elements(page.article, css="timeline__detail")]
    told = "Thu hồi theo quyết định 21/QĐ-UBND ngày 01/04/2026: không còn đạt tiêu chí"
    assert told in details


@pytest.fixture(scope="module")
def early_pages(real_root: Path) -> Pages:
    """Return the generated pages as they were on 15/01/2022, from the records of today."""
    content, _ = load_content(real_root, TODAY)
    assert content.settings is not None
    directory = link(content, content.settings, date(2022, 1, 15))
    pages = {}
    for file in render_directory(directory, real_root, "vi"):
        if file.path.endswith(".md"):
            address = "/" + file.path.removesuffix("index.md").removesuffix(".md")
            _, _, html = file.content.decode().split("---\n", 2)
            page = f"<article>{html}</article>"
            pages[address.rstrip("/") + "/"] = HtmlPage(address, page)
    return pages


def test_while_a_decision_was_in_force_the_page_showed_stars_and_the_last_day(
    early_pages: Pages, real_recount: Recount
) -> None:
    decided = [
        (id_, award)
        for id_, product in real_recount.products.items()
        for award in product.get("awards", [])
        if award.get("decision_number") == "2616/QĐ-UBND"
    ]
    assert len(decided) == 9
    for id_, award in decided:
        page = read_html(early_pages[f"/san-pham/{id_}/"].source)
        header = one(elements(page, "header", "page-header"))
        assert badge_state(one(elements(header, css="award")).get("class", "")) == "valid"
        assert text_of(one(elements(header, css="award__label"))).endswith("29/12/2024")
        assert len(elements(header, css="stars")) == ("star" in award)


def test_the_same_records_on_another_day_give_that_days_counts(
    early_pages: Pages, real_root: Path
) -> None:
    then = Recount(real_root, date(2022, 1, 15))
    live = sum(state in LIVE for state, _ in then.states())
    assert live > 9
    trust = read_html(early_pages["/tin-cay/"].source)
    assert text_of(elements(trust, css="stat__value")[0]) == str(live)
