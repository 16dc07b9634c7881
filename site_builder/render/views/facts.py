"""Rows of facts: a label, what is known (or none), and the numbers of its sources."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from site_builder.records.models.common import Address, Certificate
from site_builder.records.rules.addresses import Place
from site_builder.render.environment import Site
from site_builder.render.views.sources import Citations
from site_builder.render.views.texts import former_address, in_language, present_address
from site_builder.words.catalogue import Words
from site_builder.words.formats import format_date, format_partial_date

Fact = tuple[str, str | Sequence[str] | None, tuple[int, ...]]


def place_facts(site: Site, address: Address, place: Place, citations: Citations) -> list[Fact]:
    """Return the address of today and of before 01/07/2025, each saying how it is known."""
    words = site.words
    refs = citations.of(address.source)
    today = present_address(words, address, place, site.directory.places.provinces)
    if today and place.commune_derived:
        today = f"{today} ({_derived(words, place)})"
    before = former_address(words, address, place)
    if before and address.certainty == "inferred":
        before = f"{before} ({words('places.inferred')})"
    rows: list[Fact] = [
        (words("fields.present_address"), today, () if place.commune_derived else refs),
        (words("fields.former_address"), before, refs),
    ]
    if address.as_stated:
        rows.append((words("fields.address_as_stated"), address.as_stated, refs))
    return rows


def _derived(words: Words, place: Place) -> str:
    resolution = place.former_commune.resolution if place.former_commune else ""
    key = "places.derived" if resolution else "places.derived_unnamed"
    return words(key, resolution=resolution)


def certificate_facts(site: Site, certificate: Certificate, citations: Citations) -> list[Fact]:
    """Return what is known of one certificate; unknown parts are shown as missing."""
    words = site.words
    issued = certificate.issued_on
    until = certificate.valid_until
    rows: list[Fact] = [
        (
            words(f"certificates.{certificate.type}"),
            in_language(words, certificate.scope_vi, certificate.scope_en),
            citations.of(certificate.source),
        ),
        (words("fields.certificate_number"), certificate.number, ()),
        (words("fields.issuer"), certificate.issuer, ()),
        (words("fields.issued_on"), format_partial_date(issued, words) if issued else None, ()),
    ]
    if certificate.standard is not None:
        rows.append((words("fields.standard"), certificate.standard, ()))
    if until is not None:
        rows.append((_until_label(site, until), format_date(until, words), ()))
    return rows


def _until_label(site: Site, until: date) -> str:
    ended = site.words("fields.certificate_ended")
    if until < site.directory.today:
        return ended
    # What `stale.js` says instead after that day.
    label = Markup('<span data-expires="{}" data-then="{}">{}</span>')
    return label.format(until.isoformat(), ended, site.words("fields.valid_until"))
