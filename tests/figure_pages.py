"""The pages of figures, rendered for tests without the rest of the site."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from site_builder.pipeline import load_directory
from site_builder.records.directory import Directory
from site_builder.render.environment import Site, render_page
from site_builder.render.pages.statistics import statistics_pages
from site_builder.words.catalogue import load_words
from tests.building import ROOT, TODAY
from tests.html_pages import elements, one, read_html
from tests.recount import Record, Recount

EXAMPLE = ROOT / "tests" / "example_site"

Pages = dict[str, ET.Element]


@cache
def load(root: Path) -> Directory:
    """Return the directory of a root that has no errors."""
    directory, issues = load_directory(root, TODAY)
    assert directory is not None, issues
    return directory


def render_bytes(directory: Directory, language: str = "vi") -> Iterator[tuple[str, bytes]]:
    """Yield the address and the file of every page of figures."""
    site = Site(directory, load_words(language), areas={}, has_outlines=False)
    for page in statistics_pages(site):
        yield page.address, render_page(site, page).content


def render(directory: Directory, language: str = "vi") -> Pages:
    """Return the tree of every page of figures by its address."""
    pages = {}
    for address, content in render_bytes(directory, language):
        _, _, body = content.decode().removeprefix("---\n").partition("\n---\n")
        assert "\n\n" not in body.strip()
        pages[address] = read_html(f"<main>{body}</main>")
    return pages


@cache
def render_root(root: Path) -> Pages:
    """Return the pages of a root in Vietnamese."""
    return render(load(root))


@cache
def figures_of(root: Path) -> list[Record]:
    """Return the figures of a root as its YAML file has them."""
    return Recount(root, TODAY).entries("figures")


def rows(pages: Pages) -> dict[str, tuple[ET.Element, ET.Element]]:
    """Return the row of each figure with its page; a figure in two rows fails."""
    found: dict[str, tuple[ET.Element, ET.Element]] = {}
    for page in pages.values():
        for row in elements(page, "tr"):
            if "id" in row.attrib:
                assert row.attrib["id"] not in found
                found[row.attrib["id"]] = row, page
    return found


def with_id(page: ET.Element, id_: str) -> ET.Element:
    """Return the only element with an id."""
    return one([e for e in page.iter() if e.get("id") == id_])


def sections(pages: Pages) -> dict[str, ET.Element]:
    """Return every section of the topics' pages by the id of its heading."""
    return {
        section.attrib["aria-labelledby"]: section
        for address, page in pages.items()
        if address != "/so-lieu/"
        for section in elements(page, "section")
    }


def shown_time(as_of: str) -> str:
    """Return `2024-06` as readers see it: `06/2024`."""
    return "–".join("/".join(reversed(part.split("-"))) for part in as_of.split("/"))


def shown_number(number: str) -> str:
    """Return `1482.5` as readers see it: `1.482,5`."""
    whole, _, fraction = number.partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{fraction}" if fraction else "")


def shown_numbers(figure: Record) -> str:
    """Return the value of a figure, or the ends of its range."""
    return "–".join(shown_number(figure[k]) for k in ("value", "value_max") if k in figure)
