"""What a build publishes, in the words of the ledger, and what it would leave unanswered."""

from collections.abc import Iterable, Iterator

from site_builder.records.ledger import Ledger, PublishedAddress
from site_builder.render.addresses import page_address, record_of
from site_builder.words.generated import GeneratedFile
from site_builder.words.issue import Issue, shown

# Parts of pages, which nobody links to by themselves.
INTERNAL = ("assets/", "maps/")


def published_addresses(files: Iterable[GeneratedFile]) -> list[PublishedAddress]:
    """Return the address of every page and data file, with what it stands for."""
    found = []
    for file in files:
        if not file.path.startswith(INTERNAL):
            is_page = file.path.endswith(".md")
            address = page_address(file.path) if is_page else f"/{file.path}"
            found.append(PublishedAddress(address, record_of(address), file.title))
    return found


def check_rendered(ledger: Ledger, files: Iterable[GeneratedFile]) -> Iterator[Issue]:
    """Yield an issue for every published address that these files do not answer."""
    answered = {address.address for address in published_addresses(files)}
    for row in ledger:
        if row.address not in answered:
            yield row.issue("address_unanswered", address=shown(row.address))


def new_addresses(ledger: Ledger, files: Iterable[GeneratedFile]) -> list[PublishedAddress]:
    """Return the addresses that the ledger does not know yet, in order."""
    known = {row.address for row in ledger}
    return sorted(row for row in published_addresses(files) if row.address not in known)
