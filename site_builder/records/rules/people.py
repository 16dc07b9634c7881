"""People: no identity number, telephone number or e-mail of a person in a public record.

The history of a public repository cannot be erased, so what names or reaches a person never gets
in (Law 91/2025/QH15 on personal data): it belongs in the private overlay, with the consent.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from site_builder.records.fields import FieldText, field_of
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.models.reference import Document
from site_builder.records.phones import holds_number, is_mobile
from site_builder.records.raw import FieldPath, RawRecord
from site_builder.records.validate import Entry
from site_builder.words.issue import Issue

# Fields with a form of their own, and the addresses of documents.
JUDGED_ELSEWHERE = frozenset({"phone", "email", "gtin", "tax_code", "address"})
WEB_ADDRESSES = frozenset({"url", "website"})
# Twelve digits in one run, or as the identity card groups them; such a number begins with 0.
IDENTITY_NUMBER = re.compile(r"(?<!\d)(\d{12}|0\d{2}([ .-]?)\d{3}\2\d{3}\2\d{3})(?!\d)")
# Tried from the start of a run of signs only, or a long run would be searched again and again.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?@\s?[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}")
# What every such number or address has one of.
REACHING = re.compile(r"[\d@]")
# Begun with its sign, for which a text is searched much faster than for what stands before.
COMMENT = re.compile(r"#(?<!\S#).*")
# Documents in which an organisation's number stands as its own; elsewhere it may be a person's.
OFFICIAL = frozenset({"official_page", "decision"})


def check_people(entry: Entry[Any], texts: Iterable[FieldText]) -> Iterator[Issue]:
    """Yield every one of the texts of a record that holds a number or an address of a person."""
    for where, text in texts:
        name = field_of(where)
        if name in WEB_ADDRESSES:
            if _leads_to_a_phone(text):
                yield entry.issue(where, "phone_in_link")
        elif name not in JUDGED_ELSEWHERE:
            yield from _check_text(entry, where, text)


def check_refused(entry: Entry[Any]) -> Iterator[Issue]:
    """Yield the same of the texts that were refused for their form: both are mended in one go."""
    yield from check_people(entry, entry.refused)


def _check_text(entry: Entry[Any], where: FieldPath, text: str) -> Iterator[Issue]:
    plain = unicodedata.normalize("NFKC", text)
    # Most texts hold neither, and are not searched any further.
    if REACHING.search(plain) is None:
        return
    if IDENTITY_NUMBER.search(plain):
        yield entry.issue(where, "personal_number_in_text")
    elif holds_number(plain):
        yield entry.issue(where, "phone_in_text")
    if EMAIL.search(plain):
        yield entry.issue(where, "email_in_text")


def _leads_to_a_phone(address: str) -> bool:
    """Return whether the path of an address is a mobile number, as in chats (`zalo.me/09…`)."""
    parts = urlsplit(address)
    numbers = re.findall(r"(?<!\d)(?:\+?84|0)\d{9}(?!\d)", unquote(f"{parts.path}?{parts.query}"))
    return any(is_mobile(f"+84{number[-9:]}") for number in numbers)


def check_comments(raw: RawRecord) -> Iterator[Issue]:
    """Yield the comments of a file that hold what no text may: the file itself is published."""
    for comment in COMMENT.finditer(raw.text):
        if holds_person(comment[0]):
            start = comment.start()
            line = raw.text.count("\n", 0, start) + 1
            column = start - raw.text.rfind("\n", 0, start)
            yield Issue(raw.path, line, column, "", "person_in_comment")


def holds_person(text: str) -> bool:
    """Return whether a text holds a number or an address of a person."""
    found = IDENTITY_NUMBER.search(text) or EMAIL.search(text)
    return found is not None or holds_number(text)


def check_household(entry: Entry[Product]) -> Iterator[Issue]:
    """Yield the name of a household that makes a product, and where exactly it lives."""
    product = entry.model
    if product.producer_other is None or product.producer_other.kind != "household":
        return
    if product.producer_other.name is not None:
        yield entry.issue(("producer_other", "name"), "household_private")
    if product.address is not None and product.address.detail is not None:
        yield entry.issue(("address", "detail"), "household_private")


def check_contact(
    entry: Entry[Organisation], documents: Mapping[str, Entry[Document]]
) -> Iterator[Issue]:
    """Yield a mobile number that no official page gives as the organisation's own."""
    contact = entry.model.contact
    if contact is None or contact.phone is None or not is_mobile(contact.phone):
        return
    source = documents.get(contact.source or "")
    if contact.source is None or (source is not None and source.model.kind not in OFFICIAL):
        yield entry.issue(("contact", "phone"), "mobile_without_page")
