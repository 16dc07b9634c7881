"""The portal over several province sites: what it reads, what it refuses, what it writes."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_builder.publish.portal import making_portal
from site_builder.publish.tree import write_file
from site_builder.records.portal import load_portal
from site_builder.render.portal.entries import portal_entries
from tests.building import TODAY, contents
from tests.portal_sites import PROVINCES, portal_root, portal_settings, run


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Return the settings of a portal over three made-up provinces."""
    return portal_settings(tmp_path)


class Links(HTMLParser):
    """The links of a page, and every address that it loads something from."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the addresses."""
        values = dict(attrs)
        if tag == "a":
            self.links.append(values["href"] or "")
        elif tag != "link" or values.get("rel") in {"stylesheet", "icon"}:
            self.loaded += [v for k, v in values.items() if k in {"src", "href"} and v]


def test_it_lists_the_provinces_with_their_counts_and_finds_everything(
    settings: Path, tmp_path: Path
) -> None:
    result = run(settings, tmp_path / "out")
    assert result.exit_code == 0, result.output
    made = contents(tmp_path / "out")
    counts = {
        kind: json.loads((tmp_path / "mot" / "api" / "v1" / f"{kind}.json").read_bytes())["count"]
        for kind in ("organisations", "products", "programmes")
    }
    assert f"3 tỉnh, {3 * sum(counts.values())} hồ sơ" in result.output
    for page, folder in (("index.html", ""), ("en/index.html", "en/")):
        text = made[page].decode()
        found = Links(text)
        for id_, (name, _) in PROVINCES.items():
            assert f"https://{id_}.example/{folder}" in found.links
            assert f"https://{id_}.example/{folder}tim/" in found.links
            assert name.removeprefix("Tỉnh ") in text
        assert not [address for address in found.loaded if ":" in address]
        numbers = list(map(int, re.findall(r">(\d+) ", text)))
        assert numbers.count(counts["organisations"]) == numbers.count(counts["products"]) == 3
    assert {"assets/data/search.json", "en/assets/data/search.json", "_headers"} <= made.keys()


def test_the_same_data_gives_the_same_bytes(settings: Path, tmp_path: Path) -> None:
    for folder in ("one", "other"):
        assert run(settings, tmp_path / folder).exit_code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_every_entry_leads_to_its_own_province_and_names_it(settings: Path) -> None:
    portal, issues = load_portal(settings, TODAY)
    assert portal is not None
    assert issues == []
    provinces = {f"https://{id_}.example/": name for id_, (name, _) in PROVINCES.items()}
    entries = list(portal_entries(portal, TODAY))
    assert {entry.kind for entry in entries} == {
        "products", "organisations", "places", "programmes",
    }  # fmt: skip
    for entry in entries:
        for item in entry.items.values():
            (name,) = [name for start, name in provinces.items() if item["url"].startswith(start)]
            own = name.removeprefix("Tỉnh ")
            assert (
                item["place"].casefold().endswith((name.casefold(), f"{own} province".casefold()))
            )


def test_no_award_that_has_ended_is_shown_in_force(settings: Path) -> None:
    portal, _ = load_portal(settings, TODAY)
    assert portal is not None
    later = TODAY.replace(year=TODAY.year + 20)
    live = re.compile("hiệu lực|sắp hết hạn|gia hạn|valid|ends soon|extended")
    items = [
        [e.items for e in portal_entries(portal, day) if e.kind == "products"]
        for day in (TODAY, later)
    ]
    shown = [[item["label"] for both in found for item in both.values()] for found in items]
    assert any(live.search(label) for label in shown[0])
    assert not any(live.search(label) for label in shown[1])


@pytest.mark.parametrize("file", ["letter.txt", "assets/find/pagefind.js", "assets/portal.css"])
def test_a_folder_with_other_files_is_left_alone(settings: Path, tmp_path: Path, file: str) -> None:
    folder = tmp_path / "mine"
    # As the site of a large province has it.
    for name in (file, "san-pham/index.html"):
        write_file(folder / name, b"Mau")
    before = contents(folder)
    result = run(settings, folder)
    assert result.exit_code == 2
    assert "đang có tệp khác" in result.output
    assert contents(folder) == before


def test_a_portal_to_which_somebody_added_a_file_is_left_alone(
    settings: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    assert run(settings, folder).exit_code == 0
    write_file(folder / "CNAME", b"cong.example")
    assert run(settings, folder).exit_code == 2
    assert (folder / "CNAME").is_file()


def test_what_a_killed_run_left_is_cleared_away(settings: Path, tmp_path: Path) -> None:
    left = tmp_path / ".out-new-killed"
    write_file(left / "index.html", b"half")
    assert run(settings, tmp_path / "out").exit_code == 0
    assert not left.exists()


def test_two_at_once_do_not_mix(settings: Path, tmp_path: Path) -> None:
    with making_portal(portal_root(tmp_path), tmp_path / "other"):
        result = run(settings, tmp_path / "out")
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_behind_a_link_is_replaced_and_the_link_stays(
    settings: Path, tmp_path: Path
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    assert run(settings, tmp_path / "out").exit_code == 0
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()


def test_a_fault_leaves_the_last_good_portal(settings: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert run(settings, folder).exit_code == 0
    before = contents(folder)
    (tmp_path / "ba" / "api" / "v1" / "index.json").unlink()
    assert run(settings, folder).exit_code == 1
    assert contents(folder) == before
