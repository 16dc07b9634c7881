"""The communes of today: their list, and a page for each that holds or held any record."""

from collections.abc import Iterable, Iterator, Sequence

from site_builder.records.directory import ListedOrganisation
from site_builder.records.places import Commune, District, FormerCommune
from site_builder.render.addresses import (
    COMMUNES,
    DISTRICTS,
    HOME,
    commune_address,
    district_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.find.parts import Whole, letters, part_pages, split_list
from site_builder.render.maps.districts import by_commune_order
from site_builder.render.views.cards import OrganisationCard, organisation_card, product_card
from site_builder.render.views.texts import former_inside_sentence, inside_sentence, unit_name
from site_builder.words.order import OrderKey, vietnamese_order


def commune_pages(site: Site) -> Iterator[Page]:
    """Yield the list of communes, and the page of each that has or once had an address."""
    yield from _list_pages(site)
    known = {commune.code for commune in site.directory.communes_with_records}
    published = {row.address for row in site.directory.ledger}
    for commune in site.directory.places.communes.values():
        if commune.code in known or commune_address(commune.slug) in published:
            yield _commune_page(site, commune)


def cards(site: Site, organisations: Sequence[ListedOrganisation]) -> list[OrganisationCard]:
    """Return the cards of organisations, commune by commune."""
    return [organisation_card(site, o) for o in by_commune_order(organisations)]


def commune_order(commune: Commune) -> tuple[OrderKey, str]:
    """Return the sort key of communes: by name, then by code."""
    return vietnamese_order(commune.name), commune.code


def _links(site: Site, districts: Iterable[District]) -> list[tuple[str, str]]:
    return [(former_inside_sentence(site.words, d), district_address(d.slug)) for d in districts]


def commune_href(site: Site, commune: Commune) -> str | None:
    """Return the address of the page of a commune, if it has one."""
    known = site.directory.has_records(commune)
    return commune_address(commune.slug) if known else None


def former_names(site: Site, former: Sequence[FormerCommune]) -> str:
    """Return the former communes with their district where several districts gave land."""
    districts = {f.former_district for f in former}
    names = []
    for commune in sorted(former, key=lambda f: vietnamese_order(f.name)):
        name = inside_sentence(site.words, commune)
        if len(districts) > 1:
            district = site.directory.places.districts[commune.former_district]
            name = f"{name} ({inside_sentence(site.words, district)})"
        if commune.commune is None:
            name = site.words("places.in_part", name=name)
        names.append(name)
    return ", ".join(names)


def _lead(site: Site, commune: Commune, former: Sequence[FormerCommune]) -> str:
    """Return what a present commune was formed from, and by what."""
    words = site.words
    if not former:
        return words("pages.commune.no_former")
    if [(f.code, f.communes) for f in former] == [(commune.code, (commune.code,))]:
        return words("pages.commune.unchanged")
    named = resolutions(former)
    key = "pages.commune.lead" if named else "pages.commune.lead_unnamed"
    return words(key, former=former_names(site, former), resolution=named)


def resolutions(former: Sequence[FormerCommune]) -> str:
    """Return the numbers of the resolutions that rearranged some communes, as far as known."""
    return ", ".join(sorted({commune.resolution for commune in former} - {""}))


def _list_pages(site: Site) -> Iterator[Page]:
    words, directory = site.words, site.directory
    communes = sorted(directory.communes_with_records, key=commune_order)
    parts = split_list(communes, lambda commune: commune.name, COMMUNES)
    title = words("pages.communes.title")
    yield Page(
        address=COMMUNES,
        template="communes.html.jinja",
        title=title,
        description=words("pages.communes.description", count=len(communes)),
        values={
            "districts_href": DISTRICTS,
            "count": len(communes),
            "letters": letters(site, parts),
            "rows": [] if parts else [_row(site, commune) for commune in communes],
        },
    )
    crumbs = [(words("pages.home.short"), HOME), (words("pages.communes.short"), COMMUNES)]
    whole = Whole(
        title, crumbs, "communes", lambda own: {"rows": [_row(site, commune) for commune in own]}
    )
    yield from part_pages(site, parts, whole)


def _row(site: Site, commune: Commune) -> tuple[str, str, str, int, int]:
    directory = site.directory
    return (
        unit_name(site.words, commune),
        commune_address(commune.slug),
        former_names(site, directory.places.former_communes_of(commune.code)),
        len(directory.organisations_in_commune(commune.code)),
        len(directory.products_in_commune(commune.code)),
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
            "lead": _lead(site, commune, former),
            "districts": _links(
                site, (districts[code] for code in directory.places.districts_of(commune.code))
            ),
            "namesakes": _links(site, (d for d in directory.districts if d.name == commune.name)),
            "organisations": cards(site, organisations),
            "cards": [product_card(site, p) for p in products],
        },
    )  # fmt: skip
