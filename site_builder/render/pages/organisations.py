"""The list of organisations and the page of each."""

from collections.abc import Iterator

from site_builder.records.directory import ListedOrganisation
from site_builder.records.rules.addresses import Place
from site_builder.render.addresses import (
    HOME,
    ORGANISATIONS,
    card_address,
    commune_address,
    district_address,
    organisation_address,
    programme_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.find.listings import (
    ORGANISATION_SORTS,
    organisation_facets,
    organisation_rows,
)
from site_builder.render.find.parts import Whole, letters, part_pages, split_list
from site_builder.render.paper.share_cards import share_card
from site_builder.render.paper.take_away import STYLES, file_values
from site_builder.render.views.cards import product_card
from site_builder.render.views.facts import certificate_facts
from site_builder.render.views.life_cycle import kind_in_lists, organisation_notice
from site_builder.render.views.linked_data import as_script, organisation_data
from site_builder.render.views.organisation_facts import organisation_documents, organisation_facts
from site_builder.render.views.own_names import kind_phrases, split_name
from site_builder.render.views.photos import photo_views
from site_builder.render.views.record_values import record_crumbs, record_values
from site_builder.render.views.sources import cite
from site_builder.render.views.texts import (
    former_name,
    in_language,
    short_place,
    unit_name,
)
from site_builder.words.formats import format_partial_date


def organisation_pages(site: Site) -> Iterator[Page]:
    """Yield the list page, then one page per organisation."""
    yield from _list_pages(site)
    for organisation in site.directory.every_organisation:
        record = organisation.record
        if record.left is None and site.wants(organisation_address(record.id)):
            yield _organisation_page(site, organisation)


def _list_pages(site: Site) -> Iterator[Page]:
    words, organisations = site.words, site.directory.organisations
    kinds = [o.record.kind for o in organisations]
    counts = ", ".join(
        words(f"records.kind_count.{kind}", count=kinds.count(kind))
        for kind in ("cooperative", "cooperative_group", "cooperative_union")
        if kind in kinds
    )
    phrases = kind_phrases(words)
    parts = split_list(
        organisations, lambda o: split_name(o.record.name_vi, phrases)[1], ORGANISATIONS
    )
    title = words("pages.organisations.title")
    yield Page(
        address=ORGANISATIONS,
        template="organisations.html.jinja",
        styles=("lists",),
        title=title,
        description=words("pages.organisations.description", counts=counts),
        values={
            "counts": counts,
            "facets": organisation_facets(site),
            "sorts": ORGANISATION_SORTS,
            "count": len(organisations),
            "letters": letters(site, parts),
            "rows": [] if parts else organisation_rows(site, organisations),
        },
    )
    crumbs = [
        (words("pages.home.short"), HOME), (words("pages.organisations.short"), ORGANISATIONS),
    ]  # fmt: skip
    whole = Whole(
        title, crumbs, "organisations", lambda own: {"rows": organisation_rows(site, own)},
        ("lists",),
    )  # fmt: skip
    yield from part_pages(site, parts, whole)


def _organisation_page(site: Site, organisation: ListedOrganisation) -> Page:
    record, words = organisation.record, site.words
    citations = cite(site, record.sources, organisation_documents(record))
    kind = words(f"records.organisation_kind.{record.kind}")
    where = short_place(words, organisation.place)
    crumbs = record_crumbs(site, "organisations", ORGANISATIONS, record.name_vi)
    return Page(
        address=organisation_address(record.id),
        template="organisation.html.jinja",
        styles=STYLES,
        title=record.name_vi,
        description=". ".join(
            part for part in (record.name_vi, kind_in_lists(words, record), where) if part
        )
        + ".",
        source=organisation.path,
        card=share_card("cooperatives", record),
        linked_data=as_script(organisation_data(site, organisation, crumbs)),
        values={
            "crumbs": crumbs,
            "kicker": kind,
            "where": where,
            "life_notice": organisation_notice(site, record),
            "lead": in_language(words, record.description_vi, record.description_en),
            "facts": organisation_facts(site, organisation, citations),
            "certificates": [certificate_facts(site, c, citations) for c in record.certificates],
            "products": [product_card(site, p) for p in organisation.products],
            "programmes": _programmes(site, organisation),
            "places": place_links(site, organisation.place),
            "card_href": card_address(record.id),
            **file_values(site, organisation),
            "photos": photo_views(site, record.photos, citations),
            **record_values(site, record, organisation.path, citations),
        },
    )


def _programmes(
    site: Site, organisation: ListedOrganisation
) -> list[tuple[str, str, str | None, str | None]]:
    rows = []
    for participation in organisation.participations:
        part, programme = participation.participant, participation.programme
        year = format_partial_date(part.year, site.words) if part.year else None
        note = in_language(site.words, part.note_vi, part.note_en)
        rows.append((programme.name_vi, programme_address(programme.id), note, year))
    return rows


def place_links(site: Site, place: Place | None) -> list[tuple[str, str]]:
    """Return links to the pages of the commune and former district of a place."""
    if place is None:
        return []
    links = []
    if place.commune and site.directory.has_records(place.commune):
        links.append((unit_name(site.words, place.commune), commune_address(place.commune.slug)))
    if place.district and site.directory.covers(place.district):
        name = former_name(site.words, place.district)
        links.append((name, district_address(place.district.slug)))
    return links
