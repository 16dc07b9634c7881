"""What no award history can hold, by the rules that were in force when it was decided."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from site_builder.records.models.product import Award, Product
from site_builder.records.rules.awards import VALID_MONTHS, add_months, end_of, is_decided
from site_builder.records.validate import Entry
from site_builder.words.issue import Issue

# Transitional prolongation, for awards from before that decision (QĐ 26/2026/QĐ-TTg, Art. 12).
LONGEST_EXTENSION = timedelta(days=180)
LAST_EXTENDED = date(2026, 5, 21)
# So many months after its decision a certificate may be issued, and end so much later.
LATEST_ISSUE = 12
LOWEST_SCORE = {3: Decimal(50), 4: Decimal(70), 5: Decimal(90)}
CRITERIA_SPAN = {
    "qd-1048-2019": (date(2019, 8, 21), date(2023, 2, 23)),
    "qd-148-2023": (date(2023, 2, 24), date(2025, 7, 5)),
    # 1489 went on for 60 days beside its successor (Art. 11).
    "qd-1489-2025": (date(2025, 7, 6), date(2026, 7, 21)),
    "qd-26-2026": (date(2026, 5, 22), date.max),
}
# Districts awarded three stars only while 148/QĐ-TTg ran unamended.
DISTRICT_SPAN = CRITERIA_SPAN["qd-148-2023"]
SUPERSEDING = frozenset({"upgrade", "re_assessment", "re_issue"})


def check_awards(entry: Entry[Product]) -> Iterator[Issue]:
    """Yield what no award history can hold."""
    product = entry.model
    if product.awards and product.kind != "ocop":
        yield entry.issue(("awards",), "awards_without_ocop", kind=product.kind)
    for position, award in enumerate(product.awards):
        yield from _check_award(entry, position, award)
    yield from _check_succession(entry)


def _check_award(entry: Entry[Product], position: int, award: Award) -> Iterator[Issue]:
    where = ("awards", position)
    yield from _check_authority(entry, position, award)
    if award.score is not None and award.star and award.score < LOWEST_SCORE[award.star]:
        lowest = LOWEST_SCORE[award.star]
        yield entry.issue(
            (*where, "score"), "score_too_low", score=award.score, star=award.star, lowest=lowest
        )
    if award.decision_date is not None:
        yield from _check_dates(entry, position, award, award.decision_date)


def _check_authority(entry: Entry[Product], position: int, award: Award) -> Iterator[Issue]:
    number = award.decision_number or ""
    star = award.star
    if number.endswith("QĐ-TTg"):
        yield entry.issue(
            ("awards", position, "decision_number"), "decision_by_premier", value=number
        )
        return
    if star == 5 and (number.endswith("QĐ-UBND") or award.level == "province"):  # noqa: PLR2004
        field = "decision_number" if number.endswith("QĐ-UBND") else "level"
        yield entry.issue(("awards", position, field), "five_stars_by_province")
    if star in {3, 4} and ("QĐ-BNN" in number or award.level == "ministry"):
        field = "decision_number" if "QĐ-BNN" in number else "level"
        yield entry.issue(("awards", position, field), "ministry_for_lower_star", star=star)
    if award.level == "district":
        day = award.decision_date
        in_span = day is None or DISTRICT_SPAN[0] <= day <= DISTRICT_SPAN[1]
        if star not in {3, None} or not in_span:
            yield entry.issue(("awards", position, "level"), "district_award")


def _check_dates(
    entry: Entry[Product], position: int, award: Award, decided: date
) -> Iterator[Issue]:
    where = ("awards", position)
    span = CRITERIA_SPAN.get(award.criteria_version or "")
    if span is not None and not span[0] <= decided <= span[1]:
        fitting = (name for name, days in CRITERIA_SPAN.items() if days[0] <= decided <= days[1])
        yield entry.issue(
            (*where, "criteria_version"), "criteria_version_span",
            value=award.criteria_version, date=decided.isoformat(),
            right=", ".join(fitting) or "—",
        )  # fmt: skip
    usual = add_months(decided, VALID_MONTHS)
    if award.valid_until is not None:
        yield from _check_printed_end(entry, position, award.valid_until, decided)
    end = award.valid_until or usual
    if (
        award.extended_until is not None
        and not end < award.extended_until <= end + LONGEST_EXTENSION
    ):
        yield entry.issue(
            (*where, "extended_until"), "extension_span",
            first=(end + timedelta(days=1)).isoformat(), last=(end + LONGEST_EXTENSION).isoformat(),
        )  # fmt: skip
    if award.extended_until is not None and decided > LAST_EXTENDED:
        yield entry.issue(
            (*where, "extended_until"), "extension_not_transitional", last=LAST_EXTENDED.isoformat()
        )
    if award.withdrawn is not None and award.withdrawn.date < decided:
        yield entry.issue((*where, "withdrawn", "date"), "withdrawn_before_award")


def _check_printed_end(
    entry: Entry[Product], position: int, printed: date, decided: date
) -> Iterator[Issue]:
    """Yield an end on paper that is not 36 months away, as an error if no certificate runs so."""
    where = ("awards", position, "valid_until")
    usual, latest = (add_months(decided, VALID_MONTHS + more) for more in (0, LATEST_ISSUE))
    if not decided <= printed <= latest:
        yield entry.issue(
            where, "valid_until_span", first=decided.isoformat(), last=latest.isoformat()
        )
    elif abs((printed - usual).days) > 3:  # noqa: PLR2004
        yield entry.warning(where, "valid_until_unusual", right=usual.isoformat())


def _check_succession(entry: Entry[Product]) -> Iterator[Issue]:
    decided = [
        (award.decision_date, position, award)
        for position, award in enumerate(entry.model.awards)
        if is_decided(award) and award.decision_date is not None
    ]
    decided.sort(key=lambda item: item[:2])
    for (_, _, earlier), (start, position, later) in itertools.pairwise(decided):
        end = end_of(earlier)
        if earlier.withdrawn is not None and end is not None:
            end = min(end, earlier.withdrawn.date)
        if end is not None and start <= end and later.assessment not in SUPERSEDING:
            yield entry.issue(
                ("awards", position, "decision_date"), "awards_overlap",
                number=earlier.decision_number, end=end.isoformat(),
            )  # fmt: skip
        is_higher = later.star is None or earlier.star is None or later.star > earlier.star
        if later.assessment == "upgrade" and not is_higher:
            yield entry.issue(
                ("awards", position, "star"), "upgrade_not_higher",
                number=earlier.decision_number, star=earlier.star,
            )  # fmt: skip
