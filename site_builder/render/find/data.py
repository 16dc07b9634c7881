"""The one compact file that search, filters, comparison and shortlists read in the browser.

It is loaded when it is first needed. Facet values are numbers into the list of options, so that
3,000 products stay small; nothing in it is HTML.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.records.directory import ListedOrganisation, ListedProduct
from site_builder.records.places import FormerCommune
from site_builder.records.rules.addresses import Place
from site_builder.render.addresses import programme_address
from site_builder.render.environment import Site
from site_builder.render.find.facets import (
    ORGANISATION_FACETS,
    PRODUCT_FACETS,
    Facet,
    Listed,
    options,
)
from site_builder.render.views.awards import view_current
from site_builder.render.views.cards import maker_in_lists, organisation_card, product_card
from site_builder.render.views.place_entries import PlaceEntry, place_entries
from site_builder.render.views.seasons import season_text
from site_builder.words.catalogue import ORIGINAL, Words
from site_builder.words.folding import fold
from site_builder.words.generated import GeneratedFile, text_file
from site_builder.words.language_marks import is_marked, unmark

PATH = "assets/data/find.json"
WORDS = "find."

Json = dict[str, Any]


def find_data(site: Site) -> GeneratedFile:
    """Return the file: words, facets with their options, and everything that can be found."""
    directory = site.directory
    content = {
        "generated_on": directory.today.isoformat(),
        "words": script_words(site.words),
        "facets": {
            "products": _facets(site, PRODUCT_FACETS, directory.products),
            "organisations": _facets(site, ORGANISATION_FACETS, directory.organisations),
        },
        "products": [_product(site, product) for product in directory.products],
        "organisations": [_organisation(site, o) for o in directory.organisations],
        "places": [_place(entry) for entry in place_entries(site)],
        "programmes": [
            _without_nothing({
                "name": programme.record.name_vi,
                "lang": _language(site, programme.record.name_vi),
                "url": programme_address(programme.record.id),
                "year": programme.record.year,
            })
            for programme in directory.programmes
        ],
    }  # fmt: skip
    _number_facets(site, content)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text_file(PATH, f"{unmark(text)}\n")


def script_words(words: Words) -> Mapping[str, str]:
    """Return the words of search, filters and lists, and of awards once they have ended."""
    own = {k.removeprefix(WORDS): v for k, v in words.entries.items() if k.startswith(WORDS)}
    ended = {"label": "awards.label.expired", "no_star": "awards.ocop"}
    # For `ageing.js`.
    return own | {f"ended.{name}": words(key) for name, key in ended.items()}


def _facets(site: Site, facets: Sequence[Facet[Listed]], listed: Sequence[Listed]) -> list[Json]:
    return [
        {
            "key": facet.key,
            "label": site.words(f"facets.{facet.key}"),
            "options": [[option.value, option.label] for option in found],
        }
        for facet in facets
        if (found := options(site, facet, listed))
    ]


def _number_facets(site: Site, content: Json) -> None:
    """Give every record, under `f`, the numbers of its options for each facet that occurs."""
    directory = site.directory
    _number(site, PRODUCT_FACETS, directory.products, content, "products")
    _number(site, ORGANISATION_FACETS, directory.organisations, content, "organisations")


def _number(
    site: Site,
    facets: Sequence[Facet[Listed]],
    listed: Sequence[Listed],
    content: Json,
    kind: str,
) -> None:
    by_key = {facet.key: facet for facet in facets}
    numbered = [
        (by_key[one["key"]], {value: n for n, (value, _) in enumerate(one["options"])})
        for one in content["facets"][kind]
    ]
    for record, item in zip(listed, content[kind], strict=True):
        item["f"] = [
            [number[value] for value in facet.values_of(site, record)] for facet, number in numbered
        ]


def _product(site: Site, product: ListedProduct) -> Json:
    card, award = product_card(site, product), view_current(site, product)
    record = product.record
    return _without_nothing({
        "id": record.id,
        "name": card.name,
        "lang": _language(site, card.name),
        "was": list(record.aliases),
        "other": list(record.other_names),
        "maker": maker_in_lists(site, product),
        "maker_id": product.maker.id if product.maker else None,
        "place": card.place,
        "old": _old_names(product.place),
        "group": card.group,
        "state": award.state if award else record.kind,
        "label": award.label if award else card.kind_label,
        "star": award.star if award else None,
        "ends_on": award.expires_on if award else None,
        "season": season_text(site.words, record.season_months),
    })  # fmt: skip


def _organisation(site: Site, organisation: ListedOrganisation) -> Json:
    card = organisation_card(site, organisation)
    return _without_nothing({
        "id": card.id,
        "name": card.name,
        "lang": _language(site, card.name),
        "other": list(organisation.record.other_names),
        "kind": card.kind_label,
        "place": card.place,
        "old": _old_names(organisation.place),
        "products": card.product_count,
    })  # fmt: skip


def _language(site: Site, name: str) -> str | None:
    """Return the language of a name where it is not Vietnamese."""
    is_vietnamese = is_marked(name) or site.words.language == ORIGINAL
    return None if is_vietnamese else site.words.language


def _old_names(place: Place | None) -> str | None:
    """Return the former names of a place that its label does not show, for the search."""
    if place is None or place.former_commune is None:
        return None
    former = place.former_commune
    return " ".join([_in_vietnamese(former), *former.alias_keys])


def _place(entry: PlaceEntry) -> Json:
    """Return a place; `former` gives, for each former commune, its name, then its other keys."""
    return _without_nothing({
        "name": entry.name,
        "url": entry.address,
        "kind": entry.kind,
        "other": [entry.vietnamese_name] if entry.vietnamese_name != entry.name else [],
        "former": [_former(commune) for commune in entry.former],
        "empty": None if entry.has_page else 1,
    })  # fmt: skip


def _in_vietnamese(commune: FormerCommune) -> str:
    """Return `xã X`, as people type it in every edition."""
    return f"{commune.type.lower()} {commune.name}"


def _former(commune: FormerCommune) -> list[str]:
    spelling = [commune.spelling] if fold(commune.spelling) != fold(commune.name) else []
    return [_in_vietnamese(commune), *commune.alias_keys, *filter(None, spelling)]


def _without_nothing(item: Json) -> Json:
    return {name: value for name, value in item.items() if value not in (None, [], "")}
