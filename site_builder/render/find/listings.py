"""Lists that can be narrowed: their rows, and the facets as links for readers without script."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.records.directory import ListedOrganisation, ListedProduct
from site_builder.records.rules.awards import LIVE_STATES
from site_builder.render.addresses import commune_address
from site_builder.render.environment import Site
from site_builder.render.find.facets import (
    ORGANISATION_FACETS,
    PRODUCT_FACETS,
    Facet,
    Listed,
    options,
)
from site_builder.render.find.values import PRODUCT_STATES, product_state
from site_builder.render.maps.districts import by_commune_order, unplaced
from site_builder.render.views.cards import (
    OrganisationCard,
    ProductCard,
    organisation_card,
    product_card,
)
from site_builder.render.views.texts import unit_name
from site_builder.words.formats import format_date, format_number

# The orders a visitor can choose, the order of the page first.
PRODUCT_SORTS = ("name", "star", "expiry")
ORGANISATION_SORTS = ("name", "products")


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value of a facet with its page and the number of records that have it."""

    value: str
    label: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """A facet with a link for each value that occurs; `note` says what its counts mean."""

    key: str
    label: str
    note: str | None
    links: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in the table; `ends_on` is the last valid day of its award, written for readers."""

    card: ProductCard
    ends_on: str | None


@dataclass(frozen=True, slots=True)
class OrganisationRows:
    """The organisations of a commune, or of none known, in the order of the map.

    `unplaced` are the ids of those that no map can show.
    """

    title: str
    address: str | None
    cards: tuple[OrganisationCard, ...]
    unplaced: frozenset[str]


def product_facets(site: Site) -> list[FacetLinks]:
    """Return the facets of the products."""
    return list(_facet_links(site, PRODUCT_FACETS, site.directory.products))


def organisation_facets(site: Site) -> list[FacetLinks]:
    """Return the facets of the organisations."""
    return list(_facet_links(site, ORGANISATION_FACETS, site.directory.organisations))


def _facet_links(
    site: Site, facets: Sequence[Facet[Listed]], listed: Sequence[Listed]
) -> Iterator[FacetLinks]:
    for facet in facets:
        links = tuple(
            FacetLink(option.value, option.label, option.address, len(option.members))
            for option in options(site, facet, listed)
        )
        if links:
            yield FacetLinks(
                facet.key, site.words(f"facets.{facet.key}"), _note(site, facet.key), links
            )


def _note(site: Site, key: str) -> str | None:
    if key == "star":
        return site.words("listing.star_note")
    if key == "state":
        return site.words("listing.state_note", today=format_date(site.directory.today, site.words))
    return None


def product_rows(site: Site, products: Sequence[ListedProduct]) -> list[ProductRow]:
    """Return products as rows."""
    return [
        ProductRow(
            product_card(site, product),
            format_date(product.current.ends_on, site.words)
            if product.current and product.current.ends_on
            else None,
        )
        for product in products
    ]


def organisation_rows(
    site: Site, organisations: Sequence[ListedOrganisation]
) -> list[OrganisationCard]:
    """Return organisations as rows."""
    return [organisation_card(site, o) for o in organisations]


def rows_by_commune(site: Site) -> list[OrganisationRows]:
    """Return the organisations by commune, in the order of the map, those without one last."""
    groups: dict[str | None, list[ListedOrganisation]] = {}
    for organisation in by_commune_order(site.directory.organisations):
        commune = organisation.place.commune
        groups.setdefault(commune.code if commune else None, []).append(organisation)
    return [_commune_rows(site, members) for members in groups.values()]


def _commune_rows(site: Site, members: Sequence[ListedOrganisation]) -> OrganisationRows:
    commune = members[0].place.commune
    return OrganisationRows(
        title=unit_name(site.words, commune) if commune else site.words("listing.no_commune"),
        address=commune_address(commune.slug) if commune else None,
        cards=tuple(organisation_card(site, member) for member in members),
        unplaced=frozenset(member.record.id for member in unplaced(members)),
    )


def standing(site: Site, products: Sequence[ListedProduct]) -> str:
    """Return how many products hold a star in force today, and what the others are instead.

    The sentence that `standing.js` writes for the products left by the filters.
    """
    words, today = site.words, format_date(site.directory.today, site.words)
    states = Counter(product_state(product) for product in products)
    live = format_number(sum(states[state] for state in LIVE_STATES), words.language)
    others = [
        words(f"find.filter.state.{state}", count=format_number(states[state], words.language))
        for state in PRODUCT_STATES
        if state not in LIVE_STATES and states[state]
    ]
    if not others:
        return words("find.filter.standing_live", live=live, today=today)
    return words("find.filter.standing", live=live, others=", ".join(others), today=today)
