"""Rows of facts that only official papers give: registration, ratings, links to other systems."""

from collections.abc import Sequence

from markupsafe import Markup

from site_builder.records.models.common import OutsideLink
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.render.environment import Site
from site_builder.render.views.facts import Fact
from site_builder.words.formats import format_date, format_number

EXTERNAL = Markup('<a href="{}" rel="external">{}</a>')


def organisation_register(site: Site, record: Organisation) -> list[Fact]:
    """Return what registers say of an organisation; rows that nothing is known of are left out."""
    words = site.words
    others = site.directory.organisations_by_id
    successor, union = others.get(record.successor or ""), others.get(record.union or "")
    size = record.size_class
    return _known(
        site,
        {
            "legal_name": record.legal_name_vi,
            "registration_number": record.registration_number,
            "registered_on": format_date(record.registered_on, words)
            if record.registered_on
            else None,
            "dissolved_on": format_date(record.dissolved_on, words)
            if record.dissolved_on
            else None,
            "successor": successor.record.name_vi if successor else None,
            "union": union.record.name_vi if union else None,
            "size_class": f"{words(f'records.size.{size.name}')} ({size.year})" if size else None,
            "annual_ratings": _ratings(site, record),
            "links": _links(site, record.links),
        },
    )


def product_register(site: Site, record: Product) -> list[Fact]:
    """Return declaration, tracing and shops of a product."""
    declaration = record.declaration
    kind = site.words(f"records.declaration.{declaration.kind}") if declaration else None
    number = declaration.number if declaration else None
    return _known(
        site,
        {
            "declaration": ", ".join(part for part in (kind, number) if part) or None,
            "traceability": _links(site, record.traceability),
            "marketplaces": _links(site, record.marketplace_links),
        },
    )


def _known(site: Site, values: dict[str, str | Sequence[str] | None]) -> list[Fact]:
    return [(site.words(f"fields.{key}"), value, ()) for key, value in values.items() if value]


def _ratings(site: Site, record: Organisation) -> list[str]:
    words = site.words
    lines = []
    for rating in record.annual_ratings:
        name = words(f"records.rating.{rating.rating}")
        score = rating.score
        points = (
            words("awards.score", score=format_number(score, words.language)) if score else None
        )
        parts = (f"{rating.year}: {name}", points, rating.circular)
        lines.append(", ".join(part for part in parts if part))
    return lines


def _links(site: Site, links: Sequence[OutsideLink]) -> list[str]:
    return [
        EXTERNAL.format(link.url, link.identifier or site.words(f"systems.{link.system}"))
        for link in links
    ]
