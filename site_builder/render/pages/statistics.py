"""The figures: an overview, then one page per topic with every figure of its indicators."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.records.directory import PlacedFigure
from site_builder.render.addresses import HOME, STATISTICS, topic_address
from site_builder.render.environment import Page, Site
from site_builder.render.figures.figures import (
    IndicatorFigures,
    TopicFigures,
    disagreement_words,
    disagreements,
    figures_by_topic,
    in_table_order,
    place_words,
    time_words,
    value_words,
)
from site_builder.render.figures.series import (
    ChartView,
    comparison_chart,
    find_comparisons,
    find_series,
    series_chart,
)
from site_builder.render.figures.sources import FigureSources, cite_figures
from site_builder.render.figures.tables import FigureTable, figure_tables
from site_builder.render.pages.statistics_overview import overview_page, topic_links
from site_builder.render.views.texts import label
from site_builder.words.formats import PARTIAL_DATE
from site_builder.words.language_marks import capitalised

# More charts of one indicator make no picture; its table has every figure.
MOST_CHARTS = 4


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with two figures or more: charts where they make one, tables of all of them."""

    label: str
    anchor: str
    charts: tuple[ChartView, ...]
    tables: tuple[FigureTable, ...]
    conflicts: tuple[str, ...]


def statistics_pages(site: Site) -> Iterator[Page]:
    """Yield the overview, then a page for every topic with figures."""
    topics = figures_by_topic(site.directory)
    yield overview_page(site, topics)
    for topic in topics:
        yield _topic_page(site, topic, topics)


def _topic_page(site: Site, topic: TopicFigures, topics: Sequence[TopicFigures]) -> Page:
    words, name = site.words, label(site.words, topic.topic)
    several = [group for group in topic.indicators if len(group.figures) > 1]
    singles = [group for group in topic.indicators if len(group.figures) == 1]
    single_figures = [figure for group in singles for figure in group.figures]
    shown = [figure for group in several for figure in in_table_order(group.figures)]
    sources = cite_figures(site, [*shown, *in_table_order(single_figures)])
    counts = _counts(topic, sources)
    address = topic_address(topic.topic.id)
    return Page(
        address=address,
        template="statistics_topic.html.jinja",
        styles=("figures",),
        title=name,
        description=words("statistics.topic_description", topic=name, **counts),
        values={
            "crumbs": [
                (words("pages.home.short"), HOME),
                (words("statistics.short"), STATISTICS),
                (name, None),
            ],
            "lead": _lead(site, topic, counts),
            "contents": [
                *((label(words, g.indicator), f"#{g.anchor}", len(g.figures)) for g in several),
                *([(words("statistics.singles"), "#mot-con-so", len(singles))] if singles else []),
            ],
            "indicators": [_indicator_view(site, group, sources) for group in several],
            "singles": figure_tables(site, single_figures, sources),
            "documents": sources.documents,
            "topics": topic_links(site, topics),
            "address": address,
        },
    )


def _counts(topic: TopicFigures, sources: FigureSources) -> dict[str, int]:
    return {
        "indicators": len(topic.indicators),
        "figures": len(topic.figures),
        "documents": len(sources.documents),
    }


def _lead(site: Site, topic: TopicFigures, counts: dict[str, int]) -> str:
    """Return how much there is, and from which years."""
    times = [figure.record.as_of for figure in topic.figures if figure.record.as_of]
    years = sorted(match[1] for time in times for match in PARTIAL_DATE.finditer(time))
    if not years or years[0] == years[-1]:
        return site.words("statistics.topic_lead", **counts)
    return site.words("statistics.topic_lead_dated", first=years[0], last=years[-1], **counts)


def _indicator_view(site: Site, group: IndicatorFigures, sources: FigureSources) -> IndicatorView:
    words, name = site.words, label(site.words, group.indicator)
    charts = [
        series_chart(
            site, series, f"{group.anchor}-{number}",
            words("statistics.chart_title", indicator=name, place=place_words(site, series[0])),
        )
        for number, series in enumerate(find_series(group.figures)[:MOST_CHARTS], start=1)
    ] + [
        comparison_chart(site, figures, f"{group.anchor}-bars-{number}", name)
        for number, figures in enumerate(find_comparisons(group.figures), start=1)
    ]  # fmt: skip
    return IndicatorView(
        label=name,
        anchor=group.anchor,
        charts=tuple(charts),
        tables=tuple(figure_tables(site, group.figures, sources)),
        conflicts=tuple(_conflict(site, found) for found in disagreements(group.figures)),
    )


def _conflict(site: Site, group: Sequence[PlacedFigure]) -> str:
    words = site.words
    how = disagreement_words(words, group)
    return words(
        "statistics.conflict_text",
        place=place_words(site, group[0]),
        time=time_words(words, group[0].record),
        values=" / ".join(value_words(words, figure.record) or "" for figure in group),
        how=capitalised(how),
    )
