"""Charts: what is drawn where, what a line may join, and that no text is read as markup."""

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.render.figures.bars import Bar, draw_bars
from site_builder.render.figures.charts import Kind, Point, draw_series, middle_of, round_ticks
from site_builder.render.figures.labels import Scene, place_labels
from site_builder.words.formats import format_number
from tests.html_pages import elements, one, text_of

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2)
HOSTILE = "</text></svg><script>alert(\"1\")</script>\n\n# h & {{ 7*7 }} <b a='x'>"


def point(time: str, value: str, kind: Kind = "actual", high: str | None = None) -> Point:
    return Point(
        year=middle_of(time),
        value=Decimal(value),
        kind=kind,
        label=value,
        words=f"{time}: {value} ({kind})",
        high=Decimal(high) if high else None,
    )


def draw(*points: Point) -> str:
    return str(draw_series(points, "Số hợp tác xã", "Đơn vị: HTX", "so-htx", format_number))


def read(drawing: str) -> ET.Element:
    root = ET.fromstring(drawing)  # noqa: S314 -- drawn a line before
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
    return root


def dots(root: ET.Element) -> dict[str, tuple[float, float]]:
    """Return the middle of every dot by the words of its point."""
    return {
        text_of(one(elements(group, "title"))): (float(dot.attrib["cx"]), float(dot.attrib["cy"]))
        for group in elements(root, "g", "point")
        for dot in elements(group, "circle")
    }


def joined(root: ET.Element) -> list[tuple[float, float]]:
    """Return every end of the lines of results."""
    paths = " ".join(path.attrib["d"] for path in elements(root, "path", "line"))
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", paths)]


def middle_of_diamond(path: ET.Element) -> tuple[float, float]:
    x, y, half = re.findall(r"[\d.]+", path.attrib["d"])[:3]
    return float(x), float(y) + float(half)


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2024", 2024.5),
        ("2024-01", 2024 + 0.5 / 12),
        ("2024-06", 2024 + 5.5 / 12),
        ("2024-06-16", 2024 + 5.5 / 12),
        ("2020/2025", 2023.0),
        ("2024-01/2024-06", 2024.25),
    ],
)
def test_a_time_stands_in_the_middle_of_what_it_may_mean(period: str, year: float) -> None:
    assert middle_of(period) == pytest.approx(year, abs=0.002)


@given(st.dates(), st.dates())
def test_days_stand_in_order_and_inside_their_month_and_year(
    one_day: object, other: object
) -> None:
    first, last = sorted([str(one_day), str(other)])
    assert middle_of(first) < middle_of(last) or first == last
    assert abs(middle_of(first) - middle_of(first[:7])) < 1 / 24
    assert abs(middle_of(first[:7]) - middle_of(first[:4])) < 1 / 2


def test_later_stands_to_the_right_and_more_stands_higher() -> None:
    times = ["2018", "2021-09", "2021-12", "2022", "2024-06-25", "2025-05"]
    root = read(draw(*(point(time, str(100 * n)) for n, time in enumerate(times))))
    spots = [dots(root)[f"{time}: {100 * n} (actual)"] for n, time in enumerate(times)]
    assert spots == sorted(spots)
    assert [y for _, y in spots] == sorted((y for _, y in spots), reverse=True)


def test_the_order_in_which_points_come_changes_nothing() -> None:
    points = [point("2021", "42"), point("2019-05", "27"), point("2025", "60", "target")]
    assert draw(*points) == draw(*reversed(points))


@given(st.lists(NUMBERS, min_size=1))
def test_an_axis_starts_at_zero_and_has_few_round_ticks(values: list[Decimal]) -> None:
    ticks = round_ticks(values)
    assert ticks[0] == 0
    assert ticks[-1] >= max(values)
    assert 2 <= len(ticks) <= 7
    steps = {last - first for first, last in pairwise(ticks)}
    assert one_digit(steps) in {1, 2, 5}


def one_digit(steps: set[Decimal]) -> int:
    (step,) = steps
    (digit,) = step.normalize().as_tuple().digits
    return digit


def test_an_axis_below_zero_still_holds_zero() -> None:
    assert {Decimal(-20), Decimal(0), Decimal(20)} <= set(round_ticks([Decimal(-13), Decimal(21)]))


def test_counts_have_no_ticks_between_whole_numbers() -> None:
    assert list(map(str, round_ticks([Decimal(1), Decimal(2)]))) == ["0", "1", "2"]


def test_a_target_never_joins_the_line_of_results() -> None:
    results = [point("2019-05", "27"), point("2021", "42"), point("2025", "58")]
    root = read(draw(*results, point("2023", "60", "target")))
    diamond = one(elements(root, css="target"))
    assert middle_of_diamond(diamond) not in joined(root)
    assert set(joined(root)) == set(dots(root).values())
    assert len(elements(root, css="point--target")) == 1
    assert len(elements(root, "circle")) == len(results)


