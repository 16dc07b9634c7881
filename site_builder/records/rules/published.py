"""Published addresses: a record that had one is still there, moved or a tombstone, and the same."""

from collections.abc import Iterator
from typing import Any

from site_builder.records.content import Content, Shelf
from site_builder.records.ledger import Ledger, PublishedAddress
from site_builder.records.models.common import NamedRecord
from site_builder.records.models.organisation import Organisation
from site_builder.records.validate import Entry, nearest
from site_builder.words.folding import fold
from site_builder.words.issue import Issue, shown


def check_ledger(content: Content) -> Iterator[Issue]:
    """Yield an issue for every published record that is gone, or whose id became another's."""
    for folder, shelf in (
        ("cooperatives", content.organisations),
        ("products", content.products),
        ("programmes", content.programmes),
    ):
        of_folder = tuple(r for r in content.ledger if r.record.startswith(f"{folder}/"))
        yield from _check_kind(of_folder, shelf)


def _check_kind(ledger: Ledger, shelf: Shelf[Any]) -> Iterator[Issue]:
    entries = {entry.model.id: entry for entry in shelf}
    aliases = {alias for entry in shelf for alias in entry.model.aliases}
    known = {*(shelf.ids or ()), *entries, *aliases}
    # A file with errors may hold the alias that is missed.
    faulty = {where[0] for entry in shelf for where in entry.faulty}
    is_whole = len(shelf.entries) == len(shelf.ids or ()) and "aliases" not in faulty
    published = {_id(row) for row in ledger}
    missed: set[str] = set()
    for row in sorted(ledger, key=_page_first):
        name = _id(row)
        if name not in known and name not in missed and is_whole:
            missed.add(name)
            near = nearest(name, sorted(entries.keys() - published))
            key = "address_vanished_near" if near else "address_vanished"
            yield row.issue(key, address=shown(row.address), value=shown(name), near=near)
        elif row.name and name in entries:
            yield from _check_same(row, entries[name])


def _page_first(row: PublishedAddress) -> tuple[bool, int]:
    """Order the addresses of a record as people know them: its page, in the language of records."""
    return not row.address.endswith("/"), len(row.address)


def _id(row: PublishedAddress) -> str:
    return row.record.partition("/")[2]


def _check_same(row: PublishedAddress, entry: Entry[Any]) -> Iterator[Issue]:
    """Yield an issue when a record does not know the name under which its id was published.

    A tombstone may keep silent about it: the name may be why the record left.
    """
    record = entry.model
    is_nameless = ("name_vi",) in entry.hollow
    if not isinstance(record, NamedRecord) or record.left is not None or is_nameless:
        return
    legal = record.legal_name_vi if isinstance(record, Organisation) else None
    names = (record.name_vi, *record.other_names, *filter(None, (record.name_en, legal)))
    if fold(row.name) not in {fold(name) for name in names}:
        yield entry.issue(("id",), "id_reused", value=record.id, name=shown(row.name))
