"""Charts drawn as inline SVG when the site is built; their looks come from the stylesheet alone."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise, product
from typing import Literal
from xml.etree import ElementTree as ET

from markupsafe import Markup

from site_builder.render.chart_labels import LETTER_WIDTH, Spot, place_labels

# The drawing in its own units: on a phone 360 pixels wide a unit is 0.92 pixels, so that text of
# 12 units stays above 11 pixels.
WIDTH = 320
HEIGHT = 210
TOP = 26
BOTTOM = 26
RIGHT = 6
DOT = 4
DIAMOND = 6.5
# A year needs this much of the axis for its name.
YEAR_WIDTH = 34
MOST_TICKS = 5
ROW = 38
BAR = 12

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
class Bar:
    """One number among others of its time; `label` is the number as readers see it."""

    name: str
    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class _Axes:
    """From time and value to the drawing; years from `first` up to the end of `last`."""

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
        return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)


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

    Zero always belongs to it, so that no change looks greater than it is.
    """
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    raw = (high - low or Decimal(1)) / (MOST_TICKS - 1)
    power = Decimal(1).scaleb(raw.adjusted())
    step = next(power * unit for unit in (1, 2, 5, 10) if power * unit >= raw)
    if all(value == value.to_integral_value() for value in values):
        step = max(step, Decimal(1))
    lowest, highest = math.floor(low / step), max(math.ceil(high / step), 1)
    return tuple(step * count for count in range(lowest, highest + 1))


def draw_series(
    points: Sequence[Point], title: str, description: str, key: str, number: Number
) -> Markup:
    """Return the drawing of a series; at least one point is needed.

    A line joins the results of one time with those of the next: when sources disagree it runs to
    each of their points. Ranges stand as bars without a line, targets as dashed diamonds outside
    of it. `key` makes the ids of the drawing unique on its page.
    """
    points = sorted(set(points), key=lambda p: (p.year, p.value, p.kind, p.words))
    axes = _axes(points, number)
    drawing = _drawing(HEIGHT, title, description, key)
    _draw_axes(drawing, axes, number)
    lines = [
        (_spot(axes, start), _spot(axes, end)) for start, end in _joined(points)
    ]
    if lines:
        path = " ".join(f"M{x1:g} {y1:g}L{x2:g} {y2:g}" for (x1, y1), (x2, y2) in lines)
        _add(drawing, "path", "line", d=path)
    for point in points:
        _draw_point(drawing, axes, point)
    _draw_labels(drawing, axes, points, lines)
    return Markup(ET.tostring(drawing, encoding="unicode"))  # noqa: S704 -- escaped by ElementTree


def draw_bars(bars: Sequence[Bar], title: str, description: str, key: str) -> Markup:
    """Return a drawing that compares numbers of one time, a bar from zero for each."""
    drawing = _drawing(ROW * len(bars), title, description, key)
    longest = max((bar.value for bar in bars), default=Decimal(0)) or Decimal(1)
    room = WIDTH - RIGHT - max((len(bar.label) for bar in bars), default=0) * LETTER_WIDTH - 8
    for index, bar in enumerate(bars):
        top = index * ROW
        width = round(max(0.0, float(bar.value / longest)) * room, 1)
        _text(drawing, bar.name, "bar-name", 0, top + 12)
        _add(drawing, "rect", "bar", x="0", y=f"{top + 18:g}", width=f"{width:g}", height=f"{BAR}")
        _text(drawing, bar.label, "value", width + 6, top + 18 + BAR - 2)
    return Markup(ET.tostring(drawing, encoding="unicode"))  # noqa: S704 -- as above


def _drawing(height: float, title: str, description: str, key: str) -> ET.Element:
    names = {"title": f"{key}-title", "desc": f"{key}-desc"}
    drawing = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height:g}",
            "role": "img",
            "aria-labelledby": " ".join(names.values()),
        },
    )
    for tag, words in (("title", title), ("desc", description)):
        ET.SubElement(drawing, tag, {"id": names[tag]}).text = _line(words)
    return drawing


