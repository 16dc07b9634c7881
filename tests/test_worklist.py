"""The worklist: counted anew by other code, right to the day, and gone once a record is mended."""

import csv
import io
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from site_builder import pipeline
from site_builder.render.environment import Site
from site_builder.render.work.files import worklist_files
from site_builder.render.work.worklist import tasks
from site_builder.words.catalogue import load_words
from tests.building import TODAY
from tests.html_pages import HtmlPage, elements, one, text_of
from tests.recount import LIVE, Record, Recount

WORDS = load_words("vi")


def rows(site: Path) -> list[dict[str, str]]:
    """Return the rows of the table of a built site."""
    text = (site / "du-lieu" / "can-lam.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_holds_the_work_of_every_record(site: Path, recount: Recount) -> None:
    names = {row["code"]: f"{row['type']} {row['name']} (cũ)"
             for row in recount.table("former_districts")}  # fmt: skip
    wanted = Counter(
        (WORDS(f"worklist.kind.{kind}"), f"content/{path}.yml", names.get(district or ""))
        for kind, path, district in recount.work()
    )
    unknown = WORDS("worklist.no_district")
    found = Counter(
        (row["Việc"], row["Tệp"], None if row["Huyện cũ"] == unknown else row["Huyện cũ"])
        for row in rows(site)
    )
    assert found == wanted


def test_the_page_counts_what_the_table_lists(pages: dict[str, HtmlPage], recount: Recount) -> None:
    page = pages["/can-lam/"]
    work = list(recount.work())
    kinds = Counter(WORDS(f"worklist.kind.{kind}") for kind, _, _ in work)
    table = one(elements(page.article, "tbody"))
    cells = [[text_of(cell) for cell in row] for row in elements(table, "tr")]
    assert {name: int(count.replace(".", "")) for name, count in cells if count != "0"} == kinds
    assert f"{len(work):,}".replace(",", ".") in text_of(one(elements(page.article, css="lead")))
    sums = [
        int(re.findall(r": ([\d.]+) việc", text_of(heading))[0].replace(".", ""))
        for heading in elements(page.article, "h2")[1:]
    ]
    assert sorted(sums) == sorted(Counter(district for _, _, district in work).values())


def test_the_page_leads_to_each_record_and_its_file(
    pages: dict[str, HtmlPage], recount: Recount
) -> None:
    page = pages["/can-lam/"]
    sections = {"cooperatives": "hop-tac-xa", "products": "san-pham"}
    for details in elements(page.article, "details"):
        entries = elements(details, "li")
        summary = text_of(one(elements(details, "summary")))
        assert summary.endswith(f": {len(entries)}")
    for kind, path, _ in recount.work():
        if kind != "no_photo":
            folder, id_ = path.split("/")
            assert f"/{sections[folder]}/{id_}/" in page.links()
            assert f"/{path}.yml" in page.source


def test_no_search_engine_shows_the_page(pages: dict[str, HtmlPage]) -> None:
    assert '<meta name="robots" content="noindex">' in pages["/can-lam/"].source
    assert "/can-lam/" in pages["/gioi-thieu/"].links()


def test_no_cell_can_be_run_as_a_formula(site: Path) -> None:
    assert (site / "du-lieu" / "can-lam.csv").read_bytes().startswith(b'\xef\xbb\xbf"')
    cells = [cell for row in rows(site) for cell in row.values()]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)]


