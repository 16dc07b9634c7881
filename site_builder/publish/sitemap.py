"""The sitemap: every page of which search engines are told.

MkDocs would make it from the pages of one run, and a run may build a part of them only.
"""

import gzip
from datetime import date
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
    `docs`; addresses follow `site_url`, days come from the data and never from the build.
    """
    days: dict[str, date | None] = {}
    for language, files in editions.items():
        paths = dict.fromkeys(_hand_written(docs / language))
        paths |= {file.path: file.changed_on for file in files if file.is_listed}
        for path, day in paths.items():
            days[edition_address(page_address(path), language)] = day
    lines = [
        _line(urljoin(site_url, a.lstrip("/")), day)
        for a, day in sorted(days.items(), key=lambda item: item[0])
    ]
    text = f"{HEAD}{''.join(lines)}</urlset>\n".encode()
    zipped = gzip.compress(text, mtime=0)
    return GeneratedFile(SITEMAP, text), GeneratedFile(f"{SITEMAP}.gz", zipped)


def _line(url: str, day: date | None) -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"  <url><loc>{escape(url)}</loc>{changed}</url>\n"


def _hand_written(folder: Path) -> set[str]:
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    return pages - generated_in(folder)
