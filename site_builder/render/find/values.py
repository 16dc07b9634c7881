"""What a facet asks of a record, and what its values are called."""

from collections.abc import Callable
from urllib.parse import urlsplit

from site_builder.records.directory import ListedOrganisation, ListedProduct, OrganisationOrProduct
from site_builder.records.rules.awards import STATES
from site_builder.render.environment import Site
from site_builder.render.views.texts import former_name, unit_name

GROUPS = ("food", "drinks", "herbal", "crafts", "ornamental", "services")
# Award states of a product, and what stands in their place where nothing was ever awarded.
PRODUCT_STATES = (*STATES, "candidate", "other")
MAKER_KINDS = (
    "cooperative", "cooperative_group", "cooperative_union", "company", "household",
    "establishment",
)  # fmt: skip


def product_state(product: ListedProduct) -> str:
    """Return the state of a product's current award, or the kind of product it is."""
    return product.current.state if product.current else product.record.kind


def one(value: object) -> tuple[str, ...]:
    """Return a value as the only one of a facet, or none."""
    return () if value is None else (str(value),)


def in_words(prefix: str) -> Callable[[Site, str], str]:
    """Return a function that names a value by the catalogue entry `<prefix>.<value>`."""
    return lambda site, value: site.words(f"{prefix}.{value}")


def page_in(folder: str) -> Callable[[Site, str], str]:
    """Return a function that gives the address of a value below a folder."""
    return lambda _, value: f"{folder}{value.replace('_', '-')}/"


def place_value(product: OrganisationOrProduct, level: str) -> tuple[str, ...]:
    """Return the slug of the district or commune of a record."""
    place = product.place
    unit = getattr(place, level) if place else None
    return one(unit.slug if unit else None)


def maker_kind(product: ListedProduct) -> tuple[str, ...]:
    """Return the kind of maker of a product."""
    other = product.record.producer_other
    return one(product.maker.kind if product.maker else other.kind if other else None)


def marks(product: ListedProduct) -> tuple[str, ...]:
    """Return the kinds of marks and certificates of a product."""
    kinds = [mark.type for mark in product.record.marks]
    return tuple(dict.fromkeys([*kinds, *(held.certificate.type for held in product.certificates)]))


def channels(product: ListedProduct) -> tuple[str, ...]:
    """Return the hosts of the shops that sell a product."""
    hosts = [urlsplit(link.url).hostname or "" for link in product.record.marketplace_links]
    return tuple(dict.fromkeys(host.removeprefix("www.") for host in hosts))


def of_products(
    values_of: Callable[[Site, ListedProduct], tuple[str, ...]],
) -> Callable[[Site, ListedOrganisation], tuple[str, ...]]:
    """Return the facet of an organisation that unites the values of its products."""
    return lambda site, organisation: tuple(
        dict.fromkeys(v for product in organisation.products for v in values_of(site, product))
    )


def district_label(site: Site, slug: str) -> str:
    """Return the name of a former district by its slug."""
    district = next(d for d in site.directory.districts if d.slug == slug)
    return former_name(site.words, district)


def commune_label(site: Site, slug: str) -> str:
    """Return the name of a commune by its slug."""
    return unit_name(site.words, site.directory.places.communes[slug.rpartition("-")[2]])


def mark_label(site: Site, value: str) -> str:
    """Return the name of a kind of mark or certificate."""
    key = f"marks.{value}"
    return site.words(key if key in site.words else f"certificates.{value}")


def state_label(site: Site, value: str) -> str:
    """Return the name of an award state or of a kind of product."""
    key = f"awards.state.{value}"
    return site.words(key if key in site.words else f"records.product_kinds.{value}")


def set_values(_: Site, product: ListedProduct) -> tuple[str, ...]:
    """Return the OCOP set of a product."""
    return one(product.record.ocop_set)


def star_values(_: Site, product: ListedProduct) -> tuple[str, ...]:
    """Return the level of the current award of a product, whatever its state."""
    return one(product.current.award.star if product.current else None)
