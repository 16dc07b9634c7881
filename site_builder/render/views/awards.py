"""What a page says of an award, in words; the same in every list, page, popup and file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from site_builder.records.directory import ListedProduct
from site_builder.records.models.reference import Document
from site_builder.records.rules.awards import AssessedAward, AwardState
from site_builder.render.environment import Site, once
from site_builder.words.catalogue import Words
from site_builder.words.formats import format_date, format_partial_date


@dataclass(frozen=True, slots=True)
class AwardView:
    """An award as templates show it.

    `star` is none where the source gives no level; `expires_on` is the ISO date of the last valid
    day, if there is one; `state_label` is the state in a word or two, `state_line` adds its day.
    `then` is what an award in force will be after that day: an old page shows it by itself.
    """

    state: AwardState
    star: int | None
    label: str
    detail: str
    state_label: str
    state_line: str
    expires_on: str | None
    then: "AwardView | None"


def view_award(site: Site, assessed: AssessedAward) -> AwardView:
    """Return an award in words."""
    words = site.words
    document = site.directory.documents[assessed.award.source]
    star = assessed.award.star
    stars = words("awards.stars", star=star) if star else words("awards.ocop")
    end = format_date(assessed.ends_on, words) if assessed.ends_on else ""
    withdrawn = assessed.award.withdrawn
    params: Mapping[str, object] = {
        "stars": stars,
        "end": end,
        "withdrawn": format_date(withdrawn.date, words) if withdrawn else "",
    }
    return AwardView(
        state=assessed.state,
        star=star,
        label=words(f"awards.label.{assessed.state}", **params),
        detail=words(
            f"awards.detail.{assessed.state}", basis=basis(words, assessed, document), end=end
        ),
        state_label=words(f"awards.state.{assessed.state}"),
        state_line=words(f"awards.state_line.{assessed.state}", **params),
        expires_on=assessed.ends_on.isoformat() if assessed.ends_on else None,
        then=view_award(site, replace(assessed, state="expired")) if assessed.is_live else None,
    )


def basis(words: Words, assessed: AssessedAward, document: Document) -> str:
    """Return what an award rests on: its decision, or who states it and when."""
    award = assessed.award
    if award.decision_number is not None and award.decision_date is not None:
        return words(
            "awards.by_decision",
            number=award.decision_number,
            date=format_date(award.decision_date, words),
        )
    if award.decision_number is not None:
        return words("awards.by_undated_decision", number=award.decision_number)
    if document.date is None:
        return document.publisher
    return f"{document.publisher}, {format_partial_date(document.date, words)}"


@once
def view_current(site: Site, product: ListedProduct) -> AwardView | None:
    """Return the award that speaks for a product today, in words."""
    return view_award(site, product.current) if product.current else None
