"""What a first visit of a page costs: the files its HTML asks for, compressed as a host does."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

# Page types by their sections; of each the page with the largest HTML is taken.
TYPES = {
    "home": r"index\.html",
    "list of products": r"san-pham/index\.html",
    "product": r"san-pham/[^/]+/index\.html",
    "cooperative": r"hop-tac-xa/[^/]+/index\.html",
    "map": r"ban-do/index\.html",
}
ASKED = re.compile(
    r"<(?:link[^>]*rel=\"(?:stylesheet|icon)\"[^>]*href|link[^>]*href|script[^>]*src|img[^>]*src)"
    r"=\"([^\"#?]+)\"[^>]*>"
)
NOT_LOADED = re.compile(r'rel="(?:canonical|alternate|prev|next)"')
IMPORTED = re.compile(r"^(?:import|export)\b[^;]*?[\"'](\./[^\"']+)[\"']", re.MULTILINE)
FONT = re.compile(r"url\([\"']?([^)\"']+\.woff2?)")


@dataclass(frozen=True, slots=True)
class Weight:
    """The page, how many files it asks for with itself, and their bytes on the wire."""

    page: str
    requests: int
    sent: int


def weigh(site: Path) -> dict[str, Weight]:
    """Return the weight of the largest page of each type; frames that load later are left out."""
    pages = [path.relative_to(site).as_posix() for path in site.rglob("index.html")]
    found = {}
    for name, pattern in TYPES.items():
        fitting = [page for page in pages if re.fullmatch(pattern, page)]
        if fitting:
            largest = max(fitting, key=lambda page: (site / page).stat().st_size)
            files = {largest, *_files(site, largest)}
            found[name] = Weight(largest, len(files), sum(sent(site / file) for file in files))
    return found


def sent(path: Path) -> int:
    """Return the size of a file, compressed unless it already is."""
    content = path.read_bytes()
    is_packed = path.suffix in {".woff", ".woff2", ".png", ".webp", ".avif"}
    return len(content) if is_packed else len(gzip.compress(content, 6, mtime=0))


def _files(site: Path, page: str) -> Iterator[str]:
    text = (site / page).read_text(encoding="utf-8")
    ahead = [(page, match[1]) for match in ASKED.finditer(text) if not NOT_LOADED.search(match[0])]
    seen = set()
    while ahead:
        base, reference = ahead.pop()
        name = urljoin(f"/{base}", reference).lstrip("/")
        path = site / name
        if name in seen or not path.is_file():
            continue
        seen.add(name)
        yield name
        pattern = {".js": IMPORTED, ".css": FONT}.get(path.suffix)
        if pattern is not None:
            inner = path.read_text(encoding="utf-8")
            ahead += [(name, match[1]) for match in pattern.finditer(inner)]
