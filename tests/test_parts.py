"""Long lists: no page grows with the country, and every entry is reached in steps."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.pipeline import (
    find_new_addresses,
    find_unanswered,
    load_directory,
    render_directory,
)
from site_builder.render.find import parts
from site_builder.render.find.parts import first_letter, split_list
from site_builder.render.views.own_names import kind_phrases, split_name
from site_builder.words.catalogue import LANGUAGES, load_words
from tests.building import TODAY
from tests.html_pages import HtmlPage, elements, read_editions
from tests.long_lists import LONGEST

Pages = dict[str, HtmlPage]
SPLIT = ("/san-pham/", "/hop-tac-xa/", "/tim/", "/chuong-trinh/")


@pytest.fixture(scope="module")
def pages(site_in_parts: Path) -> Pages:
    return read_editions(site_in_parts / "site")


def parts_of(pages: Pages, address: str) -> set[str]:
    """Return the addresses of the parts of a list, found by following links alone."""
    found: set[str] = set()
    ahead = {address}
    while ahead:
        links = {link for page in ahead for link in pages[page].links()}
        ahead = {link for link in links if link.startswith(f"{address}chu/")} - found
        found |= ahead
    return found


@given(st.lists(st.text(max_size=8), max_size=120), st.integers(1, 30))
def test_parts_hold_every_entry_once_and_none_is_long(names: list[str], longest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LONGEST_LIST", longest)
        made = split_list(names, str, "/a/")
    if len(names) <= longest:
        assert made == ()
        return
    assert sorted(name for part in made for name in part.items) == sorted(names)
    assert max(len(part.items) for part in made) <= longest
    assert len({part.address for part in made}) == len(made)
    assert [{first_letter(name) for name in part.items} for part in made] == [
        {part.letter} for part in made
    ]


def test_no_page_lists_more_than_fits(pages: Pages) -> None:
    for address, page in pages.items():
        if "/chu/" in address:
            for tag, css in (("tr", ""), ("li", "")):
                inside = [
                    row
                    for holder in ("rows", "cards", "names", "link-list")
                    for found in elements(page.root, None, holder)
                    for row in elements(found, tag, css)
                ]
                assert len(inside) <= LONGEST + 1, address


@pytest.mark.parametrize("edition", ["", "/en"])
def test_every_record_is_reached_in_steps_without_script(
    pages: Pages, synthetic_root: Path, edition: str
) -> None:
    for section, folder in (
        ("/san-pham/", "products"),
        ("/hop-tac-xa/", "cooperatives"),
        ("/chuong-trinh/", "programmes"),
    ):
        whole = f"{edition}{section}"
        reached = set().union(*(pages[part].links() for part in parts_of(pages, whole)))
        ids = {path.stem for path in (synthetic_root / "content" / folder).glob("*.yml")}
        assert {f"{whole}{id_}/" for id_ in ids} <= reached | pages[whole].links()


@pytest.mark.parametrize("address", SPLIT)
def test_a_split_list_leads_to_its_letters_alone(pages: Pages, address: str) -> None:
    letters = {link for link in pages[address].links() if link.startswith(f"{address}chu/")}
    assert letters
    assert all(link.count("/") == address.count("/") + 2 for link in letters)
    assert not [row for row in elements(pages[address].root, "tr") if row.get("data-id")]


def test_organisations_stand_under_the_letter_of_their_own_name(pages: Pages) -> None:
    phrases = kind_phrases(load_words("vi"))
    for address in parts_of(pages, "/hop-tac-xa/"):
        letter = address.split("/")[3]
        for row in elements(pages[address].root, "tr"):
            if row.get("data-id"):
                name = "".join(elements(row, "a")[0].itertext())
                assert first_letter(split_name(name, phrases)[1]) == letter, address


def test_the_work_is_divided_by_district(pages: Pages) -> None:
    districts = {link for link in pages["/can-lam/"].links() if link.startswith("/can-lam/huyen-")}
    assert districts
    assert all("/can-lam/" in pages[district].links() for district in districts)


def test_addresses_of_parts_are_permanent(
    synthetic_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, _ = load_directory(synthetic_root, TODAY)
    assert directory is not None
    with monkeypatch.context() as patch:
        patch.setattr(parts, "LONGEST_LIST", LONGEST)
        new = find_new_addresses(directory, synthetic_root)
    assert {"/san-pham/chu/t/", "/en/tim/chu/b/"} <= {row.address for row in new}
    # Once a list has become short again, its parts still answer.
    published = replace(directory, ledger=tuple(new))
    editions = {lang: render_directory(published, synthetic_root, lang) for lang in LANGUAGES}
    assert find_unanswered(published, editions) == []
