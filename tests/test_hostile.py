"""Names made of signs that Markdown, HTML, Jinja and JavaScript understand stay plain text."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from tests.html_pages import HtmlPage, elements, one, read_site, text_of
from tests.recount import Record

PRODUCT, MAKER = "ten-hiem", "htx-ten-hiem"

Pages = dict[str, HtmlPage]


@pytest.fixture(scope="module")
def example_pages(built_example: Path) -> Pages:
    """Return the pages of the example."""
    return read_site(built_example / "site")


def record(root: Path, name: str) -> Record:
    text = (root / "content" / f"{name}.yml").read_text(encoding="utf-8")
    content: Record = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return content


@pytest.fixture(scope="module")
def product(built_example: Path) -> str:
    """Return the name of the hostile product."""
    return str(record(built_example, f"products/{PRODUCT}")["name_vi"])


@pytest.fixture(scope="module")
def maker(built_example: Path) -> str:
    """Return the name of the hostile organisation."""
    return str(record(built_example, f"cooperatives/{MAKER}")["name_vi"])


def test_the_names_are_hostile(product: str, maker: str) -> None:
    for sign in ("{{ 7*7 }}", "**đậm**", "[x](javascript:1)", "${", '"', "'", "&", "`"):
        assert sign in product
        assert sign in maker


def test_a_page_has_the_name_as_its_heading_its_title_and_its_description(
    example_pages: Pages, product: str, maker: str
) -> None:
    for address, name in ((f"/san-pham/{PRODUCT}/", product), (f"/hop-tac-xa/{MAKER}/", maker)):
        page = example_pages[address]
        assert text_of(one(elements(page.root, "h1"))) == name
        assert text_of(elements(page.root, "title")[0]).startswith(f"{name} - ")
        described = [e.get("content", "") for e in elements(page.root, "meta")
                     if e.get("name") == "description"]  # fmt: skip
        assert described[0].startswith(name)


def test_every_list_shows_the_names_whole(example_pages: Pages, product: str, maker: str) -> None:
    for section, id_, name in (("/san-pham/", PRODUCT, product), ("/hop-tac-xa/", MAKER, maker)):
        links = [
            text_of(link)
            for page in example_pages.values()
            if page.address != "/tin-moi/"  # with what happened behind the name
            for link in elements(page.root, "a")
            if page.addresses([link]) == [f"{section}{id_}/"] and page.address != f"{section}{id_}/"
        ]
        assert len(links) > 3
        assert set(links) == {name}


def test_no_text_became_markup_or_was_evaluated(example_pages: Pages) -> None:
    for page in example_pages.values():
        text = text_of(page.root)
        assert not re.search(r"(?<!\d)49(?!\d)", text), page.address
        assert elements(page.root, "em") == elements(page.root, "b") == [], page.address
        assert elements(page.root, "code") == [], page.address
        inside = [e for e in elements(page.root, "strong") if "đậm" in text_of(e)]
        assert inside == [], page.address
        assert not [i for i in elements(page.root, "img") if i.get("alt") == "ảnh"], page.address


def test_descriptions_and_sources_are_text_too(example_pages: Pages, built_example: Path) -> None:
    page = example_pages[f"/san-pham/{PRODUCT}/"]
    lead = record(built_example, f"products/{PRODUCT}")["description_vi"]
    assert text_of(one(elements(page.article, css="lead"))) == lead
    said = text_of(one(elements(page.article, css="source__quote")))
    assert said.endswith('"nếp" & ${x} {{ 7*7 }} **đậm** [x](javascript:1)')


def test_the_data_files_hold_the_names_as_they_are(
    built_example: Path, product: str, maker: str
) -> None:
    folder = built_example / "site" / "api" / "v1"
    for path, name in ((f"products/{PRODUCT}", product), (f"organisations/{MAKER}", maker)):
        item = json.loads((folder / f"{path}.json").read_bytes())["item"]
        assert item["name_vi"] == name


def test_the_map_carries_the_name_as_data(built_example: Path, maker: str) -> None:
    script = (built_example / "site" / "maps" / "tinh.js").read_text(encoding="utf-8")
    (rows,) = re.findall(r"var data = (\[.*\]);", script)
    names = [unquote(entry[0]) for row in json.loads(rows) for entry in row[4]]
    assert maker in names
    assert "{{" not in script
    assert "${" not in script


def test_the_operator_of_the_settings_is_text_on_every_page(
    example_pages: Pages, built_example: Path
) -> None:
    settings = yaml.safe_load((built_example / "mkdocs.yml").read_text(encoding="utf-8"))
    operator = settings["extra"]["directory"]["operator"]
    for page in example_pages.values():
        if not page.address.startswith("/maps/"):
            footer = text_of(one(elements(page.root, "footer", "site-footer")))
            assert operator["name"] in footer, page.address
            assert operator["contact"] in footer, page.address
