"""The types of pages, each with the pages of two sites that stand for it in the browser tests."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.html_pages import read_site


@dataclass(frozen=True)
class Sample:
    """One page: of the `real` site or of the `example`, by its address."""

    site: str
    path: str

    def __str__(self) -> str:
        """Return the name of the test that looks at the page."""
        return f"{self.site}:{self.path}"


# Every address of a type (a whole match) -> the pages that are looked at. The example brings what
# the real records lack: awards in force, a calendar, the longest and the most hostile names.
PAGE_TYPES: Mapping[str, tuple[str, ...]] = {
    r"/": ("real:/",),
    r"/san-pham/": ("real:/san-pham/", "example:/san-pham/"),
    r"/san-pham/[\w-]+/": (
        "real:/san-pham/mien-dong-tai-hoan/",
        "real:/san-pham/ruou-men-la-bang-phuc/",
        "example:/san-pham/mien-mau/",
        "example:/san-pham/ruou-bi-thu-hoi/",
        "example:/san-pham/chi-co-ten/",
        "example:/san-pham/ten-dai/",
        "example:/san-pham/ten-hiem/",
        "example:/san-pham/mien-thoi-lam/",
        "example:/san-pham/bun-het-han/",
    ),
    r"/san-pham/[\w-]+/[\w.-]+/": (
        "real:/san-pham/nhom/food/",
        "real:/san-pham/sao/4/",
        "real:/san-pham/trang-thai/outdated/",
        "example:/san-pham/bo/tea/",
    ),
    r"/hop-tac-xa/": ("real:/hop-tac-xa/",),
    r"/hop-tac-xa/[\w-]+/": (
        "real:/hop-tac-xa/htx-tai-hoan/",
        "example:/hop-tac-xa/htx-mau-day-du/",
        "example:/hop-tac-xa/htx-mau-da-sap-nhap/",
    ),
    r"/hop-tac-xa/[\w-]+/[\w-]+/": ("real:/hop-tac-xa/nganh/tea/",),
    r"/huyen/": ("real:/huyen/",),
    r"/huyen/[\w-]+/": ("real:/huyen/ba-be/",),
    r"/xa/": ("real:/xa/",),
    r"/xa/[\w-]+/": ("real:/xa/phu-thong-01969/", "example:/xa/o-khong-ho-so-90205/"),
    r"/ban-do/": ("real:/ban-do/",),
    r"/maps/[\w-]+\.html": ("real:/maps/tinh.html",),
    r"/chuong-trinh/": ("real:/chuong-trinh/",),
    r"/chuong-trinh/[\w-]+/": ("real:/chuong-trinh/cssp-ifad/",),
    r"/so-lieu/": ("real:/so-lieu/",),
    r"/so-lieu/[\w-]+/": ("real:/so-lieu/ocop/",),
    r"/tin-cay/": ("real:/tin-cay/",),
    r"/du-lieu/": ("real:/du-lieu/",),
    r"/gioi-thieu/": ("real:/gioi-thieu/",),
    r"/sua-doi/": ("real:/sua-doi/", "example:/sua-doi/"),
    r"/dong-gop/": ("real:/dong-gop/",),
    r"/tim/": ("real:/tim/",),
    r"/danh-sach/": ("real:/danh-sach/",),
    r"/so-sanh/": ("real:/so-sanh/",),
    r"/tin-moi/": ("real:/tin-moi/",),
    r"/ngoai-tuyen/": ("real:/ngoai-tuyen/",),
    r"/can-lam/": ("real:/can-lam/", "example:/can-lam/"),
    r"/mua-vu/": ("real:/mua-vu/", "example:/mua-vu/"),
    r"/404\.html": ("real:/404.html",),
}
SAMPLES = tuple(
    Sample(*name.split(":", maxsplit=1)) for names in PAGE_TYPES.values() for name in names
)


def type_of(path: str) -> str | None:
    """Return the pattern of the type that an address belongs to."""
    return next((pattern for pattern in PAGE_TYPES if re.fullmatch(pattern, path)), None)


def fullest(site: str, root: Path) -> dict[str, Sample]:
    """Return of every type that a built root has the page with most HTML."""
    sizes = {path: len(page.source) for path, page in read_site(root / "site").items()}
    found: dict[str, Sample] = {}
    for path in sorted(sizes, key=lambda path: sizes[path]):
        found[type_of(path) or path] = Sample(site, path)
    return found
