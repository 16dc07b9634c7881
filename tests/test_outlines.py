"""Fetching real outlines; the fixture holds synthetic squares only."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from site_builder.records.outlines import FILE, FOLDER, load_outlines
from site_builder.staff.outlines import (
    GEOBOUNDARIES,
    MAX_BYTES,
    OutlineOrder,
    OutlinesError,
    OutlineSource,
    download,
    fetch_outlines,
)
from site_builder.words.catalogue import LANGUAGES, load_words

SQUARES = Path(__file__).parent / "fixtures" / "synthetic_squares.geojson"
METADATA = json.dumps({"boundaryLicense": "Attribution 3.0 IGO (CC BY 3.0 IGO)"}).encode()
ORDER = OutlineOrder(
    districts={
        "001": "Huyện Ô Vuông Một",
        "002": "Thị xã Ô Vuông Hai",
        "003": "Thành phố Ô Vuông Ba",
    },
    points=((105.45, 22.05), (105.75, 22.35)),
    attribution="Ranh giới thử nghiệm",
    today=date(2026, 11, 22),
)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder and writes no line for a request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
        """Write nothing."""


def source_of(content: bytes, metadata: bytes = METADATA) -> OutlineSource:
    return replace(
        GEOBOUNDARIES,
        sha256=hashlib.sha256(content).hexdigest(),
        metadata_sha256=hashlib.sha256(metadata).hexdigest(),
    )


def network(content: bytes, metadata: bytes = METADATA) -> Callable[[str, int], bytes]:
    """Return a download that serves the two files of a source."""
    return lambda url, _limit: metadata if url.endswith(".json") else content


def fetch_file(root: Path, content: bytes, order: OutlineOrder = ORDER) -> OutlinesError | None:
    """Fetch from a file of this content; return the error, if there is one."""
    file = root / "downloaded.geojson"
    file.write_bytes(content)
    try:
        fetch_outlines(root, order, source_of(content), file)
    except OutlinesError as error:
        return error
    return None


def squares_without(*names: str) -> bytes:
    collection = json.loads(SQUARES.read_bytes())
    collection["features"] = [
        feature
        for feature in collection["features"]
        if feature["properties"]["shapeName"] not in names
    ]
    return json.dumps(collection).encode()


def test_the_districts_are_found_by_name_within_the_box_of_the_points(tmp_path: Path) -> None:
    assert fetch_file(tmp_path, SQUARES.read_bytes()) is None
    outlines, issues = load_outlines(tmp_path)
    assert issues == []
    assert outlines is not None
    assert list(outlines) == ["001", "002", "003"]
    # Not the square of the same name far away.
    assert {site[0] for site in outlines["001"]["coordinates"][0][0]} == {105.4, 105.6}


def test_attribution_and_lock_file_stand_beside_the_outlines(tmp_path: Path) -> None:
    assert fetch_file(tmp_path, SQUARES.read_bytes()) is None
    folder = tmp_path / FOLDER
    assert (folder / "ATTRIBUTION.txt").read_text() == "Ranh giới thử nghiệm\n"
    assert json.loads((folder / "outlines.lock.json").read_text()) == {
        "url": GEOBOUNDARIES.url,
        "sha256": hashlib.sha256(SQUARES.read_bytes()).hexdigest(),
        "licence": "CC BY 3.0 IGO",
        "fetched_on": "2026-11-22",
    }


def test_from_the_network_both_files_are_checked(tmp_path: Path) -> None:
    content = SQUARES.read_bytes()
    paths = fetch_outlines(tmp_path, ORDER, source_of(content), fetch=network(content))
    assert tmp_path / FILE in paths
    assert all(path.is_file() for path in paths)


def test_the_source_is_pinned_to_one_commit_with_both_hashes() -> None:
    assert "9469f09592ced973a3448cf66b6100b741b64c0d" in GEOBOUNDARIES.url
    assert GEOBOUNDARIES.url.startswith("https://")
    assert len(GEOBOUNDARIES.sha256) == len(GEOBOUNDARIES.metadata_sha256) == 64


@pytest.mark.parametrize(
    "licence",
    ["", "Creative Commons Attribution-ShareAlike 4.0", "Attribution-NonCommercial 3.0 IGO"],
)
def test_another_licence_in_the_metadata_stops_it(tmp_path: Path, licence: str) -> None:
    content = SQUARES.read_bytes()
    metadata = json.dumps({"boundaryLicense": licence}).encode()
    source = source_of(content, metadata)
    with pytest.raises(OutlinesError, match="other_licence"):
        fetch_outlines(tmp_path, ORDER, source, fetch=network(content, metadata))
    assert not (tmp_path / FOLDER).exists()


def test_another_file_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutlinesError, match="other_hash") as caught:
        fetch_outlines(tmp_path, ORDER, file=SQUARES)
    assert caught.value.params["expected"] == GEOBOUNDARIES.sha256
    assert not (tmp_path / FOLDER).exists()


def test_a_missing_district_is_named_with_the_names_that_were_found(tmp_path: Path) -> None:
    error = fetch_file(tmp_path, squares_without("O Vuong Hai"))
    assert error is not None
    assert error.key == "maps.fetch.names"
    assert error.params["missing"] == "Thị xã Ô Vuông Hai"
    assert error.params["found"] == "O Vuong Lang Gieng, O Vuong Mot, Thanh pho O Vuong Ba"


def test_a_district_found_twice_is_refused(tmp_path: Path) -> None:
    content = SQUARES.read_bytes().replace(b"O Vuong Lang Gieng", b"O Vuong Hai District")
    error = fetch_file(tmp_path, content)
    assert error is not None
    assert error.params["repeated"] == "Thị xã Ô Vuông Hai"


def test_a_name_that_begins_like_a_kind_of_district_is_found(tmp_path: Path) -> None:
    content = SQUARES.read_bytes().replace(b"O Vuong Hai", b"Quan Vuong")
    order = replace(ORDER, districts={**ORDER.districts, "002": "Huyện Quan Vuông"})
    assert fetch_file(tmp_path, content, order) is None


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "not_geojson"),
        (b"\xff\xfe", "not_geojson"),
        (b"[]", "not_geojson"),
        (b'{"features": null}', "not_geojson"),
        (b'{"features": [{"properties": {}}]}', "not_geojson"),
        (b"[" * 200_000, "not_geojson"),
        (SQUARES.read_bytes().replace(b'"Polygon"', b'"Cube"', 1), "not_an_area"),
        (SQUARES.read_bytes().replace(b"105.4,22.0", b'"x",22.0', 1), "not_an_area"),
        (
            SQUARES.read_bytes().replace(b'"Polygon"', b'"LineString"', 1).replace(
                b"[[[105.4,22.0],[105.6,22.0],[105.6,22.2],[105.4,22.2],[105.4,22.0]]]",
                b"[[105.4,22.0],[105.6,22.2]]",
            ),
            "not_an_area",
        ),
    ],
)  # fmt: skip
def test_a_file_of_another_shape_is_an_error_never_a_traceback(
    tmp_path: Path, content: bytes, key: str
) -> None:
    error = fetch_file(tmp_path, content)
    assert error is not None
    assert error.key == f"maps.fetch.{key}"
    assert all(load_words(language)(error.key, **error.params) for language in LANGUAGES)
    assert not (tmp_path / FOLDER).exists()


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutlinesError, match="unreadable"):
        fetch_outlines(tmp_path, ORDER, file=tmp_path / "missing.geojson")


def test_a_file_far_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "large.geojson"
    with file.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(OutlinesError, match="too_large"):
        fetch_outlines(tmp_path, ORDER, file=file)


def test_no_network_is_an_error_that_names_the_way_without(tmp_path: Path) -> None:
    # Port 9 of this machine answers nobody.
    source = replace(GEOBOUNDARIES, metadata_url="http://127.0.0.1:9/x.json")
    with pytest.raises(OutlinesError, match="unreachable") as caught:
        fetch_outlines(tmp_path, ORDER, source)
    assert "--from-file" in load_words("vi")(caught.value.key, **caught.value.params)


def test_what_the_network_gives_is_read_up_to_a_limit(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"0123456789")
    handler = partial(QuietHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        assert download(f"{address}/file", 10) == b"0123456789"
        with pytest.raises(OutlinesError, match="too_large"):
            download(f"{address}/file", 9)
        with pytest.raises(OutlinesError, match="unreachable"):
            download(f"{address}/missing", 10)
        server.shutdown()
        thread.join()


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file where a folder belongs")
    content = SQUARES.read_bytes()
    with pytest.raises(OutlinesError, match="unwritable"):
        fetch_outlines(tmp_path, ORDER, source_of(content), fetch=network(content))


def test_a_directory_without_districts_or_points_has_nothing_to_fetch(tmp_path: Path) -> None:
    for order in (replace(ORDER, districts={}), replace(ORDER, points=())):
        with pytest.raises(OutlinesError, match="no_districts"):
            fetch_outlines(tmp_path, order, file=SQUARES)
