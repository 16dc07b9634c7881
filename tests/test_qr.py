"""QR codes: read by another library, they lead to the record or to what became of it."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw

from site_builder.render.paper.qr import code_name, qr_png, qr_svg
from tests.html_pages import HtmlPage, elements, text_of
from tests.html_pages import one as one_of
from tests.paper_reader import read_codes, read_picture
from tests.recount import Recount

SECTIONS = {"cooperatives": "hop-tac-xa", "products": "san-pham"}
Pages = dict[str, HtmlPage]


def drawn(svg: str, scale: int = 8) -> Image.Image:
    """Return the picture of a code in SVG: strokes of one module, each from a point to the right.

    Nothing else may stand in the file.
    """
    size = int(one(r'viewBox="0 0 (\d+) \1"', svg))
    path = one(r'<path class="qrline" stroke="#000" d="([^"]*)"/>', svg)
    image = Image.new("L", (size * scale, size * scale), 255)
    draw = ImageDraw.Draw(image)
    x = y = 0.0
    for kind, numbers in re.findall(r"([Mmh])([^Mmh]*)", path):
        values = [float(number) for number in numbers.split()]
        if kind == "M":
            x, y = values
        elif kind == "m":
            x, y = x + values[0], y + values[1]
        else:
            top = (y - 0.5) * scale
            draw.rectangle((x * scale, top, (x + values[0]) * scale - 1, top + scale - 1), fill=0)
            x += values[0]
    return image


def one(pattern: str, text: str) -> str:
    (found,) = re.finditer(pattern, text)
    return found[1]


@pytest.mark.parametrize("folder", ["cooperatives", "products"])
def test_every_record_has_a_code_that_leads_to_its_page(
    site: Path, pages: Pages, recount: Recount, folder: str
) -> None:
    address = recount.settings["site_url"]
    codes = site / "du-lieu" / "qr" / folder
    every = recount.every(folder)
    old = {alias: id_ for id_, record in every.items() for alias in record.get("aliases", ())}
    assert {path.stem for path in codes.iterdir()} == {*every, *old}
    for name in (*every, *old):
        page = f"/{SECTIONS[folder]}/{old.get(name, name)}/"
        expected = [f"{address.rstrip('/')}{page}"]
        assert read_picture((codes / f"{name}.png").read_bytes()) == expected
        svg = (codes / f"{name}.svg").read_text(encoding="utf-8")
        assert read_codes(drawn(svg)) == expected
        # What is printed must be answered by the site as it is built.
        assert urlsplit(expected[0]).path in pages
        title = " ".join(text_of(one_of(elements(pages[page].article, "h1"))).split())
        assert title == " ".join(every[old.get(name, name)]["name_vi"].split())


def test_a_code_stands_on_the_page_and_says_what_it_is(
    site: Path, pages: Pages, recount: Recount
) -> None:
    for folder, section in SECTIONS.items():
        for id_, record in recount.every(folder).items():
            page = pages[f"/{section}/{id_}/"]
            (image,) = [i for i in elements(page.root, "img") if "/qr/" in (i.get("src") or "")]
            assert image.get("loading") is None
            assert image.get("alt") == f"Mã QR dẫn tới trang «{record['name_vi']}»"
            links = {a.get("href") or "" for a in elements(page.root, "a")}
            for suffix in (f"qr/{folder}/{id_}.svg", f"qr/{folder}/{id_}.png",
                           f"pdf/{folder}/{id_}.pdf"):  # fmt: skip
                assert f"../../du-lieu/{suffix}" in links
                assert (site / "du-lieu" / suffix).is_file()


def test_the_same_address_gives_the_same_bytes_and_name() -> None:
    text = "https://vung-mau.example/san-pham/mien-mau/"
    assert (qr_svg(text), qr_png(text)) == (qr_svg(text), qr_png(text))
    names = {code_name(t, s) for t in (text, f"{text}x") for s in (".svg", ".png")}
    assert len(names) == 4


def test_a_torn_code_is_still_read() -> None:
    text = "https://vung-mau.example/san-pham/mien-mau/"
    image = drawn(qr_svg(text).decode())
    width = image.width
    # A corner without a finder pattern.
    torn = ImageDraw.Draw(image)
    torn.rectangle((width * 0.78, width * 0.78, width, width), fill=255)
    assert read_codes(image) == [text]
