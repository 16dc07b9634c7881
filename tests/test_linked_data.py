"""What pages say to machines: schema.org by its definitions, never more than the records."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from site_builder.render.views.linked_data import as_script
from tests.building import TODAY
from tests.html_pages import HtmlPage, elements, one, read_site
from tests.recount import LIVE, Record, Recount
from tests.vocabulary import Vocabulary, read_vocabulary

LINKED = "application/ld+json"
# Votes and offers have no place in a directory, and OCOP stars are no votes.
NEVER = ("aggregateRating", "review", "offers", "price", "award", "makesOffer")

Pages = dict[str, HtmlPage]
Node = dict[str, Any]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Return schema.org's definitions."""
    return read_vocabulary()


def scripts(page: HtmlPage) -> list[str]:
    found = [e for e in elements(page.root, "script") if e.get("type") == LINKED]
    return [e.text or "" for e in found]


def data_of(page: HtmlPage) -> Node:
    (text,) = scripts(page)
    data: Node = json.loads(text)
    return data


def product_pages(pages: Pages, recount: Recount) -> Iterator[tuple[str, Record, Node]]:
    for id_, record in recount.products.items():
        yield id_, record, data_of(pages[f"/san-pham/{id_}/"])


def organisation_pages(pages: Pages, recount: Recount) -> Iterator[tuple[str, Record, Node]]:
    for id_, record in with_own_page(recount).items():
        yield id_, record, data_of(pages[f"/hop-tac-xa/{id_}/"])


def with_own_page(recount: Recount) -> dict[str, Record]:
    """Return the organisations that have not left, the ended ones too."""
    every = recount.every("cooperatives")
    return {id_: record for id_, record in every.items() if "left" not in record}


