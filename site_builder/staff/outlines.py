"""Fetching the real outlines of the former districts, once, by whoever wants them on the maps.

Source: geoBoundaries gbOpen VNM ADM2 (year 2020; Government of Viet Nam / OCHA ROAP), pinned to one
commit and checked by its SHA-256. What is kept lies under `content/places/outlines/`.
"""

import hashlib
import http.client
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from site_builder.records.directory import Directory
from site_builder.records.outlines import FILE, FOLDER, Geometry
from site_builder.render.maps.schematic import Site, middle, simplify_outlines
from site_builder.words.folding import fold

MAX_BYTES = 20_000_000
TIMEOUT_SECONDS = 60
# How far a district's middle may lie outside the box of the commune points, in degrees.
BOX_MARGIN = 0.15
# geoBoundaries names most districts by the bare name and a few with its kind.
KIND_OF_DISTRICT = re.compile(
    r"^(?:thanh pho|thi xa|huyen|quan|tp|tx) (?=\S)|(?<=\S) (?:district|city|town)$"
)


@dataclass(frozen=True, slots=True)
class OutlineSource:
    """Where the outlines come from: addresses, SHA-256 of both files, and the licence."""

    url: str
    sha256: str
    metadata_url: str
    metadata_sha256: str
    licence: str


_RELEASE = (
    "https://media.githubusercontent.com/media/wmgeolab/geoBoundaries/"
    "9469f09592ced973a3448cf66b6100b741b64c0d/releaseData/gbOpen/VNM/ADM2/geoBoundaries-VNM-ADM2"
)
GEOBOUNDARIES = OutlineSource(
    url=f"{_RELEASE}_simplified.geojson",
    sha256="2dff75b58e71f736ca9fd6ef7c859be40c6f9a9b7ae5cd0806b36fe8cfa4c4f6",
    metadata_url=f"{_RELEASE}-metaData.json",
    metadata_sha256="36ed49efec3a8a553bbb0e62b1e8aa05235262a3286b86dceb7aedd8928e1181",
    licence="CC BY 3.0 IGO",
)


@dataclass(frozen=True, slots=True)
class OutlineOrder:
    """What to fetch: the full names of the former districts by code ("Huyện …").

    `points` are the (longitude, latitude) of the communes in them; `attribution` is the text to
    keep beside the outlines; `today` the date for the lock file.
    """

    districts: Mapping[str, str]
    points: Sequence[Site]
    attribution: str
    today: date


def order_for(directory: Directory, attribution: str) -> OutlineOrder:
    """Return what to fetch for a directory: its former districts and the points in them."""
    places = directory.places
    codes = {district.code: district.full_name for district in directory.districts}
    former = (f for f in places.former_communes.values() if f.former_district in codes)
    communes = {code for commune in former for code in commune.communes}
    points = [(places.communes[c].longitude, places.communes[c].latitude) for c in sorted(communes)]
    return OutlineOrder(codes, points, attribution, directory.today)


class OutlinesError(Exception):
    """Why outlines could not be fetched: `key` names a catalogue entry, `params` fills it."""

    def __init__(self, key: str, **params: object) -> None:
        """Keep the key (`maps.fetch.…`) and the parameters as text."""
        super().__init__(key)
        self.key = f"maps.fetch.{key}"
        self.params = {name: str(value) for name, value in params.items()}


def download(url: str, limit: int) -> bytes:
    """Return what lies at an address, at most `limit` bytes."""
    request = Request(url, headers={"User-Agent": "site-builder"})  # noqa: S310 - our own constant
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - see above
            return _within(response.read(limit + 1), limit)
    except (OSError, http.client.HTTPException) as error:
        raise OutlinesError("unreachable", url=url, reason=error) from error


def fetch_outlines(
    root: Path,
    order: OutlineOrder,
    source: OutlineSource = GEOBOUNDARIES,
    file: Path | None = None,
    fetch: Callable[[str, int], bytes] = download,
) -> tuple[Path, ...]:
    """Write the outlines of all districts, their attribution and a lock file; return the paths.

    `file` is the same file downloaded elsewhere; its hash is checked too. Any reason why it cannot
    be done is an `OutlinesError`, and then nothing is written.
    """
    if not order.districts or not order.points:
        raise OutlinesError("no_districts")
    if file is None:
        _check_licence(fetch(source.metadata_url, MAX_BYTES), source)
        content = fetch(source.url, MAX_BYTES)
    else:
        content = _read(file)
    _check_hash(content, source.sha256)
    outlines = _simplified(_select(_features(content), order), order.districts)
    return _write(root, order, source, outlines)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return _within(stream.read(MAX_BYTES + 1), MAX_BYTES)
    except OSError as error:
        raise OutlinesError("unreadable", file=file, reason=error.strerror) from error


