"""The English edition: the same pages from the same records, each leading to its like."""

import json
from pathlib import Path

import pytest

from site_builder.publish.mkdocs import build_site
from tests.building import SET_BY_A_BUILD, TODAY, contents
from tests.html_pages import HtmlPage, elements, one, resolve
from tests.recount import Recount

Pages = dict[str, HtmlPage]
ENGLISH = "/en"
TYPE = "application/ld+json"


def in_other_language(address: str) -> str:
    if address.startswith(f"{ENGLISH}/"):
        return address.removeprefix(ENGLISH)
    return f"{ENGLISH}{address}"


def test_every_page_is_there_in_both_languages_and_says_which(every_page: Pages) -> None:
    assert {in_other_language(address) for address in every_page} == set(every_page)
    for address, page in every_page.items():
        language = "en" if address.startswith("/en/") else "vi"
        assert page.root.get("lang") == language, address


def test_the_switch_leads_to_the_same_page_in_the_other_language(every_page: Pages) -> None:
    for address, page in every_page.items():
        switches = elements(page.root, "a", css="language-link")
        other = in_other_language(address.removesuffix("404.html"))
        assert len(switches) == (0 if "/maps/" in address else 2), address
        for switch in switches:
            language = "vi" if address.startswith("/en/") else "en"
            assert switch.get("lang") == switch.get("hreflang") == language
            assert resolve(address, switch.get("href", "")) == other


def test_search_engines_are_told_of_both_languages(every_page: Pages, recount: Recount) -> None:
    site = str(recount.settings["site_url"]).rstrip("/")
    moved = {*recount.moved(), *(f"{ENGLISH}{address}" for address in recount.moved())}
    for address, page in every_page.items():
        links = elements(page.root, "link")
        told = {e.get("hreflang"): e.get("href") for e in links if e.get("rel") == "alternate"}
        canonical = [e.get("href") for e in links if e.get("rel") == "canonical"]
        if address.endswith(".html") or address in moved:
            assert told == {}, address
            continue
        first = f"{site}{address.removeprefix(ENGLISH)}"
        english = f"{site}{ENGLISH}{address.removeprefix(ENGLISH)}"
        assert told == {"vi": first, "en": english, "x-default": first}
        assert canonical == [f"{site}{address}"]


def test_what_holds_no_words_is_there_once(site: Path) -> None:
    own = {path for path in contents(site / "en") if not path.endswith(".html")}
    of_the_theme = {path for path in own if path.startswith("assets/")} - {"assets/data/find.json"}
    assert all(not path.startswith(("assets/vendor/", "assets/js/")) for path in of_the_theme)
    maps = {path for path in own if path.startswith("maps/")}
    rest = {"assets/data/find.json", "sitemap.xml", "sitemap.xml.gz"}
    assert own - of_the_theme - maps == rest


def test_the_english_tree_is_complete_by_itself(
    built_example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SET_BY_A_BUILD:
        monkeypatch.setenv(name, "")
    build_site(built_example / "mkdocs.en.yml", tmp_path, TODAY)
    assert contents(tmp_path) == contents(built_example / "site" / "en")


def test_a_record_is_one_thing_in_both_languages(every_page: Pages, recount: Recount) -> None:
    for id_ in recount.products:
        address = f"/san-pham/{id_}/"
        data = [
            one([e for e in elements(every_page[a].root, "script") if e.get("type") == TYPE]).text
            for a in (address, f"{ENGLISH}{address}")
        ]
        first, english = (json.loads(text or "") for text in data)
        assert first["@id"] == english["@id"]
        assert english["url"] == first["url"].replace("/san-pham/", "/en/san-pham/")
        assert [p["mainEntityOfPage"]["inLanguage"] for p in (first, english)] == ["vi", "en"]
