"""The first page: what is here, where, and how far to trust it."""

from collections import Counter

from site_builder.records.rules.awards import STATES
from site_builder.render.addresses import (
    DOWNLOADS,
    HOME,
    MAP,
    NEWS,
    ORGANISATIONS,
    PRODUCTS,
    PROGRAMMES,
    STATISTICS,
    TRUST,
    district_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.maps.overviews import overview
from site_builder.render.pages.catalogues import catalogue_links
from site_builder.render.views.texts import former_name, inside_sentence


def home_page(site: Site) -> Page:
    """Return the first page."""
    words, directory = site.words, site.directory
    scope = directory.settings.scope
    province = directory.places.provinces[scope.province]
    named = {"scope": scope.name, "province": inside_sentence(words, province)}
    # Of a former province the first line tells where it belongs now.
    is_part = scope.former_province is not None
    counts = {"products": len(directory.products), "organisations": len(directory.organisations)}
    return Page(
        address=HOME,
        template="home.html.jinja",
        title=directory.settings.site_name,
        description=words(
            "pages.home.description" if is_part else "pages.home.description_whole", **named
        ),
        values={
            "kicker": words("pages.home.kicker", **named) if is_part else province.full_name,
            "lead": words("pages.home.lead" if any(counts.values()) else "empty.home", **counts),
            "entries": _entries(site),
            "more": _more(site),
            "overview": overview(site, HOME),
            "districts": _districts(site),
            **_awards_today(site),
            **catalogue_links(site),
        },
    )


def _entries(site: Site) -> list[tuple[str, str, int | None, str, str]]:
    """Return the four ways in: name, address, count, detail, icon."""
    words, directory = site.words, site.directory
    entries: tuple[tuple[str, str, int | None, str], ...] = (
        ("products", PRODUCTS, len(directory.products), "product"),
        ("organisations", ORGANISATIONS, len(directory.organisations), "organisation"),
        ("map", MAP, len(directory.districts), "map"),
        ("trust", TRUST, None, "star"),
    )
    return [
        (
            words(f"pages.home.entry.{key}"),
            address,
            count,
            words(f"pages.home.entry.{key}_detail"),
            icon,
        )
        for key, address, count, icon in entries
    ]


def _more(site: Site) -> list[tuple[str, str, str, int | None]]:
    words, directory = site.words, site.directory
    entries: tuple[tuple[str, str, int | None], ...] = (
        ("programmes", PROGRAMMES, len(directory.programmes)),
        ("statistics", STATISTICS, len(directory.figures)),
        ("downloads", DOWNLOADS, None),
        ("news", NEWS, None),
    )
    return [
        (words(f"pages.home.more.{key}"), address, words(f"pages.home.more.{key}_detail"), count)
        for key, address, count in entries
    ]


def _districts(site: Site) -> list[tuple[str, str, None, int]]:
    directory = site.directory
    return [
        (
            former_name(site.words, district),
            district_address(district.slug),
            None,
            len(directory.organisations_in_district(district.code)),
        )
        for district in directory.districts
    ]


def _awards_today(site: Site) -> dict[str, object]:
    """Return how many products stand in which award state on the day of the build."""
    current = [p.current for p in site.directory.products if p.current]
    counts = Counter(award.state for award in current)
    return {
        "states": [
            (counts[state], site.words(f"awards.state.{state}"))
            for state in STATES
            if counts[state]
        ],
        "live": sum(1 for award in current if award.is_live),
        "awarded": len(current),
        "trust_href": TRUST,
    }
