"""The worklist to take away: a table for a spreadsheet, and the days for a calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from site_builder.records.directory import ListedOrganisation, OrganisationOrProduct, folder_of
from site_builder.records.rules.awards import add_months
from site_builder.render.addresses import WORK_CALENDAR, WORK_TABLE, record_address
from site_builder.render.environment import Site
from site_builder.render.views.texts import former_name
from site_builder.render.work.worklist import CHECK_MONTHS, Task, tasks, worked_on
from site_builder.words.content_lines import content_lines, escape
from site_builder.words.csv_text import csv_text
from site_builder.words.formats import format_date
from site_builder.words.generated import GeneratedFile

COLUMNS = ("district", "work", "record", "id", "name", "day", "page", "file")
ALARM_DAYS = (90, 30)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day on which a record needs a person; it is known since the award or the last check."""

    kind: str
    listed: OrganisationOrProduct
    since: date
    day: date


def worklist_files(site: Site) -> Iterator[GeneratedFile]:
    """Yield the worklist as a table and as a calendar."""
    found = tasks(site.directory)
    yield GeneratedFile(WORK_TABLE.lstrip("/"), _table(site, found).encode())
    yield GeneratedFile(WORK_CALENDAR.lstrip("/"), _calendar(site).encode())


def district_label(site: Site, task: Task) -> str:
    """Return the former district of a piece of work, in words."""
    if task.district is None:
        return site.words("worklist.no_district")
    return former_name(site.words, task.district)


def _table(site: Site, found: tuple[Task, ...]) -> str:
    head = [site.words(f"worklist.column.{name}") for name in COLUMNS]
    return csv_text([head, *(_row(site, task) for task in found)])


def _row(site: Site, task: Task) -> tuple[str, ...]:
    listed = task.listed
    of = "organisation" if isinstance(listed, ListedOrganisation) else "product"
    return (
        district_label(site, task),
        site.words(f"worklist.kind.{task.kind}"),
        site.words(f"worklist.{of}"),
        listed.record.id,
        listed.record.name_vi,
        format_date(task.day, site.words) if task.day else "",
        site.url(record_address(folder_of(listed), listed.record.id)),
        listed.path,
    )


def _calendar(site: Site) -> str:
    """Return the days as iCalendar (RFC 5545): the same records give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//site-builder//worklist//VI",
        f"X-WR-CALNAME:{escape(site.words('worklist.title'))}",
        *(line for one in _appointments(site) for line in _event(site, one)),
        "END:VCALENDAR",
    ]  # fmt: skip
    return content_lines(lines)


def _appointments(site: Site) -> Iterator[Appointment]:
    """Yield when an award in force ends, and when a check by a person becomes old."""
    for product in site.directory.products:
        current = product.current
        if current is not None and current.is_live and current.ends_on is not None:
            since = current.award.decision_date or current.ends_on
            yield Appointment("award", product, since, current.ends_on)
    for listed in worked_on(site.directory):
        if listed.record.verified is not None:
            since = listed.record.verified.on
            yield Appointment("check", listed, since, add_months(since, min(CHECK_MONTHS)))


def _event(site: Site, one: Appointment) -> Iterator[str]:
    record = one.listed.record
    host = urlsplit(site.directory.settings.site_url).hostname
    summary = escape(site.words(f"worklist.event.{one.kind}", name=record.name_vi))
    folder = folder_of(one.listed)
    yield "BEGIN:VEVENT"
    yield f"UID:{one.kind}-{folder}-{record.id}@{host}"
    # Not the day of the build: the file changes only when a record does.
    yield f"DTSTAMP:{one.since:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{summary}"
    yield f"URL:{site.url(record_address(folder, record.id))}"
    yield "TRANSP:TRANSPARENT"
    for days in ALARM_DAYS if one.kind == "award" else ():
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{days}D")
        yield from (f"DESCRIPTION:{summary}", "END:VALARM")
    yield "END:VEVENT"
