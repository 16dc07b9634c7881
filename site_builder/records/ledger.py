"""The ledger of addresses: every address that was ever published, and what it stood for.

It is a committed file of its own, because nothing else remembers: a record that is deleted leaves
no trace in the records. Addresses are added to it (`site-builder addresses --write`) and never
taken out, so that the next build can be held to them. An address is answered in one of four ways:

- by the record that has this id, or that has it among its `aliases`;
- by a tombstone: the record stays and says in `left` when it left, and why;
- a list that is empty now (the products of a shop, the records of a commune) keeps its page;
- anything else must be rendered as before, or the build stops before it writes.

An id is not used again: the ledger remembers the name, and the record must still know it.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.records.text import read_text
from site_builder.words.csv_text import plain_csv
from site_builder.words.issue import Issue, shown

PATH = "content/addresses.csv"
# Room for some hundred thousand addresses.
MAX_BYTES = 50_000_000
COLUMNS = ("address", "record", "name")
# No step is empty or begins with a full stop, so that no address climbs out of the site.
ADDRESS = re.compile(r"/([^/\s.][^/\s]*/)*([^/\s.][^/\s]*)?")


@dataclass(frozen=True, slots=True, order=True)
class PublishedAddress:
    """An address that was published.

    `record` is what it stood for then (`products/<id>`), empty where it is no address of a record;
    `name` is the title of its page then, empty for files. `line` is its place in the ledger.
    """

    address: str
    record: str
    name: str
    line: int = field(default=1, compare=False)

    def issue(self, key: str, **params: str) -> Issue:
        """Return an error about this address."""
        return Issue(PATH, self.line, 1, "", key, params)


Ledger = tuple[PublishedAddress, ...]


def load_ledger(root: Path) -> tuple[Ledger, list[Issue]]:
    """Return every published address; a directory that was never published needs no ledger."""
    path = root / PATH
    if not path.exists() and not path.is_symlink():
        return (), []
    text, issues = read_text(PATH, path, MAX_BYTES)
    if text is None:
        return (), issues
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: dict[str, PublishedAddress] = {}
    try:
        if tuple(next(reader, ())) != COLUMNS:
            return (), [*issues, Issue(PATH, 1, 1, "", "ledger_head", {"right": ",".join(COLUMNS)})]
        for cells in reader:
            key = _fault(cells, rows)
            if key is None:
                address, record, name = cells
                rows[address] = PublishedAddress(address, record, name, reader.line_num)
            else:
                params = {"value": shown("".join(cells[:1]))}
                issues.append(Issue(PATH, reader.line_num, 1, "", key, params))
    except csv.Error:
        issues.append(Issue(PATH, reader.line_num, 1, "", "csv_syntax"))
    return tuple(rows.values()), issues


def _fault(cells: list[str], rows: Mapping[str, PublishedAddress]) -> str | None:
    """Return what is wrong with a line of the ledger, as the key of a message."""
    if len(cells) != len(COLUMNS):
        return "row_length"
    if ADDRESS.fullmatch(cells[0]) is None:
        return "ledger_address"
    return "ledger_twice" if cells[0] in rows else None


def ledger_text(addresses: Iterable[PublishedAddress]) -> str:
    """Return the text of the ledger: one address a line, in order."""
    rows = ((row.address, row.record, row.name) for row in sorted(addresses))
    return plain_csv([COLUMNS, *rows])
