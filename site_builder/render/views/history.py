"""The award history of a product: recognitions and the steps that were none, newest first."""

from dataclasses import dataclass

from site_builder.records.directory import ListedProduct
from site_builder.records.models.product import OcopStep, Withdrawal
from site_builder.records.rules.awards import AssessedAward
from site_builder.render.environment import Site
from site_builder.render.views.awards import basis, view_award
from site_builder.render.views.sources import Citations
from site_builder.render.views.texts import in_language
from site_builder.words.formats import format_date, format_number, format_partial_date


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of the history; `state` is `step` where nothing was awarded.

    `expires_on` is the last valid day of an award, `then` its label after that day.
    """

    date: str
    title: str
    who: str
    decision: str
    note: str | None
    withdrawal: str | None
    state: str
    state_label: str
    expires_on: str | None
    then: str | None
    refs: tuple[int, ...]


def view_history(site: Site, product: ListedProduct, citations: Citations) -> list[HistoryEntry]:
    """Return a product's awards and steps, newest first."""
    dated = [
        (_award_time(assessed), _award_entry(site, assessed, citations))
        for assessed in product.awards
    ] + [
        (step.as_of or "", _step_entry(site, step, citations)) for step in product.record.ocop_steps
    ]
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _award_time(assessed: AssessedAward) -> str:
    decided = assessed.award.decision_date
    return decided.isoformat() if decided else assessed.award.as_of or ""


def _award_entry(site: Site, assessed: AssessedAward, citations: Citations) -> HistoryEntry:
    words, award = site.words, assessed.award
    view = view_award(site, assessed)
    facts = []
    if award.decision_number is not None:
        facts.append(basis(words, assessed, site.directory.documents[award.source]))
    if award.score is not None:
        facts.append(words("awards.score", score=format_number(award.score, words.language)))
    if award.product_code is not None:
        facts.append(words("awards.product_code", code=award.product_code))
    who = [words(f"awards.assessment.{award.assessment}")] if award.assessment else []
    who += [words(f"awards.level.{award.level}")] if award.level else []
    who += [award.issuer] if award.issuer else []
    return HistoryEntry(
        date=_time(site, _award_time(assessed)),
        title=words("awards.stars", star=award.star) if award.star else words("awards.ocop"),
        who=", ".join(who),
        decision=", ".join(facts),
        note=in_language(words, award.note_vi, award.note_en),
        withdrawal=_withdrawal(site, award.withdrawn) if award.withdrawn else None,
        state=assessed.state,
        state_label=view.state_line,
        expires_on=view.expires_on,
        then=view.then.state_line if view.then else None,
        refs=citations.of(award.source),
    )


def _withdrawal(site: Site, withdrawn: Withdrawal) -> str:
    words = site.words
    ground = words(f"awards.ground.{withdrawn.ground}")
    day = format_date(withdrawn.date, words)
    if withdrawn.decision_number is None:
        return words("awards.withdrawal", date=day, ground=ground)
    number = withdrawn.decision_number
    return words("awards.withdrawal_by_decision", number=number, date=day, ground=ground)


def _step_entry(site: Site, step: OcopStep, citations: Citations) -> HistoryEntry:
    words = site.words
    return HistoryEntry(
        date=_time(site, step.as_of or ""),
        title=words(f"awards.step.{step.step}"),
        who=words(f"awards.level.{step.level}") if step.level else "",
        decision=words("awards.step_star", star=step.star) if step.star else "",
        note=in_language(words, step.note_vi, step.note_en),
        withdrawal=None,
        state="step",
        state_label=words("awards.state.step"),
        expires_on=None,
        then=None,
        refs=citations.of(step.source),
    )


def _time(site: Site, partial: str) -> str:
    return format_partial_date(partial, site.words) if partial else site.words("awards.undated")
