"""What the page and the sheet of an organisation tell of it, in rows."""

from markupsafe import Markup

from site_builder.records.directory import ListedOrganisation
from site_builder.records.models.organisation import Contact, Organisation
from site_builder.records.models.private import AgreedContact
from site_builder.records.phones import as_dialled
from site_builder.render.environment import Site
from site_builder.render.views.facts import Fact, place_facts
from site_builder.render.views.register_facts import organisation_register
from site_builder.render.views.sources import Citations
from site_builder.render.views.texts import (
    in_language,
    label,
)
from site_builder.words.formats import format_date, format_money, format_number, format_partial_date

PHONE = Markup('<a href="tel:{}">{}</a>')


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
        # A number that nobody answers any more may be another's soon.
        *([] if record.has_ended else [(words("fields.contact"), _contact(record.contact), ())]),
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
