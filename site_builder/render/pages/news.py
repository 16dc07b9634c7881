"""The news of the directory, for people and as feeds."""

from collections.abc import Sequence

from site_builder.render.addresses import NEWS
from site_builder.render.environment import Page, Site
from site_builder.render.news.events import Event
from site_builder.render.news.feeds import Feed, feeds
from site_builder.render.news.texts import describe
from site_builder.words.formats import format_date

LATEST = 50


def news_page(site: Site) -> Page:
    """Return the page with the latest events and the address of every feed."""
    words = site.words
    every, *parts = feeds(site)
    districts = len(site.directory.districts)
    return Page(
        address=NEWS,
        template="news.html.jinja",
        title=words("events.page.title"),
        description=words("events.page.description"),
        values={
            "latest": _latest(site, every.events[:LATEST]),
            "all": _links(site, [every]),
            "districts": _links(site, parts[:districts]),
            "groups": _links(site, parts[districts:]),
        },
    )


def _latest(site: Site, found: Sequence[Event]) -> list[tuple[str, str, str, None]]:
    """Return title, address and detail of events, as a list of links shows them."""
    told = [(event, describe(site, event)) for event in found]
    return [
        (text.title, text.address, f"{format_date(event.day, site.words)} · {text.text}", None)
        for event, text in told
    ]


def _links(site: Site, of: Sequence[Feed]) -> list[tuple[str, str, str, None]]:
    return [
        (feed.part, feed.address, site.words("events.page.count", count=len(feed.events)), None)
        for feed in of
    ]
