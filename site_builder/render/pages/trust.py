"""What a star means, how to check one, and how many awards are in which state today."""

from collections import Counter

from site_builder.records.rules.awards import EXPIRING_DAYS, STATES, VALID_MONTHS
from site_builder.records.scalars import CERTIFIED_STARS
from site_builder.render.addresses import TRUST, star_address
from site_builder.render.cards import product_card
from site_builder.render.environment import Page, Site


def trust_page(site: Site) -> Page:
    """Return the page about stars; its numbers count the current award of every product."""
    words, products = site.words, site.directory.products
    current = [p.current for p in products if p.current]
    cells = Counter((award.state, award.award.star) for award in current)
    kinds = Counter(p.record.kind for p in products)
    columns: tuple[int | None, ...] = (*reversed(CERTIFIED_STARS), None)
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
            "columns": [
                words("awards.stars", star=star) if star else words("pages.trust.no_star")
                for star in columns
            ],
            "rows": [
                (
                    state,
                    words(f"awards.state.{state}"),
                    words(f"pages.trust.meaning.{state}"),
                    [cells[state, star] for star in columns],
                    sum(cells[state, star] for star in columns),
                )
                for state in STATES
            ],
            "levels": [
                (words("awards.stars", star=star), star_address(star))
                for star in reversed(CERTIFIED_STARS)
            ],
            "example": next(
                (
                    product_card(site, p)
                    for p in products
                    if p.current and p.current.award.star == max(CERTIFIED_STARS)
                ),
                None,
            ),
        },
    )
