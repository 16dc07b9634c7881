"""The places that can be looked up: the former districts, and every present commune in them."""

from dataclasses import dataclass

from site_builder.records.places import Commune, FormerCommune
from site_builder.render.addresses import commune_address, district_address
from site_builder.render.environment import Site
from site_builder.render.views.texts import former_inside_sentence, unit_name
from site_builder.words.catalogue import ORIGINAL, load_words

VIETNAMESE = load_words(ORIGINAL)
# The section of a former district's page that tells which communes it became.
COMMUNES_SECTION = "#xa"


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place, the address that speaks of it, and the former communes that went into it.

    `kind` is "district" or "commune"; `vietnamese_name` is what people type in every edition. A
    commune without records has no page of its own; the page of the former district speaks of it.
    """

    name: str
    address: str
    kind: str
    vietnamese_name: str
    former: tuple[FormerCommune, ...] = ()
    has_page: bool = True


def place_entries(site: Site) -> list[PlaceEntry]:
    """Return the former districts in order of code, then the present communes in that order."""
    directory = site.directory
    slugs = {district.code: district.slug for district in directory.districts}
    known = {commune.code for commune in directory.communes_with_records}
    entries = [
        PlaceEntry(
            name=former_inside_sentence(site.words, d),
            address=district_address(d.slug),
            kind="district",
            vietnamese_name=former_inside_sentence(VIETNAMESE, d),
        )
        for d in directory.districts
    ]
    for commune in directory.places.communes.values():
        districts = [slugs[d] for d in directory.places.districts_of(commune.code) if d in slugs]
        if commune.code in known or districts:
            entries.append(_commune(site, commune, districts, known))
    return entries


def _commune(site: Site, commune: Commune, districts: list[str], known: set[str]) -> PlaceEntry:
    has_page = commune.code in known
    return PlaceEntry(
        name=unit_name(site.words, commune),
        address=commune_address(commune.slug)
        if has_page
        else f"{district_address(districts[0])}{COMMUNES_SECTION}",
        kind="commune",
        vietnamese_name=commune.full_name,
        former=site.directory.places.former_communes_of(commune.code),
        has_page=has_page,
    )
