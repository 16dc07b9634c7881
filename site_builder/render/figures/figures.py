"""Figures as readers meet them: in words, in order, with what disagrees side by side."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from site_builder.records.directory import Directory, PlacedFigure
from site_builder.records.models.reference import Figure, Indicator, Term
from site_builder.records.rules.addresses import Place
from site_builder.render.environment import Site
from site_builder.render.figures.charts import middle_of
from site_builder.render.views.texts import in_language, short_place
from site_builder.words.catalogue import Words
from site_builder.words.formats import NO_BREAK_SPACE, format_number, format_partial_date

RESULTS = ("actual", "estimate")
# What stands apart: results, what was planned, and how the two compare.
KINDS: dict[str, tuple[str, ...]] = {
    "results": RESULTS,
    "targets": ("target",),
    "comparisons": ("percent_of_target",),
}


@dataclass(frozen=True, slots=True)
class IndicatorFigures:
    """An indicator with its figures in order of time."""

    indicator: Indicator
    figures: tuple[PlacedFigure, ...]

    @property
    def anchor(self) -> str:
        """The id of the indicator on the page of its topic."""
        return indicator_anchor(self.indicator.id)


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """A topic with those of its indicators that have figures, in the order of the vocabulary."""

    topic: Term
    indicators: tuple[IndicatorFigures, ...]

    @property
    def figures(self) -> tuple[PlacedFigure, ...]:
        """All figures of the topic."""
        return tuple(figure for group in self.indicators for figure in group.figures)


def indicator_anchor(indicator_id: str) -> str:
    """Return the id of an indicator on the page of its topic."""
    return indicator_id.replace("_", "-")


def figures_by_topic(directory: Directory) -> list[TopicFigures]:
    """Return the topics that have figures, in the order of the vocabulary."""
    found: dict[str, list[PlacedFigure]] = defaultdict(list)
    for figure in by_time(directory.figures):
        found[figure.record.indicator].append(figure)
    groups = [
        IndicatorFigures(indicator, tuple(found[key]))
        for key, indicator in directory.indicators.items()
        if key in found
    ]
    topics = [
        TopicFigures(topic, tuple(g for g in groups if g.indicator.topic == topic.id))
        for topic in directory.topics.values()
    ]
    return [topic for topic in topics if topic.indicators]


def time_words(words: Words, figure: Figure) -> str:
    """Return when a figure holds, or that its source does not say."""
    return format_partial_date(figure.as_of, words) if figure.as_of else words("ui.undated")


def value_words(words: Words, figure: Figure, *, unit: bool = True) -> str | None:
    """Return a figure as its source has it (`hơn 300 HTX`), or none when it has no usable value."""
    if figure.value is None:
        return None
    value = "–".join(
        format_number(number, words.language)
        for number in (figure.value, figure.value_max)
        if number is not None
    )
    if unit:
        name = in_language(words, figure.unit_vi, figure.unit_en) or ""
        value += name if name == "%" else f"{NO_BREAK_SPACE}{name}"
    if figure.qualifier is None:
        return value
    key = f"statistics.qualifier.{figure.qualifier}"
    return words(key, value=value) if key in words else f"{figure.qualifier} {value}"


def place_words(site: Site, figure: PlacedFigure) -> str:
    """Return the place a figure speaks of, former names marked as such."""
    return short_place(site.words, figure.place) or figure.record.place.as_stated or ""


def by_time(figures: Iterable[PlacedFigure]) -> list[PlacedFigure]:
    """Return figures in order of time, the undated ones last."""
    return sorted(figures, key=lambda f: _time_order(f.record))


def _time_order(figure: Figure) -> tuple[bool, float]:
    return (False, middle_of(figure.as_of)) if figure.as_of else (True, 0.0)


def in_table_order(figures: Iterable[PlacedFigure]) -> list[PlacedFigure]:
    """Return figures as tables show them: by kind, then from the widest place to the smallest."""
    placed = sorted(figures, key=lambda f: _place_order(f.place))
    return [f for natures in KINDS.values() for f in placed if f.record.nature in natures]


def _place_order(place: Place) -> tuple[str, ...]:
    units = (place.former_province, place.district, place.former_commune, place.commune)
    return tuple(unit.code if unit else "" for unit in units)


def has_value_and_time(figure: Figure) -> bool:
    """Return whether a figure has what a chart over time needs: a value and a time."""
    return figure.value is not None and figure.as_of is not None


def disagreements(figures: Iterable[PlacedFigure]) -> list[tuple[PlacedFigure, ...]]:
    """Return the figures that say different things about one indicator, place, time and nature.

    Figures without a time may speak of different times, so they disagree with nothing.
    """
    said: dict[tuple[object, ...], list[PlacedFigure]] = defaultdict(list)
    for figure in figures:
        record = figure.record
        if has_value_and_time(record):
            said[record.indicator, record.place, record.as_of, record.nature].append(figure)
    return [tuple(group) for group in said.values() if len({_amount(f.record) for f in group}) > 1]


def _amount(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    return figure.value, figure.value_max


def disagreement_words(words: Words, group: Sequence[PlacedFigure]) -> str:
    """Return whether documents disagree, or one document with itself."""
    documents = {figure.record.source.document for figure in group}
    return words("statistics.disagree" if len(documents) > 1 else "statistics.disagree_inside")
