"""The permanent addresses of the site (the public contract) and how pages reach each other."""

from pathlib import PurePosixPath
from posixpath import relpath

from site_builder.words.catalogue import LANGUAGES, ORIGINAL

HOME = "/"
ORGANISATIONS = "/hop-tac-xa/"
PRODUCTS = "/san-pham/"
DISTRICTS = "/huyen/"
COMMUNES = "/xa/"
MAP = "/ban-do/"
STATISTICS = "/so-lieu/"
PROGRAMMES = "/chuong-trinh/"
TRUST = "/tin-cay/"
DOWNLOADS = "/du-lieu/"
ABOUT = "/gioi-thieu/"
CORRECTIONS = "/sua-doi/"
SEARCH = "/tim/"
OFFLINE = "/ngoai-tuyen/"
LIST = "/danh-sach/"
COMPARE = "/so-sanh/"
SEASONS = "/mua-vu/"
NEWS = "/tin-moi/"
NEWS_FEED = f"{NEWS}tat-ca.xml"
WORK = "/can-lam/"
WORK_TABLE = f"{DOWNLOADS}can-lam.csv"
WORK_CALENDAR = f"{DOWNLOADS}can-lam.ics"
MAPS = "/maps/"
ASSETS = "/assets"
EDITOR = "/bien-tap/"
API = "/api/v1/"
API_INDEX = f"{API}index.json"
OPENAPI = f"{API}openapi.json"
YAML = f"{DOWNLOADS}yaml/"
CSV = f"{DOWNLOADS}csv/"
PACKAGE = f"{DOWNLOADS}datapackage.json"
WORKBOOK = f"{DOWNLOADS}danh-ba.xlsx"
# The site in one file for a disk, where a build makes it; it is made from all the others.
DISK_COPY = f"{DOWNLOADS}danh-ba-ngoai-tuyen.zip"
POINTS = f"{DOWNLOADS}geojson/"
CARDS = f"{DOWNLOADS}vcard/"
ALL_CARDS = f"{DOWNLOADS}danh-ba.vcf"
# Files that each edition has, because words of its language stand in them.
OF_EDITIONS = (MAPS, NEWS, "/assets/data/")
PDF = f"{DOWNLOADS}pdf/"
QR = f"{DOWNLOADS}qr/"
# Parts of pages, as `render.published` knows: a card is taken back when its record is no more.
SHARE_CARDS = "/assets/cards/"
SITE_CARD = f"{SHARE_CARDS}site.png"

# The folders whose records have a form at EDITOR, in a site that is built with it.
FORMS = ("cooperatives", "products")
# Folder of records, where their pages are, and where their data files are.
RECORD_ADDRESSES = (
    ("cooperatives", ORGANISATIONS, f"{API}organisations/"),
    ("products", PRODUCTS, f"{API}products/"),
    ("programmes", PROGRAMMES, f"{API}programmes/"),
)


def organisation_address(organisation_id: str) -> str:
    """Return the address of an organisation's page."""
    return f"{ORGANISATIONS}{organisation_id}/"


def product_address(product_id: str) -> str:
    """Return the address of a product's page."""
    return f"{PRODUCTS}{product_id}/"


def record_address(folder: str, record_id: str) -> str:
    """Return the address of a record's page; `folder` is that of its file."""
    return next(f"{page}{record_id}/" for name, page, _ in RECORD_ADDRESSES if name == folder)


def data_address(folder: str, record_id: str) -> str:
    """Return the address of a record's data file; `folder` is that of its own file."""
    return next(f"{data}{record_id}.json" for name, _, data in RECORD_ADDRESSES if name == folder)


def set_address(set_id: str) -> str:
    """Return the address of the catalogue of an OCOP set."""
    return f"{PRODUCTS}bo/{set_id}/"


def group_address(group: str) -> str:
    """Return the address of the catalogue of an OCOP group."""
    return f"{PRODUCTS}nhom/{group}/"


def star_address(star: int) -> str:
    """Return the address of the catalogue of a star level."""
    return f"{PRODUCTS}sao/{star}/"


def district_address(slug: str) -> str:
    """Return the address of a former district."""
    return f"{DISTRICTS}{slug}/"


def commune_address(slug: str) -> str:
    """Return the address of a present commune; its slug ends in the code."""
    return f"{COMMUNES}{slug}/"