def _within(content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        raise OutlinesError("too_large", limit=limit)
    return content


def _check_hash(content: bytes, expected: str) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != expected.lower():
        raise OutlinesError("other_hash", found=found, expected=expected)


def _check_licence(metadata: bytes, source: OutlineSource) -> None:
    """Stop unless the data's own description states the licence that we state."""
    _check_hash(metadata, source.metadata_sha256)
    try:
        stated = str(json.loads(metadata)["boundaryLicense"])
    except (ValueError, LookupError, TypeError):
        stated = ""
    words = set(fold(stated).split())
    is_same = "3" in words and words & {"igo", "intergovernmental"}
    if not is_same or words & {"sharealike", "noncommercial", "noderivs", "noderivatives"}:
        raise OutlinesError("other_licence", found=stated, expected=source.licence)


def _features(content: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the name and geometry of each feature of a geoBoundaries file."""
    try:
        features = json.loads(content)["features"]
        named = [(str(f["properties"]["shapeName"]), dict(f["geometry"])) for f in features]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise OutlinesError("not_geojson") from error
    yield from named


def _select(
    features: Iterator[tuple[str, Mapping[str, Any]]], order: OutlineOrder
) -> dict[str, Mapping[str, Any]]:
    """Return the geometry of each district by code; every one is found exactly once, or none."""
    codes = {_bare(fold(name)): code for code, name in order.districts.items()}
    matches: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    names: list[str] = []
    for name, geometry in features:
        if not _is_near(name, geometry, order.points):
            continue
        names.append(name)
        folded = fold(name)
        code = codes.get(folded.replace(" ", "")) or codes.get(_bare(folded))
        if code is not None:
            matches[code].append(geometry)
    missing = [order.districts[code] for code in sorted(order.districts) if code not in matches]
    repeated = [order.districts[code] for code in sorted(matches) if len(matches[code]) > 1]
    if missing or repeated:
        lists = {"missing": missing, "repeated": repeated, "found": sorted(names)}
        raise OutlinesError("names", **{key: ", ".join(v) or "–" for key, v in lists.items()})
    return {code: geometries[0] for code, geometries in matches.items()}


def _bare(folded: str) -> str:
    """Return a folded name without the kind of district and without blanks."""
    return KIND_OF_DISTRICT.sub("", folded, count=1).replace(" ", "")


def _is_near(name: str, geometry: Mapping[str, Any], points: Sequence[Site]) -> bool:
    """Return whether an area lies in the box of the points: district names repeat elsewhere."""
    try:
        centre = middle(geometry)
    except ValueError as error:
        raise OutlinesError("not_an_area", name=name) from error
    return all(
        min(edges) - BOX_MARGIN <= coordinate <= max(edges) + BOX_MARGIN
        for coordinate, edges in zip(centre, zip(*points, strict=True), strict=True)
    )


def _simplified(
    geometries: Mapping[str, Mapping[str, Any]], districts: Mapping[str, str]
) -> dict[str, Geometry]:
    try:
        return simplify_outlines(geometries)
    except ValueError as error:
        name = districts.get(str(error), str(error))
        raise OutlinesError("not_an_area", name=name) from error


def _write(
    root: Path, order: OutlineOrder, source: OutlineSource, outlines: Mapping[str, Geometry]
) -> tuple[Path, ...]:
    lock = {
        "url": source.url,
        "sha256": source.sha256,
        "licence": source.licence,
        "fetched_on": order.today.isoformat(),
    }
    texts = {
        f"{FOLDER}/ATTRIBUTION.txt": order.attribution.rstrip("\n") + "\n",
        f"{FOLDER}/outlines.lock.json": json.dumps(lock, indent=2) + "\n",
        # Last, because this is the file whose presence changes the maps.
        FILE: _feature_collection(outlines, order.districts),
    }
    try:
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            (root / path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutlinesError("unwritable", folder=FOLDER, reason=error.strerror) from error
    return tuple(root / path for path in texts)


def _feature_collection(outlines: Mapping[str, Geometry], districts: Mapping[str, str]) -> str:
    """Return GeoJSON with one feature on each line, so that a change shows where it is."""
    lines = []
    for code, geometry in outlines.items():
        properties = {"code": code, "name": districts[code]}
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
