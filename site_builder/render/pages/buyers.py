"""Pages for buyers: the shortlist and the comparison, which scripts fill, and the seasons."""

from collections.abc import Iterator

from site_builder.records.rules.awards import STATES
from site_builder.render.addresses import (
    COMPARE,
    HOME,
    LIST,
    ORGANISATIONS,
    PRODUCTS,
    SEASONS,
)
from site_builder.render.environment import Page, Site
from site_builder.render.find.facets import PRODUCT_FACETS, options
from site_builder.render.views.seasons import calendar_of

MONTH = next(facet for facet in PRODUCT_FACETS if facet.key == "month")
# Where a reader without script is led.
LISTS = (("products", PRODUCTS), ("organisations", ORGANISATIONS))


def buyer_pages(site: Site) -> Iterator[Page]:
    """Yield the shortlist, the comparison and the calendar of all seasons."""
    yield _scripted_page(site, "list", LIST, "list.html.jinja")
    yield _scripted_page(site, "compare", COMPARE, "compare.html.jinja")
    yield _seasons_page(site)


def _scripted_page(site: Site, name: str, address: str, template: str) -> Page:
    """Return a page that a script fills; without script it explains itself and leads to lists."""
    words = site.words
    title = words(f"buyers.{name}.title")
    return Page(
        address=address,
        template=template,
        styles=("buyers",),
        title=title,
        description=words(f"buyers.{name}.description"),
        values={
            "crumbs": _crumbs(site, title),
            "states": STATES,
            "lists": [(words(f"pages.{key}.title"), href) for key, href in LISTS],
        },
    )


def _seasons_page(site: Site) -> Page:
    words, products = site.words, site.directory.products
    title = words("seasons.page.title")
    return Page(
        address=SEASONS,
        template="seasons.html.jinja",
        title=title,
        description=words("seasons.page.description"),
        values={
            "crumbs": _crumbs(site, words("seasons.page.short")),
            "calendar": calendar_of(site, products),
            "months": [
                (option.label, option.address, len(option.members))
                for option in options(site, MONTH, products)
            ],
        },
    )


def _crumbs(site: Site, title: str) -> list[tuple[str, str | None]]:
    words = site.words
    return [
        (words("pages.home.short"), HOME),
        (words("pages.products.short"), PRODUCTS),
        (title, None),
    ]
