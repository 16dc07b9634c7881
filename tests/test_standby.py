"""A process that stands by: it stays, it dies with its reason, and it clears up."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from site_builder.publish.faults import WorkerError
from site_builder.publish.standby import Standby, standing_by

LONG = 600


def die() -> None:
    """End as a process does that the system kills."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_if_there(path: Path) -> int:
    """Die as long as there is a file, which is then gone."""
    if path.exists():
        path.unlink()
        die()
    return os.getpid()


def work_long(folder: Path) -> None:
    """Work until told to stop."""
    (folder / "begun").touch()
    try:
        time.sleep(LONG)
    finally:
        (folder / "cleared").touch()


def test_a_job_is_done_again_and_again_by_one_other_process() -> None:
    with standing_by(os.getpid) as standby:
        numbers = []
        for _ in range(2):
            assert not standby.is_busy
            standby.ask()
            assert standby.wait(LONG)
            numbers.append(standby.result())
            assert not standby.wait(0)
        assert numbers[0] == numbers[1] != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(numbers[0], 0)


def test_a_process_that_dies_is_told_of_and_another_takes_its_place(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    marker.touch()
    with standing_by(partial(die_if_there, marker)) as standby:
        standby.ask()
        assert standby.wait(LONG)
        with pytest.raises(WorkerError) as caught:
            standby.result()
        assert caught.value.status == -signal.SIGKILL
        standby.ask()
        first = standby.result()
        os.kill(first, signal.SIGKILL)
        deadline = time.monotonic() + LONG
        while _is_there(first) and time.monotonic() < deadline:
            time.sleep(0.01)
        standby.ask()
        assert standby.result() not in {first, os.getpid()}


def test_a_job_that_is_stopped_clears_up(tmp_path: Path) -> None:
    with standing_by(partial(work_long, tmp_path)) as standby:
        standby.ask()
        while not (tmp_path / "begun").exists():
            assert not standby.wait(0.01)
    assert (tmp_path / "cleared").exists()


def test_one_that_was_never_asked_ends_as_well() -> None:
    assert Standby(die).stop() == 0


def _is_there(number: int) -> bool:
    return Path(f"/proc/{number}/stat").read_text().split()[2] != "Z"
