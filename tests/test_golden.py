"""Every file generated from the example site, byte for byte as under `tests/golden/`.

Of the English edition a few pages stand for all; what they are made of is the same.

A wanted change: `pytest tests/test_golden.py --update-golden`, then read `git diff tests/golden`.
"""

import difflib
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from site_builder.pipeline import load_directory, render_editions
from tests.building import TODAY, contents

GOLDEN = Path(__file__).parent / "golden"
# Files of npm packages, those whose bytes depend on the library that packs them, the list whose
# version changes with every script and style, and papers, cards and codes, which tests of their own
# read back.
UNREAD = re.compile(r"^assets/vendor/|^assets/kept\.js$|\.(?:gz|xlsx|pdf|png)$")
MOST_LINES = 200
IN_ENGLISH = frozenset({
    "index.md", "san-pham/mien-mau.md", "hop-tac-xa/htx-mau-day-du.md", "huyen/mau-thuong.md",
})  # fmt: skip

Tree = Mapping[str, bytes]


@pytest.fixture
def generated(example_root: Path) -> Tree:
    """Return what is generated from the example site, without the files of npm packages.

    The workbook is left out too: its packing changes with zlib, its cells are those of the CSV
    files.
    """
    directory, issues = load_directory(example_root, TODAY)
    assert directory is not None, issues
    editions = render_editions(directory, example_root)
    own = {f.path: f.content for f in editions["vi"] if not UNREAD.search(f.path)}
    return own | {f"en/{f.path}": f.content for f in editions["en"] if f.path in IN_ENGLISH}


def differences(golden: Tree, found: Tree) -> Iterator[str]:
    """Yield what differs, as lines for people: files that came or went, then each change."""
    yield from (f"new: {path}" for path in sorted(found.keys() - golden.keys()))
    yield from (f"gone: {path}" for path in sorted(golden.keys() - found.keys()))
    for path in sorted(golden.keys() & found.keys()):
        if golden[path] != found[path]:
            before, after = (
                tree[path].decode(errors="backslashreplace").splitlines()
                for tree in (golden, found)
            )
            yield from difflib.unified_diff(before, after, f"golden/{path}", path, "", "", 1, "")


def test_the_generated_tree_is_the_golden_one(
    generated: Tree, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--update-golden"):
        write_golden(generated)
    lines = list(differences(contents(GOLDEN), generated))
    if lines:
        pytest.fail("\n".join([*lines[:MOST_LINES], __doc__ or ""]), pytrace=False)


def write_golden(tree: Tree) -> None:
    """Write the golden tree anew."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for name, content in tree.items():
        path = GOLDEN / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_the_golden_tree_holds_every_kind_of_file() -> None:
    names = set(contents(GOLDEN))
    assert names >= {
        "index.md",
        "san-pham/index.md",
        "san-pham/ten-hiem.md",
        "hop-tac-xa/htx-mau-day-du.md",
        "huyen/mau-thuong.md",
        "maps/tinh.html",
        "maps/tinh.js",
        "api/v1/products.json",
        "api/v1/products/mien-mau.json",
        "api/v1/openapi.json",
        "du-lieu/csv/awards.csv",
        "du-lieu/datapackage.json",
        "du-lieu/geojson/organisations.geojson",
        "du-lieu/vcard/htx-mau-day-du.vcf",
        "du-lieu/yaml/products/mien-mau.yml",
        "tin-cay/index.md",
        *(f"en/{name}" for name in IN_ENGLISH),
    }


def test_a_difference_is_told_in_lines() -> None:
    golden = {"a": b"1\n2\n3\n4\n", "b": b"", "same": b"\xff"}
    found = {"a": b"1\n2\nthree\n4\n", "c": b"", "same": b"\xff"}
    assert list(differences(golden, found)) == [
        "new: c",
        "gone: b",
        "--- golden/a",
        "+++ a",
        "@@ -2,3 +2,3 @@",
        " 2",
        "-3",
        "+three",
        " 4",
    ]
