"""The targets of speed and memory, each beside what was measured: met or missed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.measure import MEGABYTE, Result

MKDOCS = "MkDocs + Material, with search"
HUGO = "Hugo, without search"
ELEVENTY = "Eleventy, without search"
EVERYTHING = "everything"
EDITED = "one record edited"
COLD = "check, cold"
UNCHANGED = "check, nothing changed"

# The number of records at which most of the aims are set.
LARGE = 15_000

# Results by name, ours and the others', at each number of records.
Measured = Mapping[int, Mapping[str, Result]]


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at, in words, the figure aimed at, the one found, and its unit.

    What was found `is_bound` where it is that or less, because the other was not done.
    """

    name: str
    aim: float
    found: float
    unit: str
    is_bound: bool = False

    @property
    def is_met(self) -> bool:
        """Whether what was found is no more than the aim."""
        return self.found <= self.aim


def targets(measured: Measured) -> Iterator[Target]:
    """Yield every target of which all was measured."""
    for records, results in measured.items():
        yield from _of_size(records, results)
    small, *others = sorted(measured)
    for records in others:
        yield from _of_growth(small, records, measured)


def _of_size(records: int, results: Mapping[str, Result]) -> Iterator[Target]:
    for name, other, aim in (
        (EDITED, HUGO, 0.5),
        (EVERYTHING, MKDOCS, 0.45),
        (EVERYTHING, ELEVENTY, 1.0),
    ):
        ours, theirs = _seconds(results, name), _seconds(results, other)
        at_least = results[other].longer_than if other in results else None
        title = f"{records:,}: {name}, to {other}"
        if ours and theirs:
            yield Target(title, aim, ours / theirs, "×")
        elif ours and at_least and ours / at_least <= aim:
            yield Target(title, aim, ours / at_least, "×", is_bound=True)
    for name, aim in ((COLD, 4.0), (UNCHANGED, 0.7)):
        seconds = _seconds(results, name)
        # The aims are those of 15,000 records; fewer must not take longer, more may.
        if seconds and records <= LARGE:
            yield Target(f"{records:,}: {name}", aim, seconds, "s")
    peak = max(
        (results[name].peak or 0 for name in (EVERYTHING, EDITED) if name in results), default=0
    )
    if peak:
        aim = 500 if records <= LARGE else 1000
        yield Target(f"{records:,}: memory of the largest process", aim, peak / MEGABYTE, "MB")


def _of_growth(small: int, records: int, measured: Measured) -> Iterator[Target]:
    before, after = measured[small], measured[records]
    one, other = _seconds(before, EDITED), _seconds(after, EDITED)
    if one and other and records == LARGE:
        yield Target(f"{records:,}: {EDITED}, to the same at {small:,}", 2.0, other / one, "×")
    one, other = _seconds(before, EVERYTHING), _seconds(after, EVERYTHING)
    if one and other:
        aim = records / small
        yield Target(f"{records:,}: {EVERYTHING}, to the same at {small:,}", aim, other / one, "×")


def _seconds(results: Mapping[str, Result], name: str) -> float | None:
    return results[name].seconds if name in results else None
