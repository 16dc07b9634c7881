"""Facets: the ways in which lists of products and organisations can be narrowed.

Each facet is defined once; static pages, filter forms and the data for scripts all come from it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from site_builder.records.directory import ListedOrganisation, ListedProduct
from site_builder.records.rules.awards import STATES
from site_builder.records.scalars import CERTIFIED_STARS
from site_builder.render.addresses import (
    ORGANISATIONS,
    PRODUCTS,
    commune_address,
    district_address,
    group_address,
    set_address,
    star_address,
)
from site_builder.render.environment import Site
from site_builder.render.texts import former_name, label
from site_builder.words.order import vietnamese_order

GROUPS = ("food", "drinks", "herbal", "crafts", "ornamental", "services")
# Award states of a product, and what stands in their place where nothing was ever awarded.
PRODUCT_STATES = (*STATES, "candidate", "other")
MAKER_KINDS = (
    "cooperative", "cooperative_group", "cooperative_union", "company", "household",
    "establishment",
)  # fmt: skip

Listed = TypeVar("Listed", ListedProduct, ListedOrganisation)


@dataclass(frozen=True, slots=True)
class Facet(Generic[Listed]):
    """One way to narrow a list.

    `values_of` gives the values of a record (several or none), `label_of` and `address_of` the
    name and page of a value, `order` the values in their order (by name where it is empty).
    """

    key: str
    values_of: Callable[[Site, Listed], tuple[str, ...]]
    label_of: Callable[[Site, str], str]
    address_of: Callable[[Site, str], str]
    order: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Option(Generic[Listed]):
    """A value of a facet with the records that have it."""

    value: str
    label: str
    address: str
    members: tuple[Listed, ...]


def options(site: Site, facet: Facet[Listed], listed: Iterable[Listed]) -> list[Option[Listed]]:
    """Return the values that occur, in order, each with its records."""
    members: dict[str, list[Listed]] = {}
    for record in listed:
        for value in facet.values_of(site, record):
            members.setdefault(value, []).append(record)
    found = [
        Option(value, facet.label_of(site, value), facet.address_of(site, value), tuple(records))
        for value, records in members.items()
    ]
    if facet.order:
        return sorted(found, key=lambda option: facet.order.index(option.value))
    return sorted(found, key=lambda option: vietnamese_order(option.label))


def product_state(product: ListedProduct) -> str:
    """Return the state of a product's current award, or the kind of product it is."""
    return product.current.state if product.current else product.record.kind


def _one(value: object) -> tuple[str, ...]:
    return () if value is None else (str(value),)


def _words(prefix: str) -> Callable[[Site, str], str]:
    return lambda site, value: site.words(f"{prefix}.{value}")


def _page(folder: str) -> Callable[[Site, str], str]:
    return lambda _, value: f"{folder}{value.replace('_', '-')}/"


def _place_value(product: ListedProduct | ListedOrganisation, level: str) -> tuple[str, ...]:
    place = product.place
    unit = getattr(place, level) if place else None
    return _one(unit.slug if unit else None)


def _maker_kind(product: ListedProduct) -> tuple[str, ...]:
    other = product.record.producer_other
    return _one(product.maker.kind if product.maker else other.kind if other else None)


def _marks(product: ListedProduct) -> tuple[str, ...]:
    kinds = [mark.type for mark in product.record.marks]
    return tuple(dict.fromkeys([*kinds, *(held.certificate.type for held in product.certificates)]))


def _channels(product: ListedProduct) -> tuple[str, ...]:
    hosts = [urlsplit(link.url).hostname or "" for link in product.record.marketplace_links]
    return tuple(dict.fromkeys(host.removeprefix("www.") for host in hosts))


def _of_products(
    values_of: Callable[[Site, ListedProduct], tuple[str, ...]],
) -> Callable[[Site, ListedOrganisation], tuple[str, ...]]:
    """Return the facet of an organisation that unites the values of its products."""
    return lambda site, organisation: tuple(
        dict.fromkeys(v for product in organisation.products for v in values_of(site, product))
    )


def _district_label(site: Site, slug: str) -> str:
    district = next(d for d in site.directory.districts if d.slug == slug)
    name = former_name(site.words, district)
    return name[:1].upper() + name[1:]


def _commune_label(site: Site, slug: str) -> str:
    return site.directory.places.communes[slug.rpartition("-")[2]].full_name


