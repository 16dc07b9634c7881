"""The search of large directories: when it takes over, what its index holds, when it is kept."""

import json
import re
import shutil
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

import pytest

from site_builder.publish import pagefind
from site_builder.publish.faults import MissingPackageError, PublishError
from site_builder.publish.pagefind import CACHE, FOLDER, KNOWN, index_files
from site_builder.render.find import large
from site_builder.render.find.stubs import NEIGHBOURS, Entry, known_words, stub, stubs
from tests.building import ROOT, Run, contents, stamps

ENTRY = Entry(
    kind="products",
    items={
        "vi": {"id": "a", "name": "Đậu tương “Thử” <b>", "label": "Được nêu là OCOP 3 sao"},
        "en": {"id": "a", "name": "Đậu tương “Thử” <b>", "label": "Said to be OCOP, 3 stars"},
    },
    names=("Đậu tương “Thử” <b>",),
    about=("HTX Hoà Bình", "Xã Thử, huyện Mẫu (cũ)"),
)


class Stub(HTMLParser):
    """The parts of a stub: its elements, its items by language, and its words by weight."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.items: dict[str, list[Any]] = {}
        self.words: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the items."""
        self.names.append(tag)
        id_ = dict(attrs).get("id")
        if id_:
            assert not re.search(r"\s", id_), "an id keeps no blanks"
            self.items.setdefault(id_[:2], []).append(json.loads(unquote(id_[2:])))

    def handle_data(self, data: str) -> None:
        """Take the words."""
        if data.strip():
            self.words.append(data.split())


def entry_of(name: str, kind: str = "products") -> Entry:
    return Entry(kind, {"vi": {"id": "x", "name": name}}, (name,), ())


def test_a_stub_holds_words_pairs_of_them_and_the_items_as_they_are() -> None:
    page = Stub(stub("products", [ENTRY, entry_of("Miến")]))
    assert set(page.names) == {"html", "body", "i", "p"}
    assert page.items == {
        "vi": [ENTRY.items["vi"], {"id": "x", "name": "Miến"}],
        "en": [ENTRY.items["en"]],
    }
    names, about = map(set, page.words)
    # With its marks, and without the one that Pagefind does not ignore.
    assert {"đậu", "dậu", "tương", "đậutương", "dậutương", "đậutươngthửb", "miến"} <= names
    assert {"htx", "hoà", "hoàbình", "huyện", "huyệnmẫu", "mẫucũ"} <= about
    assert "xã" in about


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Hợp tác xã Tài Hoan", {"hợp", "hợptác", "htx", "htxtài", "htxtàihoan", "tàihoan"}),
        ("Tổ hợp tác Đại Thắng", {"tht", "đạithắng", "dạithắng"}),
        ("HTX 20/10", {"htx", "20", "10", "2010"}),
        ("Huyện Na Rì", {"huyện", "na", "rì", "narì"}),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_with_and_without_the_word_for_its_kind(
    form: Literal["NFC", "NFD"], name: str, words: set[str]
) -> None:
    entry = entry_of(unicodedata.normalize(form, name), "organisations")
    (found,) = Stub(stub("organisations", [entry])).words
    assert words <= set(found)


def test_stubs_hold_neighbours_of_one_kind_whatever_the_order() -> None:
    names = [f"Chè {number:03}" for number in range(NEIGHBOURS + 1)]
    entries = [*map(entry_of, names), entry_of("HTX Chè", "organisations")]
    pages = list(stubs(entries))
    assert [len(Stub(page).items["vi"]) for page in pages] == [NEIGHBOURS, 1, 1]
    assert [item["name"] for item in Stub(pages[0]).items["vi"]] == names[:NEIGHBOURS]
    assert list(stubs(reversed(entries))) == pages


def test_known_words_are_those_of_names() -> None:
    assert known_words([ENTRY, entry_of("Chè 20 đậu")]) == ["b", "che", "dau", "thu", "tuong"]


@pytest.fixture
def is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few records be many."""
    monkeypatch.setattr(large, "MANY_RECORDS", 3)


def rendered(root: Path) -> dict[str, bytes]:
    """Return what a root's tree has below `assets/`."""
    return contents(root / "directory" / "vi" / "assets")


