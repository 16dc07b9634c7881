"""A built site as one zip that opens from a disk, with its lists, search and maps."""

import contextlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from site_builder.publish.bundle import bundle
from site_builder.publish.disk_pages import (
    SCRIPTS,
    disk_data,
    disk_map,
    disk_page,
    modules_of,
    script_name,
)
from site_builder.publish.kept import MINISEARCH
from site_builder.publish.pagefind import FOLDER as INDEX
from site_builder.publish.tree import write_file
from site_builder.render.addresses import (
    API,
    DISK_COPY,
    MAPS,
    SHARE_CARDS,
    edition_address,
    original_address,
)
from site_builder.render.find.data import PATH as FIND_DATA
from site_builder.render.find.large import engine_file

# What only web servers and search engines need, and an earlier copy; networks alone show the cards
# of pages.
LEFT_OUT = frozenset({
    "/404.html", "/_headers", "/sw.js", "/robots.txt", "/sitemap.xml", "/sitemap.xml.gz",
    "/assets/kept.js", DISK_COPY,
})  # fmt: skip
FIND_SCRIPT = "/assets/data/find.js"
# What the comparison fetches, record by record.
COMPARISON = "compare.js"
COMPARED = (f"{API}products/", f"{API}organisations/")
RECORDS_SCRIPT = "assets/data/records.js"
# The time of every file, so that the same site gives the same bytes; a zip knows none before.
TIME = (1980, 1, 1, 0, 0, 0)


def add_disk_copy(site: Path, node_modules: Path) -> int:
    """Put the copy for a disk into a built site, where its page leads; return its size in bytes."""
    target = site / DISK_COPY.lstrip("/")
    content = disk_copy(site, node_modules, target.stem)
    write_file(target, content)
    return len(content)


def disk_copy(site: Path, node_modules: Path, folder: str) -> bytes:
    """Return the zip of a built site, with everything in one folder of the given name.

    A missing bundler is a `MissingPackageError`.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for path, data in sorted(_files(site, node_modules)):
            info = zipfile.ZipInfo(f"{folder}/{path}", TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            # Made on Unix, readable for all.
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            file.writestr(info, data)
    return content.getvalue()


def _files(site: Path, node_modules: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file by its path; pages with their scripts for a disk."""
    needed: set[tuple[str, ...]] = set()
    records: dict[str, object] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        language, address = original_address(f"/{name}")
        content = path.read_bytes()
        if address in LEFT_OUT or address.startswith((SHARE_CARDS, f"/{INDEX}/")):
            continue
        if path.suffix == ".html":
            html = content.decode()
            modules = modules_of(html)
            needed.add(modules)
            data = [edition_address(FIND_SCRIPT, language).lstrip("/")]
            data += [RECORDS_SCRIPT] if COMPARISON in modules else []
            content = disk_page(name, html, data).encode()
        elif address.startswith(MAPS):
            content = disk_map(content.decode()).encode()
        elif address == f"/{FIND_DATA}":
            script = edition_address(FIND_SCRIPT, language).lstrip("/")
            yield script, disk_data("findData", content.decode()).encode()
        elif path.suffix == ".json" and address.startswith(COMPARED):
            records[name] = json.loads(content)
        yield name, content
    text = json.dumps(records, ensure_ascii=False, sort_keys=True)
    yield RECORDS_SCRIPT, disk_data("diskRecords", text).encode()
    with _modules(site) as folder:
        for modules in sorted(needed - {()}):
            yield f"{SCRIPTS}{script_name(modules)}", bundle(node_modules, folder, modules)


@contextlib.contextmanager
def _modules(site: Path) -> Iterator[Path]:
    """Give a folder of the modules of a site, with the search that needs no server."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary).resolve()
        for folder in (SCRIPTS, PurePosixPath(MINISEARCH).parent):
            shutil.copytree(site / folder, copy / folder)
        engine = engine_file(large=False)
        write_file(copy / engine.path, engine.content)
        yield copy / SCRIPTS
