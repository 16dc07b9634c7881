"""What the search finds first: the site's own modules, called in the browser on the built site.

What holds of `each_search` holds of the search of large directories too, on the same records.
"""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from site_builder.words.folding import fold
from tests.browser.conftest import Serve
from tests.large_search import with_large_search
from tests.recount import Recount

FIXTURES = Path(__file__).parents[1] / "fixtures"
QUERIES = json.loads((FIXTURES / "search_queries.json").read_text(encoding="utf-8"))
FOLDING = json.loads((FIXTURES / "folding_cases.json").read_text(encoding="utf-8"))

FOLD = """async ([root, texts]) => {
  const { fold } = await import(`${root}/assets/js/fold.js`);
  return texts.map(fold);
}"""
# The index is built once for all queries, as it is for all queries of a visitor on a page.
SEARCH = """async ([root, queries]) => {
  const { openSearch } = await import(`${root}/assets/data/engine.js`);
  globalThis.search ??= await openSearch();
  const answers = [];
  for (const query of queries) {
    const { hits, near } = await search(query);
    const shown = hits.map(({ path, name, kind, hint }) => ({ path, name, kind, hint }));
    answers.push({ near, hits: shown });
  }
  return answers;
}"""

Answer = dict[str, Any]
Search = Callable[[list[str]], list[Answer]]


