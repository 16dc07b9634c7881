"""What happened to organisations and products, each event on the day that the data gives for it.

An event is dated by the records and never by the build, so that the same records tell the same
events on every later day, and an award that ends by date alone is told on the day after its last
one. What has no day in the data is no event: a year or a month alone names no day, `verified` says
that somebody looked and not that something is new, and no file or build knows when a record came.

- `new`: the first decision that recognised a product; a record without any decision is new on the
  day of the oldest document it cites that is dated to the day.
- `recertified`: a later decision.
- `expired`: the day after the end of an award whose place no later decision had taken.
- `withdrawn`: the day of the withdrawal.
- `closed`: the day on which an organisation ended, or a record left the directory. The departed
  have no other event, because nothing of theirs is to be had any more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from site_builder.records.directory import Directory, ListedProduct, OrganisationOrProduct
from site_builder.records.models.common import SourceRef
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.reference import Document
from site_builder.records.rules.awards import AssessedAward, is_decided

Kind = Literal["new", "recertified", "expired", "withdrawn", "closed"]
KINDS: tuple[Kind, ...] = ("new", "recertified", "expired", "withdrawn", "closed")
DAY_LENGTH = len("2024-06-25")


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a record; `award` is what it is about, `document` what named the record first.

    A record has at most one event of a kind on a day.
    """

    kind: Kind
    day: date
    listed: OrganisationOrProduct
    award: AssessedAward | None = None
    document: Document | None = None


def events(directory: Directory) -> tuple[Event, ...]:
    """Return all events of organisations and products up to today, the newest first."""
    found = [
        event
        for listed in directory.every_organisation_and_product
        for event in events_of(directory, listed)
    ]
    return tuple(sorted(found, key=_order))


def events_of(directory: Directory, listed: OrganisationOrProduct) -> tuple[Event, ...]:
    """Return the events of one record up to today, the newest first."""
    unique = {(event.kind, event.day): event for event in _all_of(directory, listed)}
    return tuple(sorted((e for e in unique.values() if e.day <= directory.today), key=_order))


def dated_to_the_day(partial: str | None) -> date | None:
    """Return the day of a date that is known to the day."""
    if partial is None or len(partial) != DAY_LENGTH:
        return None
    return date.fromisoformat(partial)


def _order(event: Event) -> tuple[int, str, str, int]:
    record = event.listed.record
    return -event.day.toordinal(), event.listed.path, record.id, KINDS.index(event.kind)


def _all_of(directory: Directory, listed: OrganisationOrProduct) -> Iterator[Event]:
    record = listed.record
    ended = isinstance(record, Organisation) and record.has_ended
    if record.left is not None or ended:
        day = record.left.on if record.left else getattr(record, "dissolved_on", None)
        if day is not None:
            yield Event("closed", day, listed)
        return
    decided = False
    if isinstance(listed, ListedProduct):
        decided = any(is_decided(assessed.award) for assessed in listed.awards)
        yield from _award_events(listed)
    first = _first_document(directory, record.sources)
    if first is not None and not decided:
        day, document = first
        yield Event("new", day, listed, document=document)


def _award_events(product: ListedProduct) -> Iterator[Event]:
    kind: Kind = "new"
    for assessed in product.awards:
        award = assessed.award
        if is_decided(award) and award.decision_date is not None:
            yield Event(kind, award.decision_date, product, assessed)
            kind = "recertified"
        if award.withdrawn is not None:
            yield Event("withdrawn", award.withdrawn.date, product, assessed)
        elif assessed.state == "expired" and assessed.ends_on is not None:
            taken_over_on = assessed.ends_on + timedelta(days=1)
            if all(other.award.decision_date != taken_over_on for other in product.awards):
                yield Event("expired", taken_over_on, product, assessed)


def _first_document(
    directory: Directory, sources: Iterable[SourceRef]
) -> tuple[date, Document] | None:
    """Return the oldest document that is dated to the day, among those a record cites."""
    dated = []
    for source in sources:
        document = directory.documents[source.document]
        day = dated_to_the_day(source.date or document.date)
        if day is not None:
            dated.append((day, document))
    return min(dated, key=lambda pair: (pair[0], pair[1].id), default=None)
