"""Numbers over time, drawn as inline SVG when the site is built.

Looks come from the stylesheet alone; every text comes in ready from the caller.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise, product
from typing import Literal

from markupsafe import Markup

from site_builder.render.figures.labels import LETTER_WIDTH, Scene, Spot, place_labels
from site_builder.render.figures.svg import (
    Drawing,
    add_part,
    add_text,
    add_title,
    finish_drawing,
    start_drawing,
)

# The drawing in its own units: on a phone 360 pixels wide a unit is 0.92 pixels, so that text of
# 12 units stays above 11 pixels.
WIDTH = 320
HEIGHT = 210
TOP = 26
RIGHT = 6
FLOOR = HEIGHT - 26
DOT = 4
DIAMOND = 6.5
# The width of the name of a year with some air.
YEAR = 34
MOST_TICKS = 6

Kind = Literal["actual", "estimate", "target"]
Number = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Point:
    """One number at one time.

    `year` is its place in time (`middle_of`), `high` the upper end when it is a range; `label`
    stands at the point and `words` says all about it: `12/2024: 457 HTX, thực hiện`.
    """

    year: float
    value: Decimal
    kind: Kind
    label: str
    words: str
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Axes:
    """From time and value to the drawing; years from the start of `first` to the end of `last`."""

    left: float
    first: int
    last: int
    ticks: tuple[Decimal, ...]

    @property
    def year_width(self) -> float:
        return (WIDTH - RIGHT - self.left) / (self.last + 1 - self.first)

    def x(self, year: float) -> float:
        return round(self.left + (year - self.first) * self.year_width, 1)

    def y(self, value: Decimal) -> float:
        share = float((value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]))
        return round(FLOOR - share * (FLOOR - TOP), 1)

    def spot(self, point: Point) -> Spot:
        return self.x(point.year), self.y(point.value)


def middle_of(period: str) -> float:
    """Return where a partial date or a period stands on the axis of time, in years.

    It stands in the middle of all it may mean: `2024` at 2024.5, `2024-06` in the middle of June,
    `2020/2025` between the start of 2020 and the end of 2025.
    """
    first, _, last = period.partition("/")
    return (_span(first)[0] + _span(last or first)[1]) / 2


def _span(partial_date: str) -> tuple[float, float]:
    year, month, day = (int(part) for part in (*partial_date.split("-"), "0", "0")[:3])
    if not month:
        return year, year + 1
    if not day:
        return year + (month - 1) / 12, year + month / 12
    # Every month counts 31 days here: less than a pixel off, and always in order.
    start = year + (month - 1) / 12 + (day - 1) / 372
    return start, start + 1 / 372


def round_ticks(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the numbers of an axis: few and round, from zero to beyond every value.

    Zero always belongs to them, so that no change looks greater than it is.
    """
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    raw = (high - low or Decimal(1)) / (MOST_TICKS - 1)
    power = Decimal(1).scaleb(raw.adjusted())
    step = next(power * unit for unit in (1, 2, 5, 10) if power * unit >= raw)
    if all(value == value.to_integral_value() for value in values):
        step = max(step, Decimal(1))
    lowest, highest = math.floor(low / step), max(math.ceil(high / step), 1)
    return tuple((step * count).normalize() for count in range(lowest, highest + 1))


def draw_series(
    points: Sequence[Point], title: str, description: str, key: str, number: Number
) -> Markup:
    """Return the drawing of a series; at least one point is needed.

    A line joins the results of each time with those of the next one: where sources disagree it
    runs to every point. Ranges are bars that no line joins, targets dashed diamonds apart from it.
    `number` writes a number of the axis; `key` makes the ids of the drawing unique on its page.
    """
    points = sorted(set(points), key=lambda p: (p.year, p.value, p.kind, p.words))
    axes = _axes(points, number)
    lines = [(axes.spot(start), axes.spot(end)) for start, end in _joined(points)]
    drawing = start_drawing(WIDTH, HEIGHT, title, description, key)
    _draw_values(drawing, axes, number)
    _draw_years(drawing, axes)
    if lines:
        path = " ".join(f"M{x1:g} {y1:g}L{x2:g} {y2:g}" for (x1, y1), (x2, y2) in lines)
        add_part(drawing, "path", "line", d=path)
    for point in points:
        _draw_point(drawing, axes, point)
    _draw_labels(drawing, axes, points, lines)
    return finish_drawing(drawing)


def _axes(points: Sequence[Point], number: Number) -> _Axes:
    ticks = round_ticks([value for p in points for value in (p.value, p.high) if value is not None])
    years = [math.floor(point.year) for point in points]
    left = max(len(number(tick)) for tick in ticks) * LETTER_WIDTH + 6
    return _Axes(min(left, WIDTH / 2), min(years), max(years), ticks)


def _joined(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the pairs of results that a line joins."""
    results = [p for p in points if p.kind != "target" and p.high is None]
    times = [list(group) for _, group in groupby(results, key=lambda p: p.year)]
    for one, following in pairwise(times):
        yield from product(one, following)


def _draw_values(drawing: Drawing, axes: _Axes, number: Number) -> None:
    for tick in axes.ticks:
        y = axes.y(tick)
        css = "axis" if tick == 0 else "grid-line"
        add_part(drawing, "path", css, d=f"M{axes.left:g} {y:g}H{WIDTH - RIGHT}")
        name = add_text(drawing, number(tick), "tick", (axes.left - 6, y + 4))
        name.set("text-anchor", "end")


def _draw_years(drawing: Drawing, axes: _Axes) -> None:
    """Draw a mark where each year starts, and its name in its middle, where `2024` stands."""
    for year in range(axes.first, axes.last + 2):
        add_part(drawing, "path", "axis", d=f"M{axes.x(year):g} {FLOOR}v5")
    every = math.ceil(YEAR / axes.year_width)
    # Counted from the last year, which readers look for first.
    for year in range(axes.last, axes.first - 1, -every):
        name = add_text(drawing, str(year), "tick", (axes.x(year + 0.5), HEIGHT - 8))
        name.set("text-anchor", "middle")


def _draw_point(drawing: Drawing, axes: _Axes, point: Point) -> None:
    group = add_part(drawing, "g", f"point point--{point.kind}")
    add_title(group, point.words)
    x, y = axes.spot(point)
    if point.high is not None:
        path = f"M{x - 5:g} {y:g}h10m-5 0V{axes.y(point.high):g}m-5 0h10"
        add_part(group, "path", "range", d=path)
    elif point.kind == "target":
        r = DIAMOND
        add_part(group, "path", "target", d=f"M{x:g} {y - r:g}l{r} {r}l-{r} {r}l-{r} -{r}z")
    else:
        add_part(group, "circle", "dot", cx=f"{x:g}", cy=f"{y:g}", r=f"{DOT}")


def _draw_labels(
    drawing: Drawing, axes: _Axes, points: Sequence[Point], lines: Sequence[tuple[Spot, Spot]]
) -> None:
    tops = [(axes.x(p.year), axes.y(p.value if p.high is None else p.high)) for p in points]
    scene = Scene((axes.left, 2, WIDTH, FLOOR - 1), tops, lines)
    for label in place_labels([(top, p.label) for top, p in zip(tops, points, strict=True)], scene):
        if label.leader is not None:
            x, y = label.leader
            end = label.y + 3 if label.y < y else label.y - 11
            add_part(drawing, "path", "leader", d=f"M{x:g} {y:g}L{label.x:g} {end:g}")
        text = add_text(drawing, label.text, "value", (label.x, label.y))
        text.set("text-anchor", label.side)
