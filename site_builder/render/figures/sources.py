"""The sources of figures: one number for each document, and one for each passage in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.records.directory import PlacedFigure
from site_builder.records.models.common import SourceRef
from site_builder.render.environment import Site
from site_builder.render.views.sources import SourceView, cite


@dataclass(frozen=True, slots=True)
class Passage:
    """What a document says for one or more figures; `number` is `4`, or `4.2` among several."""

    number: str
    quote: str | None
    fact: str | None


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document with the passages that a page cites; `count` is how many figures rest on it."""

    source: SourceView
    passages: tuple[Passage, ...]
    count: int


@dataclass(frozen=True, slots=True)
class FigureSources:
    """The documents behind the figures of a page, in the order in which the page cites them."""

    documents: tuple[CitedDocument, ...]
    numbers: Mapping[SourceRef, str]

    def of(self, figure: PlacedFigure) -> str:
        """Return the number of the passage a figure rests on."""
        return self.numbers[figure.record.source]

    def document_of(self, figure: PlacedFigure) -> CitedDocument:
        """Return the document a figure rests on."""
        return self.documents[int(self.of(figure).partition(".")[0]) - 1]


def cite_figures(
    site: Site, figures: Iterable[PlacedFigure], *, passages: bool = True
) -> FigureSources:
    """Return the sources of figures; without `passages` only the documents have numbers."""
    cited: dict[str, list[SourceRef]] = {}
    for figure in figures:
        cited.setdefault(figure.record.source.document, []).append(figure.record.source)
    numbers: dict[SourceRef, str] = {}
    documents = []
    for view, sources in zip(cite(site, (), cited).views, cited.values(), strict=True):
        said = [s for s in dict.fromkeys(sources) if passages and (s.quote or s.fact)]
        number = f"{view.number}"
        numbers |= dict.fromkeys(sources, number)
        if len(said) > 1:
            numbers |= {source: f"{number}.{i}" for i, source in enumerate(said, start=1)}
        shown = tuple(Passage(numbers[source], source.quote, source.fact) for source in said)
        documents.append(CitedDocument(view, shown, len(sources)))
    return FigureSources(tuple(documents), numbers)