@pytest.mark.usefixtures("is_large")
def test_above_its_number_of_records_a_directory_has_an_index(run: Run, example_root: Path) -> None:
    assert run("render").exit_code == 0
    made = rendered(example_root)
    assert b"search-large.js" in made["data/engine.js"]
    names = {name.removeprefix("find/") for name in made if name.startswith("find/")}
    assert {"pagefind.js", "pagefind-entry.json", "LICENSE", "wasm.unknown.pagefind"} <= names
    assert {name.partition("/")[0] for name in names if "/" in name} == {
        "filter", "fragment", "index",
    }  # fmt: skip
    assert not [name for name in names if "-ui." in name]
    # The filters of the lists read what they read before.
    assert json.loads(made["data/find.json"])["products"]
    kept = made["kept.js"].decode()
    assert "search.json" in kept
    assert "find.json" not in kept
    for folder, text in (("vi", "Kết quả tìm"), ("en", "Search results")):
        path = example_root / "directory" / folder / "assets" / "data" / "search.json"
        words = json.loads(path.read_bytes())["words"]
        assert words["search.results"] == text
        assert not [key for key in words if not key.startswith(("search.", "ended."))]


def test_below_it_there_is_none(run: Run, example_root: Path) -> None:
    assert run("render").exit_code == 0
    made = rendered(example_root)
    assert b"/search.js" in made["data/engine.js"]
    assert not [name for name in made if name.startswith("find/")]
    assert "data/search.json" not in made
    assert not (example_root / CACHE).exists()


@pytest.mark.usefixtures("is_large")
def test_an_index_is_made_anew_only_for_what_one_can_search_for(
    run: Run, example_root: Path
) -> None:
    assert run("render").exit_code == 0
    made, cache = rendered(example_root), example_root / CACHE
    before = stamps(cache)
    path = example_root / "content" / "products" / "chi-co-ten.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}# Chỉ là lời ghi.\n", encoding="utf-8")
    assert run("render").exit_code == 0
    assert stamps(cache) == before
    path.write_text(text.replace("name_vi: ", "name_vi: Tên mới "), encoding="utf-8")
    assert run("render").exit_code == 0
    assert stamps(cache) != before
    path.write_text(text, encoding="utf-8")
    assert run("render").exit_code == 0
    assert rendered(example_root) == made


@pytest.mark.usefixtures("is_large")
def test_what_nobody_can_search_for_costs_not_even_a_look(
    run: Run, example_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("render").exit_code == 0
    made, path = rendered(example_root), example_root / "content" / "products" / "chi-co-ten.yml"
    path.write_text(f"{path.read_text('utf-8')}# Chỉ là lời ghi.\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.delattr("site_builder.publish.pagefind.working")
        assert run("render").exit_code == 0
    assert rendered(example_root) == made


@pytest.mark.usefixtures("is_large")
@pytest.mark.parametrize("damage", ["cut", "index of another", "index gone", "of another program"])
def test_what_is_not_surely_of_the_same_is_made_anew(
    run: Run, example_root: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    assert run("render").exit_code == 0
    made, known = rendered(example_root), example_root / KNOWN
    match damage:
        case "cut":
            known.write_bytes(known.read_bytes()[:-1])
        case "index of another":
            (example_root / CACHE / "digest").write_text("0", encoding="utf-8")
        case "index gone":
            shutil.rmtree(example_root / CACHE)
        case "of another program":
            monkeypatch.setattr(pagefind, "_version", lambda _program: "0")
    before = known.stat()
    assert run("render").exit_code == 0
    assert known.stat().st_ino != before.st_ino
    assert rendered(example_root) == made


def test_a_broken_index_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    cache = tmp_path / "build" / "search"
    made = index_files([ENTRY], ROOT / "node_modules", cache)
    (cache / "digest").write_bytes(b"\xff\x00")
    assert index_files([ENTRY], ROOT / "node_modules", cache) == made
    assert {file.path.rpartition("/")[0] for file in made} == {
        FOLDER, f"{FOLDER}/filter", f"{FOLDER}/fragment", f"{FOLDER}/index",
    }  # fmt: skip


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    program = tmp_path / "@pagefind" / "any" / "bin" / "pagefind"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho 'no room' >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(PublishError) as caught:
        index_files([ENTRY], tmp_path, tmp_path / "search")
    assert caught.value.reasons == ["Pagefind: no room"]


def test_without_the_program_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPackageError, match="@pagefind"):
        index_files([ENTRY], tmp_path, tmp_path / "search")
