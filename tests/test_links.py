"""Every link, file and anchor of the built site, and what no page may hold."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from tests.html_pages import HtmlPage, elements, one, resolve, text_of
from tests.recount import Recount

SECTIONS = (
    "/", "/hop-tac-xa/", "/san-pham/", "/huyen/", "/xa/", "/ban-do/", "/so-lieu/",
    "/chuong-trinh/", "/tin-cay/", "/du-lieu/", "/gioi-thieu/",
    "/sua-doi/",
)  # fmt: skip
# The icon of the map pages, which stand in frames.
EMPTY_ICON = "data:,"

Pages = dict[str, HtmlPage]


def expected_addresses(recount: Recount) -> set[str]:
    """Return the permanent addresses that the records ask for."""
    products = recount.products.values()
    used = {figure["indicator"] for figure in recount.entries("figures")}
    topics = {i["topic"] for i in recount.entries("indicators") if i["id"] in used}
    sets = {product.get("ocop_set") for product in products}
    return {
        *SECTIONS,
        *recount.district_pages,
        *recount.commune_pages,
        *(f"/hop-tac-xa/{id_}/" for id_ in recount.every("cooperatives")),
        *(f"/san-pham/{id_}/" for id_ in recount.every("products")),
        *(f"/chuong-trinh/{id_}/" for id_ in recount.every("programmes")),
        *recount.moved(),
        *(row["address"] for row in recount.ledger() if row["address"].endswith("/")),
        *(f"/san-pham/nhom/{p['ocop_group']}/" for p in products if "ocop_group" in p),
        *(f"/san-pham/bo/{s['id']}/" for s in recount.entries("ocop_sets") if s["code"] in sets),
        *(f"/san-pham/sao/{star}/" for star in (3, 4, 5)),
        *(f"/so-lieu/{topic.replace('_', '-')}/" for topic in topics),
    }


def leads_somewhere(target: str, site: Path, pages: Pages) -> bool:
    """Return whether an internal address names a file, and its anchor an id of that page."""
    address, _, anchor = target.partition("#")
    if address not in pages:
        return not anchor and (site / unquote(address).lstrip("/")).is_file()
    return not anchor or unquote(anchor) in pages[address].ids


def test_every_permanent_address_has_a_page(every_page: Pages, recount: Recount) -> None:
    assert expected_addresses(recount) - set(every_page) == set()


@pytest.mark.parametrize("section", ["hop-tac-xa", "san-pham", "chuong-trinh", "huyen", "xa"])
def test_no_page_of_a_section_is_without_a_record(
    pages: Pages, recount: Recount, section: str
) -> None:
    there = {address for address in pages if re.fullmatch(f"/{section}/[^/]+/", address)}
    assert there - expected_addresses(recount) == set()


def test_every_reference_of_every_page_leads_to_a_file_or_anchor(
    every_page: Pages, site: Path
) -> None:
    dead = [
        f"{page.address}: {reference}"
        for page in every_page.values()
        for element, reference in page.references()
        if not is_outside(element, reference) and reference != EMPTY_ICON
        if not reference.startswith("tel:")
        if not leads_somewhere(resolve(page.address, reference), site, every_page)
    ]
    assert dead == []


def is_outside(element: ET.Element, reference: str) -> bool:
    """Return whether a reference names a host, which only links and some of the head may."""
    if "://" not in reference and not reference.startswith("//"):
        return False
    assert element.tag == "a" or element.get("rel") in {"canonical", "alternate"}, reference
    return True


def test_links_are_relative_so_that_the_site_may_lie_anywhere(pages: Pages) -> None:
    absolute = {
        page.address
        for page in pages.values()
        for _, reference in page.references()
        if reference.startswith("/")
    }
    assert absolute == {"/404.html"}


def test_links_to_other_hosts_are_marked_and_those_of_the_records(
    pages: Pages, recount: Recount
) -> None:
    known = {document.get("address") for document in recount.documents.values()}
    for record in (*recount.organisations.values(), *recount.products.values()):
        for field in ("links", "traceability", "marketplace_links"):
            known |= {link["url"] for link in record.get(field, ())}
    for page in pages.values():
        for element in elements(page.root, "a"):
            reference = element.get("href", "")
            if is_outside(element, reference) and not is_edit(reference, recount):
                assert element.get("rel") == "external", reference
                assert reference in known, f"{page.address}: {reference}"


def is_edit(reference: str, recount: Recount) -> bool:
    """Return whether an address is the repository of the settings, or that of a record there."""
    repository = recount.settings.get("repo_url")
    return repository is not None and (
        reference == repository or reference.startswith(f"{repository}/edit/main/content/")
    )


def host(recount: Recount) -> str:
    """Return the `site_url` of a root without its last slash."""
    return str(recount.settings["site_url"]).rstrip("/")


def test_canonical_addresses_are_those_of_the_pages(pages: Pages, recount: Recount) -> None:
    for page in pages.values():
        links = [e for e in elements(page.root, "link") if e.get("rel") == "canonical"]
        if page.address.endswith(".html"):
            assert links == []
        else:
            address = recount.moved().get(page.address, page.address)
            assert one(links).get("href") == host(recount) + address


def test_the_sitemap_lists_every_page_once_and_no_old_address(
    every_page: Pages, site: Path, recount: Recount
) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    unlisted = {"/can-lam/", "/ngoai-tuyen/", *recount.moved()}
    unlisted |= {f"/en{address}" for address in unlisted}
    present = [a for a in every_page if not a.endswith(".html") and a not in unlisted]
    assert sorted(listed) == sorted(host(recount) + address for address in present)
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()).decode() == text


def test_every_file_a_stylesheet_names_is_there(site: Path, pages: Pages) -> None:
    sheets = [s for s in site.rglob("*.css") if "vendor" not in s.parts]
    assert {sheet.name for sheet in sheets} >= {"site.css", "maps.css"}
    for sheet in sheets:
        address = f"/{sheet.relative_to(site).as_posix()}"
        for reference in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text(encoding="utf-8")):
            if not reference.startswith(("data:", "#")):
                target = resolve(address, reference)
                assert leads_somewhere(target, site, pages), f"{address}: {reference}"


def map_links(script: str) -> Iterator[str]:
    """Yield the addresses in the data of a map: those of areas, then those of popups."""
    yield from (href for href in re.findall(r'"href": "([^"]*)"', script) if href)
    rows = json.loads(one_match(r"var data = (\[.*\]);", script))
    yield from (entry[1] for row in rows for entry in row[4])


def one_match(pattern: str, text: str) -> str:
    (found,) = re.findall(pattern, text)
    return str(found)


def test_every_link_of_every_map_leads_to_a_page(
    pages: Pages, site: Path, recount: Recount
) -> None:
    scripts = sorted(site.glob("maps/*.js"))
    assert len(scripts) == len(recount.district_pages) + 1
    for script in scripts:
        links = list(map_links(script.read_text(encoding="utf-8")))
        assert links
        for link in links:
            assert resolve("/maps/", link) in pages, f"{script.name}: {link}"


def test_every_address_in_the_data_files_is_a_page(
    pages: Pages, site: Path, recount: Recount
) -> None:
    for name in ("organisations", "products", "programmes", "places"):
        content = json.loads((site / "api" / "v1" / f"{name}.json").read_bytes())
        addresses = [item["url"] for item in content["items"] if item.get("url")]
        assert addresses
        for address in addresses:
            assert address.startswith(host(recount))
            assert address.removeprefix(host(recount)) in pages


def test_no_page_runs_code_from_an_attribute_or_sends_anything_away(pages: Pages) -> None:
    for page in pages.values():
        for element in page.root.iter():
            assert not [n for n in element.attrib if n.startswith("on")], page.address
            assert element.tag not in {"base", "object", "embed"}, page.address
            assert element.get("method", "get").lower() == "get", page.address
        for element, reference in page.references():
            code = reference.strip().lower().startswith(("javascript:", "vbscript:", "data:"))
            assert not code or reference == EMPTY_ICON, f"{page.address}: {element.tag}"


def test_every_page_has_one_heading_one_title_one_language_and_no_id_twice(pages: Pages) -> None:
    for page in pages.values():
        assert text_of(one(elements(page.root, "h1"))), page.address
        assert text_of(one(elements(elements(page.root, "head")[0], "title"))), page.address
        assert page.root.get("lang") == "vi", page.address
        assert len(page.ids) == len(set(page.ids)), page.address


def test_every_page_says_what_it_holds(pages: Pages) -> None:
    for page in pages.values():
        described = [e.get("content") for e in elements(page.root, "meta")
                     if e.get("name") == "description"]  # fmt: skip
        assert len([text for text in described if text]) == (
            0 if page.address.startswith("/maps/") else 1
        ), page.address


def test_every_frame_has_a_title_and_loads_late(pages: Pages, recount: Recount) -> None:
    frames = [(page, f) for page in pages.values() for f in elements(page.root, "iframe")]
    assert {page.address for page, _ in frames} >= {"/ban-do/", *recount.district_pages}
    for _, frame in frames:
        assert frame.get("title")
        assert frame.get("loading") == "lazy"
