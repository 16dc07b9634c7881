"""Addresses: the most exact known code gives the others; a contradiction is an error."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.records.models.common import Address
from site_builder.records.models.settings import Settings
from site_builder.records.places import Commune, District, FormerCommune, Places, Province
from site_builder.records.raw import FieldPath
from site_builder.records.validate import AnyModel, Entry
from site_builder.words.issue import Issue


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, in both eras, as far as its codes tell.

    `commune_derived` says that today's commune follows from the crosswalk and is not stated.
    """

    commune: Commune | None
    former_commune: FormerCommune | None
    district: District | None
    former_province: Province | None
    commune_derived: bool


def resolve(address: Address, places: Places) -> Place:
    """Return the place an address means; codes that are not known are left out."""
    former = places.former_communes.get(address.former_commune or "")
    commune_code = address.commune or (former.commune if former else None)
    district_code = former.former_district if former else address.former_district
    if district_code is None and commune_code is not None:
        candidates = places.districts_of(commune_code)
        district_code = candidates[0] if len(candidates) == 1 else None
    district = places.districts.get(district_code or "")
    province_code = district.former_province if district else address.former_province
    return Place(
        commune=places.communes.get(commune_code or ""),
        former_commune=former,
        district=district,
        former_province=places.former_provinces.get(province_code or ""),
        commune_derived=address.commune is None and commune_code is not None,
    )


def check_scope(entry: Entry[Settings], places: Places) -> Iterator[Issue]:
    """Yield the codes of the settings that name no province of their era."""
    scope = entry.model.scope
    for field, code, known in (
        ("province", scope.province, places.provinces),
        ("former_province", scope.former_province, places.former_provinces),
    ):
        if places.complete and code is not None and code not in known:
            yield entry.issue(("extra", "directory", field), "unknown_place", value=code)


def check_address(
    entry: Entry[AnyModel], where: FieldPath, address: Address, places: Places
) -> Iterator[Issue]:
    """Yield unknown codes, contradictions between eras, and an address that says nothing.

    Codes are judged only when the tables of places could be read whole.
    """
    codes = (
        address.commune, address.former_commune, address.former_district, address.former_province,
    )  # fmt: skip
    if not any(codes) and address.as_stated is None:
        yield entry.issue(where, "address_empty")
    if not places.complete:
        return
    unknown = list(_unknown_codes(entry, where, address, places))
    yield from unknown
    if not unknown:
        yield from _contradictions(entry, where, address, places)


def _unknown_codes(
    entry: Entry[AnyModel], where: FieldPath, address: Address, places: Places
) -> Iterator[Issue]:
    present, former = address.commune, address.former_commune
    if present is not None and present not in places.communes:
        other = places.former_communes.get(present)
        key = "commune_is_former" if other else "unknown_place"
        yield entry.issue(
            (*where, "commune"), key, value=present,
            name=other.full_name if other else "",
            right=_successors(other, places) if other else "",
        )  # fmt: skip
    if former is not None and former not in places.former_communes:
        yield entry.issue((*where, "former_commune"), "unknown_place", value=former)
    for field, table in (
        ("former_district", places.districts),
        ("former_province", places.former_provinces),
    ):
        value = getattr(address, field)
        if value is not None and value not in table:
            yield entry.issue((*where, field), "unknown_place", value=value)


def _contradictions(
    entry: Entry[AnyModel], where: FieldPath, address: Address, places: Places
) -> Iterator[Issue]:
    former = places.former_communes.get(address.former_commune or "")
    stated_commune = address.commune
    if former is not None and stated_commune is not None and stated_commune not in former.communes:
        yield entry.issue(
            (*where, "commune"), "commune_contradiction",
            value=stated_commune, name=former.full_name, right=_successors(former, places),
        )  # fmt: skip
    stated = address.former_district
    if stated is None:
        return
    allowed: tuple[str, ...] = ()
    if former is not None:
        allowed = (former.former_district,)
    elif address.commune is not None:
        allowed = places.districts_of(address.commune)
    if allowed and stated not in allowed:
        names = ", ".join(f"{code} ({places.districts[code].full_name})" for code in allowed)
        yield entry.issue(
            (*where, "former_district"), "district_contradiction", value=stated, right=names
        )


def _successors(former: FormerCommune, places: Places) -> str:
    """Return the present communes of a former one, as messages name them."""
    communes = (places.communes[code] for code in former.communes)
    return ", ".join(f"{commune.code} ({commune.full_name})" for commune in communes)
