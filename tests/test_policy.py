"""What a page may load and run: its policy, and that nothing within it asks for more."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.html_pages import HtmlPage, elements, one, read_site, resolve

# Code of its own a page has none, and none of another host; `data:` serves the theme's icons.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "require-trusted-types-for": "'script'",
    # The makers of addresses of code, in offline.js and search-large.js.
    "trusted-types": "offline search",
}
# Leaflet writes HTML of its own, so no trusted types; maps load no data and open no frame.
MAP_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
# A block of data for machines is no code.
DATA = "application/ld+json"
LOADING = ("script", "img", "iframe", "source", "audio", "video", "embed", "object", "use")

LINK = re.compile(r"https?://|tel:\+\d+$|mailto:[^?]+$|[^:]*$")

Pages = dict[str, HtmlPage]


@pytest.fixture(scope="module", params=["real_root", "built_example", "built_hostile"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return the folder of a built site: that of hostile texts too."""
    root: Path = request.getfixturevalue(request.param)
    return root / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    """Return every page of a built site by its address."""
    return read_site(site)


def named_meta(page: HtmlPage, name: str) -> ET.Element:
    """Return the only `meta` element that stands for a header or carries a name."""
    found = elements(page.root, "meta")
    return one([e for e in found if name in {e.get("http-equiv"), e.get("name")}])


def policy_of(page: HtmlPage) -> dict[str, str]:
    """Return the policy of a page: what may be loaded, by kind."""
    content = named_meta(page, "Content-Security-Policy").get("content", "")
    return dict(rule.strip().split(" ", maxsplit=1) for rule in content.split(";"))


def is_map(page: HtmlPage) -> bool:
    return page.address.startswith("/maps/")


def test_every_page_has_the_policy_of_its_kind(pages: Pages) -> None:
    assert "/404.html" in pages
    for page in pages.values():
        assert policy_of(page) == (MAP_POLICY if is_map(page) else POLICY), page.address


def test_the_policy_stands_before_all_that_it_rules(pages: Pages) -> None:
    for page in pages.values():
        charset, policy, *_ = one(elements(page.root, "head"))
        assert charset.get("charset") == "utf-8", page.address
        assert policy.get("http-equiv") == "Content-Security-Policy", page.address


def test_no_page_holds_code_or_style(pages: Pages) -> None:
    for page in pages.values():
        assert elements(page.root, "style") == [], page.address
        for script in elements(page.root, "script"):
            assert script.get("src") or script.get("type") == DATA, page.address
        for element in page.root.iter():
            odd = {name for name in element.attrib if re.match(r"on|style$|srcdoc$", name)}
            assert odd == set(), f"{page.address}: {element.tag}"


def test_a_page_loads_only_files_of_its_own_site(pages: Pages, site: Path) -> None:
    for page in pages.values():
        for element, reference in page.references():
            is_loaded = element.tag in LOADING or element.get("rel") in {"stylesheet", "icon"}
            if not is_loaded or reference == "data:,":
                continue
            target = resolve(page.address, reference).partition("#")[0].lstrip("/")
            assert ":" not in reference, page.address
            assert (site / target).is_file(), f"{page.address}: {reference}"


def test_a_link_leads_to_a_page_a_telephone_or_a_letter_box(pages: Pages) -> None:
    for page in pages.values():
        for element in elements(page.root, "a"):
            reference = element.get("href", "")
            assert LINK.match(reference), f"{page.address}: {reference}"


def test_another_host_learns_only_which_site_a_visitor_came_from(pages: Pages) -> None:
    for page in pages.values():
        if not is_map(page):
            content = named_meta(page, "referrer").get("content")
            assert content == "strict-origin-when-cross-origin", page.address


@pytest.mark.parametrize("folder", ["directory/vi/assets", "directory/theme"])
def test_our_scripts_turn_no_text_into_markup_or_code(root: Path, folder: str) -> None:
    sinks = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment"
        r"|\beval\b|new Function|srcdoc|javascript:|setAttribute\(\"(?:on|style)"
    )
    scripts = [p for p in (root / folder).rglob("*") if p.suffix in {".js", ".html"}]
    ours = [path for path in scripts if "vendor" not in path.parts]
    assert ours
    for path in ours:
        assert sinks.findall(path.read_text(encoding="utf-8")) == [], path
