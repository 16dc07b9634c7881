"""What one process hands over to others that go on meanwhile."""

from pathlib import Path

import pytest

from site_builder.publish.handover import Handover
from site_builder.publish.processes import Tick, working

# More than a pipe holds.
LONG = "ờ" * 1_000_000


def hand_over(handover: Handover[str], place: int) -> str:
    """Give as the first of several, or take as one of the others."""
    if place == 0:
        handover.give(LONG)
        return ""
    return handover.take(place - 1)


@pytest.mark.parametrize("first", [0, 2])
def test_what_one_process_gives_every_other_takes(tmp_path: Path, first: int) -> None:
    handover = Handover[str](tmp_path, 2)

    def work(place: int, _tick: Tick) -> str:
        return hand_over(handover, place)

    places = [(first + number) % 3 for number in range(3)]
    with working(work, places) as results:
        assert dict(zip(places, results(), strict=True)) == {0: "", 1: LONG, 2: LONG}


def test_one_process_alone_gives_and_takes(tmp_path: Path) -> None:
    handover = Handover[str](tmp_path, 2)
    assert [hand_over(handover, place) for place in range(3)] == ["", LONG, LONG]
    assert list(tmp_path.iterdir()) == []
