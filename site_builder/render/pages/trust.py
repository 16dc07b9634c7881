"""What a star means, how to check one, and how many awards are in which state today."""

from collections import Counter
from collections.abc import Sequence

from site_builder.records.rules.awards import EXPIRING_DAYS, STATES, VALID_MONTHS, AssessedAward
from site_builder.records.scalars import CERTIFIED_STARS
from site_builder.render.addresses import TRUST, star_address
from site_builder.render.environment import Page, Site
from site_builder.render.views.cards import ProductCard, product_card

LEVELS = tuple(reversed(CERTIFIED_STARS))
COLUMNS = (*LEVELS, None)
# State, its name, its meaning, the number of products for each level, their sum.
StateRow = tuple[str, str, str, list[int], int]


def trust_page(site: Site) -> Page:
    """Return the page about stars; its numbers count the current award of every product."""
    words, products = site.words, site.directory.products
    current = [p.current for p in products if p.current]
    kinds = Counter(p.record.kind for p in products)
    return Page(
        address=TRUST,
        template="trust.html.jinja",
        title=words("pages.trust.title"),
        description=words("pages.trust.description"),
        values={
            "total": len(current),
            "live": sum(1 for award in current if award.is_live),
            "candidates": kinds["candidate"],
            "others": kinds["other"],
            "months": VALID_MONTHS,
            "days": EXPIRING_DAYS,
            "columns": [_level(site, star) for star in COLUMNS],
            "rows": _rows(site, current),
            "levels": [(_level(site, star), star_address(star)) for star in LEVELS],
            "example": _example(site),
        },
    )


def _level(site: Site, star: int | None) -> str:
    return site.words("awards.stars", star=star) if star else site.words("pages.trust.no_star")


def _rows(site: Site, current: Sequence[AssessedAward]) -> list[StateRow]:
    cells = Counter((award.state, award.award.star) for award in current)
    return [
        (
            state,
            site.words(f"awards.state.{state}"),
            site.words(f"pages.trust.meaning.{state}"),
            [cells[state, star] for star in COLUMNS],
            sum(cells[state, star] for star in COLUMNS),
        )
        for state in STATES
    ]


def _example(site: Site) -> ProductCard | None:
    """Return the first product of the highest level, to show what the data can say."""
    best = (
        product
        for product in site.directory.products
        if product.current and product.current.award.star == max(CERTIFIED_STARS)
    )
    return next((product_card(site, product) for product in best), None)
