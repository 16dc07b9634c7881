"""The first page: what is here, where, and how far to trust it."""

from collections import Counter

from site_builder.records.rules.awards import STATES
from site_builder.render.addresses import (
    DOWNLOADS,
    HOME,
    MAP,
    ORGANISATIONS,
    PRODUCTS,
    PROGRAMMES,
    STATISTICS,
    TRUST,
    district_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.overviews import overview
from site_builder.render.pages.catalogues import catalogue_links
from site_builder.render.texts import former_name, inside_sentence


def home_page(site: Site) -> Page:
    """Return the first page."""
    words, directory = site.words, site.directory
    products, organisations = directory.products, directory.organisations
    states = Counter(p.current.state for p in products if p.current)
    scope = directory.settings.scope
    province = directory.places.provinces[scope.province]
    named = {"scope": scope.name, "province": inside_sentence(province)}
    return Page(
        address=HOME,
        template="home.html.jinja",
        title=directory.settings.site_name,
        description=words("pages.home.description", **named),
        values={
            "kicker": words("pages.home.kicker", **named),
            "lead": words(
                "pages.home.lead",
                products=len(products), organisations=len(organisations), **named,
            ),
            "entries": [
                (words("pages.home.entry.products"), PRODUCTS, len(products),
                 words("pages.home.entry.products_detail"), "product"),
                (words("pages.home.entry.organisations"), ORGANISATIONS, len(organisations),
                 words("pages.home.entry.organisations_detail"), "organisation"),
                (words("pages.home.entry.map"), MAP, len(directory.districts),
                 words("pages.home.entry.map_detail"), "map"),
                (words("pages.home.entry.trust"), TRUST, None,
                 words("pages.home.entry.trust_detail"), "star"),
            ],
            "more": [
                (words("pages.home.more.programmes"), PROGRAMMES,
                 words("pages.home.more.programmes_detail"), len(directory.programmes)),
                (words("pages.home.more.statistics"), STATISTICS,
                 words("pages.home.more.statistics_detail"), len(directory.figures)),
                (words("pages.home.more.downloads"), DOWNLOADS,
                 words("pages.home.more.downloads_detail"), None),
            ],
            "states": [
                (states[state], words(f"awards.state.{state}"), state)
                for state in STATES
                if states[state]
            ],
            "live": sum(states[state] for state in ("valid", "expiring", "extended")),
            "awarded": sum(states.values()),
            "trust_href": TRUST,
            "overview": overview(site, HOME),
            "districts": [
                (former_name(words, d), district_address(d.slug), None,
                 len(directory.organisations_in_district(d.code)))
                for d in directory.districts
            ],
            **catalogue_links(site),
        },
    )  # fmt: skip
