"""Facets: the ways in which lists of products and organisations can be narrowed.

Each facet is defined once; static pages, filter forms and the data for scripts all come from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from site_builder.records.directory import ListedOrganisation, ListedProduct
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
from site_builder.render.environment import Site, once
from site_builder.render.find.values import (
    GROUPS,
    MAKER_KINDS,
    PRODUCT_STATES,
    channels,
    commune_label,
    district_label,
    in_words,
    maker_kind,
    mark_label,
    marks,
    of_products,
    one,
    page_in,
    place_value,
    product_state,
    set_values,
    star_values,
    state_label,
)
from site_builder.render.views.texts import label
from site_builder.words.order import vietnamese_order

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


@once
def options(
    site: Site, facet: Facet[Listed], listed: Sequence[Listed]
) -> tuple[Option[Listed], ...]:
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
        return tuple(sorted(found, key=lambda option: facet.order.index(option.value)))
    return tuple(sorted(found, key=lambda option: vietnamese_order(option.label)))


PRODUCT_FACETS: tuple[Facet[ListedProduct], ...] = (
    Facet(
        "group",
        lambda _, p: one(p.record.ocop_group),
        in_words("groups"),
        lambda _, value: group_address(value),
        GROUPS,
    ),
    Facet(
        "set",
        set_values,
        lambda site, code: label(site.words, site.directory.ocop_sets[code]),
        lambda site, code: set_address(site.directory.ocop_sets[code].id),
    ),
    Facet(
        "star",
        star_values,
        lambda site, star: site.words("awards.stars", star=star),
        lambda _, star: star_address(int(star)),
        tuple(str(star) for star in reversed(CERTIFIED_STARS)),
    ),
    Facet(
        "state",
        lambda _, p: (product_state(p),),
        state_label,
        page_in(f"{PRODUCTS}trang-thai/"),
        PRODUCT_STATES,
    ),
    Facet(
        "district",
        lambda _, p: place_value(p, "district"),
        district_label,
        lambda _, slug: district_address(slug),
    ),
    Facet(
        "commune",
        lambda _, p: place_value(p, "commune"),
        commune_label,
        lambda _, slug: commune_address(slug),
    ),
    Facet(
        "maker",
        lambda _, p: maker_kind(p),
        in_words("records.maker_kind"),
        page_in(f"{PRODUCTS}chu-the/"),
        MAKER_KINDS,
    ),
    Facet(
        "sector",
        lambda _, p: one(p.maker.sector if p.maker else None),
        lambda site, value: label(site.words, site.directory.sectors[value]),
        page_in(f"{PRODUCTS}nganh/"),
    ),
    Facet("mark", lambda _, p: marks(p), mark_label, page_in(f"{PRODUCTS}chung-nhan/")),
    Facet(
        "month",
        lambda _, p: tuple(str(month) for month in p.record.season_months),
        in_words("seasons.name"),
        page_in(f"{PRODUCTS}mua/"),
        tuple(str(month) for month in range(1, 13)),
    ),
    Facet("channel", lambda _, p: channels(p), lambda _, host: host, page_in(f"{PRODUCTS}kenh/")),
)

ORGANISATION_FACETS: tuple[Facet[ListedOrganisation], ...] = (
    Facet(
        "kind",
        lambda _, o: (o.record.kind,),
        in_words("records.organisation_kind"),
        page_in(f"{ORGANISATIONS}loai/"),
        MAKER_KINDS,
    ),
    Facet(
        "sector",
        lambda _, o: one(o.record.sector),
        lambda site, value: label(site.words, site.directory.sectors[value]),
        page_in(f"{ORGANISATIONS}nganh/"),
    ),
    Facet(
        "district",
        lambda _, o: place_value(o, "district"),
        district_label,
        lambda _, slug: district_address(slug),
    ),
    Facet(
        "commune",
        lambda _, o: place_value(o, "commune"),
        commune_label,
        lambda _, slug: commune_address(slug),
    ),
    Facet(
        "group",
        of_products(lambda _, p: one(p.record.ocop_group)),
        in_words("groups"),
        page_in(f"{ORGANISATIONS}nhom/"),
        GROUPS,
    ),
    Facet(
        "star",
        of_products(star_values),
        lambda site, star: site.words("awards.stars", star=star),
        page_in(f"{ORGANISATIONS}sao/"),
        tuple(str(star) for star in reversed(CERTIFIED_STARS)),
    ),
    Facet(
        "state",
        of_products(lambda _, p: (product_state(p),)),
        state_label,
        page_in(f"{ORGANISATIONS}trang-thai/"),
        PRODUCT_STATES,
    ),
    Facet(
        "mark",
        lambda _, o: tuple(dict.fromkeys(c.type for c in o.record.certificates)),
        mark_label,
        page_in(f"{ORGANISATIONS}chung-nhan/"),
    ),
)
