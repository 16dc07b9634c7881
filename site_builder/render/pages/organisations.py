"""The list of organisations and the page of each."""

from collections.abc import Iterator

from markupsafe import Markup

from site_builder.records.directory import ListedOrganisation
from site_builder.records.models.organisation import Contact, Organisation
from site_builder.records.models.private import AgreedContact
from site_builder.records.phones import as_dialled
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
from site_builder.render.views.facts import Fact, certificate_facts, place_facts
from site_builder.render.views.life_cycle import organisation_notice
from site_builder.render.views.linked_data import as_script, organisation_data
from site_builder.render.views.own_names import kind_phrases, split_name
from site_builder.render.views.photos import photo_views
from site_builder.render.views.record_values import record_crumbs, record_values
from site_builder.render.views.register_facts import organisation_register
from site_builder.render.views.sources import Citations, cite
from site_builder.render.views.texts import (
    former_name,
    in_language,
    label,
    short_place,
    unit_name,
)
from site_builder.words.formats import format_date, format_money, format_number, format_partial_date

PHONE = Markup('<a href="tel:{}">{}</a>')


def organisation_pages(site: Site) -> Iterator[Page]:
    """Yield the list page, then one page per organisation."""
    yield from _list_pages(site)
    for organisation in site.directory.every_organisation:
        if organisation.record.left is None:
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
        description=". ".join(part for part in (record.name_vi, kind, where) if part) + ".",
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


def organisation_facts(
    site: Site, organisation: ListedOrganisation, citations: Citations
) -> list[Fact]:
    """Return the facts that the page and the sheet of an organisation show."""
    record, words = organisation.record, site.words
    sector = site.directory.sectors[record.sector] if record.sector else None
    capital = record.charter_capital
    rows: list[Fact] = [
        *place_facts(site, record.address, organisation.place, citations),
        (words("fields.sector"), label(words, sector) if sector else None, ()),
        (words("fields.activities"), record.activities or None, ()),
        (
            words("fields.founded"),
            format_partial_date(record.founded, words) if record.founded else None,
            (),
        ),
        (words("fields.members"), _members(site, record), _member_refs(record, citations)),
        (words("fields.status"), words(f"records.status.{record.status or 'unknown'}"), ()),
        (words("fields.contact"), _contact(record.contact), ()),
        *_person(site, organisation.person),
        (words("fields.tax_code"), record.tax_code, ()),
    ]
    if capital is not None:
        money = format_money(capital.value, words.language)
        rows.append((words("fields.charter_capital"), f"{money} («{capital.as_stated}»)", ()))
    rows += organisation_register(site, record)
    if record.other_names:
        rows.append((words("fields.other_names"), record.other_names, ()))
    for honour in record.honours:
        title = in_language(words, honour.title_vi, honour.title_en)
        rows.append((words("fields.honour"), title, citations.of(honour.source)))
    return rows


def _members(site: Site, record: Organisation) -> list[str] | None:
    words = site.words
    lines = []
    for members in record.members:
        when = [format_partial_date(members.as_of, words)] if members.as_of else []
        when += [words("records.at_founding")] if members.at_founding else []
        count = words("records.member_count", count=format_number(members.count, words.language))
        lines.append(f"{count} ({', '.join(when)})" if when else count)
    return lines or None


def _member_refs(record: Organisation, citations: Citations) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for m in record.members for n in citations.of(m.source)))


def _contact(contact: Contact | None) -> list[str] | None:
    if contact is None:
        return None
    phone = PHONE.format(contact.phone, as_dialled(contact.phone)) if contact.phone else None
    return [part for part in (phone, contact.email, contact.website) if part] or None


def _person(site: Site, person: AgreedContact | None) -> list[Fact]:
    """Return whom to reach, as that person agreed: on this page, and in no data file."""
    if person is None:
        return []
    phone = PHONE.format(person.phone, as_dialled(person.phone)) if person.phone else None
    name = ", ".join(part for part in (person.name, person.role) if part)
    lines = [part for part in (name, phone, person.email) if part]
    if not lines:
        return []
    agreed = site.words("records.agreed_on", date=format_date(person.agreed_on, site.words))
    return [(site.words("fields.public_person"), [*lines, agreed], ())]


def organisation_documents(record: Organisation) -> list[str | None]:
    """Return the documents that single fields of an organisation name."""
    return [
        record.address.source,
        *(members.source for members in record.members),
        *(honour.source for honour in record.honours),
        *(certificate.source for certificate in record.certificates),
        *(photo.source for photo in record.photos),
        record.contact.source if record.contact else None,
    ]


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
    if place.commune and place.commune in site.directory.communes_with_records:
        links.append((unit_name(site.words, place.commune), commune_address(place.commune.slug)))
    if place.district and place.district in site.directory.districts:
        name = former_name(site.words, place.district)
        links.append((name, district_address(place.district.slug)))
    return links
