"""Catalogues: the products of one OCOP group, one OCOP set or one star level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.records.directory import ListedProduct
from site_builder.records.rules.awards import STATES
from site_builder.records.scalars import CERTIFIED_STARS
from site_builder.render.addresses import (
    HOME,
    PRODUCTS,
    group_address,
    set_address,
    star_address,
)
from site_builder.render.cards import product_card
from site_builder.render.environment import Page, Site
from site_builder.render.texts import label

GROUPS = ("food", "drinks", "herbal", "crafts", "ornamental", "services")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The products of one kind under one address; `group` or `star` says which, if either."""

    address: str
    name: str
    products: Sequence[ListedProduct]
    group: str | None = None
    star: int | None = None


def catalogue_pages(site: Site) -> Iterator[Page]:
    """Yield a page for every group and set that has products, and for every star level."""
    words = site.words
    for group in GROUPS:
        products = _of_group(site, group)
        if products:
            name = words(f"groups.{group}")
            yield _page(site, Catalogue(group_address(group), name, products, group=group))
    for code, ocop_set in site.directory.ocop_sets.items():
        products = _of_set(site, code)
        if products:
            name = label(words, ocop_set)
            yield _page(site, Catalogue(set_address(ocop_set.id), name, products))
    for star in CERTIFIED_STARS:
        name = words("awards.stars", star=star)
        yield _page(site, Catalogue(star_address(star), name, of_star(site, star), star=star))


def catalogue_links(site: Site) -> dict[str, object]:
    """Return links to every catalogue with its number of products, for chips."""
    groups = [(g, _of_group(site, g)) for g in GROUPS]
    sets = [(s, _of_set(site, code)) for code, s in site.directory.ocop_sets.items()]
    return {
        "groups": [
            (site.words(f"groups.{group}"), group_address(group), len(products), group)
            for group, products in groups
            if products
        ],
        "sets": [
            (label(site.words, ocop_set), set_address(ocop_set.id), len(products))
            for ocop_set, products in sets
            if products
        ],
        "stars": [
            (site.words("awards.stars", star=star), star_address(star), len(of_star(site, star)))
            for star in reversed(CERTIFIED_STARS)
        ],
    }


def of_star(site: Site, star: int) -> list[ListedProduct]:
    """Return the products whose current award is or was of this level, whatever its state."""
    return [p for p in site.directory.products if p.current and p.current.award.star == star]


def _of_group(site: Site, group: str) -> list[ListedProduct]:
    return [p for p in site.directory.products if p.record.ocop_group == group]


def _of_set(site: Site, code: str) -> list[ListedProduct]:
    return [p for p in site.directory.products if p.record.ocop_set == code]


def _page(site: Site, catalogue: Catalogue) -> Page:
    words, name, products = site.words, catalogue.name, catalogue.products
    states = [p.current.state for p in products if p.current]
    return Page(
        address=catalogue.address,
        template="catalogue.html.jinja",
        title=name,
        description=words("pages.catalogue.description", name=name, count=len(products)),
        values={
            "crumbs": [
                (words("pages.home.short"), HOME),
                (words("pages.products.short"), PRODUCTS),
                (name, None),
            ],
            "group": catalogue.group,
            "star": catalogue.star,
            "address": catalogue.address,
            "cards": [product_card(site, p) for p in products],
            "states": [
                (words(f"awards.state.{state}"), states.count(state), state)
                for state in STATES
                if state in states
            ],
            **catalogue_links(site),
        },
    )
