"""What browsers keep for the time without a network: listed in full, by a version that fits."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.publish.kept import LIST, kept_file
from site_builder.words.generated import GeneratedFile

FILES = (
    GeneratedFile("assets/data/find.json", b"{}"),
    GeneratedFile("assets/vendor/minisearch/index.js", b"export default 1;"),
)
# What a first visitor is sent ahead, beside the page itself.
BUDGET = 100_000


def read(text: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(text.removeprefix(b"self.KEPT = ").rstrip(b";\n"))
    return content


def test_everything_that_is_kept_is_there_and_light(site: Path) -> None:
    kept = read((site / LIST).read_bytes())
    files, editions = kept["files"], kept["editions"]
    assert {"assets/js/stale.js", "assets/js/search.js"} <= set(files)
    assert [edition["folder"] for edition in editions] == ["en/", ""]
    pages = [site / edition["page"] / "index.html" for edition in editions]
    data = [site / edition["data"] for edition in editions]
    assert all(path.is_file() for path in (*pages, *data))
    ahead = [*(site / name for name in files), *pages, data[0]]
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in ahead) <= BUDGET
    assert (site / "sw.js").is_file()


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder with a few hand-written parts of pages."""
    for name in ("sw.js", "assets/site.css", "assets/site.js", "assets/js/stale.js"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"/* {name} */", encoding="utf-8")
    return tmp_path


def made(docs: Path, files: tuple[GeneratedFile, ...] = FILES) -> dict[str, Any]:
    return read(kept_file(docs, {"vi": files}).content)


@pytest.mark.parametrize("name", ["sw.js", "assets/site.css", "assets/js/stale.js"])
def test_another_script_or_style_is_another_version(docs: Path, name: str) -> None:
    before = made(docs)
    (docs / name).write_text("/* new */", encoding="utf-8")
    after = made(docs)
    assert after["version"] != before["version"]
    assert after["data"] == before["data"]


def test_new_data_is_no_other_version(docs: Path) -> None:
    before = made(docs)
    after = made(docs, (GeneratedFile("assets/data/find.json", b'{"products": []}'), *FILES[1:]))
    assert (after["version"], after["files"]) == (before["version"], before["files"])
    assert after["data"] != before["data"]


def test_the_list_written_before_counts_for_nothing(docs: Path) -> None:
    before = kept_file(docs, {"vi": FILES})
    (docs / LIST).write_bytes(before.content)
    assert kept_file(docs, {"vi": FILES}) == before


def test_another_day_alone_is_no_new_data(docs: Path) -> None:
    lists = [
        made(docs, (GeneratedFile("assets/data/find.json", data), *FILES[1:]))
        for data in (b'{"generated_on": "2026-11-22"}', b'{"generated_on": "2026-11-23"}')
    ]
    assert lists[0] == lists[1]