def nodes(value: object) -> Iterator[Node]:
    """Yield every object inside a value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def test_every_page_of_an_organisation_or_product_has_one_block_and_no_other_page(
    pages: Pages, recount: Recount
) -> None:
    expected = {f"/san-pham/{id_}/" for id_ in recount.products}
    expected |= {f"/hop-tac-xa/{id_}/" for id_ in with_own_page(recount)}
    assert {address for address, page in pages.items() if scripts(page)} == expected
    assert all(len(scripts(pages[address])) == 1 for address in expected)


def test_every_type_and_property_is_one_of_the_vocabulary(
    pages: Pages, recount: Recount, vocabulary: Vocabulary
) -> None:
    for all_pages in (product_pages, organisation_pages):
        for id_, _, data in all_pages(pages, recount):
            assert data["@context"] == "https://schema.org"
            assert list(vocabulary.faults(data)) == [], id_


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Farmer"}, "no type Farmer"),
        ({"@type": "Product", "taxID": "1"}, "no property of Product"),
        ({"@type": "Organization", "gtin": "1"}, "no property of Organization"),
        ({"@type": "Product", "manufacturer": {"@type": "Place"}}, "is none of"),
        ({"@type": "Certification", "expires": "31/12/2026"}, "is none of"),
        ({"@type": "Certification", "certificationStatus": "Active"}, "is none of"),
        ({"@type": "Organization", "sameAs": "javascript:1"}, "is none of"),
    ],
)
def test_the_definitions_refuse_what_they_do_not_know(
    vocabulary: Vocabulary, node: Node, fault: str
) -> None:
    assert fault in "".join(vocabulary.faults(node))


def test_a_certification_stands_only_for_an_award_in_force(pages: Pages, recount: Recount) -> None:
    for id_, record, data in product_pages(pages, recount):
        current = recount.current(record)
        if current is None or current[1] not in LIVE:
            assert "Certification" not in json.dumps(data), id_
            continue
        award, _, end = current
        given = data["hasCertification"]
        assert given["certificationIdentification"] == award["decision_number"]
        assert given["validFrom"] == award["decision_date"]
        assert end is not None
        assert given["expires"] == end.isoformat()
        assert given["certificationStatus"] == "https://schema.org/CertificationActive"
        assert given.get("issuedBy", {}).get("name") == award.get("issuer")
        assert str(given["certificationRating"]["ratingValue"]) == award["star"]
    for id_, _, data in organisation_pages(pages, recount):
        assert "Certification" not in json.dumps(data), id_


def test_the_example_has_awards_in_force_and_others(built_example: Path) -> None:
    recount = Recount(built_example, TODAY)
    pages = read_site(built_example / "site")
    certified = [
        id_ for id_, _, data in product_pages(pages, recount) if "hasCertification" in data
    ]
    assert certified == ["che-sap-het-han", "mat-ong-gia-han", "mien-mau"]


def test_products_are_stated_as_the_records_have_them(pages: Pages, recount: Recount) -> None:
    for id_, record, data in product_pages(pages, recount):
        assert data["@type"] == "Product"
        assert data["name"] == " ".join(record["name_vi"].split())
        assert data.get("gtin") == record.get("gtin"), id_
        maker = recount.maker(record)
        named = record.get("producer_other", {}).get("name")
        assert data.get("manufacturer", {}).get("name") == (maker["name_vi"] if maker else named)


def test_organisations_are_stated_as_the_records_have_them(pages: Pages, recount: Recount) -> None:
    communes = {row["code"]: f"{row['type']} {row['name']}" for row in recount.table("communes")}
    for id_, record, data in organisation_pages(pages, recount):
        contact = record.get("contact", {})
        assert data["@type"] == "Organization"
        assert data["name"] == record["name_vi"]
        assert data.get("legalName") == record.get("legal_name_vi")
        assert data.get("taxID") == record.get("tax_code")
        assert data.get("foundingDate") == record.get("founded")
        assert data.get("dissolutionDate") == record.get("dissolved_on")
        digits = re.sub(r"\D", "", contact.get("phone", ""))
        assert data.get("telephone", "") == re.sub("^0", "+84", digits)
        assert data.get("email") == contact.get("email")
        assert data.get("sameAs") == contact.get("website")
        commune, _ = recount.place(record)
        if commune is not None:
            assert data["address"]["addressLocality"] == communes[commune], id_
        assert data.get("address", {}).get("streetAddress") == record["address"].get("detail")


def test_page_and_record_have_their_public_address_and_language(
    pages: Pages, recount: Recount
) -> None:
    for section, all_pages in (("hop-tac-xa", organisation_pages), ("san-pham", product_pages)):
        for id_, _, data in all_pages(pages, recount):
            url = urljoin(recount.settings["site_url"], f"{section}/{id_}/")
            page = data["mainEntityOfPage"]
            assert (data["url"], data["@id"], page["url"]) == (url, f"{url}#record", url)
            assert page["inLanguage"] == "vi"
            html = pages[f"/{section}/{id_}/"]
            canonical = [e for e in elements(html.root, "link") if e.get("rel") == "canonical"]
            assert one(canonical).get("href") == url


def test_the_breadcrumb_is_that_of_the_page(pages: Pages, recount: Recount) -> None:
    for id_, _, data in product_pages(pages, recount):
        html = pages[f"/san-pham/{id_}/"]
        shown = elements(one(elements(html.article, "nav", "breadcrumb")), "li")
        steps = data["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
        assert [step["name"] for step in steps] == ["".join(li.itertext()) for li in shown]
        assert [step["position"] for step in steps] == list(range(1, len(shown) + 1))
        links = html.links_in(one(elements(html.article, "nav", "breadcrumb")))
        base = recount.settings["site_url"]
        assert [step["item"]["@id"] for step in steps[:-1]] == [
            urljoin(base, link.lstrip("/")) for link in links
        ]


def test_nothing_votes_sells_or_praises(pages: Pages, recount: Recount) -> None:
    for all_pages in (product_pages, organisation_pages):
        for id_, _, data in all_pages(pages, recount):
            assert not any(key in node for node in nodes(data) for key in NEVER), id_
    for id_, record, data in product_pages(pages, recount):
        if record.get("regulatory_class") == "alcohol":
            assert "description" not in data, id_


def test_no_text_can_end_its_script() -> None:
    hostile = {"name": "</script><!-- <script> ]]> & \u2028 \u2029 'x' \"y\" {{ 7*7 }} \\"}
    text = as_script(hostile)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == hostile


def test_hostile_names_arrive_as_they_are(built_example: Path) -> None:
    page = read_site(built_example / "site")["/san-pham/ten-hiem/"]
    name = Recount(built_example, TODAY).products["ten-hiem"]["name_vi"]
    assert data_of(page)["name"] == name
    assert not set("<>&") & set(scripts(page)[0])
