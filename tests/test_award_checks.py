"""Awards that no rule of their time allowed; the messages stand in `invalid_records/products/`."""

from collections.abc import Mapping
from datetime import date

import pytest

from site_builder.records.models.product import Product
from site_builder.records.raw import RawRecord
from site_builder.records.rules.award_checks import check_awards
from site_builder.records.validate import validate_record


def faults(*awards: Mapping[str, object]) -> list[str]:
    """Return the keys of what is wrong with a history; an award is decided unless it says so."""
    history = [
        {"source": "d", "decision_number": "9/QĐ-UBND", "decision_date": "2025-01-20", **award}
        for award in awards
    ]
    sources = [{"document": "d"}]
    record = {"id": "f", "name_vi": "M", "kind": "ocop", "sources": sources, "awards": history}
    entry, issues = validate_record(RawRecord("f.yml", record, {}, {}), Product, date(2099, 1, 1))
    assert entry is not None, issues
    return [issue.key for issue in check_awards(entry)]


@pytest.mark.parametrize(
    ("version", "before", "first", "last", "after"),
    [
        ("qd-1048-2019", "2019-08-20", "2019-08-21", "2023-02-23", "2023-02-24"),
        ("qd-148-2023", "2023-02-23", "2023-02-24", "2025-07-05", "2025-07-06"),
        ("qd-1489-2025", "2025-07-05", "2025-07-06", "2026-07-21", "2026-07-22"),
        ("qd-26-2026", "2026-05-21", "2026-05-22", "2030-01-01", None),
    ],
)
def test_criteria_apply_from_their_first_day_to_their_last(
    version: str, before: str, first: str, last: str, after: str | None
) -> None:
    for day in (first, last):
        assert faults({"criteria_version": version, "decision_date": day}) == []
    for day in filter(None, (before, after)):
        expected = ["criteria_version_span"]
        assert faults({"criteria_version": version, "decision_date": day}) == expected


@pytest.mark.parametrize(
    ("level", "star", "day", "fault"),
    [
        # 1048/QĐ-TTg: the province up to four stars, the ministry five.
        ("province", "4", "2021-12-29", None),
        ("district", "3", "2023-02-23", "district_award"),
        # 148/QĐ-TTg: districts three stars, and only these.
        ("district", "3", "2023-02-24", None),
        ("district", "4", "2023-02-24", "district_award"),
        ("district", "3", "2025-07-05", None),
        # 1489/QĐ-TTg and QĐ 26/2026/QĐ-TTg: there are no districts any more.
        ("district", "3", "2025-07-06", "district_award"),
        ("province", "3", "2026-05-22", None),
        ("province", "5", "2026-05-22", "five_stars_by_province"),
        ("ministry", "4", "2026-05-22", "ministry_for_lower_star"),
    ],
)
def test_each_level_awards_what_the_rules_of_the_day_let_it(
    level: str, star: str, day: str, fault: str | None
) -> None:
    given = {"level": level, "star": star, "decision_date": day}
    assert faults(given) == ([fault] if fault else [])


@pytest.mark.parametrize(("star", "lowest"), [("3", 50), ("4", 70), ("5", 90)])
def test_a_star_needs_its_points_but_points_alone_make_no_star(star: str, lowest: int) -> None:
    by = {"decision_number": "9/QĐ-BNN-VPĐP"} if star == "5" else {}
    assert faults({"star": star, "score": str(lowest), **by}) == []
    assert faults({"star": star, "score": "100", **by}) == []
    assert faults({"star": star, "score": f"{lowest - 1}.99", **by}) == ["score_too_low"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2023-08-30", ["valid_until_span"]),
        ("2023-08-31", ["valid_until_unusual"]),
        ("2026-08-27", ["valid_until_unusual"]),
        ("2026-08-28", []),
        ("2026-09-03", []),
        ("2027-08-31", ["valid_until_unusual"]),
        ("2027-09-01", ["valid_until_span"]),
        ("2099-12-31", ["valid_until_span"]),
    ],
)
def test_no_certificate_ends_before_its_decision_or_long_after_36_months(
    printed: str, expected: list[str]
) -> None:
    assert faults({"decision_date": "2023-08-31", "valid_until": printed}) == expected


@pytest.mark.parametrize(
    ("extended", "expected"),
    [
        ("2026-08-31", ["extension_span"]),
        ("2026-09-01", []),
        ("2027-02-27", []),
        ("2027-02-28", ["extension_span"]),
    ],
)
def test_an_extension_is_of_1_to_180_days(extended: str, expected: list[str]) -> None:
    assert faults({"decision_date": "2023-08-31", "extended_until": extended}) == expected


def test_only_awards_from_before_the_decision_of_2026_are_extended() -> None:
    assert faults({"decision_date": "2026-05-21", "extended_until": "2029-06-01"}) == []
    given = {"decision_date": "2026-05-22", "extended_until": "2029-06-01"}
    assert faults(given) == ["extension_not_transitional"]


@pytest.mark.parametrize(
    ("assessment", "star", "expected"),
    [
        ("upgrade", "4", []),
        ("upgrade", "3", ["upgrade_not_higher"]),
        ("re_assessment", "3", []),
        ("re_issue", "3", []),
        ("first", "4", ["awards_overlap"]),
    ],
)
def test_an_award_follows_another_as_its_assessment_says(
    assessment: str, star: str, expected: list[str]
) -> None:
    second = {"decision_number": "10/QĐ-UBND", "decision_date": "2026-01-20", "star": star}
    assert faults({"star": "3"}, {**second, "assessment": assessment}) == expected


def test_a_re_assessment_may_give_fewer_stars() -> None:
    second = {"decision_number": "10/QĐ-UBND", "decision_date": "2026-01-20", "star": "3"}
    assert faults({"star": "4"}, {**second, "assessment": "re_assessment"}) == []
