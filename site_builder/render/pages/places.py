"""Places: the former districts, the communes of today, and the map with its equal list."""

from collections.abc import Iterable, Iterator, Sequence

from site_builder.records.directory import ListedOrganisation, ListedProduct
from site_builder.records.places import Commune, District, FormerCommune
from site_builder.render.addresses import (
    COMMUNES,
    DISTRICTS,
    HOME,
    MAP,
    commune_address,
    district_address,
)
from site_builder.render.cards import OrganisationCard, organisation_card, product_card
from site_builder.render.district_maps import by_commune_order, map_source, unplaced
from site_builder.render.environment import Page, Site
from site_builder.render.facet_values import GROUPS
from site_builder.render.listings import organisation_facets, rows_by_commune
from site_builder.render.overviews import overview
from site_builder.render.seasons import calendar_of
from site_builder.render.texts import (
    former_inside_sentence,
    former_name,
    inside_sentence,
    unit_name,
)
from site_builder.words.order import OrderKey, vietnamese_order


def place_pages(site: Site) -> Iterator[Page]:
    """Yield the map page, the lists of places, and a page for each place that holds or held any."""
    yield _map_page(site)
    yield _districts_page(site)
    for district in site.directory.districts:
        yield _district_page(site, district)
    yield _communes_page(site)
    known = {commune.code for commune in site.directory.communes_with_records}
    published = {row.address for row in site.directory.ledger}
    for commune in site.directory.places.communes.values():
        if commune.code in known or commune_address(commune.slug) in published:
            yield _commune_page(site, commune)


def _map_page(site: Site) -> Page:
    words, organisations = site.words, site.directory.organisations
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
            "groups": rows_by_commune(site),
            "count": len(organisations),
            "unplaced": len(unplaced(organisations)),
        },
    )


def _cards(site: Site, organisations: Sequence[ListedOrganisation]) -> list[OrganisationCard]:
    return [organisation_card(site, o) for o in by_commune_order(organisations)]


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
            "organisations": _cards(site, organisations),
            "unplaced": len(unplaced(organisations)),
            "products": len(products),
            "catalogue": _catalogue(site, products),
            "calendar": calendar_of(site, products),
            "communes": _present_communes(site, district),
            "namesakes": [
                (inside_sentence(words, c), _commune_href(site, c))
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


def _present_communes_of(site: Site, district: District) -> list[Commune]:
    places = site.directory.places
    codes = {
        former.commune
        for former in places.former_communes.values()
        if former.former_district == district.code
    }
    return sorted((places.communes[code] for code in codes), key=_commune_order)


def _commune_order(commune: Commune) -> tuple[OrderKey, str]:
    return vietnamese_order(commune.name), commune.code


def _present_communes(site: Site, district: District) -> list[tuple[str, str | None, str]]:
    """Return name, address (if it has a page) and former communes of each present commune."""
    return [
        (
            unit_name(site.words, commune),
            _commune_href(site, commune),
            _former_names(site, site.directory.places.former_communes_of(commune.code)),
        )
        for commune in _present_communes_of(site, district)
    ]


def _links(site: Site, districts: Iterable[District]) -> list[tuple[str, str]]:
    return [(former_inside_sentence(site.words, d), district_address(d.slug)) for d in districts]


def _commune_href(site: Site, commune: Commune) -> str | None:
    known = commune in site.directory.communes_with_records
    return commune_address(commune.slug) if known else None


def _former_names(site: Site, former: Sequence[FormerCommune]) -> str:
    """Return the former communes with their district where several districts gave land."""
    districts = {f.former_district for f in former}
    names = []
    for commune in sorted(former, key=lambda f: vietnamese_order(f.name)):
        name = inside_sentence(site.words, commune)
        if len(districts) > 1:
            district = site.directory.places.districts[commune.former_district]
            name = f"{name} ({inside_sentence(site.words, district)})"
        names.append(name)
    return ", ".join(names)


def _communes_page(site: Site) -> Page:
    words, directory = site.words, site.directory
    communes = sorted(directory.communes_with_records, key=_commune_order)
    return Page(
        address=COMMUNES,
        template="communes.html.jinja",
        title=words("pages.communes.title"),
        description=words("pages.communes.description", count=len(communes)),
        values={
            "districts_href": DISTRICTS,
            "rows": [
                (
                    unit_name(words, commune),
                    commune_address(commune.slug),
                    _former_names(site, directory.places.former_communes_of(commune.code)),
                    len(directory.organisations_in_commune(commune.code)),
                    len(directory.products_in_commune(commune.code)),
                )
                for commune in communes
            ],
        },
    )


def _commune_page(site: Site, commune: Commune) -> Page:
    words, directory = site.words, site.directory
    organisations = directory.organisations_in_commune(commune.code)
    products = directory.products_in_commune(commune.code)
    former = directory.places.former_communes_of(commune.code)
    districts = directory.places.districts
    province = inside_sentence(words, directory.places.provinces[commune.province])
    name = unit_name(words, commune)
    return Page(
        address=commune_address(commune.slug),
        template="commune.html.jinja",
        title=name,
        description=words(
            "pages.commune.description", name=name, province=province,
            organisations=len(organisations), products=len(products),
        ),
        values={
            "crumbs": [
                (words("pages.home.short"), HOME),
                (words("pages.communes.short"), COMMUNES),
                (name, None),
            ],
            "province": province,
            "code": commune.code,
            "former": _former_names(site, former),
            "unchanged": len(former) == 1 and former[0].code == commune.code,
            "districts": _links(
                site, (districts[code] for code in directory.places.districts_of(commune.code))
            ),
            "namesakes": _links(site, (d for d in directory.districts if d.name == commune.name)),
            "organisations": _cards(site, organisations),
            "cards": [product_card(site, p) for p in products],
        },
    )  # fmt: skip