def test_targets_alone_make_no_line() -> None:
    root = read(draw(point("2024", "27", "target"), point("2025", "60", "target")))
    assert elements(root, css="line") == []
    assert len(elements(root, css="target")) == 2


def test_estimates_are_results_of_another_look() -> None:
    root = read(draw(point("2024-06", "282", "estimate"), point("2024-12", "300")))
    assert len(elements(root, css="point--estimate")) == 1
    assert set(joined(root)) == set(dots(root).values())


def test_disagreeing_sources_both_stand_at_their_time_and_the_line_reaches_both() -> None:
    root = read(draw(point("2023", "30"), point("2024-08", "50"), point("2024-08", "45")))
    spots = dots(root)
    higher, lower = spots["2024-08: 50 (actual)"], spots["2024-08: 45 (actual)"]
    assert higher[0] == lower[0]
    assert higher[1] < lower[1]
    assert {higher, lower} <= set(joined(root))
    assert {"50", "45"} <= {text_of(text) for text in elements(root, "text", "value")}
    assert (higher, lower) not in list(zip(joined(root)[::2], joined(root)[1::2], strict=True))


def test_the_same_statement_of_two_sources_is_drawn_once() -> None:
    root = read(draw(point("2023", "30"), point("2023", "30"), point("2024", "31")))
    assert len(elements(root, "circle")) == 2


def test_a_range_is_a_bar_between_its_ends_and_no_line_joins_it() -> None:
    root = read(draw(point("2022", "4"), point("2023", "4", high="5"), point("2024", "5")))
    path = one(elements(root, css="range")).attrib["d"]
    (bottom,), (top,) = re.findall(r"^M[\d.]+ ([\d.]+)", path), re.findall(r"V([\d.]+)", path)
    spots = dots(root)
    assert len(spots) == 2
    assert float(bottom) == spots["2022: 4 (actual)"][1]
    assert float(top) == spots["2024: 5 (actual)"][1]
    assert set(joined(root)) == set(spots.values())


def test_a_single_point_of_zero_can_be_drawn() -> None:
    assert len(dots(read(draw(point("2021-08", "0"))))) == 1


def test_no_text_is_read_as_markup() -> None:
    hostile = Point(2024.5, Decimal(7), "actual", HOSTILE, HOSTILE)
    series = draw_series([hostile], HOSTILE, HOSTILE, "k", lambda _: HOSTILE)
    bars = draw_bars([Bar(HOSTILE, Decimal(7), HOSTILE)], HOSTILE, HOSTILE, "k")
    said = " ".join(HOSTILE.split())
    for drawing in (series, bars):
        root = read(drawing)
        assert {e.tag for e in root.iter()} <= {
            "svg", "title", "desc", "g", "path", "circle", "rect", "text",
        }  # fmt: skip
        assert said in {text_of(e) for e in elements(root, "title")}
        assert "\n" not in drawing


def test_a_drawing_says_what_it_shows_and_leaves_looks_to_the_stylesheet() -> None:
    root = read(draw(point("2023", "30"), point("2024", "31", "target")))
    assert root.attrib["role"] == "img"
    named = [
        one([e for e in root if e.get("id") == i]) for i in root.attrib["aria-labelledby"].split()
    ]
    assert [text_of(e) for e in named] == ["Số hợp tác xã", "Đơn vị: HTX"]
    for name in ("style", "fill", "stroke", "font-size", "onload", "href"):
        assert all(name not in e.attrib for e in root.iter())


@given(st.lists(st.tuples(st.integers(40, 310), st.integers(20, 180)), min_size=1, max_size=12))
def test_labels_never_overlap_and_never_leave_the_frame(points: list[tuple[int, int]]) -> None:
    frame = (30.0, 2.0, 320.0, 190.0)
    texts = [((float(x), float(y)), f"{x}.{y}") for x, y in points]
    labels = place_labels(texts, Scene(frame, [spot for spot, _ in texts], []))
    boxes = [label.box for label in labels]
    assert labels
    assert len({label.text for label in labels}) == len(labels)
    for index, (left, top, right, bottom) in enumerate(boxes):
        assert frame[0] <= left
        assert frame[1] <= top
        assert right <= frame[2]
        assert bottom <= frame[3]
        for other in boxes[index + 1 :]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom


def test_bars_start_at_one_edge_and_are_as_long_as_their_numbers() -> None:
    numbers = {"Huyện A": "20", "Huyện B": "10", "Huyện C": "0"}
    bars = [Bar(name, Decimal(number), number) for name, number in numbers.items()]
    root = read(draw_bars(bars, "Số sản phẩm", "Đơn vị: sản phẩm", "b"))
    widths = [float(bar.attrib["width"]) for bar in elements(root, "rect", "bar")]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.1)
    assert widths[2] == 0
    assert {bar.attrib["x"] for bar in elements(root, "rect", "bar")} == {"0"}
    assert [text_of(e) for e in elements(root, "text", "value")] == list(numbers.values())
    assert [text_of(e) for e in elements(root, "text", "bar-name")] == list(numbers)
