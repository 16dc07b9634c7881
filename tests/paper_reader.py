"""Papers read back by libraries that share nothing with Typst: PDFium, QPDF and ZXing."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import zxingcpp
from PIL import Image

# Dots to a point: enough for a code of 15 mm.
SCALE = 3
QR = zxingcpp.barcode_formats_from_str("QRCode")


@dataclass(frozen=True)
class Element:
    """A node of the structure of a tagged PDF, and the page it stands on, from 1 on."""

    kind: str
    alt: str | None
    page: int


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline of a PDF: a heading of the paper."""

    level: int
    title: str
    page: int


class UnreadableError(Exception):
    """A file is no PDF."""


class PaperReader:
    """A PDF and what programs and people find in it."""

    def __init__(self, source: Path | io.BytesIO) -> None:
        """Open a PDF."""
        self._source = source
        try:
            self._pdfium = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError from error

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, every run of blanks and line breaks as one blank.

        At the end of a line PDFium gives another sign for a hyphen.
        """
        texts = (page.get_textpage().get_text_range() for page in self._pdfium)
        return [" ".join(text.replace("\ufffe", "-").split()) for text in texts]

    @property
    def text(self) -> str:
        """The text of all pages."""
        return " ".join(self.pages)

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        """The headings, with the pages they lead to."""
        found = []
        for item in self._pdfium.get_toc():
            target = item.get_dest()
            assert target is not None
            found.append(Bookmark(item.level + 1, item.get_title(), (target.get_index() or 0) + 1))
        return found

    @cached_property
    def root(self) -> Any:  # noqa: ANN401 -- an object of PDF
        """The catalog of the document."""
        self._pikepdf = pikepdf.Pdf.open(self._source)
        return self._pikepdf.Root

    @property
    def info(self) -> dict[str, str]:
        """What the document says of itself."""
        assert self.root is not None
        return {str(key): str(value) for key, value in self._pikepdf.docinfo.items()}

    @cached_property
    def elements(self) -> list[Element]:
        """Every node of the structure, in the order in which it is read aloud."""
        numbers = {}
        assert self.root is not None
        for number, page in enumerate(self._pikepdf.pages, start=1):
            numbers[page.obj.objgen] = number
        return list(_walk(self.root.StructTreeRoot.get("/K"), numbers, 0))

    def everything_said(self) -> str:
        """Return all that a PDF says: text, headings, words for pictures, links, its own data."""
        heads = [mark.title for mark in self.bookmarks]
        alts = [element.alt or "" for element in self.elements]
        objects: Any = self._pikepdf.objects
        links = [str(obj.URI) for obj in objects if isinstance(obj, pikepdf.Dictionary)
                 and "/URI" in obj]  # fmt: skip
        data = self.root.Metadata.read_bytes().decode() if "/Metadata" in self.root else ""
        return "\n".join([*self.pages, *heads, *alts, *links, *self.info.values(), data])

    def links(self) -> set[str]:
        """Return the addresses that links on the pages lead to."""
        assert self.root is not None
        notes = [note for page in self._pikepdf.pages for note in page.obj.get("/Annots", [])]
        return {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}

    def codes(self) -> set[str]:
        """Return what the QR codes on all pages encode."""
        return {code for image in self.images(SCALE) for code in read_codes(image)}

    def images(self, scale: int) -> list[Image.Image]:
        """Return every page as it is printed, `scale` dots to the point."""
        return [page.render(scale=scale).to_pil() for page in self._pdfium]


def _walk(node: Any, numbers: dict[Any, int], page: int) -> Iterator[Element]:  # noqa: ANN401
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from _walk(part, numbers, page)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        here = numbers[node.Pg.objgen] if "/Pg" in node else page
        alt = str(node.Alt) if "/Alt" in node else None
        yield Element(str(node.S).lstrip("/"), alt, here)
        yield from _walk(node.get("/K"), numbers, here)


def read_codes(image: Image.Image) -> list[str]:
    """Return what the QR codes of a picture encode."""
    found = zxingcpp.read_barcodes(image.convert("L"), formats=QR)
    return [code.text for code in found]


def read_picture(content: bytes) -> list[str]:
    """Return what the QR codes of a picture file encode."""
    with Image.open(io.BytesIO(content)) as image:
        return read_codes(image)
