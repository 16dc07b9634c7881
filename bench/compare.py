"""Measure our builds beside other generators on the same Markdown, and write the results down.

    python -m bench.compare --sizes 1500 15000 48000 --runs 3 1 1 --out bench/RESULTS.md

Every size is built anew in the folder `--work`. What fails or is missing is said in its place; the
file is written after each size, with the sizes that were measured before and are in `--kept`.
Nothing else should run on the machine meanwhile.
"""

import argparse
import itertools
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.kept import keep, kept
from bench.measure import Result, Tries, measure
from bench.peers import PEERS, MissingError, copy_markdown
from bench.report import SizeReport, report_text
from bench.synthetic import TODAY, make_root
from bench.targets import COLD, EDITED, EVERYTHING, UNCHANGED
from bench.weights import sent, weigh
from site_builder.publish.tree import hand_written

ROOT = Path(__file__).parent.parent
OURS = (sys.executable, "-m", "site_builder")
SEARCH_DATA = "site/assets/data/find.json"
# What a build leaves for the next one.
LEFT_BY_BUILDS = ("site", ".site-spare", "build", ".cache")
# Of so many edits the first after a whole build takes longer, and the median is another.
EDITS = 3


def nothing(_number: int) -> None:
    """Do nothing before a run."""


def measure_size(
    records: int, work: Path, runs: int, patience: float, peers: Collection[str]
) -> SizeReport:
    """Return everything measured at one size, beside the `peers` of these names."""
    root, log = work / "root", work / f"log-{records}.txt"
    shutil.rmtree(root, ignore_errors=True)
    make_root(root, records, seed=1)
    report, tries = _blank(records, runs), Tries(runs, patience)
    _measure_ours(root, log, report)
    if not (root / "site").is_dir():
        return report
    report.pages = copy_markdown(root, Path(tempfile.mkdtemp(dir=work)))
    report.weights = weigh(root / "site")
    search = root / SEARCH_DATA
    report.search = (search.stat().st_size, sent(search)) if search.is_file() else None
    for prepare in (peer for peer in PEERS if peer.__name__ in peers):
        name = prepare.__name__.capitalize()
        try:
            peer = prepare(root, work)
        except (MissingError, OSError) as error:
            report.peers[name] = Result(reason=f"missing: {error}")
            continue
        report.versions[peer.name] = peer.version
        print(f"{records}: {peer.name}", flush=True)
        site = peer.folder / "site"
        clear: Callable[[int], None] = lambda _, site=site: shutil.rmtree(  # type: ignore[misc] # noqa: E731
            site, ignore_errors=True
        )
        result = measure(peer.command, peer.folder, log, tries, clear)
        made = sum(1 for path in site.rglob("index.html") if path.is_file())
        if not result.reason and made != report.pages:
            result = replace(result, reason=f"{made} pages of {report.pages}")
        report.peers[peer.name] = result
        shutil.rmtree(peer.folder, ignore_errors=True)
    return report


def _measure_ours(root: Path, log: Path, report: SizeReport) -> None:
    day, tries = ("--today", TODAY.isoformat()), Tries(report.runs)

    def clear(_number: int) -> None:
        for name in LEFT_BY_BUILDS:
            shutil.rmtree(root / name, ignore_errors=True)
        kept = set(hand_written(root / "directory"))
        for path in (root / "directory").rglob("*"):
            if path.is_file() and path not in kept:
                path.unlink()

    product = min((root / "content" / "products").glob("*.yml"))
    original = product.read_text(encoding="utf-8")

    def edit(number: int) -> None:
        storage = f"storage: Nơi khô ráo, lần {number + 1}\n"
        product.write_text(original.replace("sources:\n", f"{storage}sources:\n", 1), "utf-8")

    for name, command, before, times in (
        (COLD, "check", clear, tries),
        (UNCHANGED, "check", nothing, tries),
        (EVERYTHING, "build", clear, tries),
        ("nothing changed", "build", nothing, tries),
        (EDITED, "build", edit, Tries(max(report.runs, EDITS))),
    ):
        print(f"{report.records}: {name}", flush=True)
        report.ours[name] = measure((*OURS, command, *day), root, log, times, before)


def _blank(records: int, runs: int, failure: str = "") -> SizeReport:
    day = date.today().isoformat()  # noqa: DTZ011 -- the day on this machine
    return SizeReport(records, runs, day, machine(), failure)


def machine() -> str:
    """Return what the numbers were measured on."""
    cores = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{cores} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )


def main() -> None:
    """Measure every size and write the results after each."""
    parser = argparse.ArgumentParser(prog="python -m bench.compare", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1500, 15000, 48000])
    parser.add_argument(
        "--runs", type=int, nargs="+", default=[3, 1], help="of each size, in order"
    )
    parser.add_argument("--patience", type=float, default=1800, help="seconds for a run of others")
    names = [peer.__name__ for peer in PEERS]
    parser.add_argument("--peers", nargs="*", choices=names, default=names)
    parser.add_argument("--kept", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--work", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "RESULTS.md")
    arguments = parser.parse_args()
    work = arguments.work or Path(tempfile.mkdtemp(prefix="bench-"))
    work.mkdir(parents=True, exist_ok=True)
    times = itertools.chain(arguments.runs, itertools.repeat(arguments.runs[-1]))
    for size, runs in zip(sorted(arguments.sizes), times, strict=False):
        try:
            report = measure_size(size, work, runs, arguments.patience, arguments.peers)
        except Exception as error:  # noqa: BLE001 -- the other sizes are worth having
            report = _blank(size, runs, repr(error))
        keep(report, arguments.kept)
        arguments.out.write_text(report_text(kept(arguments.kept)), encoding="utf-8")
    print(f"written to {arguments.out}; logs in {work}")


if __name__ == "__main__":
    main()
