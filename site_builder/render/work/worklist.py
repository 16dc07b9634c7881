"""The work that needs a person: what a record lacks, what has ended or soon will."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from site_builder.records.directory import Directory, ListedProduct, OrganisationOrProduct
from site_builder.records.places import District
from site_builder.records.rules.awards import EXPIRING_DAYS, add_months

# Days before the end of an award, the most pressing first.
WARNING_DAYS = (30, 90, EXPIRING_DAYS)
# Months after which a check by a person has become old.
CHECK_MONTHS = (24, 12)
# Kinds of work in the order in which they press.
KINDS = (
    *(f"ends_{days}" for days in WARNING_DAYS), "expired", "unverified",
    *(f"checked_{months}" for months in CHECK_MONTHS), "never_checked",
    "no_commune", "no_position", "no_quote", "no_photo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work on a record; `day` is when its award ends or ended, or its last check."""

    kind: str
    listed: OrganisationOrProduct
    day: date | None = None

    @property
    def district(self) -> District | None:
        """The former district of the record, as far as it is known."""
        return self.listed.place.district if self.listed.place else None


def worked_on(directory: Directory) -> tuple[OrganisationOrProduct, ...]:
    """Return the records that the work is about: those of the lists."""
    return (*directory.organisations, *directory.products)


def tasks(directory: Directory) -> tuple[Task, ...]:
    """Return the work on every record of the lists: by kind, then in the order of the records."""
    found = [task for listed in worked_on(directory) for task in _tasks_of(listed, directory.today)]
    return tuple(sorted(found, key=lambda task: KINDS.index(task.kind)))


def _tasks_of(listed: OrganisationOrProduct, today: date) -> Iterator[Task]:
    if isinstance(listed, ListedProduct):
        yield from _award_task(listed, today)
    elif listed.record.location is None:
        yield Task("no_position", listed)
    yield from _check_task(listed, today)
    if listed.place is None or listed.place.commune is None:
        yield Task("no_commune", listed)
    if not any(source.quote for source in listed.record.sources):
        yield Task("no_quote", listed)
    if not listed.record.photos:
        yield Task("no_photo", listed)


def _award_task(listed: ListedProduct, today: date) -> Iterator[Task]:
    current = listed.current
    if current is None:
        return
    if current.state in {"unverified", "outdated"}:
        yield Task("unverified", listed)
    elif current.state == "expired":
        yield Task("expired", listed, current.ends_on)
    elif current.is_live and current.ends_on is not None:
        left = (current.ends_on - today).days
        near = [days for days in WARNING_DAYS if left <= days]
        if near:
            yield Task(f"ends_{near[0]}", listed, current.ends_on)


def _check_task(listed: OrganisationOrProduct, today: date) -> Iterator[Task]:
    verified = listed.record.verified
    if verified is None:
        yield Task("never_checked", listed)
        return
    old = [months for months in CHECK_MONTHS if today >= add_months(verified.on, months)]
    if old:
        yield Task(f"checked_{old[0]}", listed, verified.on)
