"""The measurements: a failure is told and stops nothing; a page weighs all its files."""

import sys
from pathlib import Path

from bench.measure import Result, Run, measure
from bench.report import SizeReport, report_text
from bench.weights import weigh

MACHINE = "a machine"


def test_a_command_is_run_so_many_times_with_its_memory(tmp_path: Path) -> None:
    numbers: list[int] = []
    command = (sys.executable, "-c", "pass")
    result = measure(command, tmp_path, tmp_path / "log", 2, numbers.append)
    assert numbers == [0, 1]
    assert len(result.runs) == 2
    assert result.reason == ""
    assert result.peak is not None
    assert result.peak > 1_000_000


def test_a_command_that_fails_gives_its_reason_and_no_number(tmp_path: Path) -> None:
    for command in ((sys.executable, "-c", "raise SystemExit(3)"), ("/no/such/program",)):
        result = measure(command, tmp_path, tmp_path / "log", 2, lambda _: None)
        assert result.seconds is None
        assert result.reason


def test_the_results_say_what_is_missing_and_how_all_grows() -> None:
    def report(records: int, seconds: float) -> SizeReport:
        made = SizeReport(records, pages=records)
        made.ours = {"everything": Result((Run(seconds, 2_000_000), Run(seconds, 3_000_000)))}
        made.peers = {
            "MkDocs + Material, with search": Result((Run(4.0, 1_000_000),)),
            "Hugo": Result(reason="missing: not installed"),
        }
        return made

    text = report_text([report(10, 1.0), report(20, 3.0), SizeReport(30, "x")], MACHINE, "day", 2)
    assert "| site-builder: everything | 1.00 | 0.25 | 3 |  |" in text
    assert "| Hugo | | | | missing: not installed |" in text
    assert "| everything | × 2.0 | × 3.0 | × 1.0 |" in text
    assert "Failed: x" in text


def test_the_weight_of_a_page_is_that_of_every_file_it_asks_for(real_root: Path) -> None:
    weights = weigh(real_root / "site")
    assert set(weights) == {"home", "list of products", "product", "cooperative", "map"}
    for weight in weights.values():
        assert weight.requests > 5
        assert weight.sent < 100_000