def test_a_name_that_looks_like_a_formula_gets_an_apostrophe(site_copy: Path) -> None:
    path = site_copy / "content/products/chi-co-ten.yml"
    text = re.sub(r"(?m)^name_vi: .*$", 'name_vi: "=1+1"', path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    table = files(site_copy, TODAY)["du-lieu/can-lam.csv"].decode()
    assert '"\'=1+1"' in table
    assert '"=1+1"' not in table


def files(root: Path, today: date) -> dict[str, bytes]:
    """Return the files of the worklist of a root on a day."""
    directory, issues = pipeline.load_directory(root, today)
    assert directory is not None, issues
    site = Site(directory, WORDS, areas={}, has_outlines=False)
    return {file.path: file.content for file in worklist_files(site)}


def kinds_of(root: Path, today: date, id_: str) -> set[str]:
    """Return the kinds of work on one record on a day."""
    directory, issues = pipeline.load_directory(root, today)
    assert directory is not None, issues
    return {task.kind for task in tasks(directory) if task.listed.record.id == id_}


@pytest.mark.parametrize(
    ("days_left", "kind"),
    [
        (181, None),
        (180, "ends_180"),
        (91, "ends_180"),
        (90, "ends_90"),
        (31, "ends_90"),
        (30, "ends_30"),
        (0, "ends_30"),
        (-1, "expired"),
    ],
)
def test_an_award_is_work_from_its_day_on(
    site_copy: Path, days_left: int, kind: str | None
) -> None:
    product = site_copy / "content/products/che-sap-het-han.yml"
    text = product.read_text(encoding="utf-8").replace("2024-01-15", "2024-12-01")
    product.write_text(text, encoding="utf-8")
    end = date(2027, 12, 1)
    found = kinds_of(site_copy, end - timedelta(days=days_left), "che-sap-het-han")
    assert found & {"ends_180", "ends_90", "ends_30", "expired"} == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        (date(2027, 9, 14), None),
        (date(2027, 9, 15), "checked_12"),
        (date(2028, 9, 14), "checked_12"),
        (date(2028, 9, 15), "checked_24"),
    ],
)
def test_a_check_grows_old_on_its_day(example_site: Path, today: date, kind: str | None) -> None:
    found = kinds_of(example_site, today, "htx-mau-day-du")
    assert {name for name in found if "checked" in name} == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("never_checked", "sources:", "verified:\n  on: 2026-11-22\n  method: visit\nsources:"),
        ("no_position", "sources:",
         "location:\n  lat: 18.4\n  lon: 107.1\n  precision: village\nsources:"),
        ("no_quote", "  - document: trang-so-mau",
         "  - document: trang-so-mau\n    quote: lời trong nguồn"),
    ],
)  # fmt: skip
def test_work_is_gone_once_the_record_is_mended(
    site_copy: Path, kind: str, old: str, new: str
) -> None:
    path = site_copy / "content/cooperatives/htx-cho-mau.yml"
    assert kind in kinds_of(site_copy, TODAY, "htx-cho-mau")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert kind not in kinds_of(site_copy, TODAY, "htx-cho-mau")


def test_a_commune_that_becomes_known_ends_the_work(site_copy: Path) -> None:
    path = site_copy / "content/cooperatives/htx-cho-mau.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('  former_commune: "90202"\n', ""), encoding="utf-8")
    assert "no_commune" in kinds_of(site_copy, TODAY, "htx-cho-mau")
    path.write_text(text, encoding="utf-8")
    assert "no_commune" not in kinds_of(site_copy, TODAY, "htx-cho-mau")


# The calendar


def awards_in_force(recount: Recount) -> Iterator[tuple[Record, date]]:
    for product in recount.products.values():
        current = recount.current(product)
        if current is not None and current[1] in LIVE and current[2] is not None:
            yield product, current[2]


def test_another_reader_finds_every_day_in_the_calendar(site: Path, recount: Recount) -> None:
    calendar = Calendar.from_ical((site / "du-lieu" / "can-lam.ics").read_bytes().decode())
    assert calendar["PRODID"]
    assert calendar["VERSION"] == "2.0"
    events = calendar.walk("VEVENT")
    found = {(str(event["SUMMARY"]), event.decoded("DTSTART")) for event in events}
    wanted = {
        (WORDS("worklist.event.award", name=product["name_vi"]), end)
        for product, end in awards_in_force(recount)
    } | {
        (WORDS("worklist.event.check", name=record["name_vi"]), _a_year_later(record))
        for record in (*recount.organisations.values(), *recount.products.values())
        if "verified" in record
    }
    assert found == wanted
    identities = [str(event["UID"]) for event in events]
    assert len(set(identities)) == len(identities) == len(wanted)
    for event in events:
        assert event.errors == []
        assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1)
        assert event.decoded("DTSTAMP").date() <= TODAY


def _a_year_later(record: Record) -> date:
    day = date.fromisoformat(record["verified"]["on"])
    return day.replace(year=day.year + 1, day=min(day.day, monthrange(day.year + 1, day.month)[1]))


def test_the_lines_of_the_calendar_are_short_and_end_as_they_must(
    example_site: Path, site_copy: Path
) -> None:
    path = site_copy / "content/products/che-sap-het-han.yml"
    name = "Chè, tuyết; núi \\ cao " + "ờ" * 150
    lines = path.read_text(encoding="utf-8").splitlines()
    renamed = [f"name_vi: {name}" if line.startswith("name_vi: ") else line for line in lines]
    path.write_text("\n".join([*renamed, ""]), encoding="utf-8")
    for root in (example_site, site_copy):
        content = files(root, TODAY)["du-lieu/can-lam.ics"]
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        folded = content.split(b"\r\n")
        assert max(map(len, folded)) <= 75
        assert not [line for line in folded if "\ufffd" in line.decode(errors="replace")]
    summaries = {str(e["SUMMARY"]) for e in Calendar.from_ical(content.decode()).walk("VEVENT")}
    assert WORDS("worklist.event.award", name=name) in summaries


def test_the_calendar_is_the_same_from_day_to_day(example_site: Path) -> None:
    first, second = (
        files(example_site, day)["du-lieu/can-lam.ics"]
        for day in (TODAY, TODAY + timedelta(days=1))
    )
    assert first == second
