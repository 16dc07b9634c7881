"""The directory: every record with its references resolved, in both directions and in order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from site_builder.records.ledger import Ledger
from site_builder.records.models.common import Certificate
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.private import AgreedContact
from site_builder.records.models.product import Product
from site_builder.records.models.reference import (
    Document,
    Figure,
    Indicator,
    OcopSet,
    Participant,
    Programme,
    SupportBody,
    Term,
)
from site_builder.records.models.settings import Settings
from site_builder.records.outlines import Geometry
from site_builder.records.photos import Picture
from site_builder.records.places import Commune, District, Places
from site_builder.records.rules.addresses import Place
from site_builder.records.rules.awards import AssessedAward


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate with the record that holds it."""

    certificate: Certificate
    holder: Organisation | Product


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A product as the directory lists it.

    `place` is its own or else its maker's; `awards` stand in order of time; `current` speaks for
    the product today; `certificates` are its own and those of its maker that name it.
    """

    record: Product
    path: str
    maker: Organisation | None
    place: Place | None
    awards: tuple[AssessedAward, ...]
    current: AssessedAward | None
    certificates: tuple[HeldCertificate, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """That an organisation took part in a programme."""

    programme: Programme
    participant: Participant


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """An organisation as the directory lists it, with its products and programmes in order.

    `person` comes from the private overlay and is shown on the page of the organisation alone.
    """

    record: Organisation
    path: str
    place: Place
    products: tuple[ListedProduct, ...]
    participations: tuple[Participation, ...]
    person: AgreedContact | None = None


@dataclass(frozen=True, slots=True)
class ListedProgramme:
    """A programme with the organisations that took part, in order of name."""

    record: Programme
    path: str
    participants: tuple[tuple[Participant, Organisation], ...]


OrganisationOrProduct = ListedOrganisation | ListedProduct
ListedRecord = OrganisationOrProduct | ListedProgramme


def folder_of(listed: ListedRecord) -> str:
    """Return the folder of `content/` that holds the file of a record."""
    return listed.path.split("/")[1]


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure with the place it speaks of."""

    record: Figure
    place: Place


@dataclass(frozen=True)
class Directory:
    """Everything, checked and linked; no later stage can fail because of the data.

    Organisations, products and programmes stand in Vietnamese order of their names; vocabularies
    and documents in the order of their files. `outlines` are the real areas of the former districts
    by code, once somebody has fetched them. `pictures` are the good photo files by name.

    `organisations`, `products` and `programmes` are what lists, maps and counts show. The departed
    have left the directory or, of organisations, have ended: they keep a page and nothing else.
    `ledger` names every address that was ever published.
    """

    settings: Settings
    today: date
    places: Places
    outlines: Mapping[str, Geometry] | None
    pictures: Mapping[str, Picture]
    organisations: tuple[ListedOrganisation, ...]
    products: tuple[ListedProduct, ...]
    programmes: tuple[ListedProgramme, ...]
    departed_organisations: tuple[ListedOrganisation, ...]
    departed_products: tuple[ListedProduct, ...]
    departed_programmes: tuple[ListedProgramme, ...]
    documents: Mapping[str, Document]
    bodies: tuple[SupportBody, ...]
    indicators: Mapping[str, Indicator]
    figures: tuple[PlacedFigure, ...]
    sectors: Mapping[str, Term]
    topics: Mapping[str, Term]
    programme_types: Mapping[str, Term]
    ocop_sets: Mapping[str, OcopSet]
    ledger: Ledger

    @property
    def every_organisation(self) -> tuple[ListedOrganisation, ...]:
        """All organisations that have a page."""
        return self.organisations + self.departed_organisations

    @property
    def every_product(self) -> tuple[ListedProduct, ...]:
        """All products that have a page."""
        return self.products + self.departed_products

    @property
    def every_organisation_and_product(self) -> tuple[OrganisationOrProduct, ...]:
        """All organisations, then all products, that have a page."""
        return (*self.every_organisation, *self.every_product)

    @property
    def every_record(self) -> tuple[ListedRecord, ...]:
        """All organisations, products and programmes that have a page."""
        return (
            *self.every_organisation_and_product,
            *self.programmes,
            *self.departed_programmes,
        )

    def organisations_in_district(self, code: str) -> tuple[ListedOrganisation, ...]:
        """Return the organisations of a former district."""
        return self._organisations_by_district.get(code, ())

    def products_in_district(self, code: str) -> tuple[ListedProduct, ...]:
        """Return the products of a former district: its own, and those of its organisations."""
        return self._products_by_district.get(code, ())

    def organisations_in_commune(self, code: str) -> tuple[ListedOrganisation, ...]:
        """Return the organisations of a present commune."""
        return self._organisations_by_commune.get(code, ())

    def products_in_commune(self, code: str) -> tuple[ListedProduct, ...]:
        """Return the products of a present commune."""
        return self._products_by_commune.get(code, ())

    def has_records(self, commune: Commune) -> bool:
        """Return whether an organisation or a product is known in a present commune."""
        codes = self._organisations_by_commune, self._products_by_commune
        return any(commune.code in found for found in codes)

    def covers(self, district: District) -> bool:
        """Return whether a former district is in what the directory covers."""
        return self.settings.scope.former_province in {None, district.former_province}

    @property
    def districts(self) -> tuple[District, ...]:
        """The former districts in what the directory covers, in order of code."""
        return tuple(d for d in self.places.districts.values() if self.covers(d))

    @cached_property
    def communes_with_records(self) -> tuple[Commune, ...]:
        """The present communes in which an organisation or a product is known, by name."""
        return tuple(c for c in self.places.communes.values() if self.has_records(c))

    # Every page asks for what belongs to it; a walk over all records for each would take too long.

    @cached_property
    def organisations_by_id(self) -> Mapping[str, ListedOrganisation]:
        """The organisations of the lists."""
        return {organisation.record.id: organisation for organisation in self.organisations}

    @cached_property
    def _organisations_by_district(self) -> Mapping[str, tuple[ListedOrganisation, ...]]:
        return _grouped(self.organisations, _district_code)

    @cached_property
    def _products_by_district(self) -> Mapping[str, tuple[ListedProduct, ...]]:
        return _grouped(self.products, _district_code)

    @cached_property
    def _organisations_by_commune(self) -> Mapping[str, tuple[ListedOrganisation, ...]]:
        return _grouped(self.organisations, _commune_code)

    @cached_property
    def _products_by_commune(self) -> Mapping[str, tuple[ListedProduct, ...]]:
        return _grouped(self.products, _commune_code)


Placed = TypeVar("Placed", ListedOrganisation, ListedProduct)


def _grouped(
    listed: Iterable[Placed], code_of: Callable[[Place | None], str | None]
) -> dict[str, tuple[Placed, ...]]:
    groups: dict[str, list[Placed]] = defaultdict(list)
    for record in listed:
        code = code_of(record.place)
        if code is not None:
            groups[code].append(record)
    return {code: tuple(group) for code, group in groups.items()}


def _district_code(place: Place | None) -> str | None:
    return place.district.code if place and place.district else None


def _commune_code(place: Place | None) -> str | None:
    return place.commune.code if place and place.commune else None
