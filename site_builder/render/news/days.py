"""The day of each page for the sitemap: the newest one in the data that the page shows."""

from collections.abc import Iterator
from datetime import date

from site_builder.records.directory import (
    Directory,
    ListedOrganisation,
    ListedProduct,
    ListedProgramme,
    ListedRecord,
)
from site_builder.render.addresses import (
    HOME,
    NEWS,
    ORGANISATIONS,
    PRODUCTS,
    PROGRAMMES,
    commune_address,
    district_address,
    group_address,
    organisation_address,
    product_address,
    programme_address,
)
from site_builder.render.news.events import dated_to_the_day, events, events_of


def page_days(directory: Directory) -> dict[str, date]:
    """Return the day of the pages of records, and of the lists that show them, by address.

    It is never the day of the build: a page without a day in its data is not named.
    """
    days: dict[str, date] = {}
    for listed in directory.every_record:
        day = newest_day(directory, listed)
        for address in _shown_on(listed) if day is not None else ():
            days[address] = max(days.get(address, date.min), day or date.min)
    told = events(directory)
    return {**days, NEWS: told[0].day} if told else days


def newest_day(directory: Directory, listed: ListedRecord) -> date | None:
    """Return the last day up to today on which something of a record was said, checked or ended."""
    record = listed.record
    stated = (s.date or directory.documents[s.document].date for s in record.sources)
    days = [day for day in map(dated_to_the_day, stated) if day is not None]
    if not isinstance(listed, ListedProgramme):
        days += [event.day for event in events_of(directory, listed)]
    days += [record.verified.on] if record.verified else []
    days += [record.left.on] if record.left else []
    return max((day for day in days if day <= directory.today), default=None)


def _shown_on(listed: ListedRecord) -> Iterator[str]:
    """Yield the pages that show a record: its own, and the lists it is in."""
    record = listed.record
    yield HOME
    if isinstance(listed, ListedProgramme):
        yield from (PROGRAMMES, programme_address(record.id))
        return
    if isinstance(listed, ListedOrganisation):
        yield from (ORGANISATIONS, organisation_address(record.id))
    elif isinstance(listed, ListedProduct):
        yield from (PRODUCTS, product_address(record.id))
        if listed.record.ocop_group is not None:
            yield group_address(listed.record.ocop_group)
    if listed.place and listed.place.district:
        yield district_address(listed.place.district.slug)
    if listed.place and listed.place.commune:
        yield commune_address(listed.place.commune.slug)
