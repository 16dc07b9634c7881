"""OCOP awards: their state on a day, and what no award can be.

Certificates run 36 months (QĐ 26/2026/QĐ-TTg Art. 4.3; 148/QĐ-TTg and 1048/QĐ-TTg before it). The
last valid day is the same day 36 months later, clamped to the end of its month.
"""

import calendar
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from site_builder.records.models.product import Award, Product
from site_builder.records.validate import Entry
from site_builder.words.issue import Issue

AwardState = Literal[
    "valid", "expiring", "extended", "expired", "withdrawn", "unverified", "outdated"
]
STATES: tuple[AwardState, ...] = (
    "valid", "expiring", "extended", "unverified", "outdated", "expired", "withdrawn",
)  # fmt: skip
LIVE_STATES = frozenset({"valid", "expiring", "extended"})

VALID_MONTHS = 36
EXPIRING_DAYS = 180
# Transitional prolongation (QĐ 26/2026/QĐ-TTg, Art. 12.3).
LONGEST_EXTENSION = timedelta(days=180)
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


@dataclass(frozen=True, slots=True)
class AssessedAward:
    """An award with what its dates make of it on the day of the build."""

    award: Award
    state: AwardState
    ends_on: date | None

    @property
    def is_live(self) -> bool:
        """Whether the award may be shown with stars."""
        return self.state in LIVE_STATES


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, clamped to the end of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def last_day(partial: str) -> date:
    """Return the last day that `2024`, `2024-06` or `2024-06-25` can mean."""
    parts = [int(part) for part in partial.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]  # noqa: PLR2004
    return date(year, month, day)


def is_decided(award: Award) -> bool:
    """Return whether the award rests on a decision with number and date."""
    return award.decision_number is not None and award.decision_date is not None


def end_of(award: Award) -> date | None:
    """Return the last valid day: as printed, else 36 months after the decision."""
    if award.valid_until is not None:
        return award.valid_until
    if award.decision_date is not None and award.decision_number is not None:
        return add_months(award.decision_date, VALID_MONTHS)
    return None


def award_state(
    award: Award, stated_on: str | None, today: date, ended: date | None = None
) -> AwardState:
    """Return the state of one award on a day.

    `stated_on` is the (partial) date of the statement, for awards without a decision; `ended` is
    the last day when a later award took this one's place earlier.
    """
    if award.withdrawn is not None and award.withdrawn.date <= today:
        return "withdrawn"
    if ended is not None and today > ended:
        return "expired"
    end = end_of(award)
    if end is not None and is_decided(award):
        return _decided_state(award, end, today)
    if end is not None and today > end:
        return "expired"
    if stated_on is not None and today > add_months(last_day(stated_on), VALID_MONTHS):
        return "outdated"
    return "unverified"


def _decided_state(award: Award, end: date, today: date) -> AwardState:
    if today <= end:
        return "expiring" if (end - today).days <= EXPIRING_DAYS else "valid"
    if award.extended_until is not None and today <= award.extended_until:
        return "extended"
    return "expired"


def time_of(award: Award) -> date:
    """Return the day by which awards of one product are ordered."""
    if award.decision_date is not None:
        return award.decision_date
    return last_day(award.as_of) if award.as_of is not None else date.min


def assess(
    awards: Sequence[Award], stated_on: Sequence[str | None], today: date
) -> tuple[AssessedAward, ...]:
    """Return a product's awards in order of time, each with its state.

    `stated_on` gives, award by award, the date of the statement (or of its document).
    """
    pairs = sorted(zip(awards, stated_on, strict=True), key=lambda pair: time_of(pair[0]))
    assessed = []
    for position, (award, stated) in enumerate(pairs):
        ended = _superseded_on(award, [later for later, _ in pairs[position + 1 :]])
        state = award_state(award, stated, today, ended)
        assessed.append(AssessedAward(award, state, _last_valid_day(award, state, ended)))
    return tuple(assessed)


def _last_valid_day(award: Award, state: AwardState, ended: date | None) -> date | None:
    extended = award.extended_until if state in {"extended", "expired"} else None
    end = ended or extended or end_of(award)
    gone = award.withdrawn.date if award.withdrawn and state == "withdrawn" else None
    return min(end, gone - timedelta(days=1)) if end and gone else end


def _superseded_on(award: Award, later: Sequence[Award]) -> date | None:
    """Return the last day before a later decision took this award's place, if one did."""
    end = end_of(award)
    if end is None or not is_decided(award):
        return None
    last = max(end, award.extended_until or end)
    starts = [a.decision_date for a in later if is_decided(a) and a.decision_date is not None]
    taken = [start - timedelta(days=1) for start in starts if start <= last]
    return min(taken, default=None)


def current_award(awards: Sequence[AssessedAward]) -> AssessedAward | None:
    """Return the award that speaks for the product today: the newest live one, else the newest."""
    live = [award for award in awards if award.is_live]
    return live[-1] if live else awards[-1] if awards else None


def check_awards(entry: Entry[Product]) -> Iterator[Issue]:
    """Yield what no award history can hold."""
    product = entry.model
    if product.awards and product.kind != "ocop":
        yield entry.issue(("awards",), "awards_without_ocop", kind=product.kind)
    for position, award in enumerate(product.awards):
        yield from _check_award(entry, position, award)
    yield from _check_overlaps(entry)


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
    if award.valid_until is not None and abs((award.valid_until - usual).days) > 3:  # noqa: PLR2004
        yield entry.warning((*where, "valid_until"), "valid_until_unusual", right=usual.isoformat())
    end = award.valid_until or usual
    if (
        award.extended_until is not None
        and not end < award.extended_until <= end + LONGEST_EXTENSION
    ):
        yield entry.issue(
            (*where, "extended_until"), "extension_span",
            first=(end + timedelta(days=1)).isoformat(), last=(end + LONGEST_EXTENSION).isoformat(),
        )  # fmt: skip
    if award.withdrawn is not None and award.withdrawn.date < decided:
        yield entry.issue((*where, "withdrawn", "date"), "withdrawn_before_award")


def _check_overlaps(entry: Entry[Product]) -> Iterator[Issue]:
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
