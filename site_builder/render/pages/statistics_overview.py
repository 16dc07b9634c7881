"""The overview of the figures: topics, headline series, how to read, and what disagrees."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.records.directory import Directory, PlacedFigure
from site_builder.render.addresses import HOME, STATISTICS, topic_address
from site_builder.render.environment import Page, Site
from site_builder.render.figures.figures import (
    RESULTS,
    IndicatorFigures,
    TopicFigures,
    disagreement_words,
    disagreements,
    place_words,
    time_words,
    value_words,
)
from site_builder.render.figures.series import (
    ChartView,
    Series,
    count_times,
    find_series,
    series_chart,
)
from site_builder.render.figures.sources import FigureSources, cite_figures
from site_builder.render.figures.tables import (
    FigureTable,
    FigureView,
    figure_tables,
    view_figure,
)
from site_builder.render.views.sources import SourceView
from site_builder.render.views.texts import label

# A headline is stated for the whole province at this many times or more.
HEADLINE_TIMES = 3

TopicLink = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Headline:
    """The series of a topic that is stated most often for the whole province."""

    label: str
    href: str
    latest: str
    chart: ChartView
    tables: tuple[FigureTable, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures that say different things about one indicator, place, time and nature."""

    label: str
    href: str
    place: str
    time: str
    nature: str
    how: str
    sides: tuple[tuple[FigureView, SourceView], ...]


def overview_page(site: Site, topics: Sequence[TopicFigures]) -> Page:
    """Return the page that opens the figures."""
    words, directory = site.words, site.directory
    figures = [figure for topic in topics for figure in topic.figures]
    sources = _sources(site, figures)
    scope = directory.settings.scope.name
    return Page(
        address=STATISTICS,
        template="statistics.html.jinja",
        styles=("figures",),
        title=words("statistics.title", scope=scope),
        description=words("statistics.description", figures=len(figures), scope=scope),
        values={
            "crumbs": [(words("pages.home.short"), HOME), (words("statistics.short"), None)],
            "figures": len(figures),
            "indicators": sum(len(topic.indicators) for topic in topics),
            "topics": topic_links(site, topics),
            "headlines": list(_headlines(site, topics, sources)),
            "fewest": HEADLINE_TIMES,
            "natures": Counter(figure.record.nature for figure in figures),
            "disagreements": list(_disagreements(site, topics, sources)),
            "documents": sources.documents,
        },
    )


def topic_links(site: Site, topics: Sequence[TopicFigures]) -> list[TopicLink]:
    """Return for each topic its name, address, and how many indicators and figures it has."""
    return [
        (
            label(site.words, topic.topic),
            topic_address(topic.topic.id),
            site.words("statistics.topic_detail", count=len(topic.indicators)),
            site.words("statistics.topic_count", count=len(topic.figures)),
        )
        for topic in topics
    ]


def _sources(site: Site, figures: Sequence[PlacedFigure]) -> FigureSources:
    """Return the documents of all figures, those with the most figures first."""
    counts = Counter(figure.record.source.document for figure in figures)
    ordered = sorted(figures, key=lambda f: -counts[f.record.source.document])
    return cite_figures(site, ordered, passages=False)


def _headlines(
    site: Site, topics: Sequence[TopicFigures], sources: FigureSources
) -> Iterator[Headline]:
    """Yield for each topic the indicator that is stated most often for the whole province."""
    for topic in topics:
        found = [
            (count_times(series), group, series)
            for group in topic.indicators
            for series in find_series(
                f for f in group.figures if _is_whole_province(site.directory, f)
            )
        ]
        times, group, series = max(found, key=lambda item: item[0], default=(0, None, ()))
        if group is not None and times >= HEADLINE_TIMES:
            yield _headline(site, topic, group, series, sources)


def _headline(
    site: Site,
    topic: TopicFigures,
    group: IndicatorFigures,
    series: Series,
    sources: FigureSources,
) -> Headline:
    words, name = site.words, label(site.words, group.indicator)
    place = place_words(site, series[0])
    latest = [f.record for f in series if f.record.nature in RESULTS][-1]
    return Headline(
        label=name,
        href=_link(topic, group),
        latest=words(
            "statistics.latest",
            time=time_words(words, latest), value=value_words(words, latest), place=place,
        ),
        chart=series_chart(
            site, series, group.anchor, words("statistics.chart_title", indicator=name, place=place)
        ),
        tables=tuple(figure_tables(site, series, sources)),
    )  # fmt: skip


def _disagreements(
    site: Site, topics: Sequence[TopicFigures], sources: FigureSources
) -> Iterator[Disagreement]:
    words = site.words
    for topic in topics:
        for group in topic.indicators:
            for found in disagreements(group.figures):
                first = found[0]
                yield Disagreement(
                    label=label(words, group.indicator),
                    href=_link(topic, group),
                    place=place_words(site, first),
                    time=time_words(words, first.record),
                    nature=words(f"statistics.nature.{first.record.nature}"),
                    how=disagreement_words(words, found),
                    sides=tuple(
                        (view_figure(site, figure, sources), sources.document_of(figure).source)
                        for figure in found
                    ),
                )


def _link(topic: TopicFigures, group: IndicatorFigures) -> str:
    return f"{topic_address(topic.topic.id)}#{group.anchor}"


def _is_whole_province(directory: Directory, figure: PlacedFigure) -> bool:
    place = figure.place
    covered = {district.former_province for district in directory.districts}
    smaller = (place.district, place.former_commune, place.commune)
    return (
        place.former_province is not None
        and covered == {place.former_province.code}
        and not any(smaller)
    )
