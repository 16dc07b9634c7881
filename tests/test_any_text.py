"""Any bytes give issues or a record; any text gives issues or a page that shows it literally."""

import re
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.records import signs
from site_builder.records.content import FOLDERS, LISTS, Content, Shelf, load_content
from site_builder.records.link import link
from site_builder.records.load import parse
from site_builder.records.models.common import Model
from site_builder.records.models.product import Product
from site_builder.records.models.settings import Settings
from site_builder.records.text import decode
from site_builder.records.validate import AnyModel, Entry, validate_record
from site_builder.render.environment import Site, render_page
from site_builder.render.pages.products import product_pages
from site_builder.words.catalogue import load_words
from site_builder.words.issue import Issue
from site_builder.words.reports import as_text
from tests.building import ROOT, TODAY
from tests.hostile_root import PLAIN, as_yaml, filled
from tests.html_pages import read_html, text_of

MODELS: tuple[type[Model], ...] = (Settings, *FOLDERS.values(), *LISTS.values())
WORDS = load_words("vi")
# What MkDocs reads Markdown with, ours and its own.
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list")
PARTS = (
    "<", ">", "</", "<!--", "<b>", "&", "&lt;", "&#60;", ";", '"', "'", "`", "```", "{{", "}}",
    "{%", "%}", "{#", "${", "}", "{:", "](", "![", "[", "](x)", "\\", "|", "*", "**", "_", "#",
    "- ", "1. ", ": ", "---", "a", "đ", " ", "\n", "\t", "\x00", "\u202e", "javascript:", "onload=",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PARTS) | st.characters(), max_size=25).map("".join)
ADDRESS = "/san-pham/p0/"


def product(text: str) -> bytes:
    """Return the file of a product that joins the example, with a text in every text field."""
    record = filled(Product, text) | {"id": "p0", "producer": "htx-cho-mau", "ocop_set": "01"}
    record["awards"][0]["level"] = "province"
    del record["producer_other"]
    content = re.sub(r'"h0"(?=\n)', '"trang-so-mau"', as_yaml(record))
    return content.lstrip("\n").encode("utf-8", "surrogatepass")


def outcome(model: type[AnyModel], content: bytes) -> tuple[Entry[AnyModel] | None, list[Issue]]:
    """Return what becomes of the bytes of a file: as the pipeline does, step by step."""
    text, issues = decode("content/products/f.yml", content)
    raw, more = (None, []) if text is None else parse("content/products/f.yml", text)
    entry, last = (None, []) if raw is None else validate_record(raw, model, TODAY)
    return entry, [*issues, *more, *last]


def assert_said(issues: list[Issue]) -> None:
    for issue in issues:
        assert issue.line >= 1
        assert issue.column >= 1
        assert as_text(WORDS, issue).isprintable()


@given(st.sampled_from(MODELS), st.binary(max_size=200), st.data())
def test_any_bytes_within_a_record_give_a_record_or_issues(
    model: type[Model], odd: bytes, data: st.DataObject
) -> None:
    content = as_yaml(filled(model, PLAIN)).lstrip("\n").encode()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    entry, issues = outcome(model, content[:start] + odd + content[end:])
    assert entry is not None or issues
    assert_said(issues)


@given(st.sampled_from(MODELS), TEXT)
def test_any_text_in_every_field_gives_a_record_or_issues(model: type[Model], text: str) -> None:
    content = as_yaml(filled(model, text)).lstrip("\n").encode("utf-8", "surrogatepass")
    entry, issues = outcome(model, content)
    assert entry is not None or issues
    assert_said(issues)


@cache
def example() -> Content:
    """Return the records of the example."""
    content, issues = load_content(ROOT / "tests" / "example_site", TODAY)
    assert issues == []
    return content


def page_of(entry: Entry[Product]) -> ET.Element:
    """Return the page of a product that joins the example, as Markdown becomes HTML."""
    shelf = example().products
    content = replace(example(), products=Shelf((*shelf, entry), (*(shelf.ids or ()), "p0")))
    assert content.settings is not None
    directory = link(content, content.settings, TODAY, None)
    # The example has no photo files.
    listed = tuple(
        replace(p, record=p.record.model_copy(update={"photos": ()})) for p in directory.products
    )
    directory = replace(directory, products=listed)
    site = Site(directory, WORDS, areas={}, has_outlines=False)
    (page,) = [page for page in product_pages(site) if page.address == ADDRESS]
    _, _, body = render_page(site, page).content.decode().split("---\n", maxsplit=2)
    return read_html(f"<main>{markdown.markdown(body, extensions=EXTENSIONS)}</main>")


@cache
def plain_page() -> ET.Element:
    """Return the same page with a harmless text in every text field."""
    entry, issues = outcome(Product, product(PLAIN))
    assert entry is not None
    assert issues == []
    return page_of(entry)


def shape(page: ET.Element) -> list[tuple[str, list[str]]]:
    """Return every element of a page with the names of its attributes."""
    return [(element.tag, sorted(element.keys())) for element in page.iter()]


@given(TEXT)
@settings(max_examples=30)
def test_any_text_of_a_product_stands_on_its_page_and_makes_no_element(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # The models refuse these signs; here the escaping of the page is tried.
        patch.setattr(signs, "MARKUP", re.compile(r"(?!)"))
        entry, issues = outcome(Product, product(text))
    assert_said(issues)
    if entry is None or issues:
        return
    page = page_of(entry)
    assert shape(page) == shape(plain_page())
    # A fact begins with a capital letter.
    shown = text_of(page).casefold().count(" ".join(text.split()).casefold())
    assert shown >= text_of(plain_page()).count(PLAIN) > 20
