"""Seasons: months as spans and words, strips, and the calendars of the built pages."""

from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.records.directory import Directory, ListedProduct
from site_builder.render.environment import Site
from site_builder.render.views.seasons import (
    MONTHS,
    Span,
    calendar_of,
    season_of,
    season_strip,
    season_text,
    spans,
)
from site_builder.words.catalogue import load_words
from tests.building import TODAY
from tests.html_pages import HtmlPage, elements, one, read_html, read_site, text_of
from tests.recount import Recount

VIETNAMESE = load_words("vi")
YEAR = tuple(MONTHS)


def months_of(found: tuple[Span, ...]) -> list[int]:
    """Return the months of spans by counting on from the first to the last of each."""
    return list(chain.from_iterable(count_on(first, last) for first, last in found))


def count_on(first: int, last: int) -> list[int]:
    length = (last - first) % 12 + 1
    return [(first - 1 + step) % 12 + 1 for step in range(length)]


@given(st.sets(st.integers(1, 12)).flatmap(lambda months: st.permutations(sorted(months))))
def test_spans_hold_the_months_and_no_others(months: list[int]) -> None:
    found = spans(months)
    assert sorted(months_of(found)) == sorted(months)
    assert list(found) == sorted(found)


@given(st.sets(st.integers(1, 12), max_size=11))
def test_no_two_spans_touch(months: set[int]) -> None:
    found = spans(months)
    starts = {first for first, _ in found}
    assert not {last % 12 + 1 for _, last in found} & starts


@pytest.mark.parametrize(
    ("months", "vietnamese", "english"),
    [
        ((11, 12, 1, 2), "tháng 11 đến tháng 2", "November to February"),
        ((2, 1, 12, 11), "tháng 11 đến tháng 2", "November to February"),
        ((12, 1), "tháng 12 đến tháng 1", "December to January"),
        ((3,), "tháng 3", "March"),
        ((12,), "tháng 12", "December"),
        ((3, 4, 5), "tháng 3 đến tháng 5", "March to May"),
        ((9, 3, 4), "tháng 3 đến tháng 4 và tháng 9", "March to April and September"),
        ((1, 3, 5, 12), "tháng 3, tháng 5 và tháng 12 đến tháng 1",
         "March, May and December to January"),
        (YEAR, "quanh năm", "all year"),
        (tuple(reversed(YEAR)), "quanh năm", "all year"),
        ((), None, None),
    ],
)  # fmt: skip
def test_months_in_words(
    months: tuple[int, ...], vietnamese: str | None, english: str | None
) -> None:
    assert season_text(VIETNAMESE, months) == vietnamese
    assert season_text(load_words("en"), months) == english


@pytest.fixture
def example(directory: Directory) -> Site:
    """Return the example site in Vietnamese."""
    return Site(directory, VIETNAMESE, {}, has_outlines=False)


def product(site: Site, months: tuple[int, ...], **fields: object) -> ListedProduct:
    """Return a product of the example with these months."""
    listed = next(p for p in site.directory.products if p.record.id == "gao-chua-kiem-chung")
    return replace(
        listed, record=listed.record.model_copy(update={"season_months": months, **fields})
    )


def in_month(site: Site, month: int) -> Site:
    today = date(TODAY.year, month, 28)
    return replace(site, directory=replace(site.directory, today=today))


@given(months=st.sets(st.integers(1, 12), min_size=1), now=st.integers(1, 12))
def test_a_strip_shows_its_months_and_the_present_one(
    directory: Directory, months: set[int], now: int
) -> None:
    site = in_month(Site(directory, VIETNAMESE, {}, has_outlines=False), now)
    season = season_of(site, product(site, tuple(months)))
    assert season is not None
    assert [field.number for field in season.strip] == list(YEAR)
    assert {field.number for field in season.strip if field.is_in} == months
    assert [field.number for field in season.strip if field.is_now] == [now]
    assert season.is_all_year == (len(months) == 12)
    assert season.is_now == (now in months and len(months) < 12)


