"""Catalogues: a static page for every value of every facet, so that no script is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.records.directory import ListedOrganisation, ListedProduct
from site_builder.records.scalars import CERTIFIED_STARS
from site_builder.render.addresses import (
    HOME,
    ORGANISATIONS,
    PRODUCTS,
    catalogue_address,
    group_feed_address,
    star_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.find.facets import (
    ORGANISATION_FACETS,
    PRODUCT_FACETS,
    Facet,
    options,
)
from site_builder.render.find.parts import Whole, letters, part_pages, split_list
from site_builder.render.find.values import PRODUCT_STATES, product_state
from site_builder.render.views.cards import organisation_card, product_card
from site_builder.render.views.own_names import kind_phrases, split_name
from site_builder.words.formats import format_date

# Facets whose values have pages of their own (the pages of places).
PLACES = frozenset({"district", "commune"})
FACETS = {facet.key: facet for facet in PRODUCT_FACETS}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The products that share a value of a facet, under one address."""

    facet: str
    value: str
    address: str
    name: str
    products: Sequence[ListedProduct]


def catalogue_pages(site: Site) -> Iterator[Page]:
    """Yield a page for every value of a facet that occurs, and for every star level."""
    for facet in PRODUCT_FACETS:
        if facet.key not in PLACES:
            for catalogue in _catalogues(site, facet):
                yield from _product_pages(site, catalogue)
    for of_organisations in ORGANISATION_FACETS:
        if of_organisations.key not in PLACES:
            yield from _organisation_pages(site, of_organisations)


def _catalogues(site: Site, facet: Facet[ListedProduct]) -> Iterator[Catalogue]:
    found = options(site, facet, site.directory.products)
    for option in found:
        yield Catalogue(facet.key, option.value, option.address, option.label, option.members)
    if facet.key == "star":
        known = {option.value for option in found}
        for star in CERTIFIED_STARS:
            if str(star) not in known:
                name = site.words("awards.stars", star=star)
                yield Catalogue(facet.key, str(star), star_address(star), name, ())


def catalogue_links(site: Site) -> dict[str, object]:
    """Return links to the catalogues of groups, sets and stars with their numbers of products."""

    def links(key: str) -> list[Catalogue]:
        return list(_catalogues(site, FACETS[key]))

    return {
        "groups": [(c.name, c.address, len(c.products), c.value) for c in links("group")],
        "sets": [(c.name, c.address, len(c.products)) for c in links("set")],
        "stars": [(c.name, c.address, len(c.products)) for c in links("star")],
    }


def _product_pages(site: Site, catalogue: Catalogue) -> Iterator[Page]:
    words, name, products = site.words, catalogue.name, catalogue.products
    states = [product_state(p) for p in products]
    parts = split_list(products, lambda product: product.record.name_vi, catalogue.address)
    crumbs = [(words("pages.home.short"), HOME), (words("pages.products.short"), PRODUCTS)]
    yield Page(
        address=catalogue.address,
        feed=group_feed_address(catalogue.value) if catalogue.facet == "group" else None,
        template="catalogue.html.jinja",
        title=name,
        description=words(
            "pages.catalogue.description",
            name=_dated(site, catalogue.facet, name),
            count=len(products),
        ),
        values={
            "crumbs": [*crumbs, (name, None)],
            "kicker": words(f"facets.{catalogue.facet}"),
            "group": catalogue.value if catalogue.facet == "group" else None,
            "star": catalogue.value if catalogue.facet == "star" else None,
            "address": catalogue.address,
            "print_link": _print_link(site, catalogue),
            "count": _count(site, catalogue.facet, "count", len(products)),
            "letters": letters(site, parts),
            "cards": [] if parts else [product_card(site, p) for p in products],
            "states": [
                (FACETS["state"].label_of(site, state), states.count(state))
                for state in PRODUCT_STATES
                if state in states and catalogue.facet != "state"
            ],
            **catalogue_links(site),
        },
    )
    crumbs.append((name, catalogue.address))
    whole = Whole(
        name, crumbs, "product_cards", lambda own: {"rows": [product_card(site, p) for p in own]}
    )
    yield from part_pages(site, parts, whole)


def _print_link(site: Site, catalogue: Catalogue) -> tuple[str, str] | None:
    """Return words and address of the same catalogue on paper: the star levels have one."""
    if catalogue.facet != "star":
        return None
    star = catalogue.value
    return site.words("paper.link.star", star=star), catalogue_address("sao", star)


def _organisation_pages(site: Site, facet: Facet[ListedOrganisation]) -> Iterator[Page]:
    words = site.words
    crumbs = [
        (words("pages.home.short"), HOME), (words("pages.organisations.short"), ORGANISATIONS),
    ]  # fmt: skip
    phrases = kind_phrases(words)
    for option in options(site, facet, site.directory.organisations):
        count = len(option.members)
        parts = split_list(
            option.members, lambda o: split_name(o.record.name_vi, phrases)[1], option.address
        )
        yield Page(
            address=option.address,
            template="organisation_catalogue.html.jinja",
            title=option.label,
            description=words(
                "pages.catalogue.organisations",
                name=_dated(site, facet.key, option.label),
                count=count,
            ),
            values={
                "crumbs": [*crumbs, (option.label, None)],
                "kicker": words(f"facets.{facet.key}"),
                "count": _count(site, facet.key, "organisation_count", count),
                "letters": letters(site, parts),
                "cards": [] if parts else [organisation_card(site, o) for o in option.members],
            },
        )
        whole = Whole(
            option.label,
            [*crumbs, (option.label, option.address)],
            "organisation_cards",
            lambda own: {"rows": [organisation_card(site, o) for o in own]},
        )
        yield from part_pages(site, parts, whole)


# What is in a state today need not be tomorrow.
def _dated(site: Site, facet: str, name: str) -> str:
    if facet != "state":
        return name
    today = format_date(site.directory.today, site.words)
    return site.words("pages.catalogue.dated_name", name=name, today=today)


def _count(site: Site, facet: str, key: str, count: int) -> str:
    if facet != "state":
        return site.words(f"pages.catalogue.{key}", count=count)
    today = format_date(site.directory.today, site.words)
    return site.words(f"pages.catalogue.dated_{key}", count=count, today=today)
