"""`site-builder serve`: single pages come at once, and the whole site is what a build makes."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from site_builder.publish.serve import Stage
from site_builder.publish.watch import view, wait_for_change
from tests.building import build, contents, copy_root
from tests.edits import NAME
from tests.serving import free_port, serving

RECORD = "content/products/mien-mau.yml"
PAGE, ENGLISH = "san-pham/mien-mau/", "en/san-pham/mien-mau/"
NEW, MODEL = "content/products/mien-them.yml", "content/products/chi-co-ten.yml"
OLD_TEXT = "12 tháng"
PATIENCE = 120


def asked(address: str) -> str:
    """Return a page, or nothing where there is none."""
    try:
        with urllib.request.urlopen(address) as page:  # noqa: S310 -- of this machine
            text: str = page.read().decode()
            return text
    except urllib.error.HTTPError:
        return ""


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def change(root: Path, old: str, new: str) -> None:
    text = (root / RECORD).read_text("utf-8")
    assert old in text
    (root / RECORD).write_text(text.replace(old, new), "utf-8")


def test_edits_in_a_row_are_shown_and_built(example_root: Path, tmp_path: Path) -> None:
    port, file = free_port(), example_root / "site" / PAGE / "index.html"
    with serving(example_root, port) as process:
        address = f"http://127.0.0.1:{port}/"
        last = OLD_TEXT
        for number in (13, 14, 15):
            change(example_root, last, last := f"{number} tháng")
            wait_until(lambda: last in asked(f"{address}{PAGE}"))
        assert last in asked(f"{address}{ENGLISH}")
        text = (example_root / MODEL).read_text("utf-8").replace("chi-co-ten", "mien-them")
        (example_root / NEW).write_text(NAME.sub("Miến Thêm", text, count=1), "utf-8")
        wait_until(lambda: "Miến Thêm" in asked(f"{address}san-pham/mien-them/"))
        wait_until(lambda: "mien-them" in (example_root / "site/sitemap.xml").read_text("utf-8"))
        assert last in file.read_text("utf-8")
        assert process.poll() is None
    other = copy_root(example_root, tmp_path / "other")
    build(other)
    assert contents(example_root / "site") == contents(other / "site")


def test_a_stage_shows_drafts_until_the_site_has_them() -> None:
    stage = Stage("")
    first = stage.edition
    stage.show({"index.html": b"new"}.get)
    assert stage.draft("index.html") == b"new"
    second = stage.edition
    stage.complain(["?"])
    assert (stage.edition, stage.draft("index.html")) == (second, b"new")
    assert json.loads(next(stage.states()))["complaints"] == ["?"]
    stage.show()
    assert stage.draft("index.html") is None
    assert json.loads(next(stage.states()))["complaints"] == []
    assert first < second < stage.edition


def test_waiting_ends_with_a_change_or_with_something_else(example_root: Path) -> None:
    seen = view(example_root)
    assert wait_for_change(example_root, seen, None, lambda _: True) == seen

    def edit(_: float) -> bool:
        change(example_root, OLD_TEXT, "13 tháng")
        return False

    changed = wait_for_change(example_root, seen, None, edit)
    assert {p for p in changed if changed[p] != seen.get(p)} == {example_root / RECORD}


def test_what_a_build_writes_meanwhile_is_no_change(example_root: Path) -> None:
    seen = view(example_root)
    build(example_root)
    assert view(example_root) == seen
