"""What is said of an event: a title, and a sentence or two that hold on every later day."""

from dataclasses import dataclass

from site_builder.records.directory import ListedProduct, OrganisationOrProduct, folder_of
from site_builder.records.rules.awards import AssessedAward, is_decided
from site_builder.render.addresses import record_address
from site_builder.render.environment import Site
from site_builder.render.news.events import Event
from site_builder.render.views.awards import basis
from site_builder.render.views.cards import other_maker
from site_builder.render.views.texts import short_place
from site_builder.words.formats import format_date, format_partial_date


@dataclass(frozen=True, slots=True)
class EventText:
    """An event in words: `label` is its kind, `title` names the record, `text` tells the rest."""

    label: str
    title: str
    text: str
    address: str


def describe(site: Site, event: Event) -> EventText:
    """Return an event in words; a star is never named without the day on which it ends."""
    record, words = event.listed.record, site.words
    address = record_address(folder_of(event.listed), record.id)
    title = words(f"events.title.{_key(event)}", name=record.name_vi, stars=_stars(site, event))
    sentences = (_what(site, event), _who(site, event.listed))
    return EventText(
        label=words(f"events.kind.{event.kind}"),
        title=title,
        text=" ".join(sentence for sentence in sentences if sentence),
        address=address,
    )


def _key(event: Event) -> str:
    """Return the entry of the catalogue that names an event."""
    record = event.listed.record
    if event.kind == "closed":
        return "left" if record.left else str(getattr(record, "status", None))
    if event.kind == "new" and event.award is None:
        return "named"
    return event.kind


def _stars(site: Site, event: Event) -> str:
    if event.award is None:
        return ""
    star = event.award.award.star
    return site.words("awards.stars", star=star) if star else site.words("events.ocop")


def _what(site: Site, event: Event) -> str:
    words, day = site.words, format_date(event.day, site.words)
    if event.award is not None:
        return _of_award(site, event, event.award)
    if event.document is not None:
        publisher = event.document.publisher
        return words("events.text.named", publisher=publisher)
    record = event.listed.record
    folder = folder_of(event.listed)
    if record.left is not None:
        reason = words(f"life.reason.{folder}.{record.left.reason}")
        return words(f"life.left.{folder}", date=day, reason=reason)
    return words(f"life.organisation_on.{getattr(record, 'status', None)}", date=day)


def _of_award(site: Site, event: Event, assessed: AssessedAward) -> str:
    words, award = site.words, assessed.award
    document = site.directory.documents[award.source]
    end = format_date(assessed.ends_on, words) if assessed.ends_on else ""
    if event.kind == "withdrawn" and award.withdrawn is not None:
        ground = words(f"awards.ground.{award.withdrawn.ground}")
        number = award.withdrawn.decision_number
        key = "awards.withdrawal_by_decision" if number else "awards.withdrawal"
        return words(key, number=number, date=format_date(event.day, words), ground=ground) + "."
    text = words(f"events.text.{event.kind}", basis=basis(words, assessed, document), end=end)
    later = _later_statement(event) if event.kind == "expired" else None
    if later is None:
        return text
    document = site.directory.documents[later.award.source]
    said = format_partial_date(later.award.as_of or document.date or "", words)
    key = "events.text.later" if said else "events.text.later_undated"
    return f"{text} {words(key, publisher=document.publisher, date=said)}"


def _later_statement(event: Event) -> AssessedAward | None:
    """Return what a source says of a product after the award that ended, without a decision."""
    listed = event.listed
    if not isinstance(listed, ListedProduct) or event.award is None:
        return None
    after = listed.awards[listed.awards.index(event.award) + 1 :]
    return next((one for one in reversed(after) if not is_decided(one.award)), None)


def _who(site: Site, listed: OrganisationOrProduct) -> str:
    """Return the maker of a product and where it is made; of an organisation its place."""
    place = short_place(site.words, listed.place)
    maker = None
    if isinstance(listed, ListedProduct):
        maker = listed.maker.name_vi if listed.maker else other_maker(site, listed)
    known = [("maker", maker), ("place", place)]
    return " ".join(site.words(f"events.text.{key}", value=value) for key, value in known if value)
