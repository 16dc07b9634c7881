"""Every number on the pages of figures equals one made anew from the YAML files."""

from decimal import Decimal
from xml.etree import ElementTree as ET

from site_builder.words.catalogue import load_words
from tests.html_pages import HtmlPage, elements, one, text_of, tiles
from tests.recount import Recount

WORDS = load_words("vi")

Pages = dict[str, HtmlPage]


def vietnamese(number: str) -> str:
    """Return a number of a YAML file as readers see it: `1482.5` as `1.482,5`."""
    whole, _, fraction = f"{Decimal(number):f}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{fraction}" if fraction else "")


def figure_rows(pages: Pages) -> dict[str, tuple[str, ET.Element]]:
    """Return the page and the row of every figure by its id; one row of each is enough."""
    rows = [
        (e.attrib["id"].removeprefix("figure-"), (page.address, e))
        for page in pages.values()
        for e in page.root.iter("tr")
        if e.get("id", "").startswith("figure-")
    ]
    assert len(rows) == len(dict(rows))
    return dict(rows)


def test_every_figure_stands_on_the_page_of_its_topic(pages: Pages, recount: Recount) -> None:
    topics = {indicator["id"]: indicator["topic"] for indicator in recount.entries("indicators")}
    figures = recount.entries("figures")
    rows = figure_rows(pages)
    assert rows.keys() == {figure["id"] for figure in figures}
    for figure in figures:
        address, row = rows[figure["id"]]
        assert address == f"/so-lieu/{topics[figure['indicator']].replace('_', '-')}/"
        amount = text_of(one(elements(row, css="figures__amount")))
        if "value" not in figure:
            assert WORDS("statistics.no_value") in amount
            continue
        values = [vietnamese(figure[key]) for key in ("value", "value_max") if key in figure]
        shown = text_of(one(elements(row, css="figures__value")))
        words = [figure["qualifier"].split("…")[0].strip()] if "qualifier" in figure else []
        assert shown.startswith(" ".join([*words, "–".join(values)])), figure["id"]
        assert figure["unit_vi"] in shown


def test_the_overview_of_the_figures_counts_them(pages: Pages, recount: Recount) -> None:
    figures = recount.entries("figures")
    shown = tiles(pages["/so-lieu/"].article)
    assert shown[WORDS("statistics.figures")] == str(len(figures))
    assert shown[WORDS("statistics.indicators")] == str(len({f["indicator"] for f in figures}))
    documents = {figure["source"]["document"] for figure in figures}
    assert shown[WORDS("statistics.documents")] == str(len(documents))
    said: dict[tuple[object, ...], set[tuple[str, str | None]]] = {}
    for figure in figures:
        if "value" in figure and "as_of" in figure:
            place = tuple(sorted(figure["place"].items()))
            key = (figure["indicator"], place, figure["as_of"], figure["nature"])
            said.setdefault(key, set()).add((figure["value"], figure.get("value_max")))
    conflicts = sum(len(values) > 1 for values in said.values())
    assert shown[WORDS("statistics.conflicts")] == str(conflicts)
