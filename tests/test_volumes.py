"""Catalogues that are too long for one paper: every entry in one volume, and the way to each."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder.publish import typst as press_made
from site_builder.publish.papers import making
from site_builder.records.directory import Directory, OrganisationOrProduct
from site_builder.records.ledger import PublishedAddress
from site_builder.render.environment import Site
from site_builder.render.find import parts
from site_builder.render.paper.catalogues import catalogue_papers
from site_builder.render.paper.paper import Paper
from site_builder.words.catalogue import load_words
from tests.building import ROOT
from tests.html_pages import read_editions, text_of
from tests.long_lists import LONGEST
from tests.paper_reader import PaperReader

WHOLE = "du-lieu/pdf/danh-muc.pdf"


@pytest.fixture
def directory(synthetic_directory: Directory, monkeypatch: pytest.MonkeyPatch) -> Directory:
    """Return a directory whose catalogue is too long for one paper."""
    monkeypatch.setattr(parts, "LONGEST_LIST", LONGEST)
    return synthetic_directory


def papers(directory: Directory) -> dict[str, Paper]:
    site = Site(directory, load_words("vi"), areas={}, has_outlines=False)
    return {paper.path: paper for paper in catalogue_papers(site)}


def names(paper: Paper) -> list[str]:
    values: Any = paper.values
    chapters = [part["groups"] for part in (*values["parts"], values["annex"]) if part]
    groups = [group for chapter in (*chapters, values["organisations"]) for group in chapter]
    return [entry["name"] for group in groups for entry in group["entries"]]


def test_every_entry_of_a_long_catalogue_stands_in_one_volume(directory: Directory) -> None:
    found = papers(directory)
    volumes = {path: p for path, p in found.items() if path.startswith("du-lieu/pdf/danh-muc/")}
    assert all(1 <= len(names(volume)) <= LONGEST for volume in volumes.values())
    listed: list[OrganisationOrProduct] = [*directory.products, *directory.organisations]
    printed = Counter(name for volume in volumes.values() for name in names(volume))
    assert printed == Counter(one.record.name_vi for one in listed)
    whole: Any = found[WHOLE].values
    assert names(found[WHOLE]) == []
    assert [volume["url"].partition("/du-lieu/")[2] for volume in whole["volumes"]] == [
        path.removeprefix("du-lieu/") for path in volumes
    ]


def test_a_volume_that_nothing_fills_any_more_leads_to_the_others(directory: Directory) -> None:
    gone = ["danh-muc/chu/0/7", "danh-muc/chu/khac", "sao/5/chu/z"]
    before = papers(directory)
    # One that is there, and two that were never volumes.
    addresses = [*gone, "danh-muc/chu/h", "danh-muc/chu/A", "danh-muc/chu"]
    rows = [PublishedAddress(f"/du-lieu/pdf/{one}.pdf", "", "") for one in addresses]
    after = papers(replace(directory, ledger=tuple(rows)))
    new = {path: paper for path, paper in after.items() if path not in before}
    assert new.keys() == {f"du-lieu/pdf/{one}.pdf" for one in gone}
    assert new["du-lieu/pdf/danh-muc/chu/0/7.pdf"].values == before[WHOLE].values
    assert new["du-lieu/pdf/sao/5/chu/z.pdf"].values == before["du-lieu/pdf/sao/5.pdf"].values


def test_a_long_catalogue_leads_to_its_volumes_on_paper_and_on_the_site(
    site_in_parts: Path,
) -> None:
    pdf = site_in_parts / "site" / "du-lieu" / "pdf"
    files = {path.relative_to(pdf).as_posix() for path in (pdf / "danh-muc").rglob("*.pdf")}
    assert len(files) > LONGEST / 2
    printed = PaperReader(pdf / "danh-muc.pdf").links()
    pages = read_editions(site_in_parts / "site")
    for address in ("/du-lieu/", "/en/du-lieu/"):
        links = pages[address].links()
        assert files <= {link.removeprefix("/du-lieu/pdf/") for link in links}
        assert not re.search(r"\b0 (sản phẩm|products)", text_of(pages[address].article))
    assert files <= {link.partition("/du-lieu/pdf/")[2] for link in printed}
    (volume,) = files & {"danh-muc/chu/b.pdf"}
    assert "chữ B" in PaperReader(pdf / volume).pages[0]


def test_a_long_paper_is_the_same_when_others_were_forgotten(
    directory: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [paper for path, paper in papers(directory).items() if "/sao/" in path]
    made = []
    for long in (press_made.LONG, 1):
        monkeypatch.setattr(press_made, "LONG", long)
        with making(some, ROOT, tmp_path / str(long)) as files:
            made.append([file.content for file in files()])
    assert made[0] == made[1]
