"""OCOP awards: what their dates make of them on a day, to the day."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from site_builder.records.directory import Directory, ListedProduct
from site_builder.records.models.product import Award
from site_builder.records.raw import RawRecord
from site_builder.records.rules.awards import (
    STATES,
    AwardState,
    add_months,
    assess,
    award_state,
    current_award,
    end_of,
    last_day,
)
from site_builder.records.validate import validate_record

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def award(**fields: object) -> Award:
    """Return an award with the fields as a file holds them."""
    raw = RawRecord("f.yml", {"source": "d", **fields}, {}, {})
    entry, issues = validate_record(raw, Award, date(2099, 12, 31))
    assert entry is not None, issues
    return entry.model


def decided(day: str, number: str = "9/QĐ-UBND", **fields: object) -> Award:
    return award(decision_number=number, decision_date=day, **fields)


def states(awards: Sequence[Award], today: date) -> list[AwardState]:
    stated = [a.as_of for a in awards]
    return [assessed.state for assessed in assess(awards, stated, today)]


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2023-11-22", "2026-11-22"),
        ("2024-02-28", "2027-02-28"),
        # Three years after a leap day is the last day of February.
        ("2024-02-29", "2027-02-28"),
        ("2021-02-28", "2024-02-28"),
        ("2023-08-31", "2026-08-31"),
        ("2023-12-31", "2026-12-31"),
    ],
)
def test_a_certificate_runs_36_months(day: str, end: str) -> None:
    assert end_of(decided(day)) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-10-31", 1, "2024-11-30"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-12-31", 12, "2025-12-31"),
        ("2024-02-29", 48, "2028-02-29"),
    ],
)
def test_months_end_with_their_month(day: str, months: int, result: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(result)


def test_the_last_day_is_valid_and_the_next_is_not() -> None:
    end = date(2026, 11, 22)
    given = decided("2023-11-22")
    assert award_state(given, None, end - DAY) == "expiring"
    assert award_state(given, None, end) == "expiring"
    assert award_state(given, None, end + DAY) == "expired"


def test_an_award_expires_soon_from_180_days_before_its_end() -> None:
    end = date(2028, 3, 10)
    given = decided("2025-03-10")
    assert award_state(given, None, end - 181 * DAY) == "valid"
    assert award_state(given, None, end - 180 * DAY) == "expiring"


def test_a_printed_end_is_kept() -> None:
    given = decided("2025-03-10", valid_until="2027-12-31")
    assert end_of(given) == date(2027, 12, 31)
    assert award_state(given, None, date(2027, 12, 31)) == "expiring"
    assert award_state(given, None, date(2028, 1, 1)) == "expired"


def test_an_extension_begins_after_the_end_and_ends_on_its_day() -> None:
    given = decided("2023-08-31", extended_until="2027-02-27")
    assert award_state(given, None, date(2026, 8, 31)) == "expiring"
    assert award_state(given, None, date(2026, 9, 1)) == "extended"
    assert award_state(given, None, date(2027, 2, 27)) == "extended"
    assert award_state(given, None, date(2027, 2, 28)) == "expired"
    # Once an extension is known, the award ends with it, on every page and on every day.
    for day in (date(2026, 8, 31), date(2026, 9, 1), date(2027, 2, 28)):
        assert [a.ends_on for a in assess([given], [None], day)] == [date(2027, 2, 27)]


def test_an_award_with_an_extension_expires_soon_before_the_end_of_that() -> None:
    given = decided("2023-08-31", extended_until="2026-10-31")
    assert award_state(given, None, date(2026, 5, 3)) == "valid"
    assert award_state(given, None, date(2026, 5, 4)) == "expiring"


def test_a_withdrawal_counts_from_its_day() -> None:
    given = decided("2025-01-20", withdrawn={"date": "2026-04-01", "ground": "stopped"})
    assert award_state(given, None, date(2026, 3, 31)) == "valid"
    assert award_state(given, None, date(2026, 4, 1)) == "withdrawn"
    assert award_state(given, None, date(2030, 1, 1)) == "withdrawn"


def test_a_statement_can_be_withdrawn_too() -> None:
    given = award(as_of="2025", withdrawn={"date": "2026-04-01", "ground": "stopped"})
    assert award_state(given, "2025", TODAY) == "withdrawn"


@pytest.mark.parametrize(
    ("partial", "last"),
    [
        ("2024", "2024-12-31"),
        ("2024-02", "2024-02-29"),
        ("2023-02", "2023-02-28"),
        ("2024-06", "2024-06-30"),
        ("2024-06-25", "2024-06-25"),
    ],
)
def test_a_partial_date_may_mean_its_last_day(partial: str, last: str) -> None:
    assert last_day(partial) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("stated", "last_unverified"),
    [
        ("2023", date(2026, 12, 31)),
        ("2023-11", date(2026, 11, 30)),
        ("2023-11-22", date(2026, 11, 22)),
        ("2024-02-29", date(2027, 2, 28)),
    ],
)
def test_a_statement_is_outdated_after_36_months(stated: str, last_unverified: date) -> None:
    given = award(star="3", as_of=stated)
    assert award_state(given, stated, last_unverified) == "unverified"
    assert award_state(given, stated, last_unverified + DAY) == "outdated"


def test_a_statement_without_any_date_stays_unverified() -> None:
    assert award_state(award(star="3"), None, date(2099, 1, 1)) == "unverified"


@pytest.mark.parametrize(
    "fields", [{"decision_number": "9/QĐ-UBND"}, {"decision_date": "2025-01-20"}]
)
def test_half_a_decision_is_none(fields: dict[str, str]) -> None:
    given = award(**fields)
    assert end_of(given) is None
    assert award_state(given, "2025", TODAY) == "unverified"


def test_a_statement_of_a_printed_end_expires() -> None:
    given = award(as_of="2025", valid_until="2026-11-21")
    assert award_state(given, "2025", TODAY) == "expired"
    assert award_state(given, "2025", TODAY - DAY) == "unverified"


def test_a_later_decision_takes_the_place_of_the_former() -> None:
    first = decided("2024-02-29", star="4")
    upgrade = decided("2025-03-10", "1/QĐ-BNN", star="5", assessment="upgrade")
    assessed = assess([upgrade, first], [None, None], TODAY)

    assert [(a.award.star, a.state, a.ends_on) for a in assessed] == [
        (4, "expired", date(2025, 3, 9)),
        (5, "valid", date(2028, 3, 10)),
    ]
    assert current_award(assessed) == assessed[1]


def test_a_re_assessment_may_lower_the_level() -> None:
    first = decided("2023-12-31", star="4")
    lower = decided("2026-10-01", "10/QĐ-UBND", star="3", assessment="re_assessment")
    assessed = assess([first, lower], [None, None], TODAY)
    assert [(a.award.star, a.state, a.ends_on) for a in assessed] == [
        (4, "expired", date(2026, 9, 30)),
        (3, "valid", date(2029, 10, 1)),
    ]
    assert current_award(assessed) == assessed[1]


def test_a_withdrawal_ends_an_extension() -> None:
    gone = {"date": "2026-10-01", "ground": "stopped"}
    given = decided("2023-08-31", extended_until="2027-02-27", withdrawn=gone)
    assert states([given], date(2026, 9, 30)) == ["extended"]
    withdrawn = assess([given], [None], date(2026, 10, 1))
    assert [(a.state, a.ends_on) for a in withdrawn] == [("withdrawn", date(2026, 9, 30))]


def test_a_later_decision_ends_an_extension() -> None:
    first = decided("2023-08-31", extended_until="2027-02-27")
    again = decided("2026-10-01", "10/QĐ-UBND", assessment="re_assessment")
    assessed = assess([first, again], [None, None], TODAY)
    assert [(a.state, a.ends_on) for a in assessed] == [
        ("expired", date(2026, 9, 30)),
        ("valid", date(2029, 10, 1)),
    ]


def test_a_later_statement_takes_no_place() -> None:
    first = decided("2025-03-10", star="4")
    said = award(star="5", as_of="2026-06")
    assessed = assess([said, first], ["2026-06", None], TODAY)
    assert [a.state for a in assessed] == ["valid", "unverified"]
    assert current_award(assessed) == assessed[0]


def test_a_withdrawn_upgrade_does_not_bring_the_former_award_back() -> None:
    first = decided("2024-12-31", star="4")
    upgrade = decided(
        "2025-03-10", "1/QĐ-BNN", star="5", withdrawn={"date": "2026-04-01", "ground": "other"}
    )
    assert states([first, upgrade], TODAY) == ["expired", "withdrawn"]


def test_the_newest_live_award_speaks_or_else_the_newest() -> None:
    live = [decided("2024-12-31"), decided("2025-12-31", "10/QĐ-UBND")]
    old = [award(as_of="2019"), decided("2020-12-31")]
    for awards, speaker in ((live + old, live[1]), (old, old[1]), ([*old, live[0]], live[0])):
        current = current_award(assess(awards, [a.as_of for a in awards], TODAY))
        assert current is not None
        assert current.award == speaker
    assert current_award(()) is None


def product(directory: Directory, name: str) -> ListedProduct:
    return next(listed for listed in directory.products if listed.record.id == name)


def test_the_example_shows_every_state(directory: Directory) -> None:
    shown = {a.state for listed in directory.products for a in listed.awards}
    current = {listed.current.state for listed in directory.products if listed.current}
    assert shown == current == set(STATES)


def test_only_live_awards_may_show_stars(directory: Directory) -> None:
    live = {a.state for listed in directory.products for a in listed.awards if a.is_live}
    assert live == {"valid", "expiring", "extended"}


def test_a_statement_is_as_old_as_its_document_says(directory: Directory) -> None:
    listed = product(directory, "nghe-qua-36-thang")
    assert [a.award.as_of for a in listed.awards] == [None, None]
    assert directory.documents["bao-mau-2022"].date == "2022-10"
    assert [a.state for a in listed.awards] == ["outdated", "outdated"]


def test_mien_dong_tai_hoan_is_as_its_sources_tell_it(real_directory: Directory) -> None:
    listed = product(real_directory, "mien-dong-tai-hoan")
    told = [(a.award.star, a.award.as_of, a.state, a.ends_on) for a in listed.awards]

    assert told == [
        (4, "2018", "outdated", None),
        (4, "2019", "outdated", None),
        (5, "2020", "expired", date(2024, 6, 30)),
        (5, "2024-06-25", "unverified", None),
    ]
    assert listed.awards[2].award.decision_number == "2890/QĐ-BNN-VPĐP"
    assert listed.current == listed.awards[3]
