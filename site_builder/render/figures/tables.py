"""Figures as rows of tables: results, targets and comparisons apart, grouped by place."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from site_builder.records.directory import PlacedFigure
from site_builder.render.environment import Site
from site_builder.render.figures.figures import (
    KINDS,
    disagreement_words,
    disagreements,
    in_table_order,
    indicator_anchor,
    place_words,
    time_words,
    value_words,
)
from site_builder.render.figures.sources import FigureSources
from site_builder.render.views.texts import in_language, label


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure in words.

    `anchor` is the id of its indicator. `value` is none when there is no usable one; `quote` are
    the words of its source, or `fact` what it says in ours; `reference` is the number of the
    source on the page, `disagreement` the mark of a figure that another one contradicts.
    """

    id: str
    indicator: str
    anchor: str
    place: str
    time: str
    value: str | None
    quote: str | None
    fact: str | None
    nature: str
    reference: str
    disagreement: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of one kind (`results`, `targets`, `comparisons`), in groups of one place."""

    kind: str
    groups: tuple[tuple[str, tuple[FigureView, ...]], ...]

    @property
    def names_places(self) -> bool:
        """Whether rows are best told apart by their places: several, with one figure each."""
        return len(self.groups) > 1 and all(len(rows) == 1 for _, rows in self.groups)

    @property
    def has_notes(self) -> bool:
        """Whether any row has a note."""
        return any(row.note for _, rows in self.groups for row in rows)


def figure_tables(
    site: Site, figures: Sequence[PlacedFigure], sources: FigureSources
) -> list[FigureTable]:
    """Return a table for each kind of figures there is; the order inside a place stays."""
    marks = {
        figure.record.id: disagreement_words(site.words, group)
        for group in disagreements(figures)
        for figure in group
    }
    ordered = in_table_order(figures)
    tables = []
    for kind, natures in KINDS.items():
        of_kind = [f for f in ordered if f.record.nature in natures]
        views = [view_figure(site, f, sources, marks.get(f.record.id)) for f in of_kind]
        groups = [(place, tuple(rows)) for place, rows in groupby(views, key=lambda v: v.place)]
        if groups:
            tables.append(FigureTable(kind, tuple(groups)))
    return tables


def view_figure(
    site: Site, figure: PlacedFigure, sources: FigureSources, disagreement: str | None = None
) -> FigureView:
    """Return a figure in words."""
    record, words = figure.record, site.words
    return FigureView(
        id=f"figure-{record.id}",
        anchor=indicator_anchor(record.indicator),
        indicator=label(words, site.directory.indicators[record.indicator]),
        place=place_words(site, figure),
        time=time_words(words, record),
        value=value_words(words, record),
        quote=record.source.quote,
        fact=record.source.fact,
        nature=words(f"statistics.nature.{record.nature}"),
        reference=sources.of(figure),
        disagreement=disagreement,
        note=in_language(words, record.note_vi, record.note_en),
    )