def _axes(points: Sequence[Point], number: Number) -> _Axes:
    ticks = round_ticks([*(p.value for p in points), *(p.high for p in points if p.high is not None)])
    years = [math.floor(point.year) for point in points]
    left = max(len(number(tick.normalize())) for tick in ticks) * LETTER_WIDTH + 6
    return _Axes(left, min(years), max(years), ticks)


def _draw_axes(drawing: ET.Element, axes: _Axes, number: Number) -> None:
    for tick in axes.ticks:
        y = axes.y(tick)
        css = "axis" if tick == 0 else "grid-line"
        _add(drawing, "path", css, d=f"M{axes.left:g} {y:g}H{WIDTH - RIGHT}")
        _text(drawing, number(tick.normalize()), "tick", axes.left - 6, y + 4, "end")
    floor = HEIGHT - BOTTOM
    every = math.ceil(YEAR_WIDTH / axes.year_width)
    for year in range(axes.first, axes.last + 2):
        _add(drawing, "path", "axis", d=f"M{axes.x(year):g} {floor}v4")
    # Counted from the last year, which readers look for first.
    for year in range(axes.last, axes.first - 1, -every):
        _text(drawing, str(year), "tick", axes.x(year + 0.5), HEIGHT - 8, "middle")


def _joined(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the pairs of results that a line joins, each time with the next one."""
    results = [p for p in points if p.kind != "target" and p.high is None]
    times = [list(group) for _, group in groupby(results, key=lambda p: p.year)]
    for one, next_one in pairwise(times):
        yield from product(one, next_one)


def _spot(axes: _Axes, point: Point) -> Spot:
    return axes.x(point.year), axes.y(point.value)


def _draw_point(drawing: ET.Element, axes: _Axes, point: Point) -> None:
    group = _add(drawing, "g", f"point point--{point.kind}")
    ET.SubElement(group, "title").text = _line(point.words)
    x, y = _spot(axes, point)
    if point.high is not None:
        _add(group, "path", "range", d=f"M{x - 5:g} {y:g}h10m-5 0V{axes.y(point.high):g}m-5 0h10")
    elif point.kind == "target":
        r = DIAMOND
        _add(group, "path", "target", d=f"M{x:g} {y - r:g}l{r} {r}l-{r} {r}l-{r} -{r}z")
    else:
        _add(group, "circle", "dot", cx=f"{x:g}", cy=f"{y:g}", r=f"{DOT}")


def _draw_labels(
    drawing: ET.Element, axes: _Axes, points: Sequence[Point], lines: list[tuple[Spot, Spot]]
) -> None:
    named = [(axes.x(p.year), axes.y(max(p.value, p.high or p.value)), p.label) for p in points]
    frame = (axes.left, 2.0, float(WIDTH), HEIGHT - BOTTOM - 1.0)
    for label in place_labels(named, lines, frame):
        if label.leader is not None:
            x, y = label.leader
            end = label.y + 3 if label.y < y else label.y - 11
            _add(drawing, "path", "leader", d=f"M{x:g} {y:g}L{label.x:g} {end:g}")
        _text(drawing, label.text, "value", label.x, label.y, label.side)


def _add(parent: ET.Element, tag: str, css: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, {"class": css, **attributes})


def _text(  # noqa: PLR0913, PLR0917 -- what, how and where
    parent: ET.Element, words: str, css: str, x: float, y: float, side: str = "start"
) -> None:
    element = _add(parent, "text", css, x=f"{x:g}", y=f"{y:g}")
    if side != "start":
        element.set("text-anchor", side)
    element.text = _line(words)


def _line(words: str) -> str:
    """Return words on one line: a blank line would end the HTML block of the page."""
    return " ".join(words.split())
