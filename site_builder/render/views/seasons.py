"""Seasons: the months in which there is something to be had, in words and as strips of twelve."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_builder.records.directory import ListedProduct
from site_builder.render.addresses import product_address
from site_builder.render.environment import Site, call_macro
from site_builder.render.views.texts import short_place
from site_builder.words.catalogue import Words

MONTHS = range(1, 13)

# The first and the last month of a season; (11, 2) runs over the turn of the year.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StripMonth:
    """One of the twelve fields of a strip; `is_now` marks the month of the build."""

    number: int
    is_in: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Season:
    """When there is a product: `text` says what `strip` draws.

    `is_now` holds in the months of the season, but never for what there is all year.
    """

    text: str
    strip: tuple[StripMonth, ...]
    is_now: bool
    is_all_year: bool


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A product of a calendar."""

    name: str
    href: str
    place: str | None
    season: Season


@dataclass(frozen=True, slots=True)
class Calendar:
    """The products whose season is known: `rows` by the month they begin in, `now` among them.

    What there is all year stands apart; `unknown` counts the products that state no months.
    """

    rows: tuple[SeasonRow, ...]
    now: tuple[SeasonRow, ...]
    all_year: tuple[SeasonRow, ...]
    unknown: int
    month: str


def spans(months: Iterable[int]) -> tuple[Span, ...]:
    """Return months (1 to 12, in any order) as spans, by the month in which each begins."""
    known = set(months)
    if known.issuperset(MONTHS):
        return ((MONTHS[0], MONTHS[-1]),)
    starts = sorted(month for month in known if _before(month) not in known)
    return tuple((start, _end(start, known)) for start in starts)


def _before(month: int) -> int:
    return month - 1 or MONTHS[-1]


def _after(month: int) -> int:
    return month % MONTHS[-1] + 1


def _end(month: int, known: set[int]) -> int:
    while _after(month) in known:
        month = _after(month)
    return month


def season_text(words: Words, months: Sequence[int]) -> str | None:
    """Return `tháng 11 đến tháng 2` for 11, 12, 1 and 2; nothing for no months at all."""
    found = spans(months)
    if not found:
        return None
    if set(months).issuperset(MONTHS):
        return words("seasons.all_year")
    parts = [_span_text(words, span) for span in found]
    if len(parts) == 1:
        return parts[0]
    return words("seasons.several", others=", ".join(parts[:-1]), last=parts[-1])


def _span_text(words: Words, span: Span) -> str:
    first, last = (words(f"seasons.name.{month}") for month in span)
    return words("seasons.span", first=first, last=last) if first != last else first


def season_of(site: Site, product: ListedProduct) -> Season | None:
    """Return the season of a product, or nothing where no month is stated."""
    months = product.record.season_months
    text = season_text(site.words, months)
    if text is None:
        return None
    now = site.directory.today.month
    is_all_year = set(months).issuperset(MONTHS)
    return Season(
        text=text,
        strip=tuple(StripMonth(month, month in months, month == now) for month in MONTHS),
        is_now=now in months and not is_all_year,
        is_all_year=is_all_year,
    )


def season_strip(site: Site, product: ListedProduct) -> Markup | None:
    """Return the season of a product as HTML: the strip and its words."""
    season = season_of(site, product)
    if season is None:
        return None
    words = site.words
    return call_macro(
        "components/season.html.jinja", "season_strip", season, words("seasons.now_mark")
    )


def calendar_of(site: Site, products: Sequence[ListedProduct]) -> Calendar:
    """Return the calendar of some products, which stand in order of their names.

    Of services and spirits nobody asks the season: none of them counts as unknown.
    """
    known = [(p, season) for p in products if (season := season_of(site, p)) is not None]
    missing = [p for p in products if not p.record.season_months and has_season(p)]
    rows = tuple(
        _row(site, product, season)
        for product, season in sorted(known, key=lambda pair: spans(pair[0].record.season_months))
        if not season.is_all_year
    )
    today = site.directory.today
    return Calendar(
        rows=rows,
        now=tuple(row for row in rows if row.season.is_now),
        all_year=tuple(_row(site, p, season) for p, season in known if season.is_all_year),
        unknown=len(missing),
        month=site.words(
            "seasons.month_of_year",
            month=site.words(f"seasons.name.{today.month}"),
            year=today.year,
        ),
    )


def has_season(product: ListedProduct) -> bool:
    """Return whether a page of such a product says when there is any."""
    record = product.record
    return record.ocop_group != "services" and record.regulatory_class != "alcohol"


def _row(site: Site, product: ListedProduct, season: Season) -> SeasonRow:
    return SeasonRow(
        name=product.record.name_vi,
        href=product_address(product.record.id),
        place=short_place(site.words, product.place),
        season=season,
    )