def test_a_strip_is_said_in_words_and_hidden_from_those_who_hear(example: Site) -> None:
    root = read_html(str(season_strip(example, product(example, (11, 12, 1, 2)))))
    words, strip = list(root)
    assert text_of(words).startswith("tháng 11 đến tháng 2")
    assert text_of(one(elements(words, "strong"))) == VIETNAMESE("seasons.now_mark")
    assert strip.get("aria-hidden") == "true"
    assert len(elements(strip, "span", "season__month--in")) == 4


def test_a_product_without_months_has_no_strip(example: Site) -> None:
    assert season_strip(example, product(example, ())) is None


def test_a_calendar_begins_with_the_first_month_and_keeps_the_year_apart(example: Site) -> None:
    listed = [
        product(example, YEAR, name_vi="Quanh năm"),
        product(example, (11, 12, 1), name_vi="Đông"),
        product(example, (), name_vi="Chưa rõ"),
        product(example, (3, 4), name_vi="Xuân"),
        product(example, (10, 11), name_vi="Thu"),
        product(example, (), name_vi="Nhà nghỉ", ocop_group="services"),
        product(example, (), name_vi="Rượu", regulatory_class="alcohol"),
    ]
    calendar = calendar_of(example, listed)
    assert [row.name for row in calendar.rows] == ["Xuân", "Thu", "Đông"]
    assert [row.name for row in calendar.now] == ["Thu", "Đông"]
    assert [row.name for row in calendar.all_year] == ["Quanh năm"]
    assert calendar.unknown == 1
    assert calendar.month == "tháng 11/2026"


# The built pages, counted anew from the records.


def months_in(recount: Recount, id_: str) -> set[int]:
    return {int(month) for month in recount.products[id_].get("season_months", [])}


def listed_in(page: HtmlPage, css: str) -> set[str]:
    """Return the ids of the products that the elements of a class link to."""
    found = {link for e in elements(page.article, css=css) for link in page.links_in(e)}
    return {link.strip("/").rpartition("/")[2] for link in found}


def test_the_calendar_of_all_names_every_product_with_months(
    pages: dict[str, HtmlPage], recount: Recount
) -> None:
    seasonal = {id_ for id_ in recount.products if 0 < len(months_in(recount, id_)) < 12}
    now = {id_ for id_ in seasonal if TODAY.month in months_in(recount, id_)}
    page = pages["/mua-vu/"]
    assert listed_in(page, "seasons") == seasonal
    assert listed_in(page, "season-now") == now
    if not seasonal:
        assert "sản phẩm còn thiếu thông tin này" in text_of(page.article)


def test_a_district_has_the_calendar_of_its_products(
    pages: dict[str, HtmlPage], recount: Recount
) -> None:
    for address, code in recount.district_pages.items():
        there = {id_ for id_, p in recount.products.items() if recount.place(p)[1] == code}
        seasonal = {id_ for id_ in there if 0 < len(months_in(recount, id_)) < 12}
        now = {id_ for id_ in seasonal if TODAY.month in months_in(recount, id_)}
        page = pages[address]
        assert listed_in(page, "seasons") == seasonal
        assert listed_in(page, "season-now") == now
        if not seasonal:
            assert VIETNAMESE("seasons.calendar.none") in text_of(page.article)


def test_a_product_says_its_season_or_that_it_is_not_known(built_example: Path) -> None:
    pages = read_site(built_example / "site")
    (mien,) = elements(pages["/san-pham/mien-mau/"].article, css="season__text")
    assert text_of(mien) == "tháng 11 đến tháng 2 đang vào vụ"
    (mang,) = elements(pages["/san-pham/mang-ung-vien/"].article, css="season__text")
    assert text_of(mang) == "tháng 12 đến tháng 1"
    rows = elements(pages["/san-pham/bun-het-han/"].article, css="facts__row")
    (row,) = [row for row in rows if text_of(row).startswith(VIETNAMESE("fields.season_months"))]
    assert text_of(row).endswith(VIETNAMESE("ui.missing"))
