"""The measurements: a failure is told and stops nothing; a page weighs all its files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.kept import keep, kept
from bench.measure import Result, Run, Tries, measure
from bench.report import SizeReport, report_text
from bench.targets import EDITED, EVERYTHING, HUGO, MKDOCS, targets
from bench.weights import Weight, weigh

ROOT = Path(__file__).parent.parent


def test_a_command_is_run_so_many_times_with_its_memory(tmp_path: Path) -> None:
    numbers: list[int] = []
    command = (sys.executable, "-c", "pass")
    result = measure(command, tmp_path, tmp_path / "log", Tries(2), numbers.append)
    assert numbers == [0, 1]
    assert len(result.runs) == 2
    assert result.reason == ""
    assert result.peak is not None
    assert result.peak > 1_000_000


def test_a_command_that_fails_gives_its_reason_and_no_number(tmp_path: Path) -> None:
    for command in ((sys.executable, "-c", "raise SystemExit(3)"), ("/no/such/program",)):
        result = measure(command, tmp_path, tmp_path / "log", Tries(2), lambda _: None)
        assert result.seconds is None
        assert result.reason


def test_the_results_say_what_is_missing_and_how_all_grows() -> None:
    def report(records: int, seconds: float) -> SizeReport:
        made = SizeReport(records, day="the day", machine="a machine", pages=records)
        runs = (Run(seconds, 2_000_000, 1.0), Run(seconds, 3_000_000, 3.0))
        made.ours = {"everything": Result(runs)}
        made.peers = {
            "MkDocs + Material, with search": Result((Run(4.0, 1_000_000),)),
            "Hugo": Result(reason="missing: not installed"),
        }
        return made

    text = report_text([report(10, 1.0), report(20, 3.0), SizeReport(30, failure="x")])
    assert "On the day: a machine." in text
    assert "| site-builder: everything | 1.00 | 0.25 | 2.00 | 3 |  |" in text
    assert "| Hugo | | | | | missing: not installed |" in text
    assert "| everything | × 2.0 | × 3.0 | × 1.0 |" in text
    assert "Failed: x" in text


def test_a_command_that_takes_too_long_is_ended_and_says_so(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import time; time.sleep(600)")
    result = measure(command, tmp_path, tmp_path / "log", Tries(2, patience=0.5), lambda _: None)
    assert result == Result(reason="not done after 0 s", longer_than=0.5)


# As in a terminal: what a shell runs in the background ignores SIGINT.
MEASURING = """
import signal, sys
from pathlib import Path
from bench.measure import run_once
signal.signal(signal.SIGINT, signal.default_int_handler)
run_once((sys.executable, "-c", sys.argv[1]), Path(), Path(sys.argv[2]))
"""
# Interrupts whoever measures it, and would go on.
INTERRUPTING = """
import os, signal, time
print(os.getpid(), flush=True)
os.kill(os.getppid(), signal.SIGINT)
time.sleep(600)
"""


def test_whoever_interrupts_the_measuring_ends_what_is_measured(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [sys.executable, "-c", MEASURING, INTERRUPTING, str(log)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert b"KeyboardInterrupt" in done.stderr
    number = int(log.read_text(encoding="utf-8").split()[-1])
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_target_is_met_or_missed_and_silent_where_nothing_was_measured() -> None:
    def took(seconds: float, peak: int) -> Result:
        return Result((Run(seconds, peak),))

    small = {EVERYTHING: took(8, 1), EDITED: took(1, 1), HUGO: took(4, 1)}
    large = {EVERYTHING: took(90, 499_000_000), EDITED: took(3, 500_000_001), MKDOCS: took(200, 1)}
    found = {target.name: target for target in targets({15_000: large, 1_500: small})}
    assert found[f"1,500: {EDITED}, to {HUGO}"].is_met
    assert found[f"15,000: {EVERYTHING}, to {MKDOCS}"].is_met
    assert not found["15,000: memory of the largest process"].is_met
    assert not found[f"15,000: {EDITED}, to the same at 1,500"].is_met
    assert not found[f"15,000: {EVERYTHING}, to the same at 1,500"].is_met
    assert len(found) == 6


@pytest.mark.parametrize(("waited", "count"), [(100.0, 1), (10.0, 0)])
def test_another_that_is_not_done_bounds_what_is_found(waited: float, count: int) -> None:
    unfinished = Result(reason="not done", longer_than=waited)
    results = {EVERYTHING: Result((Run(40, 1),)), MKDOCS: unfinished}
    found = [target for target in targets({1_500: results}) if MKDOCS in target.name]
    assert [(t.found, t.is_bound, t.is_met) for t in found] == [(0.4, True, True)] * count


def test_what_was_measured_is_kept_by_size(tmp_path: Path) -> None:
    result = Result((Run(1.5, 2), Run(2.5, 3)), "reason", 3.0)
    small = SizeReport(
        10, 2, "day", "machine", pages=4, ours={EVERYTHING: result}, peers={HUGO: result},
        versions={HUGO: "1"}, weights={"home": Weight("index.html", 3, 4)}, search=(5, 6),
    )  # fmt: skip
    large = SizeReport(200, failure="none")
    for report in (large, SizeReport(10), small):
        keep(report, tmp_path)
    assert kept(tmp_path) == [small, large]


@pytest.mark.parametrize(("pages", "others"), [(4, {HUGO, MKDOCS}), (5, {HUGO})])
def test_a_peer_that_is_left_out_keeps_what_was_measured_on_as_many_pages(
    tmp_path: Path, pages: int, others: set[str]
) -> None:
    old, new = Result((Run(1, 2),)), Result((Run(3, 4),))
    keep(SizeReport(10, pages=4, peers={HUGO: old, MKDOCS: old}, versions={MKDOCS: "1"}), tmp_path)
    keep(SizeReport(10, pages=pages, peers={HUGO: new}), tmp_path)
    (report,) = kept(tmp_path)
    assert report.peers.keys() == others
    assert report.peers[HUGO] == new
    assert report.versions.keys() == others - {HUGO}


def test_the_weight_of_a_page_is_that_of_every_file_it_asks_for(real_root: Path) -> None:
    weights = weigh(real_root / "site")
    assert set(weights) == {"home", "list of products", "product", "cooperative", "map"}
    for weight in weights.values():
        assert weight.requests > 5
        assert weight.sent < 100_000
