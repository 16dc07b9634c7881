"""What a page says of its record to machines: schema.org, as JSON-LD.

OCOP stars are a `Certification` with a last day, and only while it is in force. They are never a
rating by customers, and nothing is offered for sale.
"""

import json
from collections.abc import Sequence
from typing import Any

from site_builder.records.directory import ListedOrganisation, ListedProduct
from site_builder.records.models.common import Location
from site_builder.records.models.organisation import Organisation
from site_builder.records.rules.addresses import Place
from site_builder.records.rules.awards import AssessedAward
from site_builder.render.addresses import organisation_address, product_address
from site_builder.render.environment import Site
from site_builder.render.views.texts import former_inside_sentence, in_language, unit_name
from site_builder.words.language_marks import unmark

# The first page of a breadcrumb, then the next ones; the page itself has no address there.
Crumbs = Sequence[tuple[str, str | None]]
Json = dict[str, Any]

HIGHEST_STAR = 5
LOWEST_STAR = 1
# No text may end the script element that holds it, nor the line of it.
ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_script(data: Json) -> str:
    """Return JSON that can stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in ESCAPES.items():
        text = text.replace(sign, escaped)
    return unmark(text)


def organisation_data(site: Site, organisation: ListedOrganisation, crumbs: Crumbs) -> Json:
    """Return an organisation as schema.org `Organization`."""
    record = organisation.record
    contact = None if record.has_ended else record.contact
    address = organisation_address(record.id)
    return _known({
        "@context": "https://schema.org",
        "@type": "Organization",
        **_named(site, address, record.name_vi, record.other_names),
        "legalName": record.legal_name_vi,
        "description": in_language(site.words, record.description_vi, record.description_en),
        "address": _address(site, organisation.place, record.address.detail),
        "location": _location(record.location),
        "telephone": contact.phone if contact else None,
        "email": contact.email if contact else None,
        "sameAs": contact.website if contact else None,
        "taxID": record.tax_code,
        "identifier": _identifiers(site, record),
        "foundingDate": record.founded,
        "dissolutionDate": record.dissolved_on.isoformat() if record.dissolved_on else None,
        "mainEntityOfPage": _page(site, address, crumbs),
    })  # fmt: skip


def product_data(site: Site, product: ListedProduct, crumbs: Crumbs) -> Json:
    """Return a product as schema.org `Product`; of spirits nothing that could praise them."""
    record = product.record
    address = product_address(record.id)
    is_spirit = record.regulatory_class == "alcohol"
    text = in_language(site.words, record.description_vi, record.description_en)
    current = product.current
    return _known({
        "@context": "https://schema.org",
        "@type": "Product",
        **_named(site, address, record.name_vi, record.other_names),
        "description": None if is_spirit else text,
        "category": site.words(f"groups.{record.ocop_group}") if record.ocop_group else None,
        "gtin": record.gtin,
        "manufacturer": _maker(site, product),
        "hasCertification": _certification(site, current) if current and current.is_live else None,
        "mainEntityOfPage": _page(site, address, crumbs),
    })  # fmt: skip


def _named(site: Site, address: str, name: str, other_names: Sequence[str]) -> Json:
    return {
        "@id": _identity(site, address), "url": site.url(address), "name": name,
        "alternateName": list(other_names),
    }  # fmt: skip


def _identity(site: Site, address: str) -> str:
    """Return the name of a record for machines, which is the same in every language."""
    return f"{site.shared.url(address)}#record"


def _maker(site: Site, product: ListedProduct) -> Json | None:
    maker, other = product.maker, product.record.producer_other
    if maker is not None:
        address = organisation_address(maker.id)
        return {
            "@type": "Organization", "@id": _identity(site, address), "url": site.url(address),
            "name": maker.name_vi,
        }  # fmt: skip
    # Where only the kind of maker is public, there is nobody to name.
    if other is None or other.name is None:
        return None
    return {"@type": "Organization", "name": other.name}


def _certification(site: Site, assessed: AssessedAward) -> Json:
    award, words = assessed.award, site.words
    name = words("awards.stars", star=award.star) if award.star else words("awards.ocop")
    rating = {
        "@type": "Rating", "ratingValue": award.star,
        "bestRating": HIGHEST_STAR, "worstRating": LOWEST_STAR,
    }  # fmt: skip
    return _known({
        "@type": "Certification",
        "name": name,
        "certificationIdentification": award.decision_number,
        "certificationStatus": "https://schema.org/CertificationActive",
        "certificationRating": rating if award.star else None,
        "issuedBy": {"@type": "Organization", "name": award.issuer} if award.issuer else None,
        "validFrom": award.decision_date.isoformat() if award.decision_date else None,
        "expires": assessed.ends_on.isoformat() if assessed.ends_on else None,
    })  # fmt: skip


def _address(site: Site, place: Place, detail: str | None) -> Json | None:
    commune, district = place.commune, place.district
    former = former_inside_sentence(site.words, district) if district else None
    province = site.directory.places.provinces[commune.province] if commune else None
    if not (commune or former or detail):
        return None
    return _known({
        "@type": "PostalAddress",
        "streetAddress": detail,
        "addressLocality": unit_name(site.words, commune) if commune else former,
        "addressRegion": unit_name(site.words, province) if province else None,
        "addressCountry": "VN",
    })  # fmt: skip


def _location(location: Location | None) -> Json | None:
    """Return premises that are open to the public; a rough point would send people astray."""
    if location is None or location.precision != "exact":
        return None
    latitude, longitude = float(location.lat), float(location.lon)
    geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return {"@type": "Place", "geo": geo}


def _identifiers(site: Site, record: Organisation) -> list[Json]:
    known = {
        "tax_code": record.tax_code,
        "registration_number": record.registration_number,
    }
    return [
        {"@type": "PropertyValue", "name": site.words(f"fields.{field}"), "value": value}
        for field, value in known.items()
        if value is not None
    ]


def _page(site: Site, address: str, crumbs: Crumbs) -> Json:
    url = site.url(address)
    steps = [
        _known({
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": {"@id": site.url(target)} if target else None,
        })
        for position, (name, target) in enumerate(crumbs, start=1)
    ]  # fmt: skip
    return {
        "@type": "WebPage", "@id": url, "url": url, "inLanguage": site.words.language,
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": steps},
    }  # fmt: skip


def _known(values: Json) -> Json:
    return {name: value for name, value in values.items() if value not in (None, [], "")}
