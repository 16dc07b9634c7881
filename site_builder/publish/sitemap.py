"""The sitemap: every page of which search engines are told.

MkDocs would make it from the pages of one run, and a run may build a part of them only.
"""

import gzip
from pathlib import Path
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from site_builder.publish.mkdocs import SITEMAP
from site_builder.publish.tree import generated_in
from site_builder.render.addresses import edition_address, page_address
from site_builder.render.published import Editions
from site_builder.words.generated import GeneratedFile

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
"""


def sitemap_files(
    site_url: str, editions: Editions, docs: Path
) -> tuple[GeneratedFile, GeneratedFile]:
    """Return the sitemap of the whole site, plain and zipped.

    It lists the generated pages of every edition and those that people wrote in its folder below
    `docs`; addresses follow `site_url`.
    """
    addresses = set()
    for language, files in editions.items():
        paths = {file.path for file in files if file.is_listed}
        paths |= _hand_written(docs / language)
        addresses |= {edition_address(page_address(path), language) for path in paths}
    lines = [
        f"  <url><loc>{escape(urljoin(site_url, address.lstrip('/')))}</loc></url>\n"
        for address in sorted(addresses)
    ]
    text = f"{HEAD}{''.join(lines)}</urlset>\n".encode()
    zipped = gzip.compress(text, mtime=0)
    return GeneratedFile(SITEMAP, text), GeneratedFile(f"{SITEMAP}.gz", zipped)


def _hand_written(folder: Path) -> set[str]:
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    return pages - generated_in(folder)
