"""The results as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.measure import MEGABYTE, Result
from bench.targets import COLD, MKDOCS, targets
from bench.weights import Weight


@dataclass(slots=True)
class SizeReport:
    """What was measured at one size."""

    records: int
    runs: int = 1
    day: str = ""
    machine: str = ""
    failure: str = ""
    pages: int = 0
    ours: dict[str, Result] = field(default_factory=dict)
    peers: dict[str, Result] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    weights: dict[str, Weight] = field(default_factory=dict)
    search: tuple[int, int] | None = None


def report_text(reports: Sequence[SizeReport]) -> str:
    """Return the whole file."""
    lines = [
        "# Results", "",
        "Measured with `make bench`.",
        "Whole processes; the medians of the runs in seconds, on the clock and of the processor,",
        "and the memory of the largest process.",
        "The others build the Markdown that ours wrote, of both editions, and nothing else.",
        *_targets(reports),
        *(line for report in reports for line in _size(report)),
        *_growth(reports),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _size(report: SizeReport) -> Iterator[str]:
    yield from (
        "",
        f"## {report.records:,} records, {report.pages:,} pages, runs: {report.runs}",
        "",
        f"On {report.day}: {report.machine}.",
        "",
    )
    if report.failure:
        yield f"Failed: {report.failure}"
        return
    reference = report.peers.get(MKDOCS, Result()).seconds
    head = "| work | seconds | to MkDocs | processor | MB | |"
    yield from (head, "| --- | --- | --- | --- | --- | --- |")
    for name, result in report.ours.items():
        yield _row(f"site-builder: {name}", result, reference)
    for name, result in report.peers.items():
        version = report.versions.get(name, "")
        yield _row(f"{name} {version}".strip(), result, reference)
    check = report.ours.get(COLD, Result()).seconds
    if check is not None:
        yield from (
            "",
            f"Load and check: {check / report.records * 1000:.2f} s a thousand records.",
        )
    if report.search:
        raw, packed = report.search
        yield f"Search data: {raw / 1000:,.0f} kB, {packed / 1000:,.0f} kB compressed."
    if report.weights:
        head = "| page | requests | kB compressed | the largest of its type |"
        yield from ("", head, "| --- | --- | --- | --- |")
        for name, weight in report.weights.items():
            yield f"| {name} | {weight.requests} | {weight.sent / 1000:.1f} | `{weight.page}` |"


def _row(name: str, result: Result, reference: float | None) -> str:
    seconds, peak, work = result.seconds, result.peak, result.work
    if seconds is None or peak is None or work is None:
        return f"| {name} | | | | | {result.reason} |"
    ratio = f"{seconds / reference:.2f}" if reference else ""
    figures = f"{seconds:.2f} | {ratio} | {work:.2f} | {peak / MEGABYTE:.0f}"
    return f"| {name} | {figures} | {result.reason} |"


def _targets(reports: Sequence[SizeReport]) -> Iterator[str]:
    measured = {report.records: {**report.ours, **report.peers} for report in reports}
    found = list(targets(measured))
    if found:
        head = "| target | at most | measured | |"
        yield from ("", "## Targets", "", head, "| --- | --- | --- | --- |")
    for target in found:
        word, unit = "met" if target.is_met else "**missed**", target.unit
        found_in_words = f"{'below ' if target.is_bound else ''}{target.found:.2f} {unit}"
        yield f"| {target.name} | {target.aim:.4g} {unit} | {found_in_words} | {word} |"


def _growth(reports: Sequence[SizeReport]) -> Iterator[str]:
    """Yield how time and memory grow from the first size to each of the others."""
    whole = [report for report in reports if not report.failure]
    if len(whole) <= 1:
        return
    first = whole[0]
    yield from ("", f"## Growth from {first.records:,} records", "")
    yield from ("| work | records | time | memory |", "| --- | --- | --- | --- |")
    for report in whole[1:]:
        times = report.records / first.records
        for name, result in report.ours.items():
            one, other = first.ours[name], result
            if one.seconds and other.seconds and one.peak and other.peak:
                time, peak = other.seconds / one.seconds, other.peak / one.peak
                yield f"| {name} | × {times:.1f} | × {time:.1f} | × {peak:.1f} |"
