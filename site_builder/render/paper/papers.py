"""All papers of a site."""

from collections.abc import Iterator

from site_builder.render.environment import Site
from site_builder.render.paper.cards import share_cards
from site_builder.render.paper.catalogues import catalogue_papers
from site_builder.render.paper.codes import Code, record_codes
from site_builder.render.paper.icons import icons
from site_builder.render.paper.paper import Paper
from site_builder.render.paper.sheets import sheets


def unmade(site: Site) -> list[Paper | Code]:
    """Return every code and paper of a site, before any is made."""
    return [*record_codes(site), *site_papers(site)]


def site_papers(site: Site) -> Iterator[Paper]:
    """Yield every sheet, catalogue, card and icon."""
    yield from sheets(site)
    yield from catalogue_papers(site)
    yield from share_cards(site)
    yield from icons()
