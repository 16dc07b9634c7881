"""Bars that compare numbers of one time, drawn as inline SVG when the site is built."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from site_builder.render.figures.labels import LETTER_WIDTH
from site_builder.render.figures.svg import add_part, add_text, finish_drawing, start_drawing

# The same units as those of the charts over time.
WIDTH = 320
ROW = 38
BAR = 12
GAP = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One number, zero or more; `label` is the number as readers see it."""

    name: str
    value: Decimal
    label: str


def draw_bars(bars: Sequence[Bar], title: str, description: str, key: str) -> Markup:
    """Return a drawing with a bar for each number, all from zero and on one scale.

    At least one bar is needed; `key` makes the ids of the drawing unique on its page.
    """
    drawing = start_drawing(WIDTH, ROW * len(bars), title, description, key)
    longest = max(bar.value for bar in bars) or Decimal(1)
    room = max(WIDTH / 2, WIDTH - max(len(bar.label) for bar in bars) * LETTER_WIDTH - GAP)
    for index, bar in enumerate(bars):
        top = index * ROW
        width = round(float(bar.value / longest) * room, 1)
        add_text(drawing, bar.name, "bar-name", (0, top + 13))
        add_part(
            drawing, "rect", "bar", x="0", y=f"{top + 19}", width=f"{width:g}", height=f"{BAR}"
        )
        add_text(drawing, bar.label, "value", (width + GAP, top + 19 + BAR - 2))
    return finish_drawing(drawing)
