"""The English edition: the same pages from the same records, each leading to its like."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from site_builder.publish.mkdocs import build_site
from site_builder.records.directory import Directory
from site_builder.records.editions import edition
from site_builder.render.views.texts import unit_name
from site_builder.words.catalogue import load_words
from site_builder.words.language_marks import END, START, mark, mark_words
from tests.building import SET_BY_A_BUILD, TODAY, contents
from tests.html_pages import HtmlPage, elements, one, read_html, resolve
from tests.recount import Recount

Pages = dict[str, HtmlPage]
ENGLISH = "/en"
TYPE = "application/ld+json"
# Letters that English has not.
VIETNAMESE = re.compile(
    "[àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE
)
# Elements whose words can be in no other language, or that nobody reads.
UNMARKABLE = frozenset({"title", "script", "style"})
# Not the number of a law, and not within the words of a source.
NUMBERS_AS_DATE = re.compile(r"(?<![\d/])\d{1,2}/(\d{1,2}/)?\d{4}(?![\d/])")
QUOTED = re.compile("“[^”]*”")
LAW = re.compile(r"\d+(/\d+)?/(QĐ-TTg|QĐ-UBND|NĐ-CP)")
# Words of commands and messages.
NOT_ON_PAGES = frozenset({"messages", "changes", "cli", "new", "sheet"})


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
        # Feeds are alternates too, of no language.
        told = {e.get("hreflang"): e.get("href") for e in links if e.get("hreflang")}
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
    feeds = {path for path in own if re.fullmatch(r"tin-moi/([\w-]+/)*[\w-]+\.xml", path)}
    assert own - of_the_theme - maps - feeds == {"assets/data/find.json"}


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


def texts_not_vietnamese(element: ET.Element, language: str) -> Iterator[str]:
    """Yield each text that its page says is in another language than Vietnamese."""
    language = element.get("lang", language)
    if element.tag in UNMARKABLE:
        return
    texts = [element.text, *(child.tail for child in element)]
    yield from (text for text in texts if text and language != "vi")
    for child in element:
        yield from texts_not_vietnamese(child, language)


def foreign_texts(element: ET.Element, language: str) -> Iterator[str]:
    """Yield each text with Vietnamese letters that its page says is in another language."""
    return filter(VIETNAMESE.search, texts_not_vietnamese(element, language))


def test_no_vietnamese_word_passes_for_english(every_page: Pages) -> None:
    pages = [page for address, page in every_page.items() if address.startswith("/en/")]
    unmarked = {(p.address, text.strip()) for p in pages for text in foreign_texts(p.root, "")}
    assert unmarked == set()


def test_no_date_in_english_can_be_read_as_another_day(every_page: Pages) -> None:
    dated = 0
    for address, page in every_page.items():
        if address.startswith("/en/"):
            told = [*texts_not_vietnamese(page.root, ""), *said_elsewhere(page)]
            numbers = {text for text in told if NUMBERS_AS_DATE.search(QUOTED.sub("", text))}
            assert numbers == set(), address
            dated += any(f"{TODAY.day} {TODAY:%B %Y}" in text for text in told)
    assert dated > 20


def said_elsewhere(page: HtmlPage) -> Iterator[str]:
    """Yield what scripts show later, and the English sentences that networks are told."""
    for element in page.root.iter():
        yield element.get("data-then", "")
        name = element.get("name", element.get("property", ""))
        if element.tag == "meta" and "description" in name:
            # Names within it cannot be marked.
            sentences = element.get("content", "").split(". ")
            yield from (text for text in sentences if not VIETNAMESE.search(text))


def test_a_vietnamese_word_is_found_wherever_it_stands() -> None:
    page = read_html(
        '<html lang="en"><body><p>Xã <b lang="vi">Mẫu</b>, eq. a <i>đ</i></p></body></html>'
    )
    assert list(foreign_texts(page, "")) == ["Xã ", "đ"]


def test_only_names_and_numbers_of_laws_are_vietnamese_in_the_english_words() -> None:
    """Else a word that nobody translated would be marked, and found by no test."""
    marked = {
        words
        for key, text in load_words("en").entries.items()
        if key.split(".")[0] not in NOT_ON_PAGES and key != "find.search.type_words"
        for words in re.findall(f"{START}(.*?){END}", mark_words(text))
    }
    known = {"Xã", "Phường", "Huyện", "đồng", "Tiếng Việt"}
    assert {words for words in marked if not LAW.fullmatch(words)} == known


def test_the_vietnamese_edition_is_the_directory_itself(directory: Directory) -> None:
    assert edition(directory, "vi") is directory


def test_an_edition_takes_the_english_text_and_marks_the_others(directory: Directory) -> None:
    documents = edition(directory, "en").documents
    for name, document in directory.documents.items():
        shown = documents[name]
        assert shown.title == mark(document.title)
        assert shown.id == document.id
        assert shown.address == document.address
        english = document.note_en and mark_words(document.note_en)
        assert shown.note_vi == (english or (document.note_vi and mark(document.note_vi)))


def test_an_edition_keeps_what_was_one_object_one(directory: Directory) -> None:
    shown = edition(directory, "en")
    makers = {organisation.record.id: organisation.record for organisation in shown.organisations}
    made = [product for product in shown.products if product.maker and product.maker.id in makers]
    assert made
    assert all(product.maker is makers[product.maker.id] for product in made if product.maker)


def test_a_name_in_english_takes_the_place_of_the_other_which_stays_known(
    directory: Directory,
) -> None:
    first, *others = directory.products
    record = first.record.model_copy(update={"name_en": "Zebra noodles"})
    renamed = replace(directory, products=(replace(first, record=record), *others))
    last = edition(renamed, "en").products[-1].record
    assert last.name_vi == "Zebra noodles"
    assert last.other_names[0] == mark(first.record.name_vi)


def test_each_kind_of_place_has_a_word(real_directory: Directory) -> None:
    words = load_words("en")
    communes = real_directory.places.communes.values()
    names = [unit_name(words, commune) for commune in communes]
    names += [unit_name(words, district) for district in real_directory.districts]
    assert {name.rpartition(" ")[2] for name in names} == {"commune", "ward", "district", "city"}


def test_settings_of_the_english_edition_are_checked_too(
    site_copy: Path, check: Callable[[Path], list[str]]
) -> None:
    settings = site_copy / "mkdocs.en.yml"
    settings.write_text("INHERIT: mkdocs.yml\n", encoding="utf-8")
    assert [line.split(" ")[:2] for line in check(site_copy)] == [["mkdocs.en.yml:1:1:", "error:"]]
    settings.unlink()
    [line] = check(site_copy)
    assert line.startswith("mkdocs.en.yml:1:1: error: ")