def _mark_label(site: Site, value: str) -> str:
    key = f"marks.{value}"
    return site.words(key if key in site.words else f"certificates.{value}")


def _state_label(site: Site, value: str) -> str:
    key = f"awards.state.{value}"
    return site.words(key if key in site.words else f"records.product_kinds.{value}")


def _set_values(_: Site, product: ListedProduct) -> tuple[str, ...]:
    return _one(product.record.ocop_set)


def _star_values(_: Site, product: ListedProduct) -> tuple[str, ...]:
    return _one(product.current.award.star if product.current else None)


PRODUCT_FACETS: tuple[Facet[ListedProduct], ...] = (
    Facet(
        "group",
        lambda _, p: _one(p.record.ocop_group),
        _words("groups"),
        lambda _, value: group_address(value),
        GROUPS,
    ),
    Facet(
        "set",
        _set_values,
        lambda site, code: label(site.words, site.directory.ocop_sets[code]),
        lambda site, code: set_address(site.directory.ocop_sets[code].id),
    ),
    Facet(
        "star",
        _star_values,
        lambda site, star: site.words("awards.stars", star=star),
        lambda _, star: star_address(int(star)),
        tuple(str(star) for star in reversed(CERTIFIED_STARS)),
    ),
    Facet(
        "state",
        lambda _, p: (product_state(p),),
        _state_label,
        _page(f"{PRODUCTS}trang-thai/"),
        PRODUCT_STATES,
    ),
    Facet(
        "district",
        lambda _, p: _place_value(p, "district"),
        _district_label,
        lambda _, slug: district_address(slug),
    ),
    Facet(
        "commune",
        lambda _, p: _place_value(p, "commune"),
        _commune_label,
        lambda _, slug: commune_address(slug),
    ),
    Facet(
        "maker",
        lambda _, p: _maker_kind(p),
        _words("records.maker_kind"),
        _page(f"{PRODUCTS}chu-the/"),
        MAKER_KINDS,
    ),
    Facet(
        "sector",
        lambda _, p: _one(p.maker.sector if p.maker else None),
        lambda site, value: label(site.words, site.directory.sectors[value]),
        _page(f"{PRODUCTS}nganh/"),
    ),
    Facet("mark", lambda _, p: _marks(p), _mark_label, _page(f"{PRODUCTS}chung-nhan/")),
    Facet(
        "month",
        lambda _, p: tuple(str(month) for month in p.record.season_months),
        lambda site, month: site.words("records.month", month=month),
        _page(f"{PRODUCTS}mua/"),
        tuple(str(month) for month in range(1, 13)),
    ),
    Facet("channel", lambda _, p: _channels(p), lambda _, host: host, _page(f"{PRODUCTS}kenh/")),
)

ORGANISATION_FACETS: tuple[Facet[ListedOrganisation], ...] = (
    Facet(
        "kind",
        lambda _, o: (o.record.kind,),
        _words("records.organisation_kind"),
        _page(f"{ORGANISATIONS}loai/"),
        MAKER_KINDS,
    ),
    Facet(
        "sector",
        lambda _, o: _one(o.record.sector),
        lambda site, value: label(site.words, site.directory.sectors[value]),
        _page(f"{ORGANISATIONS}nganh/"),
    ),
    Facet(
        "district",
        lambda _, o: _place_value(o, "district"),
        _district_label,
        lambda _, slug: district_address(slug),
    ),
    Facet(
        "commune",
        lambda _, o: _place_value(o, "commune"),
        _commune_label,
        lambda _, slug: commune_address(slug),
    ),
    Facet(
        "group",
        _of_products(lambda _, p: _one(p.record.ocop_group)),
        _words("groups"),
        _page(f"{ORGANISATIONS}nhom/"),
        GROUPS,
    ),
    Facet(
        "star",
        _of_products(_star_values),
        lambda site, star: site.words("awards.stars", star=star),
        _page(f"{ORGANISATIONS}sao/"),
        tuple(str(star) for star in reversed(CERTIFIED_STARS)),
    ),
    Facet(
        "state",
        _of_products(lambda _, p: (product_state(p),)),
        _state_label,
        _page(f"{ORGANISATIONS}trang-thai/"),
        PRODUCT_STATES,
    ),
    Facet(
        "mark",
        lambda _, o: tuple(dict.fromkeys(c.type for c in o.record.certificates)),
        _mark_label,
        _page(f"{ORGANISATIONS}chung-nhan/"),
    ),
)
