"""What a printed catalogue holds, in its parts: awards in force, others, makers, the annex."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from site_builder.records.directory import (
    ListedOrganisation,
    ListedProduct,
    OrganisationOrProduct,
    folder_of,
)
from site_builder.render.environment import Site
from site_builder.render.find.values import GROUPS
from site_builder.render.paper.entries import Numbers, organisation_entry, product_entry
from site_builder.render.paper.paper import Values
from site_builder.render.views.texts import former_name
from site_builder.words.language_marks import capitalised
from site_builder.words.order import vietnamese_order

# States that end an award; of the others that are not in force, the data prove too little.
ENDED = frozenset({"expired", "withdrawn"})
# So few names are found without an index.
FEW = 12


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one catalogue holds.

    `page` is the address of the same on the site; `link` is what a link to the catalogue says.
    """

    address: str
    page: str
    title: str
    link: str
    products: Sequence[ListedProduct]
    organisations: Sequence[ListedOrganisation]
    is_whole: bool = False


def is_live(product: ListedProduct) -> bool:
    """Return whether an award of a product is in force."""
    return product.current is not None and product.current.is_live


def _is_claimed(product: ListedProduct) -> bool:
    """Return whether a product was called OCOP but shows no award in force."""
    return not is_live(product) and (product.current is not None or product.record.kind == "ocop")


def main_parts(site: Site, catalogue: Catalogue, numbers: Numbers) -> Iterator[Values]:
    """Yield the parts with the awards in force and with the products that never had one."""
    words, products = site.words, catalogue.products
    live = [p for p in products if is_live(p)]
    other = [p for p in products if not is_live(p) and not _is_claimed(p)]
    if live:
        yield _part(site, "part_live", _by_group(site, live), numbers)
    if other:
        lead = words("paper.catalogue.part_other_lead")
        yield _part(site, "part_other", _by_group(site, other), numbers, lead)


def annex(site: Site, catalogue: Catalogue, numbers: Numbers) -> Values | None:
    """Return the products whose award ended or is not proved: none stands among the others."""
    words = site.words
    claimed = [p for p in catalogue.products if _is_claimed(p)]
    if not claimed:
        return None
    groups = [
        (words("paper.catalogue.annex_unproved"), [p for p in claimed if not _has_ended(p)]),
        (words("paper.catalogue.annex_ended"), [p for p in claimed if _has_ended(p)]),
    ]
    lead = words("paper.catalogue.annex_lead")
    return _part(site, "annex", groups, numbers, lead)


def _has_ended(product: ListedProduct) -> bool:
    return product.current is not None and product.current.state in ENDED


def _part(
    site: Site,
    key: str,
    groups: Iterable[tuple[str, Sequence[ListedProduct]]],
    numbers: Numbers,
    lead: str | None = None,
) -> Values:
    """Return a part with its products in groups; awards in force are given more room."""
    return {
        "title": site.words(f"paper.catalogue.{key}"),
        "lead": lead,
        "is_small": key != "part_live",
        "groups": [
            {"title": title, "entries": [product_entry(site, p, numbers) for p in products]}
            for title, products in groups
            if products
        ],
    }


def _by_group(
    site: Site, products: Sequence[ListedProduct]
) -> list[tuple[str, list[ListedProduct]]]:
    return [
        (
            site.words(f"groups.{group or 'none'}"),
            [p for p in products if p.record.ocop_group == group],
        )
        for group in (*GROUPS, None)
    ]


def organisation_groups(site: Site, catalogue: Catalogue, numbers: Numbers) -> list[Values]:
    """Return the organisations by former district; those of one district stand together."""
    listed = catalogue.organisations
    if not catalogue.is_whole:
        groups: list[tuple[str | None, Sequence[ListedOrganisation]]] = [(None, listed)]
    else:
        groups = [
            (capitalised(former_name(site.words, district)),
             [o for o in listed if o.place.district == district])
            for district in site.directory.districts
        ]  # fmt: skip
        placed = {o.record.id for _, found in groups for o in found}
        rest = [o for o in listed if o.record.id not in placed]
        groups.append((site.words("paper.catalogue.elsewhere"), rest))
    return [
        {"title": title, "entries": [organisation_entry(site, o, numbers) for o in found]}
        for title, found in groups
        if found
    ]


def index_values(catalogue: Catalogue) -> list[Values]:
    """Return every name of a catalogue in Vietnamese order, with what it is found by.

    A catalogue of a few names has no index.
    """
    found: list[Any] = [*catalogue.products, *catalogue.organisations]
    if len(found) <= FEW:
        return []
    name: Callable[[Any], str] = lambda one: one.record.name_vi  # noqa: E731
    return [
        {"name": name(one), "label": _label(one)}
        for one in sorted(found, key=lambda one: vietnamese_order(name(one)))
    ]


def _label(listed: OrganisationOrProduct) -> str:
    return f"{folder_of(listed)}-{listed.record.id}"
