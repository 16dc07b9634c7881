"""Statistics."""

from collections.abc import Iterator

from site_builder.render.environment import Page, Site


def statistics_pages(site: Site) -> Iterator[Page]:
    """Yield nothing yet."""
    yield from ()
