"""Organisations as cards for address books (vCard 4.0, RFC 6350).

A card holds what the organisation itself has published, and nobody's private contact. It says of
which day it is. An organisation that left the lists keeps its card, which says so and no more.
"""

from collections.abc import Iterator
from urllib.parse import quote

from site_builder.records.directory import ListedOrganisation
from site_builder.records.models.organisation import Contact, Organisation
from site_builder.render.addresses import ALL_CARDS, card_address, organisation_address
from site_builder.render.data.api import LICENCE, DataFile
from site_builder.render.environment import Site
from site_builder.render.views.texts import former_name
from site_builder.words.content_lines import content_lines, escape
from site_builder.words.formats import format_date

# What an address may hold besides letters and digits, so that it ends no line and no value.
URI_SIGNS = "/:?#[]@!$&'()*+,;=%~"


def card_files(site: Site) -> Iterator[DataFile]:
    """Yield one file with the cards of all listed organisations, then one per organisation."""
    listed = site.directory.organisations
    every = content_lines(line for one in listed for line in _card(site, one)).encode()
    yield DataFile("organisations", ALL_CARDS, every, form="vcf", count=len(listed))
    for organisation in site.directory.every_organisation:
        content = content_lines(_card(site, organisation)).encode()
        for name in (organisation.record.id, *organisation.record.aliases):
            yield DataFile(name, card_address(name), content, form="vcf")


def _card(site: Site, organisation: ListedOrganisation) -> Iterator[str]:
    record = organisation.record
    page = site.url(organisation_address(record.id))
    is_listed = record.left is None and not record.has_ended
    yield from ("BEGIN:VCARD", "VERSION:4.0", "PRODID:-//site-builder//cards//VI", "KIND:org")
    yield f"UID:{_uri(page)}"
    yield f"SOURCE:{_uri(site.url(card_address(record.id)))}"
    yield f"REV:{site.directory.today:%Y%m%d}T000000Z"
    yield f"FN:{escape(record.name_vi)}"
    yield f"ORG:{escape(record.name_vi)}"
    if is_listed:
        yield from _reached(site, organisation)
    yield f"CATEGORIES:{escape(site.words(f'records.organisation_kind.{record.kind}'))}"
    yield f"URL;PREF=2:{_uri(page)}"
    yield f"NOTE:{escape(_note(site, record, is_listed=is_listed))}"
    yield "END:VCARD"


def _reached(site: Site, organisation: ListedOrganisation) -> Iterator[str]:
    """Yield where the organisation is and its own published contact."""
    record, place = organisation.record, organisation.place
    commune, district = place.commune, place.district
    locality = commune.full_name if commune else ""
    if not locality and district:
        locality = former_name(site.words, district)
    region = site.directory.places.provinces[commune.province].full_name if commune else ""
    country = site.words("open_data.card.country")
    parts = ("", "", record.address.detail or "", locality, region, "", country)
    yield f"ADR;TYPE=work:{';'.join(map(escape, parts))}"
    location = record.location
    if location is not None and location.precision == "exact":
        yield f"GEO:geo:{location.lat},{location.lon}"
    if record.contact is not None:
        yield from _contact(record.contact)


def _contact(contact: Contact) -> Iterator[str]:
    if contact.phone:
        yield f'TEL;VALUE=uri;TYPE="work,voice":tel:{contact.phone}'
    if contact.email:
        yield f"EMAIL;TYPE=work:{escape(contact.email)}"
    if contact.website:
        yield f"URL;PREF=1:{_uri(contact.website)}"


def _note(site: Site, record: Organisation, *, is_listed: bool) -> str:
    day = format_date(site.directory.today, site.words)
    key = "listed" if is_listed else "left" if record.left else "ended"
    return site.words(f"open_data.card.{key}", date=day, licence=LICENCE)


def _uri(address: str) -> str:
    return quote(address, safe=URI_SIGNS)
