"""Made-up awards in every state, by decisions of an office that does not exist."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from bench.texts import MARK
from site_builder.records.raw import Raw
from site_builder.records.rules.award_checks import LOWEST_SCORE
from site_builder.records.rules.awards import STATES, VALID_MONTHS, AwardState, add_months

# As in a province that keeps its decisions up to date: of two products one is valid.
WEIGHTS: dict[AwardState, int] = {"valid": 6, **dict.fromkeys(STATES[1:], 1)}
GROUNDS = ("false_dossier", "criteria_lost", "law_breach", "mark_misuse", "stopped", "other")

Award = dict[str, Raw]


def make_awards(source: random.Random, today: date, document: str) -> list[Raw]:
    """Return the awards of one product, the last of which has a state drawn by weight."""
    state = source.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))[0]
    star = source.choices((3, 4, 5), weights=(70, 25, 5))[0]
    level = "ministry" if star == max(LOWEST_SCORE) else "province"
    award: Award = {"star": str(star), "level": level}
    award |= MAKERS[state](source, today)
    if "decision_date" in award:
        lowest = int(LOWEST_SCORE[star])
        award["score"] = f"{lowest + source.randrange(100) / 10:.1f}"
        award["issuer"] = f"Cơ quan {MARK}"
    award["source"] = document
    earlier = _earlier(source, award) if source.random() < 1 / 4 else []
    return [*earlier, award]


def _earlier(source: random.Random, award: Award) -> list[Raw]:
    """Return an award of three stars that had ended when the next one was decided."""
    if "decision_date" not in award:
        return []
    later = date.fromisoformat(str(award["decision_date"]))
    decision = _decision(source, later - timedelta(source.randint(1130, 1400)))
    return [{"star": "3", "level": "province", **decision, "source": award["source"]}]


def _decision(source: random.Random, decided: date) -> Award:
    number = source.randint(1, 99)
    return {
        "decision_number": f"{number}/QĐ-THUNGHIEM",
        "decision_date": decided.isoformat(),
    }


def _days_ago(first: int, last: int) -> Callable[[random.Random, date], Award]:
    def make(source: random.Random, today: date) -> Award:
        return _decision(source, today - timedelta(source.randint(first, last)))

    return make


def _expiring(source: random.Random, today: date) -> Award:
    return _decision(source, add_months(today + timedelta(source.randint(3, 170)), -VALID_MONTHS))


def _extended(source: random.Random, today: date) -> Award:
    decided = add_months(today - timedelta(source.randint(3, 160)), -VALID_MONTHS)
    end = add_months(decided, VALID_MONTHS)
    return _decision(source, decided) | {"extended_until": (end + timedelta(179)).isoformat()}


def _withdrawn(source: random.Random, today: date) -> Award:
    decided = today - timedelta(source.randint(300, 900))
    day = decided + timedelta(source.randint(30, 250))
    return _decision(source, decided) | {
        "withdrawn": {"date": day.isoformat(), "ground": source.choice(GROUNDS)}
    }


def _stated(years: int) -> Callable[[random.Random, date], Award]:
    def make(_source: random.Random, today: date) -> Award:
        return {"as_of": str(today.year - years)}

    return make


MAKERS: dict[AwardState, Callable[[random.Random, date], Award]] = {
    "valid": _days_ago(30, 880),
    "expiring": _expiring,
    "extended": _extended,
    "unverified": _stated(1),
    "outdated": _stated(6),
    "expired": _days_ago(1200, 2200),
    "withdrawn": _withdrawn,
}
