"""Valid records to one linked directory, and what only all records together can tell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from site_builder.records.content import Content, Shelf
from site_builder.records.directory import (
    Directory,
    HeldCertificate,
    ListedOrganisation,
    ListedProduct,
    ListedProgramme,
    Participation,
    PlacedFigure,
)
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.private import AgreedContact
from site_builder.records.models.reference import Document
from site_builder.records.models.settings import Settings
from site_builder.records.outlines import Geometry
from site_builder.records.rules.addresses import resolve
from site_builder.records.rules.awards import assess, current_award
from site_builder.records.rules.claims import facts_only
from site_builder.words.order import vietnamese_order


def link(
    content: Content,
    settings: Settings,
    today: date,
    outlines: Mapping[str, Geometry] | None = None,
    people: Mapping[str, AgreedContact] = MappingProxyType({}),
) -> Directory:
    """Return the directory of a content in which no check found an error.

    `people` are the contacts of the private overlay by organisation.
    """
    products = _list_products(content, today)
    present = tuple(p for p in products if p.record.left is None)
    organisations = _list_organisations(content, present, people)
    programmes = _list_programmes(content)
    return Directory(
        settings=settings,
        today=today,
        places=content.places,
        outlines=outlines,
        pictures=content.photos.pictures,
        organisations=tuple(o for o in organisations if not _has_departed(o.record)),
        products=present,
        programmes=tuple(p for p in programmes if p.record.left is None),
        departed_organisations=tuple(o for o in organisations if _has_departed(o.record)),
        departed_products=tuple(p for p in products if p.record.left is not None),
        departed_programmes=tuple(p for p in programmes if p.record.left is not None),
        documents=_models(content.documents),
        bodies=tuple(entry.model for entry in content.bodies),
        indicators=_models(content.indicators),
        figures=tuple(
            PlacedFigure(entry.model, resolve(entry.model.place, content.places))
            for entry in content.figures
        ),
        sectors=_models(content.sectors),
        topics=_models(content.topics),
        programme_types=_models(content.programme_types),
        ocop_sets={entry.model.code: entry.model for entry in content.ocop_sets},
        ledger=content.ledger,
    )


def _has_departed(organisation: Organisation) -> bool:
    return organisation.has_ended or organisation.left is not None


def _certificates_by_product(content: Content) -> dict[str, list[HeldCertificate]]:
    held: dict[str, list[HeldCertificate]] = defaultdict(list)
    for organisation in content.organisations:
        for certificate in organisation.model.certificates:
            for product in certificate.products:
                held[product].append(HeldCertificate(certificate, organisation.model))
    for entry in content.products:
        for certificate in entry.model.certificates:
            held[entry.model.id].append(HeldCertificate(certificate, entry.model))
    return held


def _models(shelf: Shelf[Any]) -> dict[str, Any]:
    return {entry.model.id: entry.model for entry in shelf}


def _list_products(content: Content, today: date) -> tuple[ListedProduct, ...]:
    makers: dict[str, Organisation] = _models(content.organisations)
    documents: dict[str, Document] = _models(content.documents)
    held = _certificates_by_product(content)
    listed = []
    for entry in content.products:
        record = facts_only(entry.model)
        maker = makers[record.producer] if record.producer else None
        address = record.address or (maker.address if maker else None)
        stated = [award.as_of or documents[award.source].date for award in record.awards]
        awards = assess(record.awards, stated, today)
        listed.append(
            ListedProduct(
                record=record,
                path=entry.raw.path,
                maker=maker,
                place=resolve(address, content.places) if address else None,
                awards=awards,
                current=current_award(awards),
                certificates=tuple(held.get(record.id, ())),
            )
        )
    return tuple(sorted(listed, key=lambda product: vietnamese_order(product.record.name_vi)))


def _list_organisations(
    content: Content, products: Sequence[ListedProduct], people: Mapping[str, AgreedContact]
) -> tuple[ListedOrganisation, ...]:
    made: dict[str, list[ListedProduct]] = defaultdict(list)
    for product in products:
        if product.maker is not None:
            made[product.maker.id].append(product)
    joined: dict[str, list[Participation]] = defaultdict(list)
    for programme in content.programmes:
        for participant in programme.model.participants if programme.model.left is None else ():
            joined[participant.organisation].append(Participation(programme.model, participant))
    listed = [
        ListedOrganisation(
            record=entry.model,
            path=entry.raw.path,
            place=resolve(entry.model.address, content.places),
            products=tuple(made[entry.model.id]),
            participations=tuple(
                sorted(
                    joined[entry.model.id], key=lambda p: (p.participant.year or "", p.programme.id)
                )
            ),
            person=None if _has_departed(entry.model) else people.get(entry.model.id),
        )
        for entry in content.organisations
    ]
    return tuple(sorted(listed, key=lambda o: vietnamese_order(o.record.name_vi)))


def _list_programmes(content: Content) -> tuple[ListedProgramme, ...]:
    makers: dict[str, Organisation] = _models(content.organisations)
    listed = []
    for entry in content.programmes:
        pairs = [(p, makers[p.organisation]) for p in entry.model.participants]
        pairs.sort(key=lambda pair: vietnamese_order(pair[1].name_vi))
        listed.append(ListedProgramme(entry.model, entry.raw.path, tuple(pairs)))
    return tuple(sorted(listed, key=lambda p: vietnamese_order(p.record.name_vi)))
