"""The search of a large directory: what its index is made of (Pagefind).

A browser cannot hold tens of thousands of records. Their index is made at build time, and a query
fetches a few parts of it. `search-large.js` asks it; `search.js` is the search of every other
directory. All is made from the content of find.json, so that both know the same.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from site_builder.records.directory import Directory
from site_builder.render.find.stubs import KINDS, Entry, Json, known_words
from site_builder.words.catalogue import ORIGINAL
from site_builder.words.generated import GeneratedFile, text_file

# With more records than that the index is made at build time.
MANY_RECORDS = 5_000
ENGINE = "assets/data/engine.js"
WORDS = "assets/data/search.json"
SMALL, LARGE = "search.js", "search-large.js"
# What is in an entry of find.json for other purposes than the search.
NOT_FOR_SEARCH = frozenset({"f", "season", "maker_id", "products", "was"})

# The content of find.json by the language of the edition.
Found = Mapping[str, Json]


def is_large(directory: Directory) -> bool:
    """Return whether the index of a directory is made at build time."""
    listed = (directory.organisations, directory.products, directory.programmes)
    return sum(map(len, listed)) > MANY_RECORDS


def engine_file(*, large: bool) -> GeneratedFile:
    """Return the module through which the search box takes the search that the site needs."""
    name = LARGE if large else SMALL
    return text_file(ENGINE, f'export {{ openSearch }} from "../js/{name}";\n')


def words_file(data: Json, entries: Iterable[Entry]) -> GeneratedFile:
    """Return what the search needs beside the index of entries, from the content of find.json."""
    words = data["words"]
    content = {
        "generated_on": data["generated_on"],
        "words": {k: v for k, v in words.items() if k.startswith(("search.", "ended."))},
        # For `ageing.js`: how a level is called.
        "facets": {
            "products": [facet for facet in data["facets"]["products"] if facet["key"] == "star"],
            "organisations": [],
        },
        "known": known_words(entries),
    }
    return text_file(WORDS, json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")


def find_entries(found: Found) -> Iterator[Entry]:
    """Yield everything that can be found; each edition shows it in its own words."""
    for kind in KINDS:
        editions = {
            language: {_key(item): (data, item) for item in data[kind]}
            for language, data in found.items()
        }
        for item in found[ORIGINAL][kind]:
            shown = {language: known[_key(item)] for language, known in editions.items()}
            yield Entry(
                kind,
                {language: _shown(data, kind, one) for language, (data, one) in shown.items()},
                tuple(dict.fromkeys(n for _, one in shown.values() for n in _names(kind, one))),
                tuple(dict.fromkeys(w for d, one in shown.values() for w in _about(d, kind, one))),
            )


def _key(item: Json) -> str:
    return str(item.get("id") or item["url"])


def _shown(data: Json, kind: str, item: Json) -> Json:
    """Return what the box shows of an item, with the words of its group, which it does not show."""
    about = _labels(data, kind, item)
    kept = {name: value for name, value in item.items() if name not in NOT_FOR_SEARCH}
    return {**kept, "about": about} if about else kept


def _labels(data: Json, kind: str, item: Json) -> list[str]:
    facets = data["facets"].get(kind, ()) if "f" in item else ()
    return [
        facet["options"][number][1]
        for place, facet in enumerate(facets)
        if facet["key"] in {"group", "set"}
        for number in item["f"][place]
    ]


def _names(kind: str, item: Json) -> Iterator[str]:
    # "huyện X (cũ)": the brackets hold no part of the name.
    yield item["name"].partition(" (")[0] if kind == "places" else item["name"]
    yield from item.get("other", ())
    for name, *keys in item.get("former", ()):
        yield name
        yield from keys


def _about(data: Json, kind: str, item: Json) -> Iterator[str]:
    values = [item.get(field) for field in ("maker", "place", "old", "label", "year")]
    values += [item.get("kind")] if kind == "organisations" else []
    yield from (str(value) for value in values if value)
    yield from _labels(data, kind, item)
