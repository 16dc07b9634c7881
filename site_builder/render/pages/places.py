"""Places: the former districts, the communes of today, and the map with its equal list."""

from collections.abc import Iterator, Sequence

from site_builder.records.directory import ListedProduct
from site_builder.records.places import Commune, District, FormerCommune
from site_builder.render.addresses import (
    COMMUNES,
    DISTRICTS,
    HOME,
    MAP,
    catalogue_address,
    district_address,
    district_feed_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.find import parts
from site_builder.render.find.listings import organisation_facets, rows_by_commune
from site_builder.render.find.values import GROUPS
from site_builder.render.maps.districts import map_source, unplaced
from site_builder.render.maps.overviews import overview
from site_builder.render.pages.communes import (
    cards,
    commune_href,
    commune_order,
    commune_pages,
    former_names,
    resolutions,
)
from site_builder.render.views.cards import product_card
from site_builder.render.views.seasons import calendar_of
from site_builder.render.views.texts import (
    former_inside_sentence,
    former_name,
    inside_sentence,
    unit_name,
)


def place_pages(site: Site) -> Iterator[Page]:
    """Yield the map page, the lists of places, and a page for each place that holds or held any."""
    yield _map_page(site)
    yield _districts_page(site)
    for district in site.directory.districts:
        yield _district_page(site, district)
    yield from commune_pages(site)


def _map_page(site: Site) -> Page:
    words, organisations = site.words, site.directory.organisations
    is_split = len(organisations) > parts.LONGEST_LIST
    return Page(
        address=MAP,
        template="map.html.jinja",
        styles=("lists",),
        title=words("pages.map.title"),
        description=words("pages.map.description", count=len(organisations)),
        values={
            "src": map_source(None),
            "overview": overview(site, MAP),
            "facets": organisation_facets(site),
            "districts": _district_counts(site) if is_split else (),
            "groups": () if is_split else rows_by_commune(site),
            "count": len(organisations),
            "unplaced": len(unplaced(organisations)),
        },
    )


def _district_counts(site: Site) -> list[tuple[str, str, None, int]]:
    """Return the former districts, whose pages hold the list that is too long for the map's."""
    return [
        (
            former_name(site.words, district), district_address(district.slug), None,
            len(site.directory.organisations_in_district(district.code)),
        )
        for district in site.directory.districts
    ]  # fmt: skip


def _districts_page(site: Site) -> Page:
    words, directory = site.words, site.directory
    return Page(
        address=DISTRICTS,
        template="districts.html.jinja",
        title=words("pages.districts.title"),
        description=words("pages.districts.description"),
        values={
            "overview": overview(site, DISTRICTS),
            "communes_href": COMMUNES,
            "rows": [
                (
                    former_inside_sentence(words, district),
                    district_address(district.slug),
                    len(directory.organisations_in_district(district.code)),
                    len(directory.products_in_district(district.code)),
                    _present_communes(site, district),
                )
                for district in directory.districts
            ],
        },
    )


def _district_page(site: Site, district: District) -> Page:
    words, directory = site.words, site.directory
    organisations = directory.organisations_in_district(district.code)
    products = directory.products_in_district(district.code)
    name = former_name(words, district)
    return Page(
        address=district_address(district.slug),
        feed=district_feed_address(district.slug),
        template="district.html.jinja",
        title=name,
        description=words(
            "pages.district.description",
            name=name, organisations=len(organisations), products=len(products),
        ),
        values={
            "crumbs": [
                (words("pages.home.short"), HOME),
                (words("pages.districts.short"), DISTRICTS),
                (name, None),
            ],
            "src": map_source(district),
            "map_title": words("pages.district.map", name=name),
            "organisations": cards(site, organisations),
            "unplaced": len(unplaced(organisations)),
            "products": len(products),
            "catalogue": _catalogue(site, products),
            "calendar": calendar_of(site, products),
            "communes": _present_communes(site, district),
            "resolutions": resolutions(_former_communes_of(site, district)),
            "print_link": (
                words("paper.link.district", name=former_name(words, district)),
                catalogue_address("huyen", district.slug),
            ),
            "namesakes": [
                (inside_sentence(words, c), commune_href(site, c))
                for c in _present_communes_of(site, district)
                if c.name == district.name
            ],
        },
    )  # fmt: skip


def _catalogue(
    site: Site, products: Sequence[ListedProduct]
) -> list[tuple[str, str, list[object]]]:
    """Return the products by OCOP group, those without a group last."""
    groups: tuple[str | None, ...] = (*GROUPS, None)
    return [
        (
            site.words(f"groups.{group}") if group else site.words("groups.none"),
            group or "other",
            [product_card(site, p) for p in members],
        )
        for group in groups
        if (members := [p for p in products if p.record.ocop_group == group])
    ]


def _former_communes_of(site: Site, district: District) -> list[FormerCommune]:
    communes = site.directory.places.former_communes.values()
    return [commune for commune in communes if commune.former_district == district.code]


def _present_communes_of(site: Site, district: District) -> list[Commune]:
    places = site.directory.places
    codes = {code for former in _former_communes_of(site, district) for code in former.communes}
    return sorted((places.communes[code] for code in codes), key=commune_order)


def _present_communes(site: Site, district: District) -> list[tuple[str, str | None, str]]:
    """Return name, address (if it has a page) and former communes of each present commune."""
    return [
        (
            unit_name(site.words, commune),
            commune_href(site, commune),
            former_names(site, site.directory.places.former_communes_of(commune.code)),
        )
        for commune in _present_communes_of(site, district)
    ]
