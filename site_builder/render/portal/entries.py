"""What the search of a portal finds: the records and places of its sites, each with its province.

All names and addresses were checked when they were read. An address is made of the site's own one
in the settings and the permanent address of the record there, so that no data leads elsewhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder.records.models.portal import (
    ForeignPlace,
    ForeignProduct,
    ForeignRecord,
    ForeignUnit,
)
from site_builder.records.portal import Portal, SiteData
from site_builder.records.rules.awards import LIVE_STATES
from site_builder.render.addresses import (
    edition_address,
    organisation_address,
    product_address,
    programme_address,
)
from site_builder.render.find.stubs import Entry, Json
from site_builder.render.portal.provinces import province_inside, province_name
from site_builder.render.views.texts import former_inside_sentence, in_language, unit_name
from site_builder.words.catalogue import LANGUAGES, ORIGINAL, Words, load_words
from site_builder.words.formats import format_date
from site_builder.words.language_marks import capitalised

VIETNAMESE = load_words(ORIGINAL)
# What finds an entry beside its names.
ABOUT = ("maker", "place", "old", "label", "kind", "year")
PLACE_ADDRESS = re.compile(r"/(?:huyen|xa)/[a-z0-9-]+/$")


def site_link(site: SiteData, address: str, words: Words) -> str:
    """Return the full address of a page of a province site in the language of the words."""
    start = re.split("[?#]", site.site.address)[0].rstrip("/")
    return start + edition_address(address, words.language)


def portal_entries(portal: Portal, today: date) -> Iterator[Entry]:
    """Yield everything that can be found through a portal; awards are as they stand today."""
    for data in portal.sites:
        read = _Reader(data, _by_code(data.units), today)
        makers = {one.id: one.name_vi for one in data.organisations}
        for product in data.products:
            yield read.product(product, makers)
        for organisation in data.organisations:
            about = {
                words.language: {"kind": words(f"records.organisation_kind.{organisation.kind}")}
                for words in map(load_words, LANGUAGES)
            }
            address = organisation_address(organisation.id)
            yield read.record("organisations", organisation, address, about)
        for programme in data.programmes:
            when = {language: {"year": programme.year} for language in LANGUAGES}
            yield read.record("programmes", programme, programme_address(programme.id), when)
        for unit in data.units:
            if found := PLACE_ADDRESS.search(unit.url or ""):
                yield read.unit(unit, found[0])


def _by_code(units: Iterable[ForeignUnit]) -> Mapping[tuple[str, str, str], ForeignUnit]:
    return {(unit.era, unit.level, unit.code): unit for unit in units}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes entries of what one site has."""

    data: SiteData
    units: Mapping[tuple[str, str, str], ForeignUnit]
    today: date

    def product(self, product: ForeignProduct, makers: Mapping[str, str]) -> Entry:
        other = product.producer_other.name if product.producer_other else None
        maker = makers.get(product.producer or "") or other
        has_ended = product.ends_on is not None and product.ends_on < self.today
        state = product.state
        if state in LIVE_STATES and has_ended:
            state = "expired"
        about = {
            words.language: {
                "maker": maker,
                "state": state or product.kind,
                "label": _label(words, product, state),
                "star": product.star,
                "ends_on": product.ends_on.isoformat() if product.ends_on else None,
            }
            for words in map(load_words, LANGUAGES)
        }
        return self.record("products", product, product_address(product.id), about)

    def record(
        self, kind: str, record: ForeignRecord, address: str, about: Mapping[str, Json]
    ) -> Entry:
        items = {}
        for words in map(load_words, LANGUAGES):
            name = in_language(words, record.name_vi, record.name_en) or record.name_vi
            is_translated = name != record.name_vi
            others = [record.name_vi, *record.other_names] if is_translated else record.other_names
            items[words.language] = _without_nothing({
                "name": name,
                "lang": words.language if is_translated else None,
                "other": list(others),
                "url": site_link(self.data, address, words),
                "place": self._place(words, record.place),
                "old": self._old(record.place),
                **about.get(words.language, {}),
            })  # fmt: skip
        return _entry(kind, items)

    def unit(self, unit: ForeignUnit, address: str) -> Entry:
        former = [
            f"{other.type.lower()} {other.name}"
            for other in self.data.units
            if other.level == "commune" and other.era == "former" and other.commune == unit.code
        ]
        items = {}
        for words in map(load_words, LANGUAGES):
            name, own = (
                unit_name(spoken, unit) if unit.era == "present"
                else former_inside_sentence(spoken, unit) for spoken in (words, VIETNAMESE)
            )  # fmt: skip
            items[words.language] = _without_nothing({
                "name": name,
                "other": [own] if own != name else [],
                "former": [[name] for name in former] if unit.era == "present" else [],
                "url": site_link(self.data, address, words),
                "place": province_name(words, self.data.site.name),
            })  # fmt: skip
        return _entry("places", items)

    def _place(self, words: Words, place: ForeignPlace | None) -> str:
        """Return where a record is, the province at the end."""
        commune = self._unit("present", "commune", place.commune if place else None)
        district = self._unit("former", "district", place.former_district if place else None)
        parts = [unit_name(words, commune)] if commune else []
        parts += [former_inside_sentence(words, district)] if district else []
        return capitalised(", ".join([*parts, province_inside(words, self.data.site.name)]))

    def _old(self, place: ForeignPlace | None) -> str | None:
        unit = self._unit("former", "commune", place.former_commune if place else None)
        return f"{unit.type.lower()} {unit.name}" if unit else None

    def _unit(self, era: str, level: str, code: str | None) -> ForeignUnit | None:
        return self.units.get((era, level, code or ""))


def _label(words: Words, product: ForeignProduct, state: str | None) -> str:
    """Return what is said of a product's award, as on the site itself."""
    if state is None:
        return words(f"records.product_kind.{product.kind}")
    days = [award.withdrawn.date for award in product.awards if award.withdrawn]
    return words(
        f"awards.label.{state}",
        stars=words("awards.stars", star=product.star) if product.star else words("awards.ocop"),
        end=format_date(product.ends_on, words) if product.ends_on else "",
        withdrawn=format_date(max(days), words) if days else "",
    )


def _entry(kind: str, items: Mapping[str, Json]) -> Entry:
    names: dict[str, None] = {}
    about: dict[str, None] = {}
    for item in items.values():
        own = item["name"].partition(" (")[0] if kind == "places" else item["name"]
        former = [name for names in item.get("former", ()) for name in names]
        names |= dict.fromkeys([own, *item.get("other", ()), *former])
        about |= dict.fromkeys(item[field] for field in ABOUT if field in item)
    return Entry(kind, items, tuple(names), tuple(about))


def _without_nothing(item: Json) -> Json:
    return {name: value for name, value in item.items() if value not in (None, [], "")}
