"""The map and the list beside it: the same organisations, whatever is chosen."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, FrameLocator, Page, expect

from site_builder.publish.vendor import vendor_files
from site_builder.render.maps.interactive import render_map
from site_builder.render.maps.views import MapEntry, MapPin, MapView
from site_builder.words.catalogue import load_words
from tests.browser.list_page import Open, choose, ready, shown
from tests.building import ROOT
from tests.facet_recount import matching, organisation_values
from tests.recount import Recount

MAP = "/ban-do/"
# Of all pins and bubbles: how many organisations they stand for.
STOOD_FOR = """() => [...document.querySelectorAll(".pin .unseen")]
  .map((name) => Number(name.textContent.match(/(\\d+) tổ chức/)[1]))
  .reduce((sum, count) => sum + count, 0)"""

# Of the rectangle around a name: an accent under the edge of a circle can still be read.
LEGIBLE = 0.2
NAMES_ARE_CLEAR = """(most) => {
  const pins = [...document.querySelectorAll(".pin-body")];
  const circles = pins.map((pin) => pin.getBoundingClientRect());
  const common = (a, b) =>
    Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
    Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const names = [...document.querySelectorAll(".area-label")];
  return names.length > 1 && names.every((name) => {
    const text = document.createRange();
    text.selectNodeContents(name);
    const lines = [...text.getClientRects()];
    const area = lines.reduce((sum, line) => sum + line.width * line.height, 0);
    const hidden = lines.reduce(
      (sum, line) => circles.reduce((own, circle) => own + common(line, circle), sum), 0);
    return hidden <= most * area;
  });
}"""


def map_of(page: Page) -> FrameLocator:
    page.locator(".map__frame").scroll_into_view_if_needed()
    return page.frame_locator(".map__frame")


def inside(page: Page) -> Frame:
    frame = page.frame(url=re.compile("/maps/tinh.html$"))
    assert frame is not None
    return frame


def stood_for(page: Page) -> int:
    count: int = inside(page).evaluate(STOOD_FOR)
    return count


def expect_on_map(page: Page, count: int) -> None:
    """Wait until the map stands for so many organisations: it is told by a message."""
    inside(page).wait_for_function(f"({STOOD_FOR})() === {count}")


def placed(page: Page) -> list[str]:
    """Return the organisations of the list that a map can show."""
    unplaced = page.locator("tr[data-unplaced]").evaluate_all(
        "rows => rows.map((row) => row.dataset.id)"
    )
    return [id_ for id_ in shown(page) if id_ not in unplaced]


def ids_in_popups(frame: FrameLocator) -> list[str]:
    """Open every pin and return the organisations its popup leads to."""
    ids = []
    for pin in frame.locator(".pin").all():
        pin.press("Enter")
        links = frame.locator(".popup a")
        expect(links.first).to_be_visible()
        ids += [str(link.get_attribute("href")).split("/")[-2] for link in links.all()]
        frame.locator(".popup").press("Escape")
        expect(frame.locator(".popup")).to_have_count(0)
    return ids


def test_the_pins_stand_for_the_organisations_of_the_list(
    visit_list: Open, real_recount: Recount
) -> None:
    page = ready(visit_list(MAP))
    frame = map_of(page)
    expect(frame.locator(".pin").first).to_be_visible()
    assert set(shown(page)) == set(real_recount.organisations)
    assert stood_for(page) == len(placed(page))
    without_commune = [
        id_ for id_, o in real_recount.organisations.items() if real_recount.place(o)[0] is None
    ]
    assert len(shown(page)) - len(placed(page)) == len(without_commune)
    expect(page.locator(".listing__standing")).to_contain_text(str(len(without_commune)))


def test_filters_leave_the_same_organisations_on_the_map_and_in_the_list(
    visit_list: Open, real_recount: Recount
) -> None:
    values = organisation_values(real_recount)
    page = ready(visit_list(MAP))
    frame = map_of(page)
    expect(frame.locator(".pin").first).to_be_visible()
    wanted = [("district", "cho-don"), ("sector", "crops")]
    for number, (facet, value) in enumerate(wanted, start=1):
        choose(page, facet, value)
        expected = matching(values, wanted[:number])
        assert set(shown(page)) == expected
        expect_on_map(page, len(placed(page)))
        assert sorted(ids_in_popups(frame)) == sorted(placed(page))
    for group in page.locator(".rows tbody").locator("visible=true").all():
        rows = group.locator("tr[data-id]").locator("visible=true")
        expect(group.locator(".rows__count")).to_have_text(str(rows.count()))
    page.locator(".chosen").get_by_role("button", name="Xóa bộ lọc").click()
    assert len(shown(page)) == len(values)
    expect_on_map(page, len(placed(page)))


def test_a_map_that_loads_late_shows_what_the_address_chooses(visit_list: Open) -> None:
    page = ready(visit_list(f"{MAP}?district=ba-be&kind=cooperative", width=360))
    chosen = placed(page)
    frame = map_of(page)
    expect(frame.locator(".pin").first).to_be_visible()
    expect_on_map(page, len(chosen))


def test_a_filter_that_leaves_nobody_empties_the_map(visit_list: Open) -> None:
    page = ready(visit_list(MAP))
    frame = map_of(page)
    expect(frame.locator(".pin").first).to_be_visible()
    page.get_by_label("Lọc theo tên").fill("khong co ai ten nay")
    expect(frame.locator(".pin")).to_have_count(0)
    expect(page.locator(".listing__empty")).to_be_visible()
    page.get_by_label("Lọc theo tên").fill("")
    expect(frame.locator(".pin").first).to_be_visible()


def test_the_map_heeds_its_own_page_only_and_understands_nothing_else(visit_list: Open) -> None:
    page = ready(visit_list(MAP))
    frame = map_of(page)
    expect(frame.locator(".pin").first).to_be_visible()
    everybody = stood_for(page)
    inside(page).evaluate("""() => new Promise((done) => {
      addEventListener("message", () => setTimeout(done, 50));
      postMessage({ type: "show", ids: [] }, "*");
    })""")
    assert stood_for(page) == everybody
    send = "message => document.querySelector('.map__frame').contentWindow.postMessage(message)"
    strange: tuple[object, ...] = (None, "show", {"type": "other", "ids": []}, {"type": "show"})
    for message in strange:
        page.evaluate(send, message)
    page.wait_for_timeout(100)
    assert stood_for(page) == everybody
    page.evaluate(send, {"type": "show", "ids": ["__proto__", 7, None, {}]})
    expect(frame.locator(".pin")).to_have_count(0)


def test_the_keyboard_passes_the_map_or_reaches_its_pins(visit_list: Open) -> None:
    page = ready(visit_list(MAP))
    frame = map_of(page)
    expect(frame.locator(".pin").first).to_be_visible()
    skip = page.get_by_role("link", name="Bỏ qua bản đồ")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".facets > summary")).to_be_focused()
    frame.locator(".pin").first.focus()
    page.keyboard.press("Enter")
    expect(frame.locator(".popup")).to_be_focused()
    page.keyboard.press("Tab")
    expect(frame.locator(".popup a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/hop-tac-xa/[\w-]+/$"))


@pytest.mark.parametrize(("width", "is_beside"), [(360, False), (1280, True)])
def test_the_map_stands_beside_the_list_where_there_is_room(
    visit_list: Open, width: int, is_beside: bool  # noqa: FBT001 (a case)
) -> None:  # fmt: skip
    page = ready(visit_list(MAP, width=width))
    drawn = page.locator(".map__box").bounding_box()
    listed = page.locator(".listing").bounding_box()
    assert drawn is not None
    assert listed is not None
    assert drawn["height"] >= 400
    assert (listed["x"] >= drawn["x"] + drawn["width"]) == is_beside
    assert (listed["y"] >= drawn["y"] + drawn["height"]) != is_beside


@pytest.fixture
def same_place(tmp_path: Path, serve: Callable[[Path], str]) -> str:
    """Return the address of a map with three organisations in exactly the same place."""
    pins = [
        MapPin(22.1, 106.1, f"HTX {n}", (MapEntry(f"HTX {n}", f"../hop-tac-xa/htx-{n}/"),))
        for n in range(3)
    ]
    view = MapView("cung-cho", "Cùng chỗ", "vi", (), (*pins, MapPin(22.5, 106.5, "Xa", ())))
    for file in (*render_map(view, load_words("vi")), *vendor_files(ROOT / "node_modules")):
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.path).write_bytes(file.content)
    for name in ("maps.js", "maps-filter.js", "maps.css"):
        asset = ROOT / "directory" / "vi" / "assets" / name
        (tmp_path / "assets" / name).write_bytes(asset.read_bytes())
    return f"{serve(tmp_path)}/maps/cung-cho.html"


def test_organisations_in_exactly_the_same_place_are_each_reached_by_keyboard(
    browser: Browser, same_place: str
) -> None:
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.goto(same_place)
    for _ in range(12):
        bubble = page.locator(".pin-cluster")
        if page.locator(".pin-one").count() >= 3:
            break
        bubble.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(150)
    names = set()
    for number in range(3):
        page.get_by_role("button", name=f"HTX {number}, 1 tổ chức").press("Enter")
        names.add(page.locator(".popup h2").inner_text())
        page.keyboard.press("Escape")
    assert names == {"HTX 0", "HTX 1", "HTX 2"}
    page.context.close()


def test_on_a_phone_no_circle_hides_the_name_of_a_district(visit_list: Open) -> None:
    page = visit_list(MAP, width=360)
    map_of(page).locator(".pin").first.wait_for()
    # The names move a moment after the circles have come to rest.
    inside(page).wait_for_function(NAMES_ARE_CLEAR, arg=LEGIBLE)