def programme_address(programme_id: str) -> str:
    """Return the address of a programme."""
    return f"{PROGRAMMES}{programme_id}/"


def topic_address(topic_id: str) -> str:
    """Return the address of the statistics of one topic."""
    return f"{STATISTICS}{topic_id.replace('_', '-')}/"


def card_address(organisation_id: str) -> str:
    """Return the address of an organisation's card for address books."""
    return f"{CARDS}{organisation_id}.vcf"


def district_feed_address(slug: str) -> str:
    """Return the address of the feed of a former district."""
    return f"{NEWS}huyen/{slug}.xml"


def group_feed_address(group: str) -> str:
    """Return the address of the feed of an OCOP group."""
    return f"{NEWS}nhom/{group}.xml"


def source_address(path: PurePosixPath) -> str:
    """Return the address of the published copy of a record file (`content/<folder>/<id>.yml`)."""
    return f"{YAML}{path.relative_to('content')}"


def edition_address(address: str, language: str) -> str:
    """Return where the edition of a language has what the first one has at `address`.

    Pages are there once in each language: `/en/san-pham/`. Other files (data, photos, the copies
    of records, styles and scripts) are there once for all.
    """
    path = address.partition("#")[0]
    is_shared = not path.endswith("/") and not path.startswith(OF_EDITIONS)
    return address if language == ORIGINAL or is_shared else f"/{language}{address}"


def original_address(address: str) -> tuple[str, str]:
    """Return the language of an edition's address, and the address as the first edition has it."""
    for language in LANGUAGES[1:]:
        if address.startswith(f"/{language}/"):
            return language, address.removeprefix(f"/{language}")
    return ORIGINAL, address


def share_card_address(folder: str, record_id: str) -> str:
    """Return the address of a record's picture for sharing; `folder` is that of its file.

    `render.share_cards.has_card` tells which records have one.
    """
    return f"{SHARE_CARDS}{folder}/{record_id}.png"


def sheet_address(folder: str, record_id: str) -> str:
    """Return the address of the one-page sheet (PDF) of an organisation or a product."""
    return f"{PDF}{folder}/{record_id}.pdf"


def code_address(folder: str, record_id: str, suffix: str) -> str:
    """Return the address of the QR code of a record's page, as `.svg` or `.png`."""
    return f"{QR}{folder}/{record_id}{suffix}"


def catalogue_address(part: str = "", value: str = "") -> str:
    """Return the address of a printed catalogue: of the province, else of a part of it."""
    return f"{PDF}{part}/{value}.pdf" if part else f"{PDF}danh-muc.pdf"


def page_path(address: str) -> str:
    """Return the Markdown file of an address: `/a/` and `/a/b/` give `a.md` and `a/b.md`.

    Section pages are `index.md` files, so that a section and its pages share a folder.
    """
    if address == HOME:
        return "index.md"
    steps = address.strip("/").split("/")
    return f"{steps[0]}/index.md" if len(steps) == 1 else f"{'/'.join(steps)}.md"


def page_address(path: str) -> str:
    """Return the address of a Markdown file, as `page_path` gives its file."""
    steps = path.removesuffix(".md")
    return HOME if steps == "index" else f"/{steps.removesuffix('/index')}/"


def record_of(address: str) -> str:
    """Return the record that a page or file is about, as `products/<id>`; else an empty text."""
    _, address = original_address(address)
    for folder, page, data in RECORD_ADDRESSES:
        cards = CARDS if page == ORGANISATIONS else ""
        files = (
            (page, "/"), (data, ".json"), (f"{YAML}{folder}/", ".yml"), (cards, ".vcf"),
            (f"{PDF}{folder}/", ".pdf"), (f"{QR}{folder}/", ".svg"), (f"{QR}{folder}/", ".png"),
        )  # fmt: skip
        for before, after in files:
            name = address.removeprefix(before).removesuffix(after) if before else ""
            if name and "/" not in name and address == f"{before}{name}{after}":
                return f"{folder}/{name}"
    return ""


def relative_link(page: str, target: str) -> str:
    """Return `target` as seen from the page at address `page`; both start with `/`.

    Relative links work below any base address and from a disk.
    """
    address, _, anchor = target.partition("#")
    path = relpath(address or "/", page)
    if address.endswith("/") and path != ".":
        path += "/"
    link = "./" if path == "." else path
    return f"{link}#{anchor}" if anchor else link
