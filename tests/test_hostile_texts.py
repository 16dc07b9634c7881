"""Hostile texts in every text field: taken whole or refused at their place, shown literally."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.load import parse
from site_builder.records.models.common import Model
from site_builder.records.models.settings import Settings
from site_builder.records.raw import FieldPath, dotted
from site_builder.records.text import decode
from site_builder.records.validate import validate_record
from site_builder.words.catalogue import load_words
from site_builder.words.issue import Issue
from site_builder.words.reports import as_text
from tests.hostile_root import PLAIN, TODAY, as_yaml, filled, quoted, text_paths
from tests.hostile_texts import PACKED, REFUSED, TEXTS
from tests.html_pages import HtmlPage, read_site

MODELS: tuple[type[Model], ...] = (Settings, *FOLDERS.values(), *LISTS.values())
# Many of these would make a file too large.
HUGE = 10_000
WORDS = load_words("vi")
# The longest first, because one may hold another.
WHOLE = sorted((" ".join(text.split()).casefold() for text in PACKED), key=len, reverse=True)
# Attributes that hold addresses or keys, which are made of plain letters.
ADDRESSES = frozenset({"href", "src", "data-value"})
PLAIN_ADDRESS = re.compile(r"(https://vung-mau\.example/|[./]*)[\w./#-]*", re.ASCII)

# Of the three sites only the hostile one has a photo.
PHOTO = {
    *(("picture", name) for name in ("", "class")),
    *(("source", name) for name in ("", "type", "srcset", "sizes")),
    *(("img", name) for name in ("srcset", "sizes", "loading", "decoding")),
    *(("figure", name) for name in ("", "class")),
    ("figcaption", ""),
}

Pages = dict[str, HtmlPage]
Figure = Callable[[str, object], None]


@pytest.fixture(scope="module")
def pages(built_hostile: Path) -> Pages:
    """Return the pages of the hostile root."""
    return read_site(built_hostile / "site")


def one_line(text: str) -> str:
    return " ".join(text.split())


def outcome(model: type[Model], content: bytes) -> tuple[Model | None, list[Issue]]:
    """Return what becomes of the bytes of a record: as the pipeline does, step by step."""
    text, issues = decode("f.yml", content)
    raw, more = (None, []) if text is None else parse("f.yml", text)
    entry, last = (None, []) if raw is None else validate_record(raw, model, TODAY)
    return entry.model if entry else None, [*issues, *more, *last]


def value_at(model: object, path: FieldPath) -> object:
    for step in path:
        model = model[step] if isinstance(step, int) else getattr(model, step)  # type: ignore[index]
    return model


def content_with(model: type[Model], text: str, writing: str) -> str:
    """Return a file with a text in every text field; a huge one only in the first."""
    escaped = writing == "escaped"
    if len(text) < HUGE:
        return as_yaml(filled(model, text), escaped=escaped).lstrip("\n")
    content = as_yaml(filled(model, PLAIN)).lstrip("\n")
    return content.replace(quoted(PLAIN), quoted(text, escaped=escaped), 1)


@pytest.mark.parametrize("writing", ["plain", "escaped"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_hostile_text_is_taken_whole_or_refused_at_its_place(
    model: type[Model], writing: str, record_property: Figure
) -> None:
    paths = list(text_paths(model))
    for text in TEXTS:
        content = content_with(model, text, writing)
        record, issues = outcome(model, content.encode("utf-8", "surrogatepass"))
        lines = content.split("\n")
        for issue in issues:
            assert as_text(WORDS, issue).isprintable()
            assert 1 <= issue.line <= len(lines)
            assert 1 <= issue.column <= len(lines[issue.line - 1]) + 1
        refused = {issue.where for issue in issues}
        if text in REFUSED:
            assert issues, text
        for path in paths:
            if not refused & {"", dotted(path)} and record is not None:
                assert value_at(record, path) in {text.strip(), PLAIN}, text[:80]
            assert record is not None or refused, text[:80]
    record_property(
        "figure",
        f"{len(TEXTS):7,} hostile texts x {len(paths):2} text fields, {writing}: {model.__name__}",
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_may_stand_in_a_name_may_stand_in_every_text(model: type[Model]) -> None:
    for text in PACKED:
        _, issues = outcome(model, as_yaml(filled(model, text)).lstrip("\n").encode())
        assert {issue.key for issue in issues} <= {"markup"}, text


def test_every_text_of_every_page_is_whole(pages: Pages) -> None:
    for page in pages.values():
        for name, text in texts_of(page):
            rest = without_hostile(text)
            # `og:url` is an address too.
            if name in ADDRESSES or text.startswith("https://vung-mau.example/"):
                assert "pwned" not in rest or PLAIN_ADDRESS.fullmatch(text), page.address
            else:
                assert "pwned" not in rest, f"{page.address}: {name}: {rest[:200]}"


def texts_of(page: HtmlPage) -> Iterator[tuple[str, str]]:
    """Yield every attribute and every piece of text of a page, those of its linked data too."""
    for element in page.root.iter():
        yield from element.attrib.items()
        if element.get("type") == "application/ld+json":
            yield from (("", text) for text in strings(json.loads(element.text or "")))
        else:
            yield "", element.text or ""
        yield "", element.tail or ""


def strings(value: object) -> Iterator[str]:
    """Yield every text inside what JSON holds, names of fields too."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def without_hostile(text: str) -> str:
    """Return a text without the hostile texts that stand in it in full."""
    rest = one_line(text).casefold()
    for hostile in WHOLE if "pwned" in rest else ():
        rest = rest.replace(hostile, "")
    return rest


def test_no_text_became_an_element_or_an_attribute(
    pages: Pages, real_pages: Pages, built_example: Path
) -> None:
    known = signatures({**read_site(built_example / "site")}) | signatures(real_pages)
    assert signatures(pages) - known - PHOTO == set()


def signatures(pages: Pages) -> set[tuple[str, str]]:
    """Return every kind of element of a site with each attribute it has."""
    return {
        (e.tag, name) for p in pages.values() for e in p.root.iter() for name in ("", *e.keys())
    }


def test_every_record_has_a_page_that_shows_its_texts(pages: Pages) -> None:
    for number, text in enumerate(map(one_line, PACKED)):
        for address in (
            f"/hop-tac-xa/h{number}/",
            f"/san-pham/p{number}/",
            f"/chuong-trinh/c{number}/",
        ):
            shown = one_line("".join(pages[address].article.itertext()))
            assert shown.count(text) > 8, address


def test_the_data_files_hold_the_texts_as_they_are(built_hostile: Path) -> None:
    folder = built_hostile / "site" / "api" / "v1"
    for number, text in enumerate(PACKED):
        for path in (f"organisations/h{number}", f"products/p{number}"):
            item = json.loads((folder / f"{path}.json").read_bytes())["item"]
            assert item["name_vi"] == item["note_en"] == text.strip()


def test_the_script_of_a_map_holds_no_sign_that_ends_its_texts(built_hostile: Path) -> None:
    for path in (built_hostile / "site" / "maps").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert "pwned" in text
        assert not re.search(r"<[\w!/]|`|\$\{|\{\{", text), path
