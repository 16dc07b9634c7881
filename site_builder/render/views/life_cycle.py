"""How organisations and other records end, in plain words and with the way onwards."""

from dataclasses import dataclass

from site_builder.records.models.organisation import Organisation
from site_builder.render.addresses import organisation_address
from site_builder.render.environment import Site
from site_builder.words.catalogue import Words
from site_builder.words.formats import format_date

# States that the page of an organisation opens with.
TOLD = ("suspended", "dissolving", "dissolved", "revoked", "merged")


@dataclass(frozen=True, slots=True)
class Successor:
    """Who or what took over; `label` stands before the link."""

    label: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class LifeNotice:
    """A sentence or two about an end, and who took over, if that is known."""

    text: str
    successor: Successor | None = None


def organisation_notice(site: Site, record: Organisation) -> LifeNotice | None:
    """Return what the page of an organisation says of its state; nothing while it works."""
    if record.status not in TOLD:
        return None
    text = _state(site, "life.organisation", record)
    if record.has_ended:
        text = f"{text} {site.words('life.kept')}"
    return LifeNotice(text, organisation_successor(site, record.successor))


def maker_notice(site: Site, maker: Organisation | None) -> LifeNotice | None:
    """Return what the page of a product says of a maker that does not work, or is no more."""
    if maker is None or not (maker.status in TOLD or maker.left):
        return None
    if maker.left and not maker.has_ended:
        return LifeNotice(site.words("life.maker.left"))
    text = _state(site, "life.maker", maker)
    return LifeNotice(text, organisation_successor(site, maker.successor))


def short_state(words: Words, record: Organisation | None) -> str | None:
    """Return in two or three words that an organisation does not work or is no more, for lists."""
    if record is None or not (record.status in TOLD or record.left):
        return None
    is_out = record.left is not None and not record.has_ended
    return words(f"life.short.{'left' if is_out else record.status}")


def kind_in_lists(words: Words, record: Organisation) -> str:
    """Return the kind of an organisation, with its state where it does not simply work."""
    kind, state = words(f"records.organisation_kind.{record.kind}"), short_state(words, record)
    return f"{kind} ({state})" if state else kind


def organisation_successor(site: Site, successor: str | None) -> Successor | None:
    """Return the organisation that took over."""
    for organisation in site.directory.every_organisation:
        if organisation.record.id == successor:
            record = organisation.record
            label = site.words("life.successor.cooperatives")
            return Successor(label, record.name_vi, organisation_address(record.id))
    return None


def _state(site: Site, prefix: str, record: Organisation) -> str:
    if record.dissolved_on is None:
        return site.words(f"{prefix}.{record.status}")
    return site.words(
        f"{prefix}_on.{record.status}", date=format_date(record.dissolved_on, site.words)
    )
