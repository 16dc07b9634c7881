"""The list of programmes and the page of each, with the organisations that took part."""

from collections.abc import Iterator, Sequence

from site_builder.records.directory import ListedProgramme
from site_builder.records.models.reference import LegalDocument, Programme
from site_builder.render.addresses import (
    HOME,
    PROGRAMMES,
    organisation_address,
    programme_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.find.parts import Whole, letters, part_pages, split_list
from site_builder.render.views.facts import Fact
from site_builder.render.views.record_values import record_values
from site_builder.render.views.sources import cite
from site_builder.render.views.texts import in_language, label
from site_builder.words.formats import format_partial_date


def programme_pages(site: Site) -> Iterator[Page]:
    """Yield the list page, then one page per programme."""
    yield from _list_pages(site)
    for programme in site.directory.programmes:
        yield _programme_page(site, programme)


def _list_pages(site: Site) -> Iterator[Page]:
    words, programmes = site.words, site.directory.programmes
    parts = split_list(programmes, lambda programme: programme.record.name_vi, PROGRAMMES)
    sections = [
        (
            label(words, kind),
            key.replace("_", "-"),
            _rows(site, [p for p in programmes if p.record.type == key]),
        )
        for key, kind in site.directory.programme_types.items()
        if not parts
    ]
    yield Page(
        address=PROGRAMMES,
        template="programmes.html.jinja",
        title=words("pages.programmes.title"),
        description=words("pages.programmes.description", count=len(programmes)),
        values={
            "count": len(programmes),
            "with_participants": sum(1 for p in programmes if p.participants),
            "letters": letters(site, parts),
            "sections": [section for section in sections if section[2]],
        },
    )
    short = words("pages.programmes.short")
    crumbs = [(words("pages.home.short"), HOME), (short, PROGRAMMES)]
    whole = Whole(short, crumbs, "programmes", lambda own: {"rows": _rows(site, own)})
    yield from part_pages(site, parts, whole)


def _rows(
    site: Site, programmes: Sequence[ListedProgramme]
) -> list[tuple[str, str, str | None, int | None]]:
    """Return name, address, time and number of participants of each."""
    return [
        (
            p.record.name_vi, programme_address(p.record.id), _time(site, p.record),
            len(p.participants) or None,
        )
        for p in programmes
    ]  # fmt: skip


def _programme_page(site: Site, programme: ListedProgramme) -> Page:
    record, words = programme.record, site.words
    kind = label(words, site.directory.programme_types[record.type])
    return Page(
        address=programme_address(record.id),
        template="programme.html.jinja",
        title=record.name_vi,
        description=f"{kind}. {record.name_vi}.",
        source=programme.path,
        values={
            "crumbs": [
                (words("pages.home.short"), HOME),
                (words("pages.programmes.short"), PROGRAMMES),
                (kind, None),
            ],
            "kicker": kind,
            "facts": _facts(site, record),
            "results": record.results,
            "participants": [
                (organisation.name_vi, organisation_address(organisation.id),
                 in_language(words, part.note_vi, part.note_en),
                 format_partial_date(part.year, site.words) if part.year else None)
                for part, organisation in programme.participants
            ],
            **record_values(site, record, programme.path, cite(site, record.sources)),
        },
    )  # fmt: skip


def _facts(site: Site, record: Programme) -> list[Fact]:
    words = site.words
    legal = [_legal_line(site, document) for document in record.legal_documents]
    return [
        (words("fields.level"), words(f"records.programme_level.{record.level}"), ()),
        (words("fields.time"), _time(site, record), ()),
        (words("fields.legal_documents"), legal or None, ()),
    ]


def _legal_line(site: Site, document: LegalDocument) -> str:
    words = site.words
    day = document.date
    dated = words("records.dated", date=format_partial_date(day, words)) if day else None
    head = " ".join(part for part in (document.number, dated) if part)
    subject = in_language(words, document.subject_vi, document.subject_en)
    return ". ".join(part for part in (head, document.issuer, subject) if part)


def _time(site: Site, record: Programme) -> str | None:
    if record.start and record.end and record.start != record.end:
        span = (format_partial_date(day, site.words) for day in (record.start, record.end))
        return " – ".join(span)
    if record.start and not record.end:
        return site.words("records.since", date=format_partial_date(record.start, site.words))
    time = record.start or record.end or record.year
    return format_partial_date(time, site.words) if time else None
