"""Where the numbers of a chart stand: beside their points and over no other number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

# The size of a letter of the labels in units of the drawing: half bold, 12 high, rounded up.
LETTER_WIDTH = 7.2
LETTER_HEIGHT = 12
DESCENT = 2
# Half the side of the square that a point takes up.
POINT = 6
# A label that hides a point reads worse than one that a line runs through.
HIDES_POINT = 12.0
TOUCHES_LINE = 1.0
NEXT_BEST = 0.5
# Steps at which a line is tried for contact, in units of the drawing.
STEP = 3

Side = Literal["start", "middle", "end"]
Spot = tuple[float, float]
Box = tuple[float, float, float, float]
Shift = tuple[float, float, Side]

# From a point to the base line of its label, the best first.
NEAR: tuple[Shift, ...] = (
    (0, -10, "middle"), (0, 20, "middle"), (-11, 4, "end"), (11, 4, "start"),
    (-6, -8, "end"), (6, -8, "start"), (6, 17, "start"), (-6, 17, "end"),
)  # fmt: skip
# Farther away, for points that stand close together; a leader line shows what is meant.
APART: tuple[Shift, ...] = tuple(
    shift
    for distance in (26, 40, 54, 68)
    for shift in (
        (0, 4 - distance, "middle"), (0, 6 + distance, "middle"),
        (-10, 4 - distance, "end"), (10, 6 + distance, "start"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a base line; `side` says which end of it stands there (SVG `text-anchor`).

    `leader` is the point a line must lead to, because the text stands apart from it.
    """

    text: str
    x: float
    y: float
    side: Side
    leader: Spot | None = None

    @property
    def box(self) -> Box:
        """The room the text takes up: left, top, right, bottom."""
        width = len(self.text) * LETTER_WIDTH
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.side]
        return left, self.y - LETTER_HEIGHT + DESCENT, left + width, self.y + DESCENT


@dataclass(frozen=True, slots=True)
class Scene:
    """What labels must respect: the frame they stay in, the points and the lines."""

    frame: Box
    points: Sequence[Spot]
    lines: Sequence[tuple[Spot, Spot]]


def place_labels(texts: Sequence[tuple[Spot, str]], scene: Scene) -> list[Label]:
    """Return a label for each `(point, text)` that finds room, the last points first.

    Labels never overlap. In a crowd a point may stay without one: the table has every number.
    """
    trail = [spot for line in scene.lines for spot in _walk(*line)]
    labels: list[Label] = []
    for point, text in sorted(set(texts), key=lambda named: (-named[0][0], *named)):
        candidates = [
            (_cost(label.box, point, scene.points, trail) + rank * NEXT_BEST, rank, label)
            for rank, label in _candidates(point, text)
            if _inside(label.box, scene.frame)
            and not any(_overlap(label.box, other.box) for other in labels)
        ]
        if candidates:
            labels.append(min(candidates, key=lambda candidate: candidate[:2])[2])
    return labels


def _candidates(point: Spot, text: str) -> Iterator[tuple[int, Label]]:
    x, y = point
    for rank, (right, down, side) in enumerate((*NEAR, *APART)):
        leader = point if rank >= len(NEAR) else None
        yield rank, Label(text, round(x + right, 1), round(y + down, 1), side, leader)


def _cost(box: Box, point: Spot, points: Sequence[Spot], trail: Sequence[Spot]) -> float:
    hidden = sum(_overlap(box, _around(other)) for other in points if other != point)
    touched = sum(_overlap(box, (*spot, *spot)) for spot in trail)
    return hidden * HIDES_POINT + touched * TOUCHES_LINE


def _around(spot: Spot) -> Box:
    x, y = spot
    return x - POINT, y - POINT, x + POINT, y + POINT


def _inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _walk(start: Spot, end: Spot) -> Iterator[Spot]:
    """Yield spots along a line, both ends included."""
    (x1, y1), (x2, y2) = start, end
    steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // STEP))
    for step in range(steps + 1):
        share = step / steps
        yield x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
