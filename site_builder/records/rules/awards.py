"""OCOP awards: their state on a day.

Certificates run 36 months (QĐ 26/2026/QĐ-TTg Art. 4.3; 148/QĐ-TTg and 1048/QĐ-TTg before it). The
last valid day is the same day 36 months later, clamped to the end of its month.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from site_builder.records.models.product import Award

AwardState = Literal[
    "valid", "expiring", "extended", "expired", "withdrawn", "unverified", "outdated"
]
STATES: tuple[AwardState, ...] = (
    "valid", "expiring", "extended", "unverified", "outdated", "expired", "withdrawn",
)  # fmt: skip
LIVE_STATES = frozenset({"valid", "expiring", "extended"})

VALID_MONTHS = 36
EXPIRING_DAYS = 180


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
    """Return the end of the certificate: as printed, else 36 months after the decision."""
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
    last = award.extended_until or end
    if today > last:
        return "expired"
    if today > end:
        return "extended"
    return "expiring" if (last - today).days <= EXPIRING_DAYS else "valid"


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
    extended = award.extended_until if is_decided(award) else None
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
