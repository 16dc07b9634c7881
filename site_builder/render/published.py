"""What a build publishes, in the words of the ledger, and what it would leave unanswered."""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.records.ledger import Ledger, PublishedAddress
from site_builder.render.addresses import edition_address, page_address, record_of
from site_builder.render.headers import PATH as HEADERS
from site_builder.render.paper.codes import Code
from site_builder.render.paper.paper import Paper
from site_builder.words.generated import GeneratedFile
from site_builder.words.issue import Issue, shown

# The generated files of each edition by its language.
Editions = Mapping[str, Iterable[GeneratedFile]]
# What a build publishes, or would: the address of a paper is known before it is set.
Publishable = GeneratedFile | Paper | Code
Addressed = Mapping[str, Iterable[Publishable]]

# Parts of pages, and files for hosts and search engines, which nobody links to by themselves.
INTERNAL = ("assets/", "maps/", HEADERS, "robots.txt")


def published_addresses(editions: Addressed) -> list[PublishedAddress]:
    """Return the address of every page and data file, with what it stands for."""
    found = []
    for language, files in editions.items():
        for file in files:
            if not file.path.startswith(INTERNAL):
                is_page = file.path.endswith(".md")
                address = page_address(file.path) if is_page else f"/{file.path}"
                published = edition_address(address, language)
                found.append(PublishedAddress(published, record_of(published), file.title))
    return found


def check_rendered(ledger: Ledger, editions: Addressed) -> Iterator[Issue]:
    """Yield an issue for every published address that these files do not answer."""
    answered = {address.address for address in published_addresses(editions)}
    for row in ledger:
        if row.address not in answered:
            yield row.issue("address_unanswered", address=shown(row.address))


def new_addresses(ledger: Ledger, editions: Addressed) -> list[PublishedAddress]:
    """Return the addresses that the ledger does not know yet, in order."""
    known = {row.address for row in ledger}
    return sorted(row for row in published_addresses(editions) if row.address not in known)
