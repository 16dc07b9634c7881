"""Parts of records as papers show them: awards, contacts, facts and sources in plain text."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from site_builder.records.directory import HeldCertificate, ListedProduct
from site_builder.records.models.common import Certificate
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.phones import as_dialled
from site_builder.render.environment import Site
from site_builder.render.paper.paper import Values
from site_builder.render.views.awards import view_current
from site_builder.render.views.cards import maker_in_lists
from site_builder.render.views.facts import Fact
from site_builder.render.views.sources import Citations
from site_builder.render.views.texts import in_language
from site_builder.words.formats import format_date

# More does not fit on a sheet; its QR code leads to the rest.
MOST_SOURCES = 6


def is_adult(record: Product) -> bool:
    """Return whether a product is a drink with alcohol: of these, papers give facts only."""
    return record.regulatory_class == "alcohol"


def award_values(site: Site, product: ListedProduct) -> Values | None:
    """Return the award that speaks for a product today; stars only while it is in force."""
    view = view_current(site, product)
    if view is None or product.current is None:
        return None
    star = view.star if product.current.is_live else None
    return {
        "star": star,
        "stars_alt": site.words("paper.stars_alt", star=star) if star else "",
        "label": view.label,
        "detail": view.detail,
    }


def tag(site: Site, product: ListedProduct) -> str | None:
    """Return what stands in the place of an award where there is none."""
    if product.current is not None:
        return None
    return site.words(f"records.product_kind.{product.record.kind}")


def maker_name(site: Site, product: ListedProduct) -> str:
    """Return the maker of a product with its state, or that no source names one."""
    return maker_in_lists(site, product) or site.words("pages.product.no_maker")


def contact_lines(site: Site, record: Organisation | None) -> list[str]:
    """Return how an organisation is reached, as it has published itself."""
    contact = record.contact if record and not (record.has_ended or record.left) else None
    if contact is None:
        return []
    words = site.words
    phone = words("paper.sheet.phone", phone=as_dialled(contact.phone)) if contact.phone else None
    email = words("paper.sheet.email", email=contact.email) if contact.email else None
    return [line for line in (phone, email, contact.website) if line]


def fact_values(facts: Iterable[Fact], left_out: Sequence[str] = ()) -> list[Values]:
    """Return facts as plain text, without those whose label is left out."""
    return [
        {"label": label, "lines": _lines(value)}
        for label, value, _ in facts
        if label not in left_out
    ]


def _lines(value: str | Sequence[str] | None) -> list[str]:
    if value is None:
        return []
    return [_plain(part) for part in ([value] if isinstance(value, str) else value)]


def _plain(text: str) -> str:
    return text.striptags() if isinstance(text, Markup) else text


def certificate_lines(site: Site, held: Iterable[HeldCertificate | Certificate]) -> list[str]:
    """Return certificates, one a line: kind, scope, number, issuer and last day."""
    return [
        _certificate(site, item.certificate if isinstance(item, HeldCertificate) else item)
        for item in held
    ]


def _certificate(site: Site, certificate: Certificate) -> str:
    words, until = site.words, certificate.valid_until
    has_ended = until is not None and until < site.directory.today
    key = "paper.sheet.certificate_ended" if has_ended else "paper.sheet.certificate_until"
    number = certificate.number
    parts = (
        in_language(words, certificate.scope_vi, certificate.scope_en),
        words("paper.sheet.certificate_number", number=number) if number else None,
        certificate.issuer,
        words(key, date=format_date(until, words)) if until else None,
    )
    name = words(f"certificates.{certificate.type}")
    return f"{name}: {', '.join(part for part in parts if part)}"


def source_lines(site: Site, citations: Citations) -> list[str]:
    """Return the sources of a sheet, the first of many."""
    words = site.words
    titles = dict.fromkeys(
        f"{view.title} ({words('paper.source_of', publisher=view.publisher, date=view.date)})"
        if view.date
        else f"{view.title} ({view.publisher})"
        for view in citations.views
    )
    lines = list(titles)[:MOST_SOURCES]
    more = len(titles) - len(lines)
    return [*lines, words("paper.more_sources", count=more)] if more else lines
