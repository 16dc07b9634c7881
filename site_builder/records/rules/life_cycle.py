"""The end of records: a date needs an end, a successor is another record and leads somewhere."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from site_builder.records.content import Content
from site_builder.records.models.organisation import ENDED, Organisation
from site_builder.records.raw import FieldPath
from site_builder.records.validate import Entry
from site_builder.words.issue import Issue


def check_life_cycle(content: Content) -> Iterator[Issue]:
    """Yield what cannot be so in the life of a record."""
    for organisation in content.organisations:
        yield from _check_end(organisation)
    for shelf in (content.organisations, content.products, content.programmes):
        yield from _check_successors(shelf)


def _check_end(entry: Entry[Organisation]) -> Iterator[Issue]:
    record = entry.model
    if record.dissolved_on and not record.has_ended:
        known = ", ".join(sorted(ENDED))
        yield entry.issue(("dissolved_on",), "end_without_status", known=known)
    if record.status == "merged" and record.successor is None:
        yield entry.warning(("status",), "merged_without_successor")
    if record.dissolved_on and record.registered_on and record.dissolved_on < record.registered_on:
        yield entry.issue(("dissolved_on",), "end_before_start")


def _check_successors(entries: Iterable[Entry[Any]]) -> Iterator[Issue]:
    """Yield every successor that is the record itself or leads back to it."""
    steps = {entry.model.id: (entry, *_successor(entry.model)) for entry in entries}
    following = {id_: successor for id_, (_, _, successor) in steps.items()}
    for id_, (entry, where, successor) in steps.items():
        line = _line(id_, following)
        if successor == id_:
            yield entry.issue(where, "successor_itself")
        elif following.get(line[-1]) == id_:
            yield entry.issue(where, "successor_ring", ring=" → ".join([*line, id_]))


def _line(id_: str, following: Mapping[str, str]) -> list[str]:
    """Return a record and those that follow it, each once."""
    line = [id_]
    while (successor := following.get(line[-1])) and successor not in line:
        line.append(successor)
    return line


def _successor(record: Any) -> tuple[FieldPath, str]:
    """Return where a record names its successor, and the successor or nothing."""
    if record.left is not None and record.left.successor:
        return ("left", "successor"), record.left.successor
    return ("successor",), getattr(record, "successor", None) or ""
