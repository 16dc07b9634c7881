"""Faults from outside: a build that is killed, stopped or not alone; the last good site stays."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.words.catalogue import load_words
from tests.building import contents, copy_root, run_command
from tests.killing import (
    MARKER,
    Stop,
    ended,
    finished,
    killed_after,
    leftovers,
    output_of,
    started,
    wait_for_stop,
)

VIETNAMESE = load_words("vi")
NOT_PUBLISHED = VIETNAMESE("cli.not_published")
RANDOM_MOMENTS = 10
SEED = 20261122
PIPELINE, SWAP = "site_builder.pipeline", "site_builder.publish.swap"
CHECKED = "site_builder.publish.checked"
SITE, PARTS = "site_builder.publish.site", "site_builder.publish.parts"
WORKERS = "site_builder.publish.workers"
MID_FILE, SWAPPING = Stop("pathlib:Path", "replace"), Stop(SWAP, "swap")
# On the way into every stage, out of the last one, and with a file written but not yet in place.
STAGES = (
    Stop(CHECKED, "load_content"),
    Stop(CHECKED, "check_content"),
    Stop(PIPELINE, "link"),
    Stop("site_builder.publish.rendering", "render_site"),
    Stop(PIPELINE, "write_trees"),
    MID_FILE,
    Stop(WORKERS, "build_site"),
    Stop(WORKERS, "build_site", after=True),
    SWAPPING,
    Stop(SWAP, "swap", after=True),
    Stop(SITE, "write_state"),
    Stop(SITE, "write_state", after=True),
)

Figure = Callable[[str, object], None]


class Editions:
    """A root whose records stand in one of two states, with the tree and the site of each."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.record = root / "content" / "products" / "chi-co-ten.yml"
        self.text = self.record.read_bytes()
        self.outputs = {}
        for has_record in (True, False):
            self.set(has_record=has_record)
            begun = time.monotonic()
            assert finished(root) == 0, output_of(root)
            self.duration = time.monotonic() - begun
            self.outputs[has_record] = self.now()

    def set(self, *, has_record: bool) -> None:
        """Put the records into one state."""
        if has_record:
            self.record.write_bytes(self.text)
        else:
            self.record.unlink()

    def now(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Return the bytes of the tree and of the site."""
        return contents(self.root / "directory"), contents(self.root / "site")

    @contextmanager
    def surviving(self) -> Iterator[None]:
        """Change the records for a build to be killed: the site is whole and the next is good."""
        has_record = not self.record.exists()
        self.set(has_record=has_record)
        yield
        sites = [site for _, site in self.outputs.values()]
        assert contents(self.root / "site") in sites
        assert finished(self.root) == 0, output_of(self.root)
        assert self.now() == self.outputs[has_record]
        assert leftovers(self.root) == []


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> Editions:
    """Return a copy of the example site in its two states."""
    return Editions(copy_root(example_site, tmp_path_factory.mktemp("faults") / "root"))


def test_a_build_killed_at_a_random_moment_does_no_harm(
    editions: Editions, record_property: Figure
) -> None:
    random_part = random.Random(SEED).random  # noqa: S311 (the same moments every time)
    running = []
    for number in range(RANDOM_MOMENTS):
        moment = (number + random_part()) / RANDOM_MOMENTS * editions.duration
        with editions.surviving():
            running.append(killed_after(editions.root, moment))
    text = f"{len(running)} random kill moments survived, the build running in {sum(running)}"
    record_property("figure", text)


def test_a_build_killed_at_a_stage_does_no_harm(
    editions: Editions, record_property: Figure
) -> None:
    for stop in STAGES:
        with editions.surviving():
            assert finished(editions.root, stop) == -signal.SIGKILL
    record_property("figure", f"{len(STAGES)} kills around stages survived")


def test_what_a_killed_build_leaves_is_there_to_be_cleared(editions: Editions) -> None:
    with editions.surviving():
        for stop, kind in ((MID_FILE, ".new-"), (SWAPPING, ".site-new-")):
            finished(editions.root, stop)
            left = leftovers(editions.root)
            assert left
            assert all(path.name.startswith(kind) for path in left)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_told_to_stop_clears_up_and_says_so(
    editions: Editions, sign: signal.Signals
) -> None:
    before = contents(editions.root / "site")
    had_record = editions.record.exists()
    editions.set(has_record=not had_record)
    for stop in (STAGES[0], MID_FILE, SWAPPING):
        assert finished(editions.root, stop, sign) == 1
        assert output_of(editions.root).splitlines()[-1] == VIETNAMESE("cli.stopped")
        assert "Traceback" not in output_of(editions.root)
        assert leftovers(editions.root) == []
    assert contents(editions.root / "site") == before
    editions.set(has_record=had_record)


def test_only_one_build_runs_in_a_folder_and_its_lock_dies_with_it(example_root: Path) -> None:
    with started(example_root, Stop(PARTS, "run_tasks"), signal.SIGSTOP) as first:
        wait_for_stop(example_root)
        for command in ("build", "render", "serve"):
            second = run_command(command, "--today", "2026-11-22", folder=example_root)
            assert second.returncode == 1
            assert second.stderr.splitlines() == [VIETNAMESE("cli.another_build"), NOT_PUBLISHED]
            assert second.stdout == ""
        assert not (example_root / pipeline.SITE).exists()
        first.kill()
        assert ended(first) == -signal.SIGKILL
    (example_root / MARKER).unlink()
    assert finished(example_root) == 0
    assert leftovers(example_root) == []


def test_the_first_of_two_builds_goes_on_undisturbed(example_root: Path) -> None:
    with started(example_root, Stop(PARTS, "run_tasks"), signal.SIGSTOP) as first:
        wait_for_stop(example_root)
        assert finished(example_root) == 1
        os.kill(first.pid, signal.SIGCONT)
        assert ended(first) == 0
    assert (example_root / "site" / "index.html").is_file()
