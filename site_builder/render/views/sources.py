"""The numbered sources of a page, and which numbers stand behind a statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_builder.records.models.common import SourceRef
from site_builder.records.models.reference import Document
from site_builder.render.environment import Site
from site_builder.words.formats import format_partial_date


@dataclass(frozen=True, slots=True)
class SourceView:
    """One numbered source as templates show it; what is not known is none."""

    number: int
    title: str
    publisher: str
    date: str | None
    href: str | None
    quote: str | None
    fact: str | None


@dataclass(frozen=True, slots=True)
class Citations:
    """The sources of one page in order, and their numbers by document."""

    views: tuple[SourceView, ...]
    numbers: dict[str, tuple[int, ...]]

    def of(self, document: str | None) -> tuple[int, ...]:
        """Return the first number of a document, as a tuple for templates; empty if unknown."""
        return self.numbers.get(document or "", ())[:1]


def cite(site: Site, sources: Sequence[SourceRef], others: Iterable[str | None] = ()) -> Citations:
    """Return the citations of a record: its sources, then documents only its fields name."""
    listed = {source.document for source in sources}
    extra = [
        SourceRef(document=name) for name in dict.fromkeys(others) if name and name not in listed
    ]
    views = []
    numbers: dict[str, tuple[int, ...]] = {}
    for number, source in enumerate((*sources, *extra), start=1):
        document = site.directory.documents[source.document]
        views.append(_view(site, number, source, document))
        numbers[source.document] = (*numbers.get(source.document, ()), number)
    return Citations(tuple(views), numbers)


def _view(site: Site, number: int, source: SourceRef, document: Document) -> SourceView:
    day = source.date or document.date
    return SourceView(
        number=number,
        title=document.title,
        publisher=document.publisher,
        date=format_partial_date(day, site.words) if day else None,
        href=document.address,
        quote=source.quote,
        fact=source.fact,
    )
