"""All generated files of a site."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from site_builder.render.addresses import (
    ABOUT,
    COMMUNES,
    COMPARE,
    CORRECTIONS,
    DISTRICTS,
    HOME,
    LIST,
    MAP,
    NEWS,
    OFFLINE,
    ORGANISATIONS,
    PRODUCTS,
    PROGRAMMES,
    RECORD_ADDRESSES,
    SEARCH,
    SEASONS,
    STATISTICS,
    TRUST,
    WORK,
)
from site_builder.render.data.schemas import data_schemas
from site_builder.render.maps.districts import map_views
from site_builder.render.environment import Page, Site, render_page
from site_builder.render.news.feeds import feed_files
from site_builder.render.find.data import find_data
from site_builder.render.find.large import engine_file, is_large
from site_builder.render.headers import headers_file
from site_builder.render.maps.views import MapView
from site_builder.render.data.open_data import Offer
from site_builder.render.news.days import page_days
from site_builder.render.pages.about import about_page, corrections_page, offline_page
from site_builder.render.pages.buyers import buyer_pages
from site_builder.render.pages.catalogues import catalogue_pages
from site_builder.render.pages.departed import emptied_pages, moved_pages, tombstone_pages
from site_builder.render.pages.home import home_page
from site_builder.render.pages.index_az import index_pages
from site_builder.render.pages.news import news_page
from site_builder.render.pages.open_data import open_data_page
from site_builder.render.pages.organisations import organisation_pages
from site_builder.render.pages.places import place_pages
from site_builder.render.pages.products import product_pages
from site_builder.render.pages.programmes import programme_pages
from site_builder.render.pages.statistics import statistics_pages
from site_builder.render.pages.trust import trust_page
from site_builder.render.pages.worklist import worklist_pages
from site_builder.render.web_files import web_files
from site_builder.render.work.files import worklist_files
from site_builder.words.generated import GeneratedFile

RECORD_PAGES = tuple(page for _, page, _ in RECORD_ADDRESSES)
# What makes single pages, by their addresses.
SINGLE_PAGES: Mapping[str, Callable[[Site], Page]] = {
    HOME: home_page,
    TRUST: trust_page,
    ABOUT: about_page,
    CORRECTIONS: corrections_page,
    NEWS: news_page,
    OFFLINE: offline_page,
}
# What makes many pages, and the addresses below which they lie.
PAGES: Mapping[Callable[[Site], Iterator[Page]], tuple[str, ...]] = {
    organisation_pages: (ORGANISATIONS,),
    product_pages: (PRODUCTS,),
    catalogue_pages: (PRODUCTS, ORGANISATIONS),
    buyer_pages: (LIST, COMPARE, SEASONS),
    place_pages: (MAP, DISTRICTS, COMMUNES),
    programme_pages: (PROGRAMMES,),
    statistics_pages: (STATISTICS,),
    index_pages: (SEARCH,),
    worklist_pages: (WORK,),
    tombstone_pages: RECORD_PAGES,
    moved_pages: RECORD_PAGES,
}


def site_pages(site: Site) -> Iterator[Page]:
    """Yield every page but that of the data files, which must be there first."""
    yield from (page(site) for page in SINGLE_PAGES.values())
    for pages in PAGES:
        yield from pages(site)


def find_page(site: Site, address: str) -> Page | None:
    """Return the page at an address as `site_pages` gives it, without making all others."""
    if address in SINGLE_PAGES:
        return SINGLE_PAGES[address](site)
    asked = replace(site, asked=address)
    makers = (pages for pages, tops in PAGES.items() if address.startswith(tops))
    made = (page for pages in makers for page in pages(asked))
    return next((page for page in made if page.address == address), None)


def render_site(site: Site, offered: Callable[[], Offer]) -> Iterator[GeneratedFile]:
    """Yield the pages, maps, search data and feeds of the edition in one language.

    What is offered of the open data, which may be in the making meanwhile, is asked for at the end.
    """
    days, addresses = page_days(site.directory), set[str]()

    # None is kept: the values of all pages would fill the memory of a large build.
    def rendered(pages: Iterable[Page]) -> Iterator[GeneratedFile]:
        for page in pages:
            addresses.add(page.address)
            yield render_page(site, replace(page, changed_on=days.get(page.address)))

    yield from rendered(site_pages(site))
    for view in map_views(site):
        yield from _map_files(site, view)
    yield find_data(site)
    yield from feed_files(site)
    yield from rendered([open_data_page(site, offered())])
    yield from rendered(emptied_pages(site, frozenset(addresses)))


def _map_files(site: Site, view: MapView) -> Iterator[GeneratedFile]:
    paths = view.paths

    def render() -> list[bytes]:
        from site_builder.render.maps import interactive  # noqa: PLC0415 -- few edits need folium

        return [file.content for file in interactive.render_map(view, site.words)]

    contents = site.memory.recall(paths, (site.words.language, view), render)
    yield from map(GeneratedFile, paths, contents)


def render_shared(site: Site) -> Iterator[GeneratedFile]:
    """Yield what is there once for all editions, besides the open data."""
    yield from data_schemas()
    yield engine_file(large=is_large(site.directory))
    yield headers_file()
    yield from worklist_files(site)
    yield from web_files(site)
