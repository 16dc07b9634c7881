"""The same records and day give the same bytes, wherever and however the site is built."""

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.building import ROOT, TODAY, build, contents, copy_root, run_command
from tests.paper_reader import PaperReader

NEXT_DAY = date(2026, 11, 23)
# A process that shares nothing with that of the tests but the records and the day.
ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "SOURCE_DATE_EPOCH": "1",
    "COLUMNS": "20",
}


@pytest.fixture(scope="module")
def second_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the real site built once more, in another folder and by another process."""
    root = copy_root(ROOT, tmp_path_factory.mktemp("a folder of another name") / "đây")
    return build(root, environment=ELSEWHERE)


def test_two_builds_are_the_same_byte_for_byte(real_root: Path, second_site: Path) -> None:
    first, second = contents(real_root / "site"), contents(second_site)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert {"404.html", "sitemap.xml", "sitemap.xml.gz", "maps/tinh.js"} <= first.keys()


def test_the_generated_pages_are_the_same_too(real_root: Path, second_site: Path) -> None:
    assert contents(real_root / "directory") == contents(second_site.parent / "directory")


def test_no_page_names_a_folder_of_the_machine(real_root: Path) -> None:
    for folder in ("site", "directory"):
        for name, content in contents(real_root / folder).items():
            assert str(real_root).encode() not in content, name
            assert str(ROOT).encode() not in content, name


def test_a_record_that_goes_leaves_nothing_and_when_it_is_back_all_is_as_before(
    built_example: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(built_example, tmp_path / "example", symlinks=True)
    record = root / "content" / "products" / "chi-co-ten.yml"
    text = record.read_bytes()
    record.unlink()
    build(root)
    left = [
        name
        for folder in ("site", "directory")
        for name, content in contents(root / folder).items()
        if record.stem in name or record.stem.encode() in content
    ]
    assert left == []
    record.write_bytes(text)
    build(root)
    for folder in ("site", "directory"):
        assert contents(root / folder) == contents(built_example / folder)


def words_of(pdf: bytes) -> str:
    return PaperReader(io.BytesIO(pdf)).text


@pytest.fixture
def next_day(example_root: Path) -> dict[str, bytes]:
    """Return the example's generated files for a day later, on which no state changes."""
    done = run_command("render", "--today", NEXT_DAY.isoformat(), folder=example_root)
    assert done.returncode == 0, done.stderr
    return contents(example_root / "directory" / "vi")


def test_the_next_day_changes_the_day_and_nothing_else(
    built_example: Path, next_day: dict[str, bytes]
) -> None:
    today = contents(built_example / "directory" / "vi")
    assert today.keys() == next_day.keys()
    for name, content in today.items():
        # The cells of the workbook are those of the CSV files; another test compares them.
        if name.endswith(".pdf"):
            assert words_of(next_day[name]) == words_of(content).replace("22/11/2026", "23/11/2026")
        elif not name.endswith(".xlsx"):
            assert without_day(content, TODAY) == without_day(next_day[name], NEXT_DAY), name


def without_day(content: bytes, day: date) -> bytes:
    """Return a file without the day of the build, and without what tells sums of other files."""
    forms = (f"{day:%d/%m/%Y}", f'"{day}"', f'"{day}T00:00:00Z"', f"REV:{day:%Y%m%d}")
    written = "|".join(re.escape(form) for form in forms)
    return re.sub(rb'%b|"sha256:\w+"|"bytes": \d+' % written.encode(), b"", content)


def test_another_day_changes_states_and_what_is_counted_from_them(
    built_example: Path, example_root: Path
) -> None:
    done = run_command("render", "--today", "2027-11-22", folder=example_root)
    assert done.returncode == 0, done.stderr
    before = contents(built_example / "directory" / "vi")
    after = contents(example_root / "directory" / "vi")
    # Only the pages of the states that occur come and go.
    assert all("/trang-thai/" in name for name in before.keys() ^ after.keys())
    changed = {name for name in before if before[name] != after.get(name)}
    assert {"index.md", "tin-cay/index.md", "san-pham/index.md", "api/v1/products.json"} <= changed
    assert not [name for name in changed if name.startswith(("maps/", "du-lieu/yaml/"))]
    assert b"award--expiring" in before["san-pham/che-sap-het-han.md"]
    assert b"award--expired" in after["san-pham/che-sap-het-han.md"]
