"""The made-up directories to measure with: sound, in proportion, and never to be taken for real."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.synthetic import make_root
from bench.texts import MARK
from site_builder.publish.checked import count_records
from site_builder.records.content import FOLDERS, load_content
from site_builder.records.directory import Directory
from site_builder.records.rules.awards import STATES
from tests.building import contents
from tests.conftest import TODAY

RECORDS = 200


def test_it_passes_every_check(synthetic_root: Path, check: Callable[[Path], list[str]]) -> None:
    assert check(synthetic_root) == []
    assert count_records(synthetic_root) == RECORDS


def test_the_same_seed_gives_the_same_bytes(synthetic_root: Path, tmp_path: Path) -> None:
    make_root(tmp_path / "again", RECORDS, seed=1)
    # Those who read the shared root leave there what they know of it.
    known = {p: b for p, b in contents(synthetic_root).items() if not p.startswith("build/")}
    assert contents(tmp_path / "again") == known
    make_root(tmp_path / "other", 20, seed=2)
    make_root(tmp_path / "another", 20, seed=3)
    other, another = contents(tmp_path / "other"), contents(tmp_path / "another")
    assert other.keys() != another.keys()


def test_kinds_stand_in_the_proportion_of_the_real_directory(
    synthetic_root: Path, root: Path
) -> None:
    def share(folder: str, of: Path) -> float:
        return len(list((of / "content" / folder).glob("*.yml"))) / count_records(of)

    for folder in FOLDERS:
        assert share(folder, synthetic_root) == pytest.approx(share(folder, root), abs=0.02)


def test_every_name_says_what_it_is(synthetic_root: Path) -> None:
    content, _ = load_content(synthetic_root, TODAY)
    for shelf in (content.organisations, content.products, content.programmes, content.bodies):
        assert [e.model.name_vi for e in shelf if not e.model.name_vi.endswith(MARK)] == []
    for places in (content.places.communes, content.places.districts):
        assert [place.name for place in places.values() if not place.name.endswith(MARK)] == []


def test_no_real_name_and_no_number_that_reaches_somebody_is_left(
    synthetic_root: Path, real_directory: Directory
) -> None:
    texts = [
        path.read_text(encoding="utf-8") for path in (synthetic_root / "content").rglob("*.yml")
    ]
    for organisation in real_directory.organisations:
        assert [text for text in texts if organisation.record.name_vi in text] == []
    for field in ("tax_code:", "phone:", "email:", "gtin:", "url:"):
        assert [text for text in texts if field in text] == []


def test_awards_are_in_every_state(synthetic_directory: Directory) -> None:
    states = {award.state for product in synthetic_directory.products for award in product.awards}
    assert states == set(STATES)
    decisions = {
        award.award.decision_number
        for product in synthetic_directory.products
        for award in product.awards
        if award.award.decision_number
    }
    assert [number for number in decisions if not number.endswith("/QĐ-THUNGHIEM")] == []
