"""The values of every facet counted from the records, by other code than the builder's."""

from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import urlsplit

from tests.recount import LIVE, Record, Recount

# Of one record: facet -> its values.
Values = dict[str, set[str]]


def product_values(recount: Recount) -> dict[str, Values]:
    """Return the facets of every product by id."""
    return {id_: _of_product(recount, product) for id_, product in recount.products.items()}


def organisation_values(recount: Recount) -> dict[str, Values]:
    """Return the facets of every organisation by id; some come from its products."""
    products = product_values(recount)
    values = {}
    for id_, record in recount.organisations.items():
        own = [products[p] for p, made in recount.products.items() if made.get("producer") == id_]
        values[id_] = {
            "kind": {record["kind"]},
            "sector": _known(record.get("sector")),
            **_place(recount, record),
            "mark": {certificate["type"] for certificate in record.get("certificates", [])},
            **{
                facet: set().union(*(values[facet] for values in own))
                for facet in ("group", "star", "state")
            },
        }
    return values


def matching(values: dict[str, Values], wanted: Iterable[tuple[str, str]]) -> set[str]:
    """Return the ids that have, in every facet wanted, one of the values wanted there."""
    by_facet: Values = {}
    for facet, value in wanted:
        by_facet.setdefault(facet, set()).add(value)
    return {
        id_
        for id_, own in values.items()
        if all(own[facet] & options for facet, options in by_facet.items())
    }


def star_rank(recount: Recount) -> Callable[[str], int]:
    """Return the key that sorts products by stars, those in force first."""

    def rank(id_: str) -> int:
        award, state, _ = recount.current(recount.products[id_]) or ({}, "", None)
        return -int(award.get("star", 0)) - (10 if state in LIVE else 0)

    return rank


def end_rank(recount: Recount) -> Callable[[str], int]:
    """Return the key that sorts products by the last valid day of their award, latest first."""

    def rank(id_: str) -> int:
        current = recount.current(recount.products[id_])
        end: date | None = current[2] if current else None
        return -end.toordinal() if end else 0

    return rank


def _of_product(recount: Recount, product: Record) -> Values:
    maker = recount.maker(product)
    other = product.get("producer_other", {})
    award, state, _ = recount.current(product) or ({}, product["kind"], None)
    of_maker = (maker or {}).get("certificates", [])
    certificates = [
        *product.get("certificates", []),
        *(c for c in of_maker if product["id"] in c.get("products", [])),
    ]
    links = product.get("marketplace_links", [])
    return {
        "group": _known(product.get("ocop_group")),
        "set": _known(product.get("ocop_set")),
        "star": _known(award.get("star")),
        "state": {state},
        **_place(recount, product),
        "maker": _known(maker["kind"] if maker else other.get("kind")),
        "sector": _known(maker.get("sector") if maker else None),
        "mark": {mark["type"] for mark in product.get("marks", [])}
        | {certificate["type"] for certificate in certificates},
        "month": set(product.get("season_months", [])),
        "channel": {(urlsplit(link["url"]).hostname or "").removeprefix("www.") for link in links},
    }


def _place(recount: Recount, record: Record) -> Values:
    commune, district = recount.place(record)
    return {
        "district": _pages(recount.district_pages, district),
        "commune": _pages(recount.commune_pages, commune),
    }


def _pages(pages: dict[str, str], code: str | None) -> set[str]:
    return {address.strip("/").split("/")[1] for address, known in pages.items() if known == code}


def _known(value: str | None) -> set[str]:
    return set() if value is None else {value}