@pytest.fixture(scope="module")
def page(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Page]:
    """Open the first page of the real site."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{addresses['real']}/")
    yield page
    context.close()


@pytest.fixture(scope="module")
def search(page: Page, addresses: Mapping[str, str]) -> Search:
    """Return a function that gives the answers to queries."""
    return lambda queries: page.evaluate(SEARCH, [addresses["real"], queries])


@pytest.fixture(scope="module")
def large_search(
    browser: Browser, serve: Serve, real_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Search]:
    """Return the same of the search of large directories."""
    folder = with_large_search(real_root / "site", tmp_path_factory.mktemp("large") / "site")
    root = serve(folder)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{root}/")
    yield lambda queries: page.evaluate(SEARCH, [root, queries])
    context.close()


@pytest.fixture(params=["search", "large_search"])
def each_search(request: pytest.FixtureRequest) -> Search:
    """Return the one search, then the other."""
    found: Search = request.getfixturevalue(request.param)
    return found


def first(answer: Answer) -> str | None:
    """Return the address of the best answer."""
    return "/" + answer["hits"][0]["path"].lstrip("/") if answer["hits"] else None


def wrong(search: Search, expected: Mapping[str, set[str]]) -> dict[str, str | None]:
    """Return the queries whose first answer is not one of the expected addresses, with it."""
    answers = search(list(expected))
    found = {query: first(answer) for query, answer in zip(expected, answers, strict=True)}
    return {query: address for query, address in found.items() if address not in expected[query]}


def names(recount: Recount) -> dict[str, set[str]]:
    """Return the folded names of all organisations and products with the pages that bear them."""
    found: dict[str, set[str]] = {}
    for section, records in (
        ("/hop-tac-xa/", recount.organisations),
        ("/san-pham/", recount.products),
    ):
        for id_, record in records.items():
            if record.get("status") != "removed":
                found.setdefault(fold(record["name_vi"]), set()).add(f"{section}{id_}/")
    return found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_browser_folds_as_the_builder_does(
    page: Page, addresses: Mapping[str, str], form: str
) -> None:
    texts = [unicodedata.normalize(form, case["text"]) for case in FOLDING]  # type: ignore[arg-type]
    assert page.evaluate(FOLD, [addresses["real"], texts]) == [case["folded"] for case in FOLDING]


def test_the_table_of_queries_finds_what_it_says(each_search: Search) -> None:
    expected = {case["query"]: {case["first"]} for case in QUERIES}
    assert len(expected) >= 60
    assert wrong(each_search, expected) == {}


def test_a_place_in_its_other_spelling_comes_before_words_scattered_in_a_programme(
    search: Search,
) -> None:
    # A programme says both words too, far apart: "Tập huấn cán bộ … TP. Bắc Kạn".
    expected = {query: {"/huyen/bac-kan/"} for query in ("bac can", "Bắc Cạn")}
    assert wrong(search, expected) == {}
    kinds = {hit["kind"] for hit in search(["bac can"])[0]["hits"]}
    assert "programmes" in kinds


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_form_of_composition_does_not_count(each_search: Search, form: str) -> None:
    expected = {
        unicodedata.normalize(form, case["query"]).upper(): {case["first"]}  # type: ignore[arg-type]
        for case in QUERIES
    }
    assert wrong(each_search, expected) == {}


def test_every_name_without_marks_finds_its_own_record(
    each_search: Search, real_recount: Recount
) -> None:
    found = names(real_recount)
    assert len(found) > 200
    assert wrong(each_search, found) == {}


def test_every_name_as_written_finds_its_own_record(search: Search, real_recount: Recount) -> None:
    for records in (real_recount.organisations, real_recount.products):
        owners: dict[str, set[str]] = {}
        for id_, record in records.items():
            owners.setdefault(record["name_vi"], set()).add(id_)
        answers = search(list(owners))
        for (name, ids), answer in zip(owners.items(), answers, strict=True):
            assert (first(answer) or "").strip("/").rpartition("/")[2] in ids, name


def test_every_other_name_finds_its_record(search: Search, real_recount: Recount) -> None:
    for records in (real_recount.organisations, real_recount.products):
        owned = [(n, id_) for id_, record in records.items() for n in record.get("other_names", ())]
        answers = search([fold(name) for name, _ in owned])
        for (name, id_), answer in zip(owned, answers, strict=True):
            paths = [hit["path"] for hit in answer["hits"]]
            assert any(path.endswith(f"/{id_}/") for path in paths[:3]), (name, paths[:5])


def test_every_commune_of_both_eras_finds_the_commune_of_today(
    search: Search, real_recount: Recount
) -> None:
    merged = {commune for _, commune in real_recount.crosswalk.values()}
    today = {r["code"]: r for r in real_recount.table("communes") if r["code"] in merged}
    pages = {code: address for address, code in real_recount.commune_pages.items()}
    expected = [(f"{row['type']} {row['name']}", code) for code, row in today.items()]
    expected += [
        (f"{row['type']} {row['name']}", row["commune"])
        for row in real_recount.table("former_communes")
    ]
    asked = search([fold(name) for name, _ in expected])
    for (name, code), answer in zip(expected, asked, strict=True):
        best = [hit for hit in answer["hits"] if hit["kind"] == "places"]
        row = today[code]
        assert f"{row['type']} {row['name']}" in {hit["name"] for hit in best[:3]}, name
        if code in pages:
            assert pages[code] in {hit["path"] for hit in best[:3]}, name


def test_marks_as_typed_come_before_the_same_letters_without(each_search: Search) -> None:
    for query in ("mơ", "quế", "dầu", "sả", "đỏ", "hoà", "bí", "nấm"):
        (answer,) = each_search([query])
        marked = [bears(query, hit) for hit in answer["hits"]]
        assert True in marked, query
        assert marked == sorted(marked, reverse=True), (query, answer["hits"])


def bears(query: str, hit: Answer) -> bool:
    """Return whether a word of the name that answered begins with the query, marks included."""
    spelled = [tone_last(word) for word in (hit["hint"] or hit["name"]).split()]
    letters, tone = tone_last(query)
    return any(w.startswith(letters) and tone in ("", t) for w, t in spelled)


def tone_last(word: str) -> tuple[str, str]:
    """Return the letters of a word with the marks of its vowels, and its tone apart from them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = unicodedata.normalize("NFD", word.lower().strip("()“”"))
    return "".join(c for c in parts if c not in tones), "".join(c for c in parts if c in tones)


def test_whole_names_come_before_beginnings_and_these_before_typos(each_search: Search) -> None:
    (whole, begun, typo) = each_search(["tra hoa vang", "tra hoa v", "tra hoa vnag"])
    assert first(whole) == "/san-pham/tra-hoa-vang/"
    assert all(hit["name"].startswith("Trà hoa vàng") for hit in begun["hits"][:5])
    assert {hit["path"] for hit in typo["hits"][:5]} == {hit["path"] for hit in whole["hits"][:5]}


def test_near_answers_are_told_apart(each_search: Search) -> None:
    exact, near = each_search(["miến dong", "muốn mua miến dong ngon ở đâu"])
    assert not exact["near"]
    assert near["near"]
    assert first(near) == "/san-pham/mien-dong-tai-hoan/"


def test_the_same_query_gives_the_same_order(each_search: Search) -> None:
    queries = [case["query"] for case in QUERIES]
    assert each_search(queries) == each_search(queries)
