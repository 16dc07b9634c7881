"""A built site with the search of large directories in the place of its own."""

import json
import os
import shutil
from pathlib import Path

from site_builder.publish.pagefind import index_files
from site_builder.publish.tree import write_file
from site_builder.render.find.data import PATH as FIND_DATA
from site_builder.render.find.large import engine_file, find_entries, words_file
from site_builder.render.find.stubs import Json
from site_builder.words.catalogue import LANGUAGES, ORIGINAL
from tests.building import ROOT


def with_large_search(site: Path, target: Path) -> Path:
    """Copy a built site to a folder that is not there yet, with an index made of its find.json."""
    shutil.copytree(site, target, copy_function=os.link)
    found = {language: _read(site / _folder(language) / FIND_DATA) for language in LANGUAGES}
    entries = list(find_entries(found))
    cache = target.with_name(f"{target.name}-index")
    made = [
        engine_file(large=True),
        *index_files(entries, ROOT / "node_modules", cache),
    ]
    for language, data in found.items():
        words = words_file(data, entries)
        write_file(target / _folder(language) / words.path, words.content)
    for file in made:
        write_file(target / file.path, file.content)
    return target


def _folder(language: str) -> str:
    return "" if language == ORIGINAL else language


def _read(path: Path) -> Json:
    data: Json = json.loads(path.read_bytes())
    return data
