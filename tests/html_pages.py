"""Built pages as tests read them: a strict tree of elements for each page of a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip
# Stands for any folder that a site may lie in.
BASE = "/base"
# Attributes that name another file or place.
REFERENCES = ("href", "src", "srcset", "action", "formaction", "poster", "data")


class _TreeReader(HTMLParser):
    """Builds the tree; an end tag that closes something else is a `ValueError`."""

    def __init__(self) -> None:
        """Start with an empty tree."""
        super().__init__()
        self.tree = ET.TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; one attribute twice would hide the second."""
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            message = f"<{tag}> has an attribute twice: {names}"
            raise ValueError(message)
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<path/>` as an element without content."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the open element, which must be of this kind."""
        if not self.open or self.open[-1] != tag:
            message = f"</{tag}> closes {self.open[-3:]} at {self.getpos()}"
            raise ValueError(message)
        self.tree.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.open:
            self.tree.data(data)


def read_html(text: str) -> ET.Element:
    """Return the tree of a page; every element must be closed in its order."""
    reader = _TreeReader()
    reader.feed(text)
    reader.close()
    if reader.open:
        message = f"left open: {reader.open}"
        raise ValueError(message)
    return reader.tree.close()


def elements(root: ET.Element, tag: str | None = None, css: str = "") -> list[ET.Element]:
    """Return the elements of a kind that have every one of the given CSS classes."""
    wanted = set(css.split())
    return [e for e in root.iter(tag) if wanted <= set(e.get("class", "").split())]


def text_of(element: ET.Element) -> str:
    """Return the text of an element, every run of white space as one blank."""
    return " ".join("".join(element.itertext()).split())


def one(found: list[ET.Element]) -> ET.Element:
    """Return the only element of a list."""
    assert len(found) == 1, [ET.tostring(e, encoding="unicode")[:200] for e in found]
    return found[0]


def tiles(element: ET.Element) -> dict[str, str]:
    """Return the label of each number tile with its number."""
    return {
        text_of(one(elements(tile, css="stat__label"))): text_of(
            one(elements(tile, css="stat__value"))
        )
        for tile in elements(element, css="stat")
    }


def resolve(address: str, reference: str) -> str:
    """Return the address that a reference on the page at `address` leads to.

    A relative one that climbs out of the site stays recognisable: below another base it would fail.
    """
    if reference.startswith("/"):
        return urljoin("/", reference)
    return urljoin(f"{BASE}{address}", reference).removeprefix(BASE)


@dataclass(frozen=True)
class HtmlPage:
    """One built page; `address` is that of a visitor, with a `/` first (`/a/`, `/maps/b.html`)."""

    address: str
    source: str

    @cached_property
    def root(self) -> ET.Element:
        """The tree of the page."""
        return read_html(self.source)

    @property
    def leads_away(self) -> bool:
        """Whether the address moved: a browser goes on before the page can be read."""
        return 'http-equiv="refresh"' in self.source

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [e.attrib["id"] for e in self.root.iter() if "id" in e.attrib]

    @cached_property
    def article(self) -> ET.Element:
        """What is the page's own: all between header and footer."""
        return one(elements(self.root, "article"))

    def references(self) -> Iterator[tuple[ET.Element, str]]:
        """Yield every element that names another place, with the address as written."""
        for element in self.root.iter():
            for name in REFERENCES:
                if name == "srcset" and name in element.attrib:
                    # A list of addresses, each with a width.
                    for part in element.attrib[name].split(","):
                        yield element, part.split()[0]
                elif name in element.attrib:
                    yield element, element.attrib[name]

    def links(self) -> set[str]:
        """Return the internal addresses that the page's own links lead to."""
        found = [e for e in elements(self.article, "a") if e.get("rel") != "external"]
        return {address.partition("#")[0] for address in self.addresses(found)}

    def links_in(self, element: ET.Element) -> list[str]:
        """Return the addresses that links inside an element of this page lead to."""
        return self.addresses(elements(element, "a"))

    def addresses(self, links: list[ET.Element]) -> list[str]:
        """Return the addresses that links of this page lead to."""
        return [resolve(self.address, link.get("href", "")) for link in links]


def read_site(folder: Path) -> dict[str, HtmlPage]:
    """Return every HTML page of the Vietnamese edition of a built site by its address."""
    pages = read_editions(folder)
    return {address: page for address, page in pages.items() if not address.startswith("/en/")}


def read_editions(folder: Path) -> dict[str, HtmlPage]:
    """Return every HTML page of a built site by its address, of all editions.

    A site is read once: the fixtures of many files ask for the same pages. Every build puts another
    folder in its place.
    """
    state = folder.stat()
    return dict(_read_editions(folder, (state.st_ino, state.st_mtime_ns)))


@cache
def _read_editions(folder: Path, _: tuple[int, int]) -> dict[str, HtmlPage]:
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        address = "/" + (name.removesuffix("index.html") if path.name == "index.html" else name)
        pages[address] = HtmlPage(address, path.read_text(encoding="utf-8"))
    return pages
