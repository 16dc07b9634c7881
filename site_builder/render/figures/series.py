"""Which figures make a chart, and the charts they make."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from site_builder.records.directory import PlacedFigure
from site_builder.records.models.reference import Figure
from site_builder.render.environment import Site
from site_builder.render.figures.bars import Bar, draw_bars
from site_builder.render.figures.charts import Point, draw_series, middle_of
from site_builder.render.figures.figures import (
    RESULTS,
    has_value_and_time,
    place_words,
    time_words,
    value_words,
)
from site_builder.render.views.texts import in_language
from site_builder.words.catalogue import Words
from site_builder.words.formats import format_number

# Fewer times make no series, fewer districts no comparison.
FEWEST_TIMES = 2
FEWEST_PLACES = 3

Series = tuple[PlacedFigure, ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with what stands over it: whose numbers, and in which unit."""

    title: str
    detail: str
    drawing: Markup


def find_series(figures: Iterable[PlacedFigure]) -> list[Series]:
    """Return the figures of one place and unit that make a chart, the longest series first.

    A series has results of at least two times that are not all the same number; targets of its
    place and unit come with it.
    """
    groups: dict[tuple[object, str], list[PlacedFigure]] = defaultdict(list)
    for figure in figures:
        if has_value_and_time(figure.record) and figure.record.nature != "percent_of_target":
            groups[figure.place, figure.record.unit_vi].append(figure)
    series = [tuple(group) for group in groups.values() if _changes(group)]
    return sorted(series, key=count_times, reverse=True)


def _changes(figures: Sequence[PlacedFigure]) -> bool:
    values = {f.record.value for f in figures if f.record.nature in RESULTS}
    return count_times(figures) >= FEWEST_TIMES and len(values) > 1


def count_times(figures: Iterable[PlacedFigure]) -> int:
    """Return at how many different times there are results."""
    return len({f.record.as_of for f in figures if f.record.nature in RESULTS})


def series_chart(site: Site, series: Series, key: str, title: str) -> ChartView:
    """Return the chart of a series; `key` makes its ids unique on its page."""
    words = site.words
    unit = in_language(words, series[0].record.unit_vi, series[0].record.unit_en)
    detail = words("statistics.unit", unit=unit)
    points = _points(site, series)
    said = "; ".join(point.words for point in points)
    number = partial(format_number, language=words.language)
    drawing = draw_series(points, title, f"{detail}. {said}.", key, number)
    return ChartView(place_words(site, series[0]), detail, drawing)


def _points(site: Site, series: Series) -> list[Point]:
    words = site.words
    return [
        Point(
            year=middle_of(record.as_of),
            value=record.value,
            kind=record.nature,
            label=words(
                f"statistics.point.{record.nature}",
                value=value_words(words, record, unit=False),
            ),
            words=figure_sentence(words, record),
            high=record.value_max,
        )
        for record in (figure.record for figure in series)
        if record.value is not None
        and record.as_of is not None
        and record.nature != "percent_of_target"
    ]


def figure_sentence(words: Words, figure: Figure) -> str:
    """Return a figure in one phrase: `12/2024: 457 HTX (thực hiện)`."""
    return words(
        "statistics.sentence",
        time=time_words(words, figure),
        value=value_words(words, figure) or words("statistics.no_value"),
        nature=words(f"statistics.nature.{figure.nature}"),
    )


def find_comparisons(figures: Iterable[PlacedFigure]) -> list[Series]:
    """Return results of one time and unit for at least three districts, the greatest first."""
    groups: dict[tuple[object, ...], list[PlacedFigure]] = defaultdict(list)
    for figure in figures:
        record = figure.record
        if has_value_and_time(record) and record.nature in RESULTS and _can_be_compared(figure):
            groups[record.as_of, record.unit_vi, record.nature].append(figure)
    return [
        tuple(sorted(group, key=_size, reverse=True))
        for group in groups.values()
        if len({figure.place for figure in group}) >= FEWEST_PLACES
    ]


def _can_be_compared(figure: PlacedFigure) -> bool:
    """Return whether it is one number, not below zero, about a whole former district."""
    place, record = figure.place, figure.record
    is_district = place.district and not place.commune and not place.former_commune
    return bool(is_district) and record.value_max is None and _size(figure) >= 0


def _size(figure: PlacedFigure) -> Decimal:
    return figure.record.value or Decimal(0)


def comparison_chart(
    site: Site, figures: Sequence[PlacedFigure], key: str, title: str
) -> ChartView:
    """Return the bars of districts side by side."""
    words, record = site.words, figures[0].record
    time = time_words(words, record)
    unit = in_language(words, record.unit_vi, record.unit_en)
    bars = [
        Bar(
            place_words(site, f),
            _size(f),
            value_words(words, f.record, unit=False) or "",
        )
        for f in figures
    ]
    detail = words("statistics.unit", unit=unit)
    said = "; ".join(f"{bar.name}: {bar.label}" for bar in bars)
    drawing = draw_bars(bars, f"{title}, {time}", f"{detail}. {said}.", key)
    return ChartView(words("statistics.districts_at", time=time), detail, drawing)
