"""The pages of figures: every figure once with its source, targets apart, disagreements kept."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.records.directory import PlacedFigure
from site_builder.render.figures.figures import disagreements, value_words
from site_builder.words.catalogue import load_words
from tests.building import ROOT, TODAY
from tests.figure_pages import (
    EXAMPLE,
    figures_of,
    load,
    render,
    render_bytes,
    render_root,
    rows,
    sections,
    shown_numbers,
    shown_time,
    with_id,
)
from tests.html_pages import elements, one, text_of
from tests.recount import Record, Recount

WORDS = load_words("vi")
ROOTS = [EXAMPLE, ROOT]
TARGET = WORDS("statistics.nature.target")


@pytest.mark.parametrize("root", ROOTS)
def test_every_figure_stands_in_one_row_with_its_time_number_nature_and_note(root: Path) -> None:
    found = rows(render_root(root))
    figures = figures_of(root)
    assert set(found) == {f"figure-{figure['id']}" for figure in figures}
    for figure in figures:
        row, _ = found[f"figure-{figure['id']}"]
        time = text_of(one(elements(row, css="figures__time")))
        assert time == (shown_time(figure["as_of"]) if "as_of" in figure else WORDS("ui.undated"))
        nature = text_of(one(elements(row, css="figures__nature")))
        assert nature == WORDS(f"statistics.nature.{figure['nature']}")
        amount = text_of(one(elements(row, css="figures__amount")))
        if "value" in figure:
            assert shown_numbers(figure) in amount
        else:
            assert WORDS("statistics.no_value") in amount
            assert figure["source"]["quote"] in amount
        if "note_vi" in figure:
            note = text_of(one(elements(row, css="figures__note")))
            assert note in {figure["note_vi"], WORDS("statistics.same_note")}


@pytest.mark.parametrize("root", ROOTS)
def test_every_row_leads_to_the_words_of_its_document(root: Path) -> None:
    found = rows(render_root(root))
    documents = Recount(root, TODAY).documents
    for figure in figures_of(root):
        row, page = found[f"figure-{figure['id']}"]
        href = one(elements(row, "a")).attrib["href"]
        target = with_id(page, href.removeprefix("#"))
        source = with_id(page, href.removeprefix("#").partition(".")[0])
        assert documents[figure["source"]["document"]]["title"] in text_of(source)
        for said in (figure["source"].get("quote"), figure["source"].get("fact")):
            assert said is None or said in text_of(target)


@pytest.mark.parametrize("root", ROOTS)
def test_targets_and_comparisons_have_tables_of_their_own(root: Path) -> None:
    for page in render_root(root).values():
        for table in elements(page, "table", "figures"):
            natures = {text_of(cell) for cell in elements(table, css="figures__nature")}
            caption = text_of(one(elements(table, "caption")))
            if natures & {TARGET}:
                assert natures == {TARGET}
                assert caption == WORDS("statistics.kind.targets")
            if WORDS("statistics.nature.percent_of_target") in natures:
                assert len(natures) == 1
                assert caption == WORDS("statistics.kind.comparisons")


@pytest.mark.parametrize("root", ROOTS)
def test_every_drawn_number_is_one_of_the_figures_of_its_indicator(root: Path) -> None:
    drawn = 0
    for anchor, section in sections(render_root(root)).items():
        figures = [f for f in figures_of(root) if f["indicator"].replace("_", "-") == anchor]
        stated = {
            (shown_time(f["as_of"]), shown_numbers(f), WORDS(f"statistics.nature.{f['nature']}"))
            for f in figures
            if "value" in f and "as_of" in f
        }
        for group in elements(section, "g", "point"):
            words = text_of(one(elements(group, "title")))
            match = re.fullmatch(r"(\S+): \D*([\d.,–]+).* \((.+)\)", words)
            assert match is not None, words
            assert match.groups() in stated
            assert ("point--target" in group.attrib["class"]) == (match[3] == TARGET)
            drawn += 1
        labels = {text_of(label) for label in elements(section, "text", "value")}
        numbers = {number for label in labels for number in re.findall(r"[\d.,–]+", label)}
        assert numbers <= {shown_numbers(f) for f in figures if "value" in f}
    assert drawn


@pytest.mark.parametrize("root", ROOTS)
def test_every_point_of_the_charts_has_its_number_beside_it(root: Path) -> None:
    for section in sections(render_root(root)).values():
        for drawing in elements(section, "svg"):
            points = {text_of(one(elements(g, "title"))) for g in elements(drawing, "g", "point")}
            if points:
                assert len(elements(drawing, "text", "value")) == len(points)


@pytest.mark.parametrize("root", ROOTS)
def test_figures_that_disagree_are_marked_and_stand_side_by_side(root: Path) -> None:
    said: dict[tuple[str, ...], list[Record]] = {}
    for figure in figures_of(root):
        if "value" in figure and "as_of" in figure:
            place = str(sorted(figure["place"].items()))
            key = (figure["indicator"], place, figure["as_of"], figure["nature"])
            said.setdefault(key, []).append(figure)
    conflicts = [
        group
        for group in said.values()
        if len({(f["value"], f.get("value_max")) for f in group}) > 1
    ]
    assert conflicts
    pages = render_root(root)
    sides = [[shown_numbers(figure) for figure in group] for group in conflicts]
    overview = elements(pages["/so-lieu/"], css="versus")
    assert len(overview) == len(conflicts)
    for listed in overview:
        values = [text_of(value) for value in elements(listed, css="versus__value")]
        assert any(
            len(values) == len(side) and all(any(n in v for v in values) for n in side)
            for side in sides
        )
    marked = {id_ for id_, (row, _) in rows(pages).items() if elements(row, css="figures__mark")}
    assert marked == {f"figure-{f['id']}" for group in conflicts for f in group}


@pytest.mark.parametrize("root", ROOTS)
def test_every_id_is_there_once_and_every_link_on_a_page_has_its_target(root: Path) -> None:
    pages = render_root(root)
    for page in pages.values():
        ids = Counter(e.attrib["id"] for e in page.iter() if "id" in e.attrib)
        assert max(ids.values()) == 1
        for link in elements(page, "a"):
            href = link.attrib["href"]
            assert not href.startswith("#") or href[1:] in ids
    for figure in figures_of(root):
        anchor = figure["indicator"].replace("_", "-")
        assert sum(any(e.get("id") == anchor for e in p.iter()) for p in pages.values()) == 1


def test_the_overview_counts_figures_by_topic_and_document() -> None:
    recount = Recount(ROOT, TODAY)
    topics = {i["id"]: i["topic"] for i in recount.entries("indicators")}
    counts = Counter(topics[f["indicator"]] for f in recount.entries("figures"))
    page = render_root(ROOT)["/so-lieu/"]
    listed = elements(page, css="link-list__count")
    assert sorted(text_of(e) for e in listed) == sorted(
        WORDS("statistics.topic_count", count=count) for count in counts.values()
    )
    documents = Counter(f["source"]["document"] for f in recount.entries("figures"))
    sources = elements(page, "li", "source")
    assert len(sources) == len(documents)
    for source, (_, count) in zip(sources, documents.most_common(), strict=True):
        assert WORDS("statistics.topic_count", count=count) in text_of(source)


def test_a_headline_is_the_most_stated_series_of_its_topic_for_the_whole_province() -> None:
    recount = Recount(ROOT, TODAY)
    topics = {i["id"]: i["topic"] for i in recount.entries("indicators")}
    times: dict[str, set[str]] = {}
    for figure in recount.entries("figures"):
        if figure["nature"] in {"actual", "estimate"} and "former_province" in figure["place"]:
            times.setdefault(figure["indicator"], set()).add(figure["as_of"])
    page = render_root(ROOT)["/so-lieu/"]
    links = [one(elements(f, "a")).attrib["href"] for f in elements(page, "figcaption")]
    assert links
    for link in links:
        indicator = link.partition("#")[2].replace("-", "_")
        rivals = [n for n in times if topics[n] == topics[indicator]]
        assert len(times[indicator]) == max(len(times[n]) for n in rivals) >= 3


def figure(name: str, **changes: object) -> PlacedFigure:
    placed = next(f for f in load(EXAMPLE).figures if f.record.id == name)
    return replace(placed, record=placed.record.model_copy(update=changes))


def test_figures_without_time_or_value_disagree_with_nothing() -> None:
    name = "so-htx-vung-mau-2025"
    assert len(disagreements([figure(name), figure(name, value=1)])) == 1
    assert disagreements([figure(name, as_of=None), figure(name, as_of=None, value=1)]) == []
    assert disagreements([figure(name), figure(name, value=None)]) == []
    assert disagreements([figure(name), figure(name)]) == []
    assert disagreements([figure(name), figure(name, value=1, nature="target")]) == []


@pytest.mark.parametrize(
    ("qualifier", "shown"),
    [
        ("hơn", "hơn 1.302 HTX"),
        ("từ … trở lên", "từ 1.302 HTX trở lên"),
        ("chừng", "chừng 1.302 HTX"),
    ],
)
def test_the_qualifier_of_the_source_stays_with_the_number(qualifier: str, shown: str) -> None:
    record = figure("so-htx-vung-mau-2025", qualifier=qualifier).record
    assert " ".join((value_words(WORDS, record) or "").split()) == shown


def test_names_with_signs_of_html_markdown_and_templates_stay_text() -> None:
    directory = load(EXAMPLE)
    hostile = "<b>&\"' {{ 7*7 }} *x* [y](z) #"
    indicators = {
        key: indicator.model_copy(update={"label_vi": hostile})
        for key, indicator in directory.indicators.items()
    }
    pages = render(replace(directory, indicators=indicators))
    for page in pages.values():
        assert elements(page, "b") == []
    titles = [text_of(h) for h in elements(pages["/so-lieu/cooperatives/"], "h2")]
    assert hostile in titles


def test_a_directory_without_figures_still_has_its_overview() -> None:
    pages = render(replace(load(EXAMPLE), figures=()))
    assert list(pages) == ["/so-lieu/"]
    assert WORDS("statistics.no_disagreements") in text_of(pages["/so-lieu/"])


@pytest.mark.parametrize("root", ROOTS)
def test_the_pages_in_english_hold_the_same_figures(root: Path) -> None:
    english = render(load(root), "en")
    assert list(english) == list(render_root(root))
    assert set(rows(english)) == set(rows(render_root(root)))


def test_the_same_directory_gives_the_same_bytes() -> None:
    assert list(render_bytes(load(ROOT))) == list(render_bytes(load(ROOT)))
