"""Where the numbers of a chart stand: beside their points, over no other number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

# Size of a letter of the labels in units of the drawing (12 units high, half bold, rounded up).
LETTER_WIDTH = 7.2
LETTER_HEIGHT = 12
# Half the side of the square that a point takes up.
POINT = 6
# The worth of a place: a label that hides a point reads worse than one a line runs through.
HIDES_POINT = 12.0
TOUCHES_LINE = 1.0
# Steps at which a line is tried for contact, in units of the drawing.
STEP = 3

Side = Literal["start", "middle", "end"]
Spot = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a base line; `side` says which end of it stands there (SVG `text-anchor`).

    `leader` is the point that a line must lead to, because the text stands apart from it.
    """

    text: str
    x: float
    y: float
    side: Side
    leader: Spot | None = None


# Shifts from a point to the base line of its label, the best first; the last ones stand apart.
NEAR: tuple[tuple[float, float, Side], ...] = (
    (0, -10, "middle"), (0, 20, "middle"), (-9, 4, "end"), (9, 4, "start"),
    (-6, -8, "end"), (6, -8, "start"), (6, 17, "start"), (-6, 17, "end"),
)  # fmt: skip
APART: tuple[tuple[float, float, Side], ...] = tuple(
    (dx, dy, side)
    for distance in (26, 40, 54, 68)
    for dx, dy, side in (
        (0, -distance + 4, "middle"), (0, distance + 6, "middle"),
        (-16, -distance + 4, "end"), (10, distance + 6, "start"),
    )
)  # fmt: skip


def place_labels(
    points: Sequence[tuple[float, float, str]],
    lines: Sequence[tuple[Spot, Spot]],
    frame: Box,
) -> list[Label]:
    """Return a label for each point `(x, y, text)` that has room, the last points first.

    `frame` is left, top, right, bottom. Labels never overlap; where a crowd leaves no room a
    point stays without one, because the table beside the chart has every number.
    """
    spots = [(x, y) for x, y, _ in points]
    trail = [spot for line in lines for spot in _walk(*line)]
    taken: list[Box] = []
    labels: list[Label] = []
    for x, y, text in sorted(set(points), key=lambda p: (-p[0], p[1], p[2])):
        best = min(
            _candidates(x, y, text, frame, taken, spots, trail), key=lambda c: c[0], default=None
        )
        if best is not None:
            labels.append(best[1])
            taken.append(_box(best[1]))
    return labels


def _candidates(
    x: float,
    y: float,
    text: str,
    frame: Box,
    taken: Sequence[Box],
    spots: Sequence[Spot],
    trail: Sequence[Spot],
) -> Iterator[tuple[float, Label]]:
    """Yield each free place of a label with its cost."""
    for rank, (dx, dy, side) in enumerate((*NEAR, *APART)):
        leader = (x, y) if rank >= len(NEAR) else None
        label = Label(text, round(x + dx, 1), round(y + dy, 1), side, leader)
        box = _box(label)
        if not _inside(box, frame) or any(_overlap(box, other) for other in taken):
            continue
        hidden = sum(_overlap(box, _around(spot)) for spot in spots if spot != (x, y))
        crossed = sum(_overlap(box, (*spot, *spot)) for spot in trail)
        yield rank * 0.5 + hidden * HIDES_POINT + crossed * TOUCHES_LINE, label


def _box(label: Label) -> Box:
    width = len(label.text) * LETTER_WIDTH
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.side]
    return left, label.y - LETTER_HEIGHT + 2, left + width, label.y + 2


def _around(spot: Spot) -> Box:
    x, y = spot
    return x - POINT, y - POINT, x + POINT, y + POINT


def _inside(box: Box, frame: Box) -> bool:
    return (
        box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]
    )


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )


def _walk(start: Spot, end: Spot) -> Iterator[Spot]:
    """Yield spots along a line, both ends included."""
    (x1, y1), (x2, y2) = start, end
    steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // STEP))
    for step in range(steps + 1):
        share = step / steps
        yield x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
