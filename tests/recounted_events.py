"""The events of the records counted anew, by other code than the builder's."""

from collections.abc import Iterator
from datetime import timedelta

from tests.recount import ENDED, Record, Recount

ONE_DAY = timedelta(days=1)
# Kind, folder and id of the record, day.
Told = tuple[str, str, str, str]
SECTIONS = {"cooperatives": "hop-tac-xa", "products": "san-pham"}


def told(recount: Recount) -> Iterator[Told]:
    """Yield every event of the records of a root, counted anew."""
    for folder in SECTIONS:
        for id_, record in recount.every(folder).items():
            gone = record.get("left", {}).get("on")
            if gone or record.get("status") in ENDED:
                day = gone or record.get("dissolved_on")
                yield from [("closed", folder, id_, day)] if day else []
                continue
            if not decisions(record):
                days = sorted(day for day in source_days(recount, record) if len(day) == 10)
                yield from [("new", folder, id_, days[0])] if days else []
            yield from ((kind, folder, id_, day) for kind, day in award_events(recount, record))


def decisions(record: Record) -> list[str]:
    awards = record.get("awards", ())
    return sorted(
        a["decision_date"] for a in awards if {"decision_date", "decision_number"} <= {*a}
    )


def source_days(recount: Recount, record: Record) -> Iterator[str]:
    for source in record["sources"]:
        yield source.get("date") or recount.documents[source["document"]].get("date", "")


def award_events(recount: Recount, record: Record) -> Iterator[tuple[str, str]]:
    dates = decisions(record)
    yield from zip(("new", *["recertified"] * len(dates)), dates, strict=False)
    for award, state, end in recount.awards(record):
        if state == "withdrawn":
            yield "withdrawn", award["withdrawn"]["date"]
        elif state == "expired" and end is not None and str(end + ONE_DAY) not in dates:
            yield "expired", str(end + ONE_DAY)
