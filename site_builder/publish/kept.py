"""What browsers keep from the second page on, so that the site works without a network.

`sw.js`, written by hand, reads this list. The version stands for the scripts and styles, because
kept pages must not meet newer ones: with it, what was kept before is forgotten. Data changes more
often and is fetched again under the same version.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from site_builder.render.addresses import OFFLINE, edition_address
from site_builder.render.find.data import PATH as FIND_DATA
from site_builder.render.find.large import ENGINE
from site_builder.render.find.large import WORDS as SEARCH_WORDS
from site_builder.words.generated import GeneratedFile, text_file

LIST = "assets/kept.js"
# What pages are made of; they bring the rest, as pictures, fonts and maps, when they are seen.
CODE = ("sw.js", "assets/*.css", "assets/*.js", "assets/js/*.js")
MINISEARCH = "assets/vendor/minisearch/index.js"
# The search of a large directory needs the network.
ONLINE = frozenset(f"assets/js/{name}.js" for name in ("search-large", "search-worker"))
# What the search and the ageing of awards need, on whatever page they run.
START = ("assets/site.css", "assets/site.js", "assets/js/", ENGINE, MINISEARCH)


def kept_file(docs: Path, editions: Mapping[str, Sequence[GeneratedFile]]) -> GeneratedFile:
    """Return the list for `sw.js`: from what people wrote in `docs`, and from generated files.

    `docs` is the folder of the first edition, which has the scripts and styles of all; each edition
    has a page for what was not kept, and the data of its search.
    """
    made = [file for files in editions.values() for file in files]
    code = {file.path: file.content for file in made if file.path in {ENGINE, MINISEARCH}}
    # Of a large directory nobody is sent the whole data ahead.
    data = SEARCH_WORDS if any(file.path == SEARCH_WORDS for file in made) else FIND_DATA
    for pattern in CODE:
        for path in docs.glob(pattern):
            name = path.relative_to(docs).as_posix()
            if name != LIST:
                code[name] = path.read_bytes()
    parts = [
        {
            "folder": _place("/", language),
            "page": _place(OFFLINE, language),
            "data": _place(f"/{data}", language),
        }
        for language in editions
    ]
    found = {
        f"{language} {file.path}": _undated(file.content)
        for language, files in editions.items()
        for file in files
        if file.path == data
    }
    kept = {
        "version": _digest(code),
        # Only so that browsers notice new data.
        "data": _digest(found),
        "files": sorted(name for name in code if name.startswith(START) and name not in ONLINE),
        # The first one holds the others.
        "editions": parts[::-1],
    }
    return text_file(LIST, f"self.KEPT = {json.dumps(kept, indent=0)};\n")


def _place(address: str, language: str) -> str:
    return edition_address(address, language).lstrip("/")


def _undated(data: bytes) -> bytes:
    """Return the search data without its day: by the visitor's clock it ages anyway."""
    return json.dumps({**json.loads(data), "generated_on": None}).encode()


def _digest(contents: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()[:16]
